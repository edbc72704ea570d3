"""Reads what an order is like: from the words of a clause, the lead-in that it is an item of, and the label of its paragraph."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from provtag.language.folding import fold, fold_each
from provtag.orders.vocabulary import Found, Part, Vocabulary
from provtag.paths import ORDERS
from provtag.patterns import Pattern
from provtag.schema import Clause, Document, Force, Mark, Scope, Span, Trait
from provtag.structure.deadlines import deadlines

_NAME = Pattern("《[^》]*》")
_HIDDEN = "\0"  # stands for what no pattern may read; keeps offsets
_CONDITION, _FORCE = (Trait.CONDITION,), (Trait.FORCE,)
_OF_ORDERS = (Trait.DEADLINE, Trait.QUANTITY, Trait.REPORTING, Trait.BUDGET)
_OF_AIMS = (Trait.DEADLINE, Trait.QUANTITY)
_ABOVE = 32  # lead-ins, and headings, kept in mind
_PLACES = {trait: place for place, trait in enumerate(Trait)}


class OrderReader:
    """Finds the marks of clauses by the words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._above = lru_cache(_ABOVE)(self._read_above)  # the items of a list have one in common
        self._stand_below = lru_cache(_ABOVE)(_stand_below)

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
        conditions = self.vocabulary.find(_CONDITION, text, parts)
        rest = _hiding(text, conditions)
        found = self._force(rest, parts, clause)
        if found[0].value != Force.NONE:
            found = [*found, *conditions, *self.vocabulary.find(_OF_ORDERS, rest, parts)]
        elif self._is_aim(rest, clause.headings) and not self.vocabulary.facts.any(rest):
            measured = self.vocabulary.find(_OF_AIMS, rest, parts)
            found = [*found, *measured] if any(item.trait is Trait.QUANTITY for item in measured) else found
        return _in_order([_mark(item, clause.text, clause.start) for item in found])

    def _force(self, text: str, parts: Sequence[Part], clause: Clause) -> list[Found]:
        """Return the words of force in ``text``, the first of each value; without any, what the lead-in or the sentence means."""
        if words := self._words_of_force(text, parts):
            return words
        if not clause.lead_in:
            return [_shown_by_none(self._wordless(text, clause.headings))]
        above = self._above(clause.lead_in, clause.headings)
        return above or [_shown_by_none(self._wordless(text, clause.headings))]

    def _read_above(self, lead_in: str, headings: tuple[str, ...]) -> list[Found]:
        """Return what a lead-in says of the force of its items: its words, or what it means without; nothing in a mere title."""
        text = _without_names(fold(lead_in)).rstrip(":")
        parts = self.vocabulary.parts(text)
        text = _hiding(text, self.vocabulary.find(_CONDITION, text, parts))
        if words := self._words_of_force(text, parts):
            return [_shown_by_none(word.value) for word in words]
        if self.vocabulary.asks.search(text):
            return [_shown_by_none(Force.BARE)]
        meant = self._wordless(text, headings)
        return [_shown_by_none(meant)] if meant == self._wordless(f"{text}。", headings) else []

    def _words_of_force(self, text: str, parts: Sequence[Part]) -> list[Found]:
        first: dict[str, Found] = {}
        for word in self.vocabulary.find(_FORCE, text, parts):
            first.setdefault(word.value, word)
        return list(first.values())

    def _wordless(self, text: str, headings: tuple[str, ...]) -> Force:
        """Return whether a sentence without words of force is an order, or tells a fact or an aim."""
        is_fact = self._stand_below(self.vocabulary.facts_below, headings) or self.vocabulary.facts.any(text)
        return Force.NONE if is_fact or self._is_aim(text, headings) else Force.BARE

    def _is_aim(self, text: str, headings: tuple[str, ...]) -> bool:
        return self._stand_below(self.vocabulary.aims_below, headings) or self.vocabulary.aims.any(text)

    def _limit(self, text: str, span: Span) -> Mark:
        words = text[span.start : span.end]
        whole = self.vocabulary.part(fold(words), 0, len(words))
        value = next((found.value for found in self.vocabulary.find((Trait.DEADLINE,), fold(words), [whole])), "")
        return Mark(Trait.DEADLINE, value, words, span.start, span.end, Scope.DUTY_NOTE)


def _shown_by_none(force: str) -> Found:
    """Return a force that no word of the clause shows."""
    return Found(Trait.FORCE, force, 0, 0)


def _mark(found: Found, text: str, offset: int) -> Mark:
    trait, value, start, end = found
    return Mark(trait, value, text[start:end], offset + start, offset + end)


def _in_order(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    return tuple(sorted(marks, key=lambda mark: _PLACES[mark.trait]) if marks[1:] else marks)


def _without_names(folded: str) -> str:
    """Return a folded text with the names in it (《中国反对拐卖人口行动计划》) out of sight."""
    return _NAME.sub(lambda name: _HIDDEN * len(name[0]), folded)


def _hiding(text: str, found: Iterable[Found]) -> str:
    for item in found:
        text = f"{text[: item.start]}{_HIDDEN * (item.end - item.start)}{text[item.end :]}"
    return text


def _stand_below(titles: Pattern, headings: Sequence[str]) -> bool:
    return any(titles.search(heading) for heading in headings)
