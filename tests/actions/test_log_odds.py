"""Log-odds and their parts are those of the plain matrix, and parts add up as the steepness says."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.actions.log_odds import LinearWeights, Scorer, orders_what, steepness
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView
from provtag.settings import Block

BLOCKS = (Block("own", "ngrams", 1.0, n=1), Block("own", "ngrams", 0.5, n=2), Block("headings", "ngrams", 0.4, n=2))
VIEWS = [
    ClauseView("公安机关打击拐卖犯罪,民政部门救助受害人。", "第二章 打击"),
    ClauseView("去年共打击拐卖犯罪三起;解救儿童二人。"),
    ClauseView("", "第二章 打击"),
]
TYPES = 4
ODDS = st.floats(-30, 30)


@pytest.fixture(scope="module")
def vectoriser() -> ClauseVectoriser:
    return ClauseVectoriser(BLOCKS).fit(VIEWS)


@pytest.fixture(scope="module")
def weights(vectoriser: ClauseVectoriser) -> LinearWeights:
    draw = np.random.default_rng(1).normal
    size, own = sum(channel.size for channel in vectoriser.channels_), vectoriser.own.size
    return LinearWeights(
        draw(0, 1, (1 + TYPES, size)),
        draw(0, 1, 1 + TYPES),
        draw(0, 1, (TYPES, own)),
        np.abs(draw(1, 0.2, TYPES)),
        draw(0, 1, TYPES),
    )


@given(ODDS, ODDS)
def test_a_type_is_ordered_where_anything_is_and_it_is_that(order: float, what: float) -> None:
    found = orders_what(np.array([[order]]), np.array([[what]]))
    chance = 1 / (1 + np.exp(-order)) / (1 + np.exp(-what))
    assert 1 / (1 + np.exp(-found)) == pytest.approx(chance, rel=1e-9)


@given(ODDS, ODDS)
def test_steepness_is_the_derivative(order: float, what: float) -> None:
    step = 1e-5
    one, other = np.array([[order]]), np.array([[what]])
    numeric = (
        (orders_what(one + step, other) - orders_what(one - step, other)) / (2 * step),
        (orders_what(one, other + step) - orders_what(one, other - step)) / (2 * step),
    )
    np.testing.assert_allclose(steepness(one, other), np.stack(numeric), atol=1e-6)


def test_headings_and_lead_ins_are_scored_as_clauses_are(vectoriser: ClauseVectoriser, weights: LinearWeights) -> None:
    scorer = Scorer(vectoriser, weights)
    heading, lead_in, item, plain = "第二章 打击", "公安机关应当:", "打击拐卖犯罪;", "民政部门救助受害人。"
    views = [ClauseView(plain, heading), ClauseView(item, lead_in=lead_in), ClauseView(plain)]
    (of_heading, of_lead_in, of_item, of_plain) = scorer.score([ClauseView(each) for each in (heading, lead_in, item, plain)])[
        1
    ].own
    _, odds, reading = scorer.score(views)
    np.testing.assert_allclose(odds.heading, [of_heading, 0 * of_heading, 0 * of_heading], atol=1e-5)
    np.testing.assert_allclose(odds.lead_in, [0 * of_lead_in, of_lead_in, 0 * of_lead_in], atol=1e-5)
    np.testing.assert_allclose(odds.own[1:], [np.maximum(of_item, of_lead_in), of_plain], atol=1e-5)
    assert reading.rows == len(views) + 3  # with the texts above, and one that stands for none


def test_the_parts_of_characters_are_what_the_words_add(vectoriser: ClauseVectoriser, weights: LinearWeights) -> None:
    """To first order, taking all weights of own words times (1 - step) takes step times the parts from the log-odds."""
    step = 1e-6
    own = vectoriser.own.size
    less = weights.clause_weights.copy()
    less[:, :own] *= 1 - step
    fewer = LinearWeights(
        less, weights.clause_intercepts, weights.measure_weights * (1 - step), weights.slopes, weights.intercepts
    )
    scored, before, _ = Scorer(vectoriser, weights).score(VIEWS)
    _, after, _ = Scorer(vectoriser, fewer).score(VIEWS)
    for at in range(TYPES):
        characters, first = scored.characters(np.arange(len(VIEWS)), at)
        sums = [characters[start:end].sum() for start, end in zip(first, [*first[1:], None], strict=True)]
        np.testing.assert_allclose((before.own - after.own)[:, at] / step, sums, rtol=1e-3, atol=1e-4)
