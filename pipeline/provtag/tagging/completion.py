"""A clause that only says who helps orders what the clause orders that it completes: "…查处；市场监管部门予以配合。"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from provtag.patterns import Pattern
from provtag.schema import Role, TaggedClause

_HELPS = Pattern("配合|协助|协同|支持|協助|協同")
_NOTHING_ELSE = Pattern(
    "(?:配合|协助|协同|支持|協助|協同|予以|给予|給予|积极|積極|密切|全力|主动|主動|共同|依法|应当|應當|要|应|做好|加以|各自|按照?|职责|職責|分工|范围内|範圍內"
    "|有关|有關|相关|相關|其他|部门|部門|单位|單位|机构|機構|工作|[、，,和及与與等并的])*[。；;]?"
)


def completed(tagged: Sequence[TaggedClause]) -> list[TaggedClause]:
    """Return ``tagged`` clauses of a document, in its order, each that completes the one before it with its types and measures.

    What a person decided stays.
    """
    result: list[TaggedClause] = []
    for item in tagged:
        before = result[-1] if result else None
        if before and item.judgment is None and before.clause.provision_id == item.clause.provision_id and only_helps(item):
            doubts = tuple(dict.fromkeys((*before.actions.review_reasons, *item.actions.review_reasons)))
            actions = replace(before.actions, evidence={}, context={}, review_reasons=doubts)
            item = replace(item, actions=actions, measures=before.measures)
        result.append(item)
    return result


def only_helps(item: TaggedClause) -> bool:
    """Say whether a clause has agencies that help, and no word of what is to be done."""
    own = sorted(item.agencies, key=lambda mention: mention.start)
    if not own or any(mention.role is not Role.SUPPORT for mention in own):
        return False
    words, at = "", item.clause.start
    for mention in own:
        words += item.clause.text[at - item.clause.start : mention.start - item.clause.start]
        at = mention.end
    words += item.clause.text[at - item.clause.start :]
    return bool(_HELPS.search(words) and _NOTHING_ELSE.fullmatch(words.strip()))
