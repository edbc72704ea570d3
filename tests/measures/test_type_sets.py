from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import scipy.sparse as sp

from provtag.actions.contract import TYPES
from provtag.actions.vectoriser import ClauseView
from provtag.measures.context import LEAST_SHARE
from provtag.measures.training import Examples, fit_all_sets, fit_sets
from provtag.measures.type_sets import SHARES_SPREAD, SetWeights, columns, summed, width
from provtag.settings import MeasureSettings, read_settings

SETTINGS = read_settings(MeasureSettings)
SETTINGS = replace(SETTINGS, folds=3, sets=replace(SETTINGS.sets, C=1.0, least=0.02))
# Two measures, one of prevention and one of crackdown.
COMPATIBLE = np.array([[True, False, False, False], [False, True, False, False]])
PREVENTION, CRACKDOWN, BOTH, NONE = ((1, 0, 0, 0), (0, 1, 0, 0), (1, 1, 0, 0), (0, 0, 0, 0))


def data(types: list[tuple[int, ...]], groups: list[str] | None = None) -> Examples:
    count = len(types)
    named = groups or [f"g{at % 4}" for at in range(count)]
    zeros = np.zeros((count, len(TYPES)))
    return Examples(
        [str(at) for at in range(count)],
        [ClauseView("")] * count,
        sp.csr_matrix((count, 1)),
        np.zeros((count, 3), bool),
        np.zeros(count, np.int64),
        np.array(types, bool),
        zeros,
        np.ones(count),
        np.array(named),
        np.zeros(count, bool),
        np.ones(count, bool),
    )


def spoken(*scores: tuple[float, float, float]) -> np.ndarray:
    return np.array(scores, np.float32)


def known(values: np.ndarray) -> np.ndarray:
    """The columns of clauses of which nothing is known but ``values``."""
    found = np.zeros((len(values), width()))
    found[:, len(TYPES) : len(TYPES) + values.shape[1]] = values
    return found


def test_there_are_as_many_columns_as_the_width_says():
    found = columns(np.zeros((3, 4)), spoken(*[(0, 0, 0)] * 3), COMPATIBLE, [ClauseView("")] * 3)
    assert found.shape == (3, width())


def test_the_neighbours_of_a_clause_are_those_of_its_document():
    views = [ClauseView("", document="a"), ClauseView("", document="a"), ClauseView("", document="b")]
    scores = spoken((2, -2, -2), (-2, 2, -2), (-2, -2, 2))
    around = columns(np.zeros((3, 4)), scores, COMPATIBLE, views)[:, -10:] * SHARES_SPREAD
    before, behind = np.split(around, 2, axis=1)
    nothing = np.log(LEAST_SHARE)
    assert np.allclose(before[0], nothing) and np.allclose(behind[1], nothing) and np.allclose(around[2], nothing)
    assert np.argmax(before[1]) == TYPES.index("prevention") and np.argmax(behind[0]) == TYPES.index("crackdown")


def test_the_log_odds_of_a_type_are_those_of_the_sets_that_it_is_in():
    weights = SetWeights(np.array([NONE, PREVENTION, BOTH], bool), np.zeros((3, 2)), np.log([0.5, 0.2, 0.3]))
    found = weights.log_odds(np.zeros((1, 2)))
    assert found[0, :2] == pytest.approx([np.log(0.5 / 0.5), np.log(0.3 / 0.7)])
    assert (found[0, 2:] < -10).all() and np.isfinite(found).all()


def test_words_of_no_measure_unsay_a_type():
    types = [PREVENTION, NONE] * 40
    odds = np.tile([0.2, -3.0, -3.0, -3.0], (80, 1))
    scores = spoken(*[(1, -1, -1) if types[at] == PREVENTION else (-1, -1, 1) for at in range(80)])
    found = columns(odds, scores, COMPATIBLE, [ClauseView("")] * 80)
    settled = fit_sets(data(types), found, SETTINGS).log_odds(found)
    assert (settled[::2, 0] > 1).all() and (settled[1::2, 0] < -1).all()


def test_sets_that_hardly_any_clause_has_are_none():
    types = [PREVENTION, CRACKDOWN] * 60 + [BOTH]
    found = known(np.random.default_rng(0).normal(size=(121, 5)))
    assert {tuple(row) for row in fit_sets(data(types), found, SETTINGS).sets.astype(int)} == {PREVENTION, CRACKDOWN}


def test_without_anything_to_learn_the_types_are_independent():
    odds = np.array([[2.0, -1.0, -30.0, -30.0], [-0.5, 0.7, -30.0, -30.0]])
    sets = np.array([NONE, PREVENTION, CRACKDOWN, BOTH], bool)
    found = columns(odds, spoken((1, 0, 0), (0, 1, 1)), COMPATIBLE, [ClauseView("")] * 2)
    assert np.allclose(SetWeights(sets, summed(sets), np.zeros(4)).log_odds(found)[:, :2], odds[:, :2])


def test_a_seed_weighs_more_than_another_document():
    told = data([PREVENTION] * 10 + [NONE] * 10)
    found = known(np.zeros((20, 1)))
    seeds = replace(told, seed=np.arange(20) < 10)
    plain, heavy = (fit_sets(given, found, SETTINGS).log_odds(found)[0, 0] for given in (told, seeds))
    assert plain == pytest.approx(0, abs=0.01) and heavy == pytest.approx(np.log(SETTINGS.sets.seed_weight), abs=0.01)


def test_a_long_clause_is_told_from_a_short_one():
    views = [ClauseView("查验"), ClauseView("查验证件并登记同住人员，发现可疑情形立即报告公安机关")]
    short, long = columns(np.zeros((2, 4)), spoken((1, 0, 0), (1, 0, 0)), COMPATIBLE, views)
    assert not np.allclose(short, long)


@pytest.mark.parametrize("types", [[PREVENTION] * 9, [PREVENTION, NONE] * 9, [PREVENTION, NONE, CRACKDOWN] * 9])
def test_any_number_of_sets_can_be_learnt(types):
    found = known(np.array(types, float))
    settled = fit_sets(data(types), found, SETTINGS).log_odds(found)
    assert np.array_equal(settled > 0, np.array(types, bool))


def test_what_a_group_says_does_not_settle_its_own_types():
    types = [PREVENTION, NONE] * 12
    groups = [f"g{at // 8}" for at in range(24)]
    found = known(np.array(types, float))
    told = data(types, groups)
    other = replace(told, types=np.where(np.array(groups)[:, None] == "g0", ~told.types, told.types))
    before, after = (fit_all_sets(given, found, SETTINGS)[0] for given in (told, other))
    assert np.array_equal(before[:8], after[:8]) and not np.array_equal(before[8:], after[8:])
