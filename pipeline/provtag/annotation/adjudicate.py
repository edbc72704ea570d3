"""From the labels of several annotators to gold: what they agree on as it is, the rest for a person to decide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from provtag.annotation.agreement import Disagreement
from provtag.annotation.label_types import LabelTypes
from provtag.annotation.rows import opinion
from provtag.annotation.screens import Screen
from provtag.labels import GOLD, types_of
from provtag.schema import AgencyMention, Label

NOT_LOOKED_AT = "未标注"


def disputed_screens(disagreements: Sequence[Disagreement], annotators: Sequence[str], types: LabelTypes) -> list[Screen]:
    """Return one screen a disagreement, the heaviest first: every opinion as text, and proposed only what all agree on."""
    heaviest = max((item.weight for item in disagreements), default=1)
    return [_screen(item, annotators, types, item.weight / heaviest) for item in disagreements]


def agreed_labels(opinions: Mapping[str, Sequence[Label]], disagreements: Sequence[Disagreement]) -> list[Label]:
    """Return as gold the labels of what two or more annotators looked at and nobody disputes."""
    disputed = {item.clause_id for item in disagreements}
    found: dict[str, list[Label]] = {}
    for label in chain.from_iterable(opinions.values()):
        found.setdefault(label.clause_id, []).append(label)
    return [
        replace(labels[0], origin=GOLD, measures=_measures(labels))
        for clause_id, labels in found.items()
        if len(labels) > 1 and clause_id not in disputed
    ]


def _screen(item: Disagreement, annotators: Sequence[str], types: LabelTypes, priority: float) -> Screen:
    labels = list(item.opinions.values())
    first = labels[0]
    label = replace(
        first,
        action_types=tuple(action for action in types_of(first) if all(action in types_of(other) for other in labels)),
        agencies=tuple(mention for mention in first.agencies if all(_marks(other, mention) for other in labels)),
        measures=_measures(labels),
    )
    said = {name: opinion(item.opinions[name], types) if name in item.opinions else NOT_LOOKED_AT for name in annotators}
    return Screen(label, opinions=said, priority=round(priority, 4))


def _measures(labels: Sequence[Label]) -> tuple[str, ...] | None:
    """Return the measures that all who judged them give, in the order of the first; None where nobody did."""
    judged = [label.measures for label in labels if label.measures is not None]
    return tuple(measure for measure in judged[0] if all(measure in other for other in judged)) if judged else None


def _marks(label: Label, mention: AgencyMention) -> bool:
    key = (mention.start, mention.end, mention.role, mention.agency_id)
    return key in {(other.start, other.end, other.role, other.agency_id) for other in label.agencies}
