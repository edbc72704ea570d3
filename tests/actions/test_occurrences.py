"""Finding n-grams and lexicon terms: every occurrence, at its place, and nothing else."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.actions.occurrences import CharacterNgrams, Terms, Texts
from provtag.schema import ProvtagError

CHARACTERS = st.text(alphabet="打击拐卖救助宣传，。a𠮷é😀 ", max_size=30)


@given(st.lists(CHARACTERS, max_size=6), st.lists(CHARACTERS, max_size=6), st.integers(1, 3))
def test_ngrams_are_those_that_plain_slicing_finds(known: list[str], texts: list[str], n: int) -> None:
    extractor = CharacterNgrams(n)
    extractor.fit(Texts(known))
    vocabulary = {text[at : at + n] for text in known for at in range(len(text) - n + 1)}
    expected = [(row, at) for row, text in enumerate(texts) for at in range(len(text) - n + 1) if text[at : at + n] in vocabulary]
    found = extractor.find(Texts(texts))
    assert extractor.size == len(vocabulary)
    assert sorted(zip(found.row.tolist(), found.start.tolist(), strict=True)) == expected


@given(st.lists(CHARACTERS, min_size=1, max_size=6))
def test_the_same_ngram_has_the_same_number_everywhere(texts: list[str]) -> None:
    extractor = CharacterNgrams(2)
    extractor.fit(Texts(texts))
    found = extractor.find(Texts(texts))
    number: dict[str, int] = {}
    for row, feature, start in zip(found.row.tolist(), found.feature.tolist(), found.start.tolist(), strict=True):
        assert number.setdefault(texts[row][start : start + 2], feature) == feature
    assert len(set(number.values())) == len(number)


def test_rare_ngrams_are_left_out() -> None:
    extractor = CharacterNgrams(2, min_df=2)
    extractor.fit(Texts(["打击拐卖", "打击犯罪", "救助"]))
    assert extractor.size == 1
    assert extractor.find(Texts(["严厉打击"])).start.tolist() == [2]


def test_the_longest_term_wins_and_concepts_are_shared() -> None:
    terms = Terms({"screen": ["排查", "摸底排查"], "strike": ["打击"]})
    found = terms.find(Texts(["摸底排查，打击", "排查"]))
    assert found.row.tolist() == [0, 0, 1]
    assert found.feature.tolist() == [0, 1, 0]
    assert found.start.tolist() == [0, 5, 0]
    assert found.length.tolist() == [4, 2, 2]


@given(st.lists(st.text(alphabet="摸底排查打击，\n", max_size=8), max_size=6))
def test_terms_are_found_as_in_each_text_alone(texts: list[str]) -> None:
    terms = Terms({"screen": ["排查", "摸底排查"], "strike": ["打击", "击"]})
    found = terms.find(Texts(texts))
    alone = [(row, *rest) for row, text in enumerate(texts) for _, *rest in zip(*terms.find(Texts([text])), strict=True)]
    assert list(zip(*found, strict=True)) == alone


def test_a_term_in_two_lines_is_refused() -> None:
    with pytest.raises(ProvtagError, match="line break"):
        Terms({"strike": ["打\n击"]})


def test_no_text_no_occurrence() -> None:
    for extractor in (CharacterNgrams(2), Terms({"strike": ["打击"]})):
        extractor.fit(Texts([]))
        assert all(len(values) == 0 for values in extractor.find(Texts([""])))
        assert extractor.find(Texts([])).row.dtype == np.int64
