"""Labels and units for tests, made from short marks."""

from __future__ import annotations

from provtag.labels import CLAUSE, NOBODY
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


def unit(clause_id: str, text: str = "公安机关会同民政部门排查拐卖线索。", kind: str = CLAUSE) -> Label:
    doc_id = clause_id.partition(":")[0]
    return Label(clause_id, kind, text, None, (), doc_id=doc_id, provision_id=f"{doc_id}/1", origin=NOBODY)
