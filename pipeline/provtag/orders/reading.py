"""Reads what an order is like: from the words of a clause, the lead-in that it is an item of, and the label of its paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from provtag.language.folding import fold, fold_each
from provtag.orders.vocabulary import Found, Part, Vocabulary
from provtag.paths import ORDERS
from provtag.schema import Clause, Document, Force, Mark, Scope, Span, Trait
from provtag.structure.deadlines import deadlines

_NAME = re.compile("《[^》]*》")
_HIDDEN = "\0"  # stands for what no pattern may read; keeps offsets
_OF_ORDERS = (Trait.DEADLINE, Trait.QUANTITY, Trait.REPORTING, Trait.BUDGET)
_OF_AIMS = (Trait.DEADLINE, Trait.QUANTITY)
_LEAD_INS = 32  # kept in mind
_PLACES = {trait: place for place, trait in enumerate(Trait)}


class OrderReader:
    """Finds the marks of clauses by the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._above = lru_cache(_LEAD_INS)(self._read_above)  # the items of a list have one in common

    @staticmethod
    @cache
    def load() -> OrderReader:
        """Return the reader by ``labels/orders.yaml``; raises ProvtagError where that cannot be read."""
        return OrderReader(Vocabulary.load(ORDERS))

    def of_document(self, document: Document) -> list[tuple[Mark, ...]]:
        """Return the marks of each clause of ``document``, with the deadline that a label of its paragraph says."""
        limits = deadlines(document)
        folded = fold_each([clause.text for clause in document.clauses])
        found = [self._marks(clause, text) for clause, text in zip(document.clauses, folded, strict=True)]
        for at, clause in enumerate(document.clauses if limits else ()):
            if limit := limits.get(clause.clause_id):
                found[at] = _in_order((*found[at], self._limit(document.text, limit)))
        return found

    def marks(self, clause: Clause) -> tuple[Mark, ...]:
        """Return the marks of ``clause``, trait by trait; their offsets index the text that the clause's own offsets index.

        There is at least one of ``Trait.FORCE``. A clause that orders nothing has no others; one that tells an aim that can be
        measured has its quantities and deadlines.
        """
        return self._marks(clause, fold(clause.text))

    def _marks(self, clause: Clause, folded: str) -> tuple[Mark, ...]:
        text = _without_names(folded)
        parts = self.vocabulary.parts(text)
        conditions = list(self.vocabulary.find(Trait.CONDITION, text, parts))
        rest = _hiding(text, conditions)
        force = self._force(rest, parts, clause)
        found = [(Trait.FORCE, item) for item in force]
        if force[0].value != Force.NONE:
            found += [(Trait.CONDITION, item) for item in conditions]
            found += self._found(_OF_ORDERS, rest, parts)
        elif self._is_aim(rest, clause.headings) and not self.vocabulary.facts.any(rest):
            measured = self._found(_OF_AIMS, rest, parts)
            found += measured if any(trait is Trait.QUANTITY for trait, _ in measured) else []
        return _in_order(_mark(trait, item, clause.text, clause.start) for trait, item in found)

    def _found(self, traits: Sequence[Trait], text: str, parts: Sequence[Part]) -> list[tuple[Trait, Found]]:
        return [(trait, item) for trait in traits for item in self.vocabulary.find(trait, text, parts)]

    def _force(self, text: str, parts: Sequence[Part], clause: Clause) -> list[Found]:
        """Return the words of force in ``text``, the first of each value; without any, what the lead-in or the sentence means."""
        if words := self._words_of_force(text, parts):
            return words
        if not clause.lead_in:
            return [Found(0, 0, self._wordless(text, clause.headings))]
        above, words = self._above(clause.lead_in)
        if words:
            return [Found(0, 0, word.value) for word in words]
        return [Found(0, 0, self._below(above, text, clause.headings))]

    def _read_above(self, lead_in: str) -> tuple[str, list[Found]]:
        """Return the folded text of a lead-in without its conditions, and its words of force."""
        text = _without_names(fold(lead_in)).rstrip(":")
        parts = self.vocabulary.parts(text)
        text = _hiding(text, self.vocabulary.find(Trait.CONDITION, text, parts))
        return text, self._words_of_force(text, parts)

    def _below(self, above: str, text: str, headings: Sequence[str]) -> Force:
        """Return what an item means below a lead-in without words of force: what that means; below a mere title, the item."""
        if self.vocabulary.asks.search(above):
            return Force.BARE
        is_title = self._wordless(above, headings) != self._wordless(f"{above}。", headings)
        return self._wordless(text if is_title else above, headings)

    def _words_of_force(self, text: str, parts: Sequence[Part]) -> list[Found]:
        first: dict[str, Found] = {}
        for word in self.vocabulary.find(Trait.FORCE, text, parts):
            first.setdefault(word.value, word)
        return list(first.values())

    def _wordless(self, text: str, headings: Sequence[str]) -> Force:
        """Return whether a sentence without words of force is an order, or tells a fact or an aim."""
        is_fact = self.vocabulary.facts.any(text) or _stand_below(self.vocabulary.facts_below, headings)
        return Force.NONE if is_fact or self._is_aim(text, headings) else Force.BARE

    def _is_aim(self, text: str, headings: Sequence[str]) -> bool:
        return self.vocabulary.aims.any(text) or _stand_below(self.vocabulary.aims_below, headings)

    def _limit(self, text: str, span: Span) -> Mark:
        words = text[span.start : span.end]
        whole = self.vocabulary.part(fold(words), 0, len(words))
        value = next((found.value for found in self.vocabulary.find(Trait.DEADLINE, fold(words), [whole])), "")
        return Mark(Trait.DEADLINE, value, words, span.start, span.end, Scope.DUTY_NOTE)


def _mark(trait: Trait, found: Found, text: str, offset: int) -> Mark:
    return Mark(trait, found.value, text[found.start : found.end], offset + found.start, offset + found.end)


def _in_order(marks: Iterable[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: _PLACES[mark.trait]))


def _without_names(folded: str) -> str:
    """Return a folded text with the names in it (《中国反对拐卖人口行动计划》) out of sight."""
    return _NAME.sub(lambda name: _HIDDEN * len(name[0]), folded)


def _hiding(text: str, found: Iterable[Found]) -> str:
    for item in found:
        text = f"{text[: item.start]}{_HIDDEN * (item.end - item.start)}{text[item.end :]}"
    return text


def _stand_below(titles: re.Pattern[str], headings: Sequence[str]) -> bool:
    return any(titles.search(heading) for heading in headings)
