"""Reads what an order is like from the words of a clause and of the lead-in that it is an item of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from provtag.language.folding import fold
from provtag.orders.vocabulary import Found, Vocabulary
from provtag.schema import Clause, Force, Mark, Trait

_NAME = re.compile("《[^》]*》")
_HIDDEN = "\0"  # stands for what no pattern may read; keeps offsets
_READ_IN_AIMS = (Trait.DEADLINE, Trait.QUANTITY)
_READ_IN_ORDERS = (Trait.DEADLINE, Trait.QUANTITY, Trait.REPORTING, Trait.BUDGET)


class OrderReader:
    """Tells the marks of a clause by a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary

    def marks(self, clause: Clause) -> tuple[Mark, ...]:
        """Return the marks of ``clause``, trait by trait; their offsets index the text that the clause's own offsets index.

        There is at least one of ``Trait.FORCE``. A clause that orders nothing has no other, one that tells an aim its deadline
        and quantity.
        """
        text = _without_names(clause.text)
        conditions = list(self.vocabulary.find(Trait.CONDITION, text))
        rest = _hidden(text, conditions)
        force = self._force(rest, clause)
        marks = [self._mark(clause, Trait.FORCE, found) for found in force]
        if force[0].value != Force.NONE:
            marks += [self._mark(clause, Trait.CONDITION, found) for found in conditions]
            read: Sequence[Trait] = _READ_IN_ORDERS
        else:
            read = _READ_IN_AIMS if self._is_aim(text, clause.headings) else ()
        marks += [self._mark(clause, trait, found) for trait in read for found in self.vocabulary.find(trait, rest)]
        return tuple(sorted(marks, key=lambda mark: list(Trait).index(mark.trait)))

    def _force(self, text: str, clause: Clause) -> list[Found]:
        words = list(_first_of_each(self.vocabulary.find(Trait.FORCE, text)))
        if words:
            return words
        if clause.lead_in:
            above = self._without_item(clause)
            return [Found(0, 0, value) for value in above]
        return [Found(0, 0, Force.NONE if self._orders_nothing(text, clause.headings) else Force.BARE)]

    def _without_item(self, clause: Clause) -> list[str]:
        text = _without_names(clause.lead_in)
        words = [
            found.value
            for found in _first_of_each(
                self.vocabulary.find(Trait.FORCE, _hidden(text, self.vocabulary.find(Trait.CONDITION, text)))
            )
        ]
        if words:
            return words
        return [Force.NONE if self._orders_nothing(text.rstrip(":"), clause.headings) else Force.BARE]

    def _orders_nothing(self, text: str, headings: Sequence[str]) -> bool:
        return bool(
            self.vocabulary.facts.search(text) or self._is_aim(text, headings) or _below(self.vocabulary.facts_below, headings)
        )

    def _is_aim(self, text: str, headings: Sequence[str]) -> bool:
        if self.vocabulary.facts.search(text):
            return False
        return bool(self.vocabulary.aims.search(text) or _below(self.vocabulary.aims_below, headings))

    @staticmethod
    def _mark(clause: Clause, trait: Trait, found: Found) -> Mark:
        start, end = clause.start + found.start, clause.start + found.end
        return Mark(trait, found.value, clause.text[found.start : found.end], start, end)


def _first_of_each(found: Iterable[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for item in found:
        if item.value not in seen:
            seen.add(item.value)
            yield item


def _without_names(text: str) -> str:
    return _NAME.sub(lambda name: _HIDDEN * len(name[0]), fold(text))


def _hidden(text: str, found: Iterable[Found]) -> str:
    for item in found:
        text = text[: item.start] + _HIDDEN * (item.end - item.start) + text[item.end :]
    return text


def _below(titles: re.Pattern[str], headings: Sequence[str]) -> bool:
    return any(titles.search(heading) for heading in headings)
