"""Agency mentions of a clause or a duty note: found, given a role, linked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pipeline.agencies.names import Name, NameFinder
from pipeline.agencies.register import Register
from pipeline.agencies.roles import ClauseRoles, DutyNoteRoles
from pipeline.folding import fold
from pipeline.schema import AgencyMention, Role, Scope


class Recogniser:
    """Finds who must do it. ``learned`` proposes names that the register does not know (may be None)."""

    def __init__(self, register: Register, role_rules: Mapping[str, Any], learned: Any = None) -> None:
        self._finder = NameFinder(register)
        self._clause_roles = ClauseRoles(role_rules)
        self._duty_note_roles = DutyNoteRoles(role_rules)

    def in_clause(self, text: str) -> tuple[AgencyMention, ...]:
        """The mentions of one clause, in reading order; offsets index ``text``."""
        folded = fold(text)
        names = self._finder.find(folded)
        roles = self._clause_roles.roles(folded, names) if names else []
        return tuple(_mention(text, name, role, Scope.CLAUSE) for name, role in zip(names, roles, strict=True))

    def in_duty_note(self, text: str) -> tuple[AgencyMention, ...]:
        """The mentions of one duty note, in reading order; offsets index ``text``."""
        folded = fold(text)
        names = self._finder.find(folded, in_list=True)
        roles = self._duty_note_roles.roles(folded, names)
        return tuple(_mention(text, name, role, Scope.DUTY_NOTE) for name, role in zip(names, roles, strict=True))


def _mention(text: str, name: Name, role: Role, scope: Scope) -> AgencyMention:
    return AgencyMention(
        text=text[name.start : name.end],
        start=name.start,
        end=name.end,
        role=role,
        agency_id=name.agency_id,
        level=name.level,
        scope=scope,
        candidates=name.candidates,
    )
