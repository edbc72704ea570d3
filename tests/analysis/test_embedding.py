"""Texts as vectors: counts are those of the runs, folding and signs do not matter, what is stored is what was learnt."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.analysis.embedding import Embedding, fit_embedding, ngram_counts, unit_rows
from provtag.settings import EmbeddingSettings

SETTINGS = EmbeddingSettings(longest=2, bits=10, latent=4, iterations=2, seed=1, dimensions=2, shrinkage=0.1)
TEXTS = ["学校上防拐课", "学校开防拐课", "民政安置受害人", "民政救助受害人", "公安破案抓人", "公安立案抓人"]
MEASURES = ["school", "school", "shelter", "shelter", "police", "police"]

texts = st.lists(st.text("反拐办法，。公安 a", max_size=12), min_size=1, max_size=5)


@given(texts, st.integers(1, 4))
def test_every_run_of_word_characters_is_counted(some, longest):
    counts = ngram_counts(some, longest, 1 << 12)
    for row, text in enumerate(some):
        length = sum(character.isalnum() for character in text)
        assert counts[row].sum() == sum(max(length - size + 1, 0) for size in range(1, longest + 1))


@given(texts)
def test_a_text_alone_has_the_counts_it_has_among_others(some):
    together = ngram_counts(some, 3, 1 << 12)
    for row, text in enumerate(some):
        assert (together[row] != ngram_counts([text], 3, 1 << 12)).nnz == 0


def test_signs_and_traditional_characters_do_not_matter():
    counts = ngram_counts(["開展反拐宣傳", "开展，反拐\n宣传。"], 3, 1 << 14)
    assert (counts[0] != counts[1]).nnz == 0


def test_like_measures_lie_together_and_unlike_ones_apart():
    embedding = fit_embedding(TEXTS, MEASURES, SETTINGS)
    vectors = embedding.project(embedding.tfidf(TEXTS))
    alike = vectors @ vectors.T
    for at, measure in enumerate(MEASURES):
        others = [place for place in range(len(TEXTS)) if MEASURES[place] != measure]
        assert alike[at, at ^ 1] > alike[at, others].max()


def test_the_same_examples_give_the_same_bytes_and_loading_what_was_saved(tmp_path):
    for name in ("one", "two"):
        fit_embedding(TEXTS, MEASURES, SETTINGS).save(tmp_path / name)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "two" / file.name).read_bytes()
    embedding, loaded = fit_embedding(TEXTS, MEASURES, SETTINGS), Embedding.load(tmp_path / "one", SETTINGS.longest)
    vectors = embedding.tfidf(TEXTS)
    assert np.array_equal(embedding.project(vectors), loaded.project(loaded.tfidf(TEXTS)))


def test_a_projection_of_another_shape_is_refused(tmp_path):
    fit_embedding(TEXTS, MEASURES, SETTINGS).save(tmp_path)
    np.save(tmp_path / "offset.npy", np.zeros(7, np.float32))
    with pytest.raises(ValueError, match="shape"):
        Embedding.load(tmp_path, 2)


def test_empty_rows_stay_empty():
    assert np.array_equal(unit_rows(np.array([[0.0, 0.0], [3.0, 4.0]])), [[0, 0], [0.6, 0.8]])
    embedding = fit_embedding(TEXTS, MEASURES, SETTINGS)
    assert embedding.tfidf(["", "……"]).nnz == 0
