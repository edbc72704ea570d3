"""Damaged names: long official names with one character lost, added or changed (省力资源社会保障厅)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from pipeline.agencies.prefixes import Prefixes
from pipeline.agencies.register import Core, Kind, Register
from pipeline.agencies.slots import Slot

_SHORTEST = 6
_ENDINGS = ("局", "厅", "委", "部", "委员会", "部门", "办公室", "机关")


class Repair:
    """Links slots to the core they are one edit away from."""

    def __init__(self, register: Register, prefixes: Prefixes) -> None:
        self._register = register
        self._prefixes = prefixes

    def core(self, text: str, slot: Slot) -> tuple[Core, ...]:
        """Cores one edit away from a slot of a folded text without its level words; one for each agency, none if all differ."""
        found: dict[str, Core] = {}
        for start in range(slot.start, min(slot.start + 5, slot.end - _SHORTEST + 2)):
            if self._prefixes.before(text, start).start > slot.start:
                continue
            for candidate in self._near(text[start : slot.end]):
                found.setdefault(candidate.agency_id, candidate)
        return tuple(found[agency_id] for agency_id in sorted(found))

    def _near(self, name: str) -> Iterator[Core]:
        shorter = list(_shortened(name))
        for variant in (name, *shorter):
            yield from self._by_loss.get(variant, ())
        yield from (core for variant in shorter if (core := self._long.get(variant)))

    @cached_property
    def _long(self) -> dict[str, Core]:
        return {
            text: core
            for text, core in self._register.cores.items()
            if len(text) >= _SHORTEST and core.kind is Kind.NAME and text.endswith(_ENDINGS)
        }

    @cached_property
    def _by_loss(self) -> dict[str, list[Core]]:
        """What is left of a long name when one character is lost → the names it may have been."""
        found: dict[str, list[Core]] = {}
        for text, core in self._long.items():
            for variant in _shortened(text):
                if variant not in self._register.cores:
                    found.setdefault(variant, []).append(core)
        return found


def _shortened(name: str) -> Iterator[str]:
    return (name[:position] + name[position + 1 :] for position in range(len(name)))
