"""Tagging finds every feature once; training multiplies matrices. Both must give the same log-odds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from provtag.actions.contract import TYPES
from provtag.actions.measures import measures_of
from provtag.actions.model import ActionModel
from provtag.actions.vectoriser import ClauseView
from provtag.tagging.tagger import ACTIONS

TEXTS = st.text("公安机关负责打击拐卖救助宣传,;:。 ", min_size=1, max_size=60)


@settings(deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=5), headings=st.sampled_from(["", "总则", "第一章 打击"]))
def test_scores_are_those_of_the_matrices(tiny_model: Path, texts: list[str], headings: str) -> None:
    model = ActionModel.load(tiny_model / ACTIONS)
    views = [ClauseView(own=text, headings=headings) for text in texts]
    pieces, clause = measures_of(texts)
    whole = model.vectoriser.transform(views) @ model.weights.clause_weights.T + model.weights.intercepts
    of_pieces = model.vectoriser.transform_measures(pieces) @ model.weights.measure_weights.T
    best = np.array([of_pieces[clause == at].max(axis=0) for at in range(len(texts))])
    scores = [[item.scores[action] for action in TYPES] for item in model.score_views(views)]
    np.testing.assert_allclose(scores, 1 / (1 + np.exp(-(whole + best))), rtol=1e-9)
