"""Annotated sentences and duty notes: span, role and link of every agency."""

from __future__ import annotations

from pathlib import Path

import pytest

from provtag.agencies.recogniser import Recogniser
from tests.agencies.annotated import marked, read

HERE = Path(__file__).parent


@pytest.mark.parametrize(("text", "mentions"), read(HERE / "sentences.txt"))
def test_clause(recogniser: Recogniser, text, mentions):
    assert marked(text, recogniser.in_clause(text)) == marked(text, mentions)


@pytest.mark.parametrize(("text", "mentions"), read(HERE / "duty_notes.txt"))
def test_duty_note(recogniser: Recogniser, text, mentions):
    assert marked(text, recogniser.in_duty_note(text)) == marked(text, mentions)
