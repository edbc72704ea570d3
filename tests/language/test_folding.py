from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from provtag.language.folding import fold, fold_each


def test_folds_traditional_characters_and_full_width_signs():
    assert fold("縣公安局（Ａ１）　會同，婦聯；！～") == "县公安局(A1) 会同,妇联;!~"


def test_keeps_characters_that_no_encoding_has():
    assert fold("\ud800縣𠮷\U0010ffff") == "\ud800县𠮷\U0010ffff"


@given(st.text(st.characters(), max_size=30))
def test_keeps_every_offset_and_folds_no_further_the_second_time(text: str):
    folded = fold(text)
    assert len(folded) == len(text)
    assert fold(folded) == folded


@given(st.lists(st.text(st.characters(), max_size=8), max_size=5))
def test_folds_many_texts_as_each_alone(texts: list[str]):
    assert fold_each(texts) == [fold(text) for text in texts]
