"""Annotated sentences and duty notes: span, role and link of every agency."""

from __future__ import annotations

from pathlib import Path

import pytest

from provtag.agencies.recogniser import Recogniser
from provtag.evaluation.mentions import scores
from tests.agencies.annotated import marked, read

HERE = Path(__file__).parent


def test_clauses(recogniser: Recogniser) -> None:
    """What is learnt cannot be right in every sentence; these were written beside rules, not beside the labels."""
    sentences = read(HERE / "sentences.txt")
    found = scores([(mentions, recogniser.in_clause(text)) for text, mentions in sentences])
    wrong = [marked(text, recogniser.in_clause(text)) for text, mentions in sentences if not _same(recogniser, text, mentions)]
    assert found["link"].f1 > 0.97, wrong
    assert found["all"].f1 > 0.92, wrong


@pytest.mark.parametrize(("text", "mentions"), [*read(HERE / "duty_notes.txt"), *read(HERE / "duty_note_builds.txt")])
def test_duty_note(recogniser: Recogniser, text, mentions):
    assert marked(text, recogniser.in_duty_note(text)) == marked(text, mentions)


def _same(recogniser: Recogniser, text, mentions) -> bool:
    return marked(text, recogniser.in_clause(text)) == marked(text, mentions)
