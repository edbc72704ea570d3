"""Time grows as the text does: six times the text takes about six times as long."""

from __future__ import annotations

import pytest

from benchmarks.long_texts import STRUCTURES
from benchmarks.timing import exponent
from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document

SMALL, LARGE = 10_000, 60_000  # characters
EXPONENT = 1.5  # 1 is linear, 2 what nested loops take; a machine twice as slow for a while reads as 1.4
TRIES = 3  # and what only a busy minute made slow is quick at another try


def parse(text: str) -> Document:
    return parse_document(RawText("growth.txt", text), "growth")


@pytest.mark.parametrize("name", STRUCTURES)
def test_time_is_linear_in_the_text(name: str) -> None:
    assert any(exponent(parse, STRUCTURES[name], SMALL, LARGE) < EXPONENT for _ in range(TRIES))
