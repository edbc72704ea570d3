"""``changes.html``: two editions of a regulation, what was written anew marked character by character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from provtag.analysis.change import Change, ChangeKind, Task, difference
from provtag.analysis.page import page

NAMES = {
    ChangeKind.KEPT: "保留 kept",
    ChangeKind.MOVED: "移动 moved",
    ChangeKind.REWORDED: "改写 reworded",
    ChangeKind.GONE: "删去 gone",
    ChangeKind.NEW: "新增 new",
}


def change_page(old: str, new: str, changes: Sequence[Change], tasks: Sequence[Task]) -> str:
    """Return the page of the ``changes`` between two documents (ids), and whose ``tasks`` they are."""
    return page(
        "changes",
        f"{old} → {new}",
        names=NAMES,
        counts=Counter(change.kind for change in changes),
        changes=[(change, difference(*change.texts)) for change in changes],
        tasks=tasks,
    )
