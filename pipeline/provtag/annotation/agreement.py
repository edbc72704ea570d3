"""How far annotators agree: action types, agency spans, roles and links; and where they disagree.

Opinions are one list of labels an annotator. A unit that an annotator has no label for is missing, not "none".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from provtag.annotation.coefficients import Bootstrap, Counts, Figure, Indices, ac1, alpha, figure, raw_agreement
from provtag.labels import CLAUSE, types_of
from provtag.schema import ActionType, AgencyMention, Label, ProvtagError, Role

Sheet = dict[str, Label]  # one annotator's labels by clause id
Match = tuple[AgencyMention, AgencyMention]


@dataclass(frozen=True, slots=True)
class Coefficients:
    """Agreement on one nominal question; ``units`` counts those with two or more opinions."""

    alpha: Figure
    ac1: Figure
    raw: Figure
    units: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A unit on which opinions differ: the types and the words in dispute, and what each annotator says.

    ``opinions`` has no entry for an annotator who did not look at the unit.
    """

    clause_id: str
    kind: str
    text: str
    types: tuple[ActionType, ...]
    spans: tuple[str, ...]
    opinions: dict[str, Label]

    @property
    def weight(self) -> int:
        """Return how many decisions the unit needs."""
        return len(self.types) + len(self.spans)


@dataclass(frozen=True, slots=True)
class Agreement:
    """What ``measure`` finds.

    ``looked_at``: units an annotator. ``shared``: units with two or more opinions. ``marked``: type → annotator → clauses.
    ``spans``: agency spans an annotator. Span F1 is the mean over pairs of annotators; roles and links are compared on spans
    that both of a pair marked, exactly or overlapping.
    """

    looked_at: dict[str, int]
    units: int
    shared: int
    types: dict[ActionType, Coefficients]
    marked: dict[ActionType, dict[str, int]]
    spans: dict[str, int]
    exact_f1: Figure
    overlap_f1: Figure
    roles: Coefficients
    links: Coefficients
    disagreements: tuple[Disagreement, ...]


def measure(opinions: Mapping[str, Sequence[Label]], groups: Mapping[str, str], bootstrap: Bootstrap) -> Agreement:
    """Return the agreement of two or more annotators.

    ``groups`` maps clause ids to what is resampled as a whole (provisions); a unit it does not name is its own group.
    Raises ProvtagError when an annotator labels a unit twice, or when two annotators had different texts under one id.
    """
    sheets = {name: _sheet(name, labels) for name, labels in opinions.items()}
    if len(sheets) < 2:
        raise ProvtagError("agreement needs the labels of two or more annotators; name another file or folder")
    units = _units(sheets)
    clauses = [unit for unit, label in units.items() if label.kind == CLAUSE]
    clause_groups = [groups.get(unit, unit) for unit in clauses]
    pairs = list(combinations(sheets.values(), 2))
    matches = [(unit, match) for one, other in pairs for unit in units for match in _matches_of(one, other, unit)]
    match_groups = [groups.get(unit, unit) for unit, _ in matches]

    def coefficients_of(question: Callable[[AgencyMention], str], values: Sequence[str]) -> Coefficients:
        answers = [[question(one), question(other)] for _, (one, other) in matches]
        return _coefficients(_count(answers, values), match_groups, bootstrap)

    def span_f1(is_match: Callable[[Match], bool]) -> Figure:
        hits, marks = _span_tables(pairs, list(units), is_match)
        return figure(lambda chosen: _mean_f1(hits, marks, chosen), [groups.get(unit, unit) for unit in units], bootstrap)

    return Agreement(
        looked_at={name: len(sheet) for name, sheet in sheets.items()},
        units=len(units),
        shared=sum(_shared(sheets, unit) for unit in units),
        types={action: _coefficients(_type_counts(sheets, clauses, action), clause_groups, bootstrap) for action in ActionType},
        marked={
            action: {name: sum(action in types_of(label) for label in sheet.values()) for name, sheet in sheets.items()}
            for action in ActionType
        },
        spans={name: sum(len(label.agencies) for label in sheet.values()) for name, sheet in sheets.items()},
        exact_f1=span_f1(_is_exact),
        overlap_f1=span_f1(lambda match: True),
        roles=coefficients_of(lambda mention: mention.role, list(Role)),
        links=coefficients_of(
            lambda mention: mention.agency_id, sorted({mention.agency_id for _, match in matches for mention in match})
        ),
        disagreements=tuple(_disagreements(sheets, units)),
    )


def match_spans(one: Sequence[AgencyMention], other: Sequence[AgencyMention]) -> list[Match]:
    """Pair the spans of two annotators that overlap, each at most once, from left to right."""
    left, right = (sorted(spans, key=lambda mention: (mention.start, mention.end)) for spans in (one, other))
    matches = []
    i = j = 0
    while i < len(left) and j < len(right):
        if left[i].end <= right[j].start:
            i += 1
        elif right[j].end <= left[i].start:
            j += 1
        else:
            matches.append((left[i], right[j]))
            i, j = i + 1, j + 1
    return matches


def _sheet(name: str, labels: Sequence[Label]) -> Sheet:
    sheet: Sheet = {}
    for label in labels:
        if label.clause_id in sheet:
            raise ProvtagError(f"{name}: two labels for {label.clause_id}; run `provtag labels check` and keep one")
        sheet[label.clause_id] = label
    return sheet


def _units(sheets: Mapping[str, Sheet]) -> Sheet:
    """One label a unit, to know its kind and text by; in order of appearance."""
    units: Sheet = {}
    for name, sheet in sheets.items():
        for clause_id, label in sheet.items():
            first = units.setdefault(clause_id, label)
            if (first.text, first.kind) != (label.text, label.kind):
                raise ProvtagError(
                    f"{name}: {clause_id} has another text than the annotators before saw; run `provtag labels move` first"
                )
    return units


def _shared(sheets: Mapping[str, Sheet], unit: str) -> bool:
    return sum(unit in sheet for sheet in sheets.values()) >= 2


def _type_counts(sheets: Mapping[str, Sheet], clauses: Sequence[str], action: ActionType) -> Counts:
    judged = ([sheet[unit].action_types for sheet in sheets.values() if unit in sheet] for unit in clauses)
    answers = [[action in types for types in opinions if types is not None] for opinions in judged]
    return _count(answers, (False, True))


def _count(answers: Sequence[Sequence[object]], values: Sequence[object]) -> Counts:
    """The counts (units, values) of the answers given to each unit."""
    counts = [[sum(answer == value for answer in given) for value in values] for given in answers]
    return np.array(counts, dtype=np.int64).reshape(len(answers), len(values))


def _coefficients(counts: Counts, groups: Sequence[str], bootstrap: Bootstrap) -> Coefficients:
    kinds, kind = np.unique(counts, axis=0, return_inverse=True)  # units on which opinions are the same count together

    def figure_of(coefficient: Callable[[Counts, Counts], float]) -> Figure:
        return figure(lambda chosen: coefficient(kinds, np.bincount(kind[chosen], minlength=len(kinds))), groups, bootstrap)

    return Coefficients(
        alpha=figure_of(alpha),
        ac1=figure_of(ac1),
        raw=figure_of(raw_agreement),
        units=int((counts.sum(axis=1) >= 2).sum()),
    )


def _matches_of(one: Sheet, other: Sheet, unit: str) -> list[Match]:
    if unit not in one or unit not in other:
        return []
    return match_spans(one[unit].agencies, other[unit].agencies)


def _is_exact(match: Match) -> bool:
    one, other = match
    return (one.start, one.end) == (other.start, other.end)


def _span_tables(
    pairs: Sequence[tuple[Sheet, Sheet]], units: Sequence[str], is_match: Callable[[Match], bool]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Matched spans, and spans marked by either, as arrays (pairs, units); only units that both looked at count."""
    hits = [[sum(map(is_match, _matches_of(one, other, unit))) for unit in units] for one, other in pairs]
    marks = [
        [len(one[unit].agencies) + len(other[unit].agencies) if unit in one and unit in other else 0 for unit in units]
        for one, other in pairs
    ]
    return np.array(hits), np.array(marks)


def _mean_f1(hits: NDArray[np.int64], marks: NDArray[np.int64], chosen: Indices) -> float:
    matched, marked = hits[:, chosen].sum(axis=1), marks[:, chosen].sum(axis=1)
    defined = marked > 0  # a pair without any span has no F1
    return float(np.mean(2 * matched[defined] / marked[defined])) if defined.any() else float("nan")


def _disagreements(sheets: Mapping[str, Sheet], units: Sheet) -> list[Disagreement]:
    """Units in dispute, the heaviest first."""
    found = []
    for unit, label in units.items():
        opinions = {name: sheet[unit] for name, sheet in sheets.items() if unit in sheet}
        judged = [opinion.action_types for opinion in opinions.values() if opinion.action_types is not None]
        types = tuple(action for action in ActionType if len({action in given for given in judged}) > 1)
        spans = tuple(_disputed_places(label.text, list(opinions.values())))
        if types or spans:
            found.append(Disagreement(unit, label.kind, label.text, types, spans, opinions))
    return sorted(found, key=lambda disagreement: -disagreement.weight)


def _disputed_places(text: str, opinions: Sequence[Label]) -> Iterator[str]:
    """The words of each stretch of text on whose spans, roles or links opinions differ; overlapping spans are one stretch."""
    places: list[tuple[int, int]] = []
    for mention in sorted((mention for label in opinions for mention in label.agencies), key=lambda mention: mention.start):
        if places and mention.start < places[-1][1]:
            places[-1] = (places[-1][0], max(places[-1][1], mention.end))
        else:
            places.append((mention.start, mention.end))
    for start, end in places:
        views = {
            tuple(
                sorted(
                    (mention.start, mention.end, mention.role, mention.agency_id)
                    for mention in label.agencies
                    if start <= mention.start < end
                )
            )
            for label in opinions
        }
        if len(views) > 1:
            yield text[start:end]
