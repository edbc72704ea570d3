"""What stands around a clause, put in numbers: each document for itself, and nothing from beyond its ends."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.actions.context import GROUPS, Context, ContextReader, ContextWeights, Odds
from provtag.actions.logistic import fit_near
from provtag.actions.vectoriser import ClauseView
from provtag.files import read_yaml
from provtag.paths import HEADING_CUES

TYPES = 4


@pytest.fixture(scope="module")
def reader() -> ContextReader:
    return ContextReader(read_yaml(HEADING_CUES))


def odds_of(count: int, seed: int = 0) -> Odds:
    draw = np.random.default_rng(seed).normal
    return Odds(draw(0, 3, (count, TYPES)), draw(0, 3, (count, TYPES)), draw(0, 3, (count, TYPES)))


def views(*documents: str, provision: str = "1") -> list[ClauseView]:
    return [ClauseView(f"第{at}句排查登记。", "第二章 预防", "", document, provision) for at, document in enumerate(documents)]


def test_a_document_is_read_the_same_whatever_stands_before_and_behind_it(reader: ContextReader) -> None:
    alone, odds = views(*"bbb"), odds_of(3)
    among = [*views(*"aa"), *alone, *views(*"cc")]
    others = odds_of(7, seed=1)
    together = Odds(*(np.vstack([other[:2], own, other[5:]]) for own, other in zip(odds, others, strict=True)))
    inside, _ = reader.columns(among, together)
    by_itself, _ = reader.columns(alone, odds)
    np.testing.assert_allclose(inside[2:5], by_itself)


@given(st.integers(1, 6), st.integers(0, 99))
def test_clauses_without_a_document_stand_alone(count: int, seed: int) -> None:
    columns, group = ContextReader({"task": ["任务"]}).columns(views(*[""] * count), odds_of(count, seed))
    around = np.isin(group, [GROUPS.index(name) for name in ("provision", "section", "neighbours", "document")])
    assert not columns[:, around].any()


def test_a_clause_counts_only_inside_its_document(reader: ContextReader) -> None:
    odds = odds_of(4)
    moved = odds._replace(own=odds.own + np.array([[0.0]] * 3 + [[9.0]]))
    before, group = reader.columns(views("a", "a", "b", "b"), odds)
    after, _ = reader.columns(views("a", "a", "b", "b"), moved)
    np.testing.assert_array_equal(before[:2], after[:2])
    assert (before[2, group == GROUPS.index("section")] != after[2, group == GROUPS.index("section")]).any()


def test_the_mean_of_a_section_leaves_out_the_clause_itself(reader: ContextReader) -> None:
    odds = odds_of(2)
    columns, group = reader.columns(views("a", "a"), odds)
    section = columns[:, group == GROUPS.index("section")][:, :TYPES]
    np.testing.assert_allclose(section, 1 / (1 + np.exp(-odds.own[::-1])))


def test_the_neighbours_are_the_clauses_before_and_behind(reader: ContextReader) -> None:
    odds = odds_of(3)
    columns, group = reader.columns(views(*"aaa"), odds)
    types = 1 / (1 + np.exp(-odds.own))
    before, behind = np.split(columns[:, group == GROUPS.index("neighbours")], 2, axis=1)
    np.testing.assert_allclose(before[:, :TYPES], [np.zeros(TYPES), types[0], types[1]])
    np.testing.assert_allclose(behind[:, :TYPES], [types[1], types[2], np.zeros(TYPES)])


def test_the_parts_add_up_to_the_log_odds(reader: ContextReader) -> None:
    items, odds = views(*"aab"), odds_of(3)
    width = reader.columns(items, odds)[0].shape[1]
    draw = np.random.default_rng(1).normal
    weights = ContextWeights(draw(1, 0.1, TYPES), draw(0, 1, (TYPES, width)), draw(0, 1, TYPES))
    log_odds, parts = Context(reader, weights).log_odds(items, odds)
    assert parts.shape == (len(GROUPS), 3, TYPES)
    np.testing.assert_allclose(log_odds, odds.own * weights.slopes + weights.intercepts + parts.sum(axis=0))


def test_a_logistic_regression_is_held_to_its_prior() -> None:
    draw = np.random.default_rng(2)
    rows = np.column_stack([draw.normal(0, 1, (400, 2)), np.ones(400)])
    target = (rows @ np.array([2.0, -1.0, 0.5]) + draw.logistic(0, 1, 400) > 0).astype(float)
    free = fit_near(rows, target, np.ones(400), np.zeros(3), np.full(3, 1e-6))
    np.testing.assert_allclose(free, [2.0, -1.0, 0.5], atol=0.6)
    gradient = rows.T @ (1 / (1 + np.exp(-rows @ free)) - target)
    np.testing.assert_allclose(gradient, 0, atol=1e-4)
    prior = np.array([5.0, 5.0, 5.0])
    np.testing.assert_allclose(fit_near(rows, target, np.ones(400), prior, np.full(3, 1e9)), prior, atol=1e-3)
