"""Damaged names: long official names with one character lost, added or changed (省力资源社会保障厅)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import chain

from provtag.agencies.prefixes import Prefixes
from provtag.agencies.register import Core, Kind, Register
from provtag.agencies.unknown_names import Stretch

_SHORTEST = 6
_ENDINGS = ("局", "厅", "委", "部", "委员会", "部门", "办公室", "机关")


class Repair:
    """Links slots to the core they are one edit away from."""

    def __init__(self, register: Register, prefixes: Prefixes) -> None:
        self._register = register
        self._prefixes = prefixes

    def core(self, text: str, slot: Stretch) -> tuple[Core, ...]:
        """Cores one edit away from a slot of a folded text without its level words; one for each agency, none if all differ."""
        found: dict[str, Core] = {}
        for start in range(slot.start, min(slot.start + 5, slot.end - _SHORTEST + 2)):
            if self._prefixes.before(text, start).start > slot.start:
                continue
            for candidate in self._near(text[start : slot.end]):
                found.setdefault(candidate.agency_id, candidate)
        return tuple(found[agency_id] for agency_id in sorted(found))

    def _near(self, name: str) -> Iterator[Core]:
        """Cores one edit away. It leaves one half of a name as it was, so only names with the same half are compared."""
        for length in (len(name) - 1, len(name), len(name) + 1):
            half = length // 2
            halves = {(length, name[:half], ""), (length, "", name[half - length :])}
            for core in chain.from_iterable(self._by_half.get(key, ()) for key in halves):
                if self._is_near(name, core.text):
                    yield core

    def _is_near(self, name: str, whole: str) -> bool:
        """Say whether ``name`` is ``whole`` with one character lost, added or changed.

        Where what both have in common is a name by itself, nothing tells that it was damaged.
        """
        differ = (at for at, (one, other) in enumerate(zip(name, whole, strict=False)) if one != other)
        at = next(differ, min(len(name), len(whole)))
        if len(name) > len(whole):
            return name[at + 1 :] == whole[at:]
        if len(name) < len(whole):
            return name[at:] == whole[at + 1 :] and name not in self._register.meanings
        return name[at + 1 :] == whole[at + 1 :] and name[:at] + name[at + 1 :] not in self._register.meanings

    @cached_property
    def _by_half(self) -> dict[tuple[int, str, str], list[Core]]:
        """Long names by their length and their first, or second, half."""
        found: dict[tuple[int, str, str], list[Core]] = {}
        for text, meaning in self._register.meanings.items():
            if len(text) >= _SHORTEST and meaning.kind is Kind.NAME and text.endswith(_ENDINGS):
                core, half = self._register.core(text), len(text) // 2
                found.setdefault((len(text), text[:half], ""), []).append(core)
                found.setdefault((len(text), "", text[half:]), []).append(core)
        return found
