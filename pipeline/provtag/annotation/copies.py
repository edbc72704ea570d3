"""Clauses that say the same in the same words: one label serves them all.

Numbers and punctuation are left aside, nothing else: where clauses are merely alike, their agencies often differ.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from provtag.annotation.near_duplicates import NUMBER
from provtag.schema import AgencyMention, Label

WORD = re.compile(rf"(?P<number>{NUMBER.pattern})|\w")
Said = tuple[str, str]  # the kind of a unit, and its words


@dataclass(frozen=True, slots=True)
class Copy:
    """The label of a unit that nobody looked at, taken from ``source``, which says the same."""

    label: Label
    source: Label


def said(unit: Label) -> Said:
    """Return what a unit says: the same for all that differ in numbers and punctuation alone."""
    return unit.kind, "".join("#" if word["number"] else word[0] for word in WORD.finditer(unit.text))


def copied(labels: Sequence[Label], units: Sequence[Label]) -> list[Copy]:
    """Return labels for those of ``units`` that say what one of ``labels`` says.

    Where ``labels`` differ on what they say alike, or an agency of theirs does not begin and end with a word, nothing is taken.
    """
    sources: dict[Said, list[Label]] = defaultdict(list)
    for label in labels:
        sources[said(label)].append(label)
    copies = []
    for unit in units:
        drafts = [_copy(source, unit) for source in sources.get(said(unit), ())]
        if drafts and drafts[0] and all(draft and _judged(draft) == _judged(drafts[0]) for draft in drafts):
            copies.append(drafts[0])
    return copies


def _copy(source: Label, unit: Label) -> Copy | None:
    """The label of ``source`` on the words of ``unit``; None where an agency would begin or end inside a word."""
    old, new = ([word.span() for word in WORD.finditer(text)] for text in (source.text, unit.text))
    starts = {start: place for (start, _), (place, _) in zip(old, new, strict=True)}
    ends = {end: place for (_, end), (_, place) in zip(old, new, strict=True)}
    if not all(mention.start in starts and mention.end in ends for mention in source.agencies):
        return None
    return Copy(
        replace(
            unit,
            action_types=source.action_types,
            agencies=tuple(_moved(mention, unit.text, starts, ends) for mention in source.agencies),
            measures=source.measures,
            origin=source.origin,
            judged_at=source.judged_at,
        ),
        source,
    )


def _moved(mention: AgencyMention, text: str, starts: dict[int, int], ends: dict[int, int]) -> AgencyMention:
    start, end = starts[mention.start], ends[mention.end]
    return replace(mention, text=text[start:end], start=start, end=end)


def _judged(copy: Copy) -> tuple[object, ...]:
    label = copy.label
    return label.action_types, sorted(label.agencies, key=lambda mention: mention.start), label.measures
