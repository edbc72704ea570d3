"""Clauses that say the same in the same words: one label serves them all.

Numbers and punctuation are left aside, nothing else: where clauses are merely alike, their agencies often differ.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from provtag.annotation.near_duplicates import NUMBER
from provtag.annotation.rows import Pulled
from provtag.patterns import Pattern
from provtag.schema import AgencyMention, Label

WORD = Pattern(rf"(?P<number>{NUMBER.pattern})|\w")
Said = tuple[str, str]  # the kind of a unit, and its words


@dataclass(frozen=True, slots=True)
class Copy:
    """What a unit that nobody looked at takes from ``source``, the label of one that says the same."""

    pulled: Pulled
    source: Label


def said(unit: Label) -> Said:
    """Return what a unit says: the same for all that differ in numbers and punctuation alone."""
    return unit.kind, "".join("#" if word["number"] else word[0] for word in WORD.finditer(unit.text))


def copied(sheet: Sequence[Pulled], units: Sequence[Label]) -> list[Copy]:
    """Return labels for those of ``units`` that say what one of ``sheet`` says.

    Where labels differ on what they say alike, or an agency of theirs does not begin and end with a word, nothing is taken.
    """
    sources: dict[Said, list[Pulled]] = defaultdict(list)
    for pulled in sheet:
        sources[said(pulled.label)].append(pulled)
    copies = []
    for unit in units:
        drafts = [_copy(source, unit) for source in sources.get(said(unit), ())]
        if drafts and drafts[0] and all(draft and _judged(draft) == _judged(drafts[0]) for draft in drafts):
            copies.append(drafts[0])
    return copies


def _copy(pulled: Pulled, unit: Label) -> Copy | None:
    """The label of ``pulled`` on the words of ``unit``; None where an agency would begin or end inside a word."""
    source = pulled.label
    old, new = ([word.span() for word in WORD.finditer(text)] for text in (source.text, unit.text))
    starts = {start: place for (start, _), (place, _) in zip(old, new, strict=True)}
    ends = {end: place for (_, end), (_, place) in zip(old, new, strict=True)}
    if not all(mention.start in starts and mention.end in ends for mention in source.agencies):
        return None

    def moved(mention: AgencyMention) -> AgencyMention:
        start, end = starts[mention.start], ends[mention.end]
        return replace(mention, text=unit.text[start:end], start=start, end=end)

    label = replace(
        unit,
        action_types=source.action_types,
        agencies=tuple(map(moved, source.agencies)),
        measures=source.measures,
        origin=source.origin,
        judged_at=source.judged_at,
    )
    return Copy(Pulled(label, tuple(map(moved, pulled.unlinked))), source)


def _judged(copy: Copy) -> tuple[object, ...]:
    label = copy.pulled.label
    return label.action_types, sorted(label.agencies, key=lambda mention: mention.start), label.measures
