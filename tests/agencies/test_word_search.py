from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provtag.agencies.word_search import FEW, WordSearch

WORDS = st.frozensets(st.text("县公安局", min_size=1, max_size=4), max_size=8)
TEXTS = st.text("县公安局、", max_size=30)


def test_finds_the_longest_word_at_each_place_and_none_that_crosses_it():
    search = WordSearch({"公安", "公安局", "局长", "县"})
    assert search.find("县公安局长、公安") == [(0, 1), (1, 4), (6, 8)]


@given(WORDS, TEXTS)
def test_finds_the_same_before_and_after_much_was_searched(words: frozenset[str], text: str):
    search = WordSearch(words)
    few = search.find(text)
    search.find("、" * (FEW + 1))
    assert search.find(text) == few


@given(WORDS, st.lists(TEXTS, max_size=5))
def test_finds_in_many_texts_what_it_finds_in_each(words: frozenset[str], texts: list[str]):
    search = WordSearch(words)
    assert search.find_each(texts) == [search.find(text) for text in texts]


def test_a_set_without_words_finds_nothing():
    assert WordSearch(set()).find("县公安局") == []
