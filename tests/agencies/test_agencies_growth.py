"""Time grows as the text does, also where every name is one that the register lacks or the document teaches."""

from __future__ import annotations

import pytest

from benchmarks.long_texts import AGENCIES
from benchmarks.timing import exponent
from provtag.agencies.names import NameFinder
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.language.folding import fold
from provtag.schema import RawText
from provtag.structure.parser import parse_document

SMALL, LARGE = 4_000, 24_000  # characters
EXPONENT = 1.5  # 1 is linear, 2 what nested loops take; a machine twice as slow for a while reads as 1.4
TRIES = 3


@pytest.mark.parametrize("name", ["agencies in a list", "departments of unknown fields", "short names"])
def test_time_is_linear_in_the_text(recogniser: Recogniser, name: str) -> None:
    def find(text: str) -> None:
        document = parse_document(RawText("growth.txt", text), "growth")
        taught = recogniser.for_document(document)
        for clause in document.clauses:
            taught.in_clause(clause.text)

    find(AGENCIES[name](SMALL))  # builds what is built at first use
    assert any(exponent(find, AGENCIES[name], SMALL, LARGE) < EXPONENT for _ in range(TRIES))


def test_time_for_places_is_linear_in_the_text(register: Register) -> None:
    finder = NameFinder(register)

    def find(text: str) -> None:
        finder.find(fold(text))

    find(AGENCIES["places"](SMALL))  # builds what is built at first use
    assert any(exponent(find, AGENCIES["places"], LARGE // 4, 2 * LARGE) < EXPONENT for _ in range(TRIES))
