"""Lists within a cell of a table: what it numbers from one on."""

from __future__ import annotations

import re

from provtag.language.numerals import to_int
from provtag.patterns import Pattern

_MARK = Pattern(
    r"(?:^|(?<=[\s。；;、，]))(?P<open>[（(]?)(?:(?P<digits>\d{1,2})|(?P<numeral>[一二三四五六七八九十]{1,3}))(?P<close>[）)．.、])(?!\d)"
    r"|(?P<circle>[①-⑳])"
)


def listed(cell: str) -> list[str]:
    """Return the entries that ``cell`` numbers from one on in one way, without their numbers; none where it does not."""
    cell = cell.strip()
    first = _MARK.match(cell)
    if not first:
        return []
    found = [mark for mark in _MARK.finditer(cell) if _style(mark) == _style(first)]
    ends = [*(mark.start() for mark in found[1:]), len(cell)]
    parts = [cell[mark.end() : end].strip() for mark, end in zip(found, ends, strict=True)]
    in_order = [to_int(mark["circle"] or mark["digits"] or mark["numeral"]) for mark in found] == list(range(1, len(found) + 1))
    return parts if in_order and all(parts) else []


def _style(mark: re.Match[str]) -> tuple[bool, ...]:
    return tuple(bool(mark[name]) for name in ("open", "digits", "numeral", "circle"))
