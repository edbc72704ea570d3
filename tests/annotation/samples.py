"""Labels and units for tests, made from short marks."""

from __future__ import annotations

from provtag.annotation.units import Unit
from provtag.labels import CLAUSE
from provtag.schema import ActionType, AgencyMention, Label, Role


def mention(text: str, words: str, role: Role = Role.LEAD, agency_id: str = "public_security") -> AgencyMention:
    """The first ``words`` of ``text`` as an agency."""
    start = text.index(words)
    return AgencyMention(words, start, start + len(words), role, agency_id)


def label(
    clause_id: str,
    text: str = "公安机关会同民政部门排查拐卖线索。",
    types: tuple[ActionType, ...] = (),
    agencies: tuple[AgencyMention, ...] = (),
    kind: str = CLAUSE,
) -> Label:
    return Label(clause_id, kind, text, types, agencies)


def unit(clause_id: str, text: str = "公安机关会同民政部门排查拐卖线索。", kind: str = CLAUSE) -> Unit:
    doc_id = clause_id.partition(":")[0]
    return Unit(clause_id, kind, text, doc_id, f"{doc_id}/1")
