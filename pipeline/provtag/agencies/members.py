"""Members of the lists in a duty note: from sign to sign each is one name (牵头:管理局民政局、房地产市场股)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from provtag.agencies.names import Name
from provtag.agencies.register import Register
from provtag.agencies.unknown_names import Stretch
from provtag.patterns import Pattern

_SIGNS = Pattern(r"[、,;。:()〔〕【】\[\]\n ]+")
# A name has signs of no other kind, and figures only where it is called by its number (12315指挥中心).
_WORDS = Pattern(r"(?:12\d{3}|[一-鿿“”])+")
_FIRST, _FEWEST, _MOST = Pattern("一是|[二三四五六]是"), 3, 24


class Members:
    """Says which members of a list are one name (section ``members`` of the register)."""

    def __init__(self, register: Register) -> None:
        table = register.table("members")
        self._behind, self._ends, self._two, self._nouns = (re.compile(table[key]) for key in ("behind", "ends", "two", "nouns"))
        self._units = re.compile(f"(?:{table['units']})$")
        self._never = re.compile(f"{table['never']}|{register.pattern('not_in_units')}")
        self._no_unit = re.compile("|".join(register.table("units_of_issuer")["never"]))

    def is_name(self, text: str, place: Stretch, inside: Sequence[Name]) -> bool:
        """Say whether the member at ``place`` of a folded text is one name and more than its known names, ``inside`` it."""
        words = text[place.start : place.end]
        if not (_FEWEST <= len(words) <= _MOST and _WORDS.fullmatch(words)) or _FIRST.match(words):
            return False
        if not inside:
            is_built = self._ends.fullmatch(words) and not (self._units.search(words) and self._no_unit.search(words))
            return bool(is_built) and not self._says_more(words)
        if inside[0].start < place.start or place.end < inside[-1].end or tuple(place) == inside[0][:2]:
            return False
        before, behind = text[place.start : inside[0].start], text[inside[-1].end : place.end]
        between = [text[one.end : other.start] for one, other in pairwise(inside)]
        if (behind and not self._behind.fullmatch(behind)) or any(map(self._two.match, between)):
            return False
        return not any(map(self._says_more, (before, *between, behind)))

    def _says_more(self, words: str) -> bool:
        """Say whether ``words`` are more than a part of a name: have a verb, or what is said of a body."""
        return bool(self._never.search(self._nouns.sub("", words)))


def members(text: str, lists: Iterable[Stretch]) -> Iterator[Stretch]:
    """Yield the members of the ``lists`` of a folded text."""
    for start, end in lists:
        for sign in _SIGNS.finditer(text, start, end):
            if start < sign.start():
                yield Stretch(start, sign.start())
            start = sign.end()
        if start < end:
            yield Stretch(start, end)
