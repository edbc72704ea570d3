"""Moving labels to the current segmentation: exact where the text is the same, proposed where it was edited, else gone.

A clause that was split is proposed for each of its parts, clauses that were merged give one proposal; their spans go where
their characters went. Nothing is dropped silently: what fits nowhere is listed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Any, TypeVar

from provtag.labels import agency_row, label_row
from provtag.schema import ActionType, AgencyMention, Label

Word = TypeVar("Word")

# Shared runs shorter than this are chance: any two clauses of such a document share single characters and words.
MINIMUM_RUN = 4
MINIMUM_SCORE = 0.6  # share of the shorter text that must stand in the other
# Two labels may claim the same stretch of a unit (or two units of a label) only where most of it is still unclaimed.
MINIMUM_FREE = 0.5


@dataclass(frozen=True, slots=True)
class Proposal:
    """A label for a unit whose text was edited, split or merged; a person checks it.

    ``score`` in [0, 1]: how much of the texts is the same, of the old label's part and the unit's part that belong together.
    ``lost``: spans of the old labels whose words stand in no unit any more.
    """

    label: Label
    how: str  # "edited", "split", "merged" or "repeated" (the same text stands more or less often than it is labelled)
    score: float
    sources: tuple[Label, ...]
    lost: tuple[AgencyMention, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """What became of the old labels: each is in ``exact``, a source in ``proposed``, or in ``gone``."""

    exact: tuple[Label, ...]
    proposed: tuple[Proposal, ...]
    gone: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class _Run:
    """A stretch of ``size`` characters that the old text has at ``old`` and the new one at ``new``."""

    old: int
    new: int
    size: int


@dataclass(frozen=True, slots=True)
class _Link:
    """An old label and a unit that share text, both by position in their list; ``runs`` from left to right."""

    label: int
    unit: int
    runs: tuple[_Run, ...]

    @property
    def long_runs(self) -> tuple[_Run, ...]:
        return tuple(run for run in self.runs if run.size >= MINIMUM_RUN)

    @property
    def shared(self) -> int:
        return sum(run.size for run in self.long_runs)


def move(labels: Sequence[Label], units: Sequence[Label]) -> Moved:
    """Re-anchor ``labels`` to ``units``; ``exact`` labels keep their order and offsets and get the unit's id."""
    homes = _homes(labels, units)
    exact, repeated = _same_text(labels, units, homes)
    settled, taken = exact.keys() | repeated.keys(), {*exact.values(), *repeated.values()}
    links = _claims(
        link
        for position, label in enumerate(labels)
        for number, unit in enumerate(units)
        if position not in settled and number not in taken
        if unit.kind == label.kind and homes[position] in ("", unit.doc_id)
        if (link := _Link(position, number, _runs(label.text, unit.text))).shared
        >= MINIMUM_SCORE * min(len(label.text), len(unit.text))
    )
    settled |= {link.label for link in links}
    return Moved(
        exact=tuple(_anchored(labels[position], units[number]) for position, number in sorted(exact.items())),
        proposed=(
            *(
                Proposal(_anchored(labels[position], units[number]), "repeated", 1.0, (labels[position],), ())
                for position, number in sorted(repeated.items())
            ),
            *_proposals(labels, units, links),
        ),
        gone=tuple(label for position, label in enumerate(labels) if position not in settled),
    )


def proposal_row(proposal: Proposal) -> dict[str, Any]:
    """Return the row of a proposal: the label's, and what a person needs to check it."""
    return label_row(proposal.label) | {
        "how": proposal.how,
        "score": proposal.score,
        "sources": [{"clause_id": label.clause_id, "text": label.text} for label in proposal.sources],
        "lost": [agency_row(mention) for mention in proposal.lost],
    }


def _homes(labels: Sequence[Label], units: Sequence[Label]) -> list[str]:
    """The document of each label; empty, which means any, when no current document has its id."""
    documents = {unit.doc_id for unit in units}
    named = (label.doc_id or label.clause_id.rpartition(":")[0] for label in labels)
    return [home if home in documents else "" for home in named]


def _same_text(labels: Sequence[Label], units: Sequence[Label], homes: Sequence[str]) -> tuple[dict[int, int], dict[int, int]]:
    """Label → unit (positions) of the same text: the sure ones, then those that only the order tells apart.

    Order alone is not sure where the text stands more or less often than it is labelled.
    """
    by_text: dict[tuple[str, str], list[int]] = defaultdict(list)
    for number, unit in enumerate(units):
        by_text[unit.kind, unit.text].append(number)
    exact: dict[int, int] = {}
    taken: set[int] = set()
    others: dict[tuple[str, str, str], list[int]] = defaultdict(list)
    for position, label in enumerate(labels):
        numbers = by_text.get((label.kind, label.text), ())
        same = [number for number in numbers if units[number].clause_id == label.clause_id and number not in taken]
        if same:
            exact[position] = same[0]
            taken.add(same[0])
        elif numbers:
            others[homes[position], label.kind, label.text].append(position)
    repeated: dict[int, int] = {}
    for (home, kind, text), positions in others.items():
        free = [number for number in by_text[kind, text] if number not in taken and home in ("", units[number].doc_id)]
        pairs = dict(zip(positions, free, strict=False))
        (exact if len(positions) == len(free) else repeated).update(pairs)
        taken.update(pairs.values())
    return exact, repeated


def _anchored(label: Label, unit: Label) -> Label:
    """The label with the ids of a unit of the same text; ids it did not give stay empty."""
    return replace(
        label,
        clause_id=unit.clause_id,
        doc_id=unit.doc_id if label.doc_id else "",
        provision_id=unit.provision_id if label.provision_id else "",
    )


def _runs(old: str, new: str) -> tuple[_Run, ...]:
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
    return tuple(_Run(*block) for block in blocks if block.size)


def _claims(links: Iterable[_Link]) -> list[_Link]:
    """Choose links, the longest shared text first, so that each stretch of a label or unit is claimed about once."""
    claimed_old: dict[int, set[int]] = defaultdict(set)
    claimed_new: dict[int, set[int]] = defaultdict(set)
    chosen = []
    for link in sorted(links, key=lambda link: -link.shared):
        old = {run.old + offset for run in link.long_runs for offset in range(run.size)}
        new = {run.new + offset for run in link.long_runs for offset in range(run.size)}
        free = min(len(old - claimed_old[link.label]), len(new - claimed_new[link.unit]))
        if free >= MINIMUM_FREE * link.shared:
            chosen.append(link)
            claimed_old[link.label] |= old
            claimed_new[link.unit] |= new
    return chosen


def _proposals(labels: Sequence[Label], units: Sequence[Label], links: Sequence[_Link]) -> Iterator[Proposal]:
    """One proposal a unit, in the order of the units."""
    of_label: dict[int, list[_Link]] = defaultdict(list)
    of_unit: dict[int, list[_Link]] = defaultdict(list)
    for link in sorted(links, key=lambda link: (link.unit, link.label)):
        of_label[link.label].append(link)
        of_unit[link.unit].append(link)
    split = {number: any(len(of_label[link.label]) > 1 for link in sources) for number, sources in of_unit.items()}
    merged = {number: len(sources) > 1 for number, sources in of_unit.items()}
    placed = {
        number: _placed(labels, sources, whole=not split[number] and not merged[number]) for number, sources in of_unit.items()
    }
    kept = {source for spans in placed.values() for source in spans}
    for number, sources in of_unit.items():
        originals = tuple(labels[link.label] for link in sources)
        scores = [
            _score(link, label.text, units[number].text, split[number], merged[number])
            for link, label in zip(sources, originals, strict=True)
        ]
        yield Proposal(
            label=_drafted(units[number], originals, placed[number].values(), split[number]),
            how="merged" if merged[number] else "split" if split[number] else "edited",
            score=round(min(scores), 4),
            sources=originals,
            lost=tuple(
                mention
                for link in sources
                if link is of_label[link.label][0]  # of a split label they are listed once
                for mention in labels[link.label].agencies
                if (link.label, mention) not in kept
            ),
        )


def _placed(labels: Sequence[Label], sources: Sequence[_Link], whole: bool) -> dict[tuple[int, AgencyMention], AgencyMention]:
    """The spans that have a place in a unit: (position of the label, old span) → new span.

    Only where the ``whole`` texts belong together are short runs trusted.
    """
    placed: dict[tuple[int, AgencyMention], AgencyMention] = {}
    for link in sources:
        for mention in labels[link.label].agencies:
            moved = _moved_span(mention, link.runs if whole else link.long_runs)
            if moved and not any(moved.start < other.end and other.start < moved.end for other in placed.values()):
                placed[link.label, mention] = moved
    return placed


def _drafted(unit: Label, sources: Sequence[Label], mentions: Iterable[AgencyMention], is_split: bool) -> Label:
    """The label for a unit: what all its sources say. Which part of a split clause has which of several types or measures
    nobody knows, so they are not judged.
    """
    types = _all([label.action_types for label in sources])
    measures = _all([label.measures for label in sources])
    return replace(
        sources[0],
        clause_id=unit.clause_id,
        text=unit.text,
        action_types=None if types is None or (is_split and len(types) > 1) else tuple(sorted(types, key=list(ActionType).index)),
        measures=None if measures is None or (is_split and len(measures) > 1) else measures,
        agencies=tuple(sorted(mentions, key=lambda mention: mention.start)),
        headings=unit.headings,
        lead_in=unit.lead_in,
        previous=unit.previous,
        doc_id=unit.doc_id,
        provision_id=unit.provision_id,
    )


def _all(judged: Sequence[tuple[Word, ...] | None]) -> tuple[Word, ...] | None:
    """What any of the sources has, each once, in their order; None where one is not judged."""
    if any(words is None for words in judged):
        return None
    return tuple(dict.fromkeys(word for words in judged for word in words or ()))


def _score(link: _Link, old_text: str, new_text: str, split: bool, merged: bool) -> float:
    """Dice coefficient of the shared characters; of a split label or a merged unit only the part that is linked counts."""
    first, last = link.long_runs[0], link.long_runs[-1]
    old = last.old + last.size - first.old if split else len(old_text)
    new = last.new + last.size - first.new if merged else len(new_text)
    return 2 * link.shared / (old + new)


def _moved_span(mention: AgencyMention, runs: Iterable[_Run]) -> AgencyMention | None:
    """The span in the new text when all its characters moved together."""
    for run in runs:
        if run.old <= mention.start and mention.end <= run.old + run.size:
            shift = run.new - run.old
            return replace(mention, start=mention.start + shift, end=mention.end + shift)
    return None
