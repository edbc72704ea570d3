"""Tagging finds every feature once; training multiplies matrices. Both must give the same log-odds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import expit, logit

from provtag.actions.context import Odds
from provtag.actions.contract import TYPES
from provtag.actions.measures import measures_of
from provtag.actions.model import ActionModel
from provtag.actions.occurrences import Floats
from provtag.actions.vectoriser import ClauseView
from provtag.tagging.tagger import ACTIONS

TEXTS = st.text("公安机关负责打击拐卖救助宣传,;:。 ", min_size=1, max_size=60)


@given(texts=st.lists(TEXTS, min_size=1, max_size=5), headings=st.sampled_from(["", "总则", "第一章 打击"]))
def test_scores_are_those_of_the_matrices(tiny_model: Path, texts: list[str], headings: str) -> None:
    model = ActionModel.load(tiny_model / ACTIONS)
    views = [ClauseView(own=text, headings=headings) for text in texts]
    own = by_matrices(model, views)
    heading = by_matrices(model, [ClauseView(own=headings)]) if headings else np.zeros((1, len(TYPES)))
    log_odds, _ = model.context.log_odds(views, Odds(own, np.repeat(heading, len(views), axis=0), np.zeros_like(own)))
    scores = [[item.scores[action] for action in TYPES] for item in model.score_views(views)]
    np.testing.assert_allclose(scores, 1 / (1 + np.exp(-log_odds)), rtol=1e-9)


def by_matrices(model: ActionModel, views: Sequence[ClauseView]) -> Floats:
    """The log-odds of the clauses by themselves (clauses × types), as training has them."""
    pieces, clause = measures_of([view.own for view in views])
    weights = model.weights
    order, *what = (model.vectoriser.transform(views) @ weights.clause_weights.T + weights.clause_intercepts).T
    whole = logit(expit(order) * expit(what)).T * weights.slopes + weights.intercepts
    of_pieces = model.vectoriser.transform_measures(pieces) @ model.weights.measure_weights.T
    return whole + np.array([of_pieces[clause == at].max(axis=0) for at in range(len(views))])
