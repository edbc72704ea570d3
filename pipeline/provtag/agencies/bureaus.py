"""Combined bureaus that the register does not list: level or place, halves, head (县|海洋与|渔业局)."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from provtag.agencies.prefixes import Endings, Prefix, Prefixes
from provtag.agencies.register import OTHER, Core, Kind, Register


class Bureau(NamedTuple):
    """A combined bureau: the core of the whole name, where it begins, and its prefix."""

    core: Core
    core_start: int
    prefix: Prefix


class Bureaus:
    """Reads a combined bureau leftwards from its last half."""

    def __init__(self, register: Register, prefixes: Prefixes) -> None:
        self._stems = register.halves
        self._endings = Endings(self._stems)
        self._heads = tuple(register.words("combined_heads"))
        self._joiners = (*register.words("half_joiners"), "")
        self._prefixes = prefixes
        self._is_half = cache(self._has_stem_and_head)

    def whole(self, text: str, last: Core, start: int, end: int, in_list: bool) -> Bureau | None:
        """The bureau whose last half is the core ``last`` from ``start`` to ``end``; None when it stands alone.

        Only a level or place before the halves tells a bureau from a list (县民政和教育局; but 民政和教育局 are two).
        """
        first, stem = self._half_before(text, start) if self._is_half(last.text) else (start, "")
        agency_id = last.agency_id
        while stem:
            # The first half decides, unless it is of no agency of its own (海洋与渔业局 → agriculture).
            agency_id = self._stems[stem] if self._stems[stem] != OTHER else agency_id
            prefix = self._prefixes.before(text, first, in_list=in_list)
            if prefix.start < first:
                return Bureau(Core(text[first:end], agency_id, Kind.NAME), first, prefix)
            first, stem = self._half_before(text, first)
        return None

    def _has_stem_and_head(self, word: str) -> bool:
        """Whether a name is a stem with a head (渔业|局), and so may be the last half of a bureau."""
        return any(word.removesuffix(head) in self._stems for head in self._heads if word.endswith(head))

    def _half_before(self, text: str, end: int) -> tuple[int, str]:
        """Where the half before ``end`` begins, and its stem; an empty stem when there is none."""
        for joiner in self._joiners:
            before = end - len(joiner)
            if text.endswith(joiner, 0, end) and (stem := self._endings.at(text, before)):
                return before - len(stem), stem
        return end, ""
