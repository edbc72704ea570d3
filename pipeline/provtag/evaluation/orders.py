"""How well the words of orders are found: by trait, against labels; and how far annotators agree."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from provtag.files import numbered_jsonl
from provtag.schema import Label, Mark, ProvtagError, Trait

Marks = Sequence[Mark]

_DIGITS = 4


def read_orders(path: Path, units: Mapping[str, Label]) -> dict[str, tuple[Mark, ...]]:
    """Return clause id → marks of a label file; offsets index the text of the clause, which is one of ``units`` (by id).

    Raises ProvtagError with file and line where a label does not fit its clause.
    """
    found = {}
    for line, row in numbered_jsonl(path):
        try:
            unit = units[row["clause_id"]]
            if unit.text != row["text"]:
                raise ValueError("its clause has another text now")
            found[unit.clause_id] = tuple(_marks(row))
        except (KeyError, TypeError, ValueError) as error:
            raise ProvtagError(f"{path}:{line}: not a label of an order ({error}); see labels/orders/guideline.md") from None
    return found


def _marks(row: Mapping[str, Any]) -> Iterator[Mark]:
    """Yield the marks of a label's row, each where its words stand first behind those before it."""
    text = row["text"]
    for trait in Trait:
        after = 0
        for item in row[trait]:
            words = item["text"]
            start = max(text.find(words, after), text.find(words) if words not in text[after:] else -1)
            if start < 0:
                raise ValueError(f"{words!r} does not stand in it")
            yield Mark(trait, item.get("value", ""), words, start, start + len(words))
            after = start + len(words)


def score(labels: Mapping[str, Marks], said: Mapping[str, Marks]) -> dict[str, dict[str, float]]:
    """Return trait → figures of what is ``said`` of the clauses that have ``labels`` (both by clause id).

    ``precision``, ``recall`` and ``f1``: of the values of force, of the others whether a clause has the trait; ``clauses``: with
    the trait by their labels. ``words_f1``: of the marks themselves, each of which must overlap one of the other side with the
    same value.
    """
    return {str(trait): _figures(trait, labels, said) for trait in Trait}


def _figures(trait: Trait, labels: Mapping[str, Marks], said: Mapping[str, Marks]) -> dict[str, float]:
    wanted, given = ({(id, value) for id in labels for value in _values(trait, by[id])} for by in (labels, said))
    hits = len(wanted & given)
    pairs = [
        ([mark for mark in labels[id] if mark.trait is trait], [mark for mark in said[id] if mark.trait is trait])
        for id in labels
    ]
    matched = sum(_matched(one, other) for one, other in pairs)
    marks = sum(len(one) + len(other) for one, other in pairs)
    return {
        "clauses": len({id for id, _ in wanted}),
        "precision": _ratio(hits, len(given)),
        "recall": _ratio(hits, len(wanted)),
        "f1": _ratio(2 * hits, len(wanted) + len(given)),
        "words_f1": _ratio(2 * matched, marks),
    }


def _values(trait: Trait, marks: Marks) -> set[str]:
    return {mark.value if trait is Trait.FORCE else "" for mark in marks if mark.trait is trait}


def _matched(one: Marks, other: Marks) -> int:
    """Return how many marks have a counterpart, each taken once, from left to right."""
    left = list(other)
    count = 0
    for mark in one:
        for candidate in left:
            if _meets(mark, candidate):
                left.remove(candidate)
                count += 1
                break
    return count


def _meets(one: Mark, other: Mark) -> bool:
    """Tell whether two marks of one trait have the same value and overlap; those without words are in one place."""
    overlap = one.start < other.end and other.start < one.end
    return one.value == other.value and (overlap or one.text == other.text == "")


def _ratio(part: int, whole: int) -> float:
    return round(part / whole, _DIGITS) if whole else 1.0
