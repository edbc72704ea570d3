"""Copies are found whatever stands around them; texts that only sound alike are none."""

from __future__ import annotations

import random

import pytest
from tagged_output import make_document

from provtag.report.copies import find_copies
from provtag.settings import CopySettings, read_settings

SETTINGS = read_settings(CopySettings)
TEXTS = [make_document(number, 60).document.text for number in range(4)]


def edited(text: str, every: int) -> str:
    """Return ``text`` with one character in ``every`` replaced."""
    rng = random.Random(1)
    return "".join("某" if rng.randrange(every) == 0 else character for character in text)


def test_documents_made_of_the_same_phrases_are_no_copies():
    assert find_copies(TEXTS, SETTINGS) == [None] * 4


def test_a_copy_has_other_blanks_and_is_whole():
    found = find_copies([*TEXTS, TEXTS[1].replace("\n", " \n\n")], SETTINGS)
    assert found[:4] == [None] * 4
    assert (found[4].of, found[4].share) == (1, 1.0)


def test_an_edited_copy_is_alike_and_a_third_follows_the_first():
    found = find_copies([TEXTS[0], edited(TEXTS[0], 250), edited(TEXTS[0], 260)], SETTINGS)
    assert [copy.of for copy in found[1:]] == [0, 0]
    assert all(SETTINGS.alike <= copy.share < SETTINGS.same for copy in found[1:])


@pytest.mark.parametrize("part", [0.3, 3])
def test_a_part_of_a_text_is_no_copy_of_it(part):
    whole = "".join(TEXTS)
    assert find_copies([whole[: int(len(whole) * min(1, part) / 3)], whole], SETTINGS)[1] is None


def test_short_texts():
    assert find_copies(["", "", "办法。", "办法。"], SETTINGS)[1] is not None
    assert find_copies(["办法。", "规定。"], SETTINGS) == [None, None]
