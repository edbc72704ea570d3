"""Clauses that say nearly the same: shared runs of three characters, numbers and agency names left aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from math import ceil

from provtag.patterns import Pattern
from provtag.schema import Label

SIMILARITY = 0.7  # Jaccard index of the sets of runs from which two clauses count as one
RUN = 3
NUMBER = Pattern(r"[0-9０-９]+|[一二三四五六七八九十百]+")


def near_duplicates(labels: Sequence[Label]) -> Iterator[tuple[int, int, float]]:
    """Yield (earlier, later, similarity), positions in ``labels``: the first earlier one that each is too similar to."""
    runs = [_runs(_skeleton(label)) for label in labels]
    frequency = Counter(run for found in runs for run in found)
    # Two sets this similar share one of their rarest runs; only clauses that do are compared.
    index: dict[str, list[int]] = defaultdict(list)
    for later, found in enumerate(runs):
        rarest = sorted(found, key=lambda run: (frequency[run], run))[: len(found) - ceil(SIMILARITY * len(found)) + 1]
        for earlier in sorted({position for run in rarest for position in index[run]}):
            similarity = len(runs[earlier] & found) / len(runs[earlier] | found)
            if similarity >= SIMILARITY:
                yield earlier, later, similarity
                break
        for run in rarest:
            index[run].append(later)


def _skeleton(label: Label) -> str:
    """The text with every agency as @ and every number as #."""
    pieces, end = [], 0
    for mention in sorted(label.agencies, key=lambda mention: mention.start):
        pieces += [label.text[end : mention.start], "@"]
        end = mention.end
    return NUMBER.sub("#", "".join(pieces) + label.text[end:])


def _runs(skeleton: str) -> set[str]:
    return {skeleton[start : start + RUN] for start in range(max(1, len(skeleton) - RUN + 1))}
