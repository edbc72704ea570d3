"""The tables of the datasheet ``labels/README.md``: what the label files hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from provtag.evaluation.markdown import table
from provtag.evaluation.model_card import COUNTED, counts
from provtag.labels import CLAUSE, types_of
from provtag.schema import ActionType, AgencyMention, Label, Role

NO_TYPE = "none"


def kind_table(sets: Mapping[str, Sequence[Label]]) -> str:
    """Return how many clauses, types, duty notes and spans each set of labels holds."""
    found = {name: counts(labels) for name, labels in sets.items()}
    return table(["", *sets], ([thing, *(found[name][thing] for name in sets)] for thing in COUNTED))


def role_table(sets: Mapping[str, Sequence[Label]]) -> str:
    """Return how many spans of each role each set of labels holds."""
    found = {name: _count(labels, lambda mention: str(mention.role)) for name, labels in sets.items()}
    return table(["role", *sets], ([f"`{role}`", *(found[name][str(role)] for name in sets)] for role in Role))


def agency_table(sets: Mapping[str, Sequence[Label]], names: Mapping[str, str]) -> str:
    """Return how many spans of each agency each set holds, the most frequent first; ``names`` maps ids to Chinese names."""
    found = {name: _count(labels, lambda mention: mention.agency_id) for name, labels in sets.items()}
    order = sorted(names, key=lambda agency: (-sum(column[agency] for column in found.values()), agency))
    rows = ([f"`{agency}`", names[agency], *(found[name][agency] for name in sets)] for agency in order)
    return table(["agency", "", *sets], rows)


def balance_table(written: Sequence[Label], field_map: Mapping[str, Any]) -> str:
    """Return clauses by style, level and type of the written examples, and duty notes; a line in bold sums up a style."""
    lines = []
    for style in field_map["styles"]:
        here = [label for label in written if label.style == style]
        lines.append((f"**{style}**", "**all**", *(f"**{number}**" for number in _balance(here))))
        for level in field_map["levels"]:
            there = [label for label in here if label.level == level]
            if there:
                lines.append(("", level, *map(str, _balance(there))))
    return table(("style", "level", "clauses", *map(str, ActionType), NO_TYPE, "duty notes"), lines)


def _balance(labels: Sequence[Label]) -> list[int]:
    clauses = [label for label in labels if label.kind == CLAUSE]
    by_type = [sum(action in types_of(label) for label in clauses) for action in ActionType]
    return [len(clauses), *by_type, sum(not label.action_types for label in clauses), len(labels) - len(clauses)]


def _count(labels: Iterable[Label], of: Callable[[AgencyMention], str]) -> Counter[str]:
    return Counter(of(mention) for label in labels for mention in label.agencies)
