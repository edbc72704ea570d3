"""Slots: stretches of a text that stand where an agency may stand and end like one (organ-like suffix)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

_BEFORE = "由|并由|交由|会同|联合|协同|配合|协助|督促|邀请|和|与|及|向|报|抄送"
_AFTER = r"(?=[、,;。:()〔〕【】\[\]]|$|和|与|及|等|负责|牵头|按职责|配合|参与|协助|会同|联合|应当|要|参加)"
_LED = "(?:各级|国家|[省市县区旗州镇乡])[一-鿿]{1,8}?(?:局|厅|纪委|委员会|部门|机关|联合会|协会)"
_LAST = "[局厅委办处署会社院站所部段台网团室组门关队司心]"
_SLOT = re.compile(f"(?<![一-鿿])(?:{_BEFORE})?(?P<name>{_LED}|[一-鿿]{{2,16}}?{_LAST}{_AFTER})")
# Last characters that make an organ only together with the one before.
_LONG_SUFFIXES = {
    "室": ("办公室", "督查室"),
    "组": ("小组",),
    "门": ("部门",),
    "关": ("机关",),
    "队": ("支队", "大队", "总队", "中队"),
    "司": ("公司",),
    "心": ("中心",),
}


class Slot(NamedTuple):
    """A stretch of a folded text."""

    start: int
    end: int


def slots(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Slot]:
    """The slots of a folded text that touch no stretch already ``taken``."""
    for match in _SLOT.finditer(text):
        start, end = match.span("name")
        suffixes = _LONG_SUFFIXES.get(text[end - 1])
        if suffixes and not text.endswith(suffixes, start, end):
            continue
        if not any(first < end and start < last for first, last in taken):
            yield Slot(start, end)
