"""Agency mentions of a clause or a duty note: found, given a role, linked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from provtag.agencies.damaged_names import Repair
from provtag.agencies.learned import Learned
from provtag.agencies.names import Name, NameFinder
from provtag.agencies.register import OTHER, Register
from provtag.agencies.roles import ClauseRoles, DutyNoteRoles
from provtag.agencies.slots import Slot, slots
from provtag.language.folding import fold
from provtag.schema import AgencyMention, Role, Scope

_REPAIRED_SCORE = 0.8


class Recogniser:
    """Finds who must do it. ``learned`` proposes names of duty notes that the register lacks; in clauses it gained nothing."""

    def __init__(self, register: Register, role_rules: Mapping[str, Any], learned: Learned | None = None) -> None:
        self._finder = NameFinder(register)
        self._repair = Repair(register, self._finder.prefixes)
        self._learned = learned
        self._clause_roles = ClauseRoles(role_rules)
        self._duty_note_roles = DutyNoteRoles(role_rules)

    def in_clause(self, text: str, offset: int = 0) -> tuple[AgencyMention, ...]:
        """The mentions of one clause, in reading order; offsets index ``text``, or what it begins at ``offset`` in."""
        return self.in_folded_clause(text, fold(text), offset)

    def in_folded_clause(self, text: str, folded: str, offset: int) -> tuple[AgencyMention, ...]:
        """The same where ``folded``, which must be ``fold(text)``, is at hand: folding is dear."""
        names = self._names(folded, in_list=False)
        roles = self._clause_roles.roles(folded, names)
        return tuple(_mention(text, offset, name, role, Scope.CLAUSE) for name, role in zip(names, roles, strict=True))

    def in_duty_note(self, text: str, offset: int = 0) -> tuple[AgencyMention, ...]:
        """The mentions of one duty note, in reading order; offsets index ``text``, or what it begins at ``offset`` in."""
        folded = fold(text)
        names = self._names(folded, in_list=True)
        roles = self._duty_note_roles.roles(folded, names)
        return tuple(_mention(text, offset, name, role, Scope.DUTY_NOTE) for name, role in zip(names, roles, strict=True))

    def _names(self, text: str, in_list: bool) -> list[Name]:
        """Names of the register, and names for the slots it leaves unexplained."""
        names = self._finder.find(text, in_list)
        taken = [(name.start, name.end) for name in names]
        unexplained = list(slots(text, taken))
        if not unexplained:
            return names
        blocked = self._finder.not_agencies(text)
        free = [slot for slot in unexplained if not any(start < slot.end and slot.start < end for start, end in blocked)]
        proposed = [self._proposal(text, slot, in_list) for slot in free]
        return sorted(names + [name for name in proposed if name])

    def _proposal(self, text: str, slot: Slot, in_list: bool) -> Name | None:
        level = self._finder.prefixes.leading_level(text, slot.start)
        if cores := self._repair.core(text, slot):
            others = tuple(core.agency_id for core in cores[1:])
            return Name(*slot, cores[0].agency_id, level, others, _REPAIRED_SCORE / len(cores))
        if self._learned and in_list and self._finder.prefixes.may_be_place(text[slot.start : slot.end]):
            score = self._learned.probability(text, slot)
            return Name(*slot, OTHER, level, (), score) if score > 0.5 else None
        return None


def _mention(text: str, offset: int, name: Name, role: Role, scope: Scope) -> AgencyMention:
    return AgencyMention(
        text=text[name.start : name.end],
        start=name.start + offset,
        end=name.end + offset,
        role=role,
        agency_id=name.agency_id,
        level=name.level,
        scope=scope,
        score=name.score,
        candidates=name.candidates,
    )
