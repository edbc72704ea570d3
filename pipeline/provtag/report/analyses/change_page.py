"""``changes.html``: two editions of a regulation, what was written anew marked character by character."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from urllib.parse import urlencode

from provtag.analysis.change import Change, ChangeKind, Task, difference
from provtag.report.analyses.page import page, say
from provtag.schema import Role

CHINESE = {
    ChangeKind.KEPT: "保留",
    ChangeKind.MOVED: "移动",
    ChangeKind.REWORDED: "改写",
    ChangeKind.GONE: "删去",
    ChangeKind.NEW: "新增",
    "gained": "增加",
    "lost": "失去",
    "other role": "角色改变",
    Role.LEAD: "主责",
    Role.SUPPORT: "配合",
    "": "",
}


def change_page(old: str, new: str, changes: Sequence[Change], tasks: Sequence[Task]) -> str:
    """Return the page of the ``changes`` between two documents (ids), and whose ``tasks`` they are."""
    return page(
        "changes",
        f"{old} → {new}",
        report="#" + urlencode({"view": "sides", "compareBy": "changes", "left": old, "right": new}),
        kinds=list(ChangeKind),
        names={name: say(chinese, str(name)) for name, chinese in CHINESE.items()},
        counts=Counter(change.kind for change in changes),
        changes=[(change, difference(*change.texts)) for change in changes],
        tasks=tasks,
    )
