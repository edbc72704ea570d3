"""Members of the lists in a labelled duty note: from sign to sign each is one name (牵头:管理局民政局、房地产市场股)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from provtag.agencies.names import Name
from provtag.agencies.unknown_names import Stretch

_SIGNS = re.compile(r"[、,;。:()〔〕【】\[\]\n ]+")
_TWO = re.compile("以?及|[和与]|[省市州盟县区旗镇乡]$")  # between the names of two bodies that no sign divides
_LONGEST = 24


class Members:
    """Says which members of a list are one name (section ``members`` of the register)."""

    def __init__(self, table: Mapping[str, str]) -> None:
        self._behind, self._ends = (re.compile(f"(?:{table[key]})$") for key in ("behind", "ends"))
        self._never = re.compile(table["never"])

    def is_name(self, text: str, place: Stretch, inside: Sequence[Name]) -> bool:
        """Say whether the member at ``place`` of a folded text is one name, though its known names ``inside`` are shorter."""
        words = text[place.start : place.end]
        if len(words) > _LONGEST or self._never.search(words):
            return False
        if not inside:
            return len(words) > 1 and bool(self._ends.search(words))
        if inside[0].start < place.start or place.end < inside[-1].end or tuple(place) == inside[0][:2]:
            return False
        between = (text[one.end : other.start] for one, other in pairwise(inside))
        behind = text[inside[-1].end : place.end]
        return not (behind and not self._behind.search(behind)) and not any(_TWO.match(gap) for gap in between)


def members(text: str, lists: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the members of the ``lists`` of a folded text."""
    for start, end in lists:
        for sign in _SIGNS.finditer(text, start, end):
            if start < sign.start():
                yield Stretch(start, sign.start())
            start = sign.end()
        if start < end:
            yield Stretch(start, end)
