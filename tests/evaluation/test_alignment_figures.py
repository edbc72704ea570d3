"""Figures of the alignment: counted by hand on small pairs, and no pair scored by what has seen it."""

from __future__ import annotations

import math

import numpy as np
import pytest

from provtag.analysis.aligned import AlignedPair
from provtag.analysis.clauses import NO_TYPE
from provtag.analysis.embedding import fit_embedding
from provtag.analysis.unseen import UnseenClause
from provtag.evaluation import alignment
from provtag.evaluation.alignment import BM25_B, BM25_K1, Found, bm25, evaluate_alignment, leave_one_pair_out
from provtag.settings import AlignmentSettings, EmbeddingSettings

EMBEDDING = EmbeddingSettings(longest=2, bits=10, latent=3, iterations=2, seed=1, dimensions=2, shrinkage=0.1)
SETTINGS = AlignmentSettings(EMBEDDING, C=1.0, iterations=200, thresholds=(0.3, 0.5))
SAME, AKIN, PART = 1, 2, 3


def pair(name: str, plan: list[str], other: list[str], outcomes: list[list[int]]) -> AlignedPair:
    sides = [
        [UnseenClause(doc, f"{doc}/{at}", f"{doc}:{at}", (), text, NO_TYPE, ()) for at, text in enumerate(texts)]
        for doc, texts in ((f"{name}p", plan), (f"{name}o", other))
    ]
    return AlignedPair(name, *sides, np.array(outcomes, np.int8))


TEXTS = ["学校上防拐课", "民政安置受害人", "公安立案抓人"]
PAIRS = [
    pair("a", TEXTS, ["学校开防拐课", "公安破案抓人"], [[SAME, 0], [0, 0], [0, PART]]),
    pair("b", TEXTS[::-1], ["民政救助受害人", "学校教防拐课"], [[0, 0], [AKIN, 0], [0, SAME]]),
]


def test_bm25_by_hand():
    """Two texts of three runs each (甲, 乙, 甲乙): a run that one of two has weighs ln 2, each text is of mean length."""
    scores = bm25(pair("x", ["甲"], ["甲乙", "丙丁"], [[1, 0]]))
    once = (BM25_K1 + 1) / (1 + BM25_K1 * (1 - BM25_B + BM25_B))
    assert scores.tolist() == [[pytest.approx(math.log(2) * once), 0]]


def test_figures_by_hand():
    likeness = np.array([[0.9, 0.1], [0.2, 0.6], [0.5, 0.4]])
    found = Found(likeness, likeness >= 0.5, np.where(likeness >= 0.5, SAME, 0))
    assert alignment._figures(PAIRS[:1], [found]) == {
        "first": 0.5,  # of both clauses of the plan and both of the other that have one, those of the first clauses
        "among_five": 1.0,
        "links_f1": 0.4,  # one of two wanted among three found
        "same_akin_f1": 0.5,
        "grades_right": 1.0,
        "missing_f1": 0.0,
    }


def test_no_pair_is_scored_by_what_has_seen_it(monkeypatch):
    taught = []

    def fit_scorer(likeness, pairs, settings):
        taught.append([one.name for one in pairs])
        return lambda values: np.full((*values.shape[:2], 4), 0.25)

    monkeypatch.setattr("provtag.analysis.alignment_training.fit_scorer", fit_scorer)
    leave_one_pair_out([np.zeros((*one.outcomes.shape, 1)) for one in PAIRS], PAIRS, SETTINGS)
    assert taught == [["b"], ["a"]]


def test_the_model_is_judged_beside_baselines_and_readers():
    texts = [*TEXTS, "学校教防拐课", "民政救助受害人", "公安破案抓人"]
    embedding = fit_embedding(texts, ["school", "shelter", "police"] * 2, EMBEDDING)
    figures, rows = evaluate_alignment(PAIRS, [PAIRS, PAIRS], embedding, SETTINGS)
    assert set(figures["systems"]) == {"model", "tfidf", "bm25"}
    assert figures["links"] == {"same": 2, "akin": 1, "part": 1, "missing": 2}
    assert figures["readers"] == {"links_f1": 1, "same_akin_f1": 1, "missing_f1": 1}
    assert [(row["system"], row["pair"]) for row in rows] == [(name, one) for name in figures["systems"] for one in "ab"]
    assert figures["systems"]["model"]["among_five"] == 1
