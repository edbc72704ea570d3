"""Figures against examples counted by hand."""

from __future__ import annotations

import math
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.actions.contract import TYPES
from provtag.evaluation.scores import (
    Predicted,
    calibration,
    certainties,
    decided_alone,
    f1_by_type,
    joined,
    macro_f1,
    macro_f1_interval,
    ratio,
    review,
    risk_coverage,
    summary,
)

# Four clauses in two provisions. By type: one hit and one omission; one hit and one error; two hits; neither held nor given.
WANTED = np.array([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]], bool)
DECIDED = np.array([[1, 1, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 1, 0]], bool)
TEST = Predicted(WANTED, DECIDED, DECIDED.astype(float), np.array([False, True, False, False]), ["a", "a", "b", "b"])


def test_f1_by_type() -> None:
    prevention, crackdown, rescue, publicity = f1_by_type(WANTED, DECIDED)
    assert (prevention, crackdown, rescue) == pytest.approx((2 / 3, 2 / 3, 1))
    assert math.isnan(publicity)


def test_macro_f1_is_over_the_types_that_occur() -> None:
    assert macro_f1(WANTED, DECIDED) == pytest.approx((2 / 3 + 2 / 3 + 1) / 3)


def test_a_type_that_is_only_predicted_counts_as_zero() -> None:
    decided = DECIDED.copy()
    decided[0, 3] = True
    assert macro_f1(WANTED, decided) == pytest.approx((2 / 3 + 2 / 3 + 1 + 0) / 4)


def test_ratio_without_a_whole_is_no_zero() -> None:
    assert ratio(0, 0) == "n/a"
    assert ratio(0, 3) == 0.0
    assert ratio(1, 3) == 0.3333


def test_summary_counts_omissions_and_errors() -> None:
    figures = summary(TEST, 50, 0)
    assert figures["clauses"] == 4
    assert figures["macro_f1"] == 0.7778
    assert figures["types"]["prevention"] == {
        "clauses": 2, "omitted": 1, "wrong": 0, "precision": 1.0, "recall": 0.5, "f1": 0.6667,
    }  # fmt: skip
    assert figures["types"]["crackdown"] == {
        "clauses": 1, "omitted": 0, "wrong": 1, "precision": 0.5, "recall": 1.0, "f1": 0.6667,
    }  # fmt: skip
    assert figures["types"]["publicity"] == {
        "clauses": 0, "omitted": 0, "wrong": 0, "precision": "n/a", "recall": "n/a", "f1": "n/a",
    }  # fmt: skip


def test_the_bootstrap_draws_whole_provisions() -> None:
    low, high = macro_f1_interval(TEST, 200, 0)
    assert (low, high) == pytest.approx((2 / 3, 1))  # provision a twice, or b twice


def test_the_bootstrap_is_the_same_every_time_and_holds_the_figure() -> None:
    low, high = macro_f1_interval(TEST, 200, 7)
    assert (low, high) == macro_f1_interval(TEST, 200, 7)
    assert low <= macro_f1(WANTED, DECIDED) <= high


def test_one_provision_leaves_no_room() -> None:
    low, high = macro_f1_interval(replace(TEST, provisions=["a"] * 4), 20, 0)
    assert low == high == macro_f1(WANTED, DECIDED)


def test_calibration() -> None:
    # Bin 0.2–0.3 holds two clauses of which one is true, bin 0.8–0.9 two of which both are.
    probabilities = np.tile(np.array([[0.25], [0.25], [0.85], [0.85]]), (1, len(TYPES)))
    wanted = np.tile(np.array([[True], [False], [True], [True]]), (1, len(TYPES)))
    figures, rows = calibration(replace(TEST, wanted=wanted, probabilities=probabilities))
    assert figures["rescue"] == {
        "brier": round((0.75**2 + 0.25**2 + 2 * 0.15**2) / 4, 4),
        "ece": round(0.5 * 0.25 + 0.5 * 0.15, 4),
    }
    assert [row for row in rows if row["type"] == "rescue"] == [
        {"type": "rescue", "mean_probability": 0.25, "share_true": 0.5, "clauses": 2},
        {"type": "rescue", "mean_probability": 0.85, "share_true": 1.0, "clauses": 2},
    ]


def test_certain_and_right_is_perfectly_calibrated() -> None:
    figures, _ = calibration(replace(TEST, probabilities=WANTED.astype(float)))
    assert all(figure == {"brier": 0.0, "ece": 0.0} for figure in figures.values())


def test_risk_and_coverage_go_from_the_safest_clause_on() -> None:
    # Each clause five times. The chance of a clause is that of all its types; the second is wrong and the least certain.
    probabilities = np.array([[0.9, 0.9, 0.1, 0.1], [0.4, 0.6, 0.4, 0.4], [0.01, 0.01, 0.99, 0.3], [0.2, 0.2, 0.8, 0.2]])
    test = joined([replace(TEST, probabilities=probabilities)] * 5)
    rows = risk_coverage(test)
    quarters = [row for row in rows if row["coverage"] in (0.25, 0.5, 0.75, 1.0)]
    assert [row["clauses_wrong"] for row in quarters] == [0.0, 0.0, 0.0, 0.25]
    chances = (0.99**3 * 0.7, 0.9**4, 0.8**4, 0.6**4)
    assert [row["margin"] for row in quarters] == [round(math.log(chance / (1 - chance)), 4) for chance in chances]


def test_every_point_of_the_curve_decides_a_clause() -> None:
    assert all(row["coverage"] > 0 for row in risk_coverage(TEST))


def batch(wrong: int, documents: int = 20) -> Predicted:
    """Documents of fifty clauses, of which the ``wrong`` least certain are wrong in every document."""
    wanted = np.tile(np.array([[True, False, False, False]]), (50, 1))
    decided = wanted.copy()
    decided[:wrong, 1] = True
    sure = np.tile(np.linspace(0.6, 0.999, 50)[:, None], (1, 4))
    test = Predicted(wanted, decided, np.where(decided, sure, 1 - sure), np.zeros(50, bool), [])
    return joined([replace(test, provisions=[str(number)] * 50) for number in range(documents)])


def test_what_is_decided_alone_keeps_its_promise() -> None:
    for wrong in (0, 5, 20):
        test = batch(wrong)
        right = (test.wanted == test.decided).all(axis=1)
        for row in decided_alone(test):
            assert right[certainties(test) >= row["margin"]].mean() >= row["precision"]
            assert row["decided_alone"] == ratio((certainties(test) >= row["margin"]).sum(), len(right))
    shares = [[row["decided_alone"] for row in decided_alone(batch(wrong))] for wrong in (0, 20)]
    assert all(many >= few for many, few in zip(*shares, strict=True))
    assert shares[0][-1] > shares[1][-1]


def test_documents_that_err_together_promise_less() -> None:
    test = batch(3)
    one_by_one = replace(test, provisions=[str(number) for number in range(len(test.wanted))])
    wrong = (test.wanted != test.decided).any(axis=1)
    gathered = replace(test, provisions=[f"{is_wrong} {number % 10}" for number, is_wrong in enumerate(wrong)])
    alone = [decided_alone(item)[1]["decided_alone"] for item in (one_by_one, gathered)]
    assert alone[0] >= alone[1]


def test_nothing_is_promised_of_one_document() -> None:
    assert {row["decided_alone"] for row in decided_alone(batch(0, documents=1))} == {"n/a"}


def test_review_counts_what_is_left_to_the_machine() -> None:
    assert review(TEST) == {
        "decided_automatically": 0.75, "precision": 1.0, "recall": 1.0, "clauses_right": 1.0, "wrong_clauses_flagged": 1.0,
    }  # fmt: skip


def test_review_of_nothing_says_so() -> None:
    everything = replace(TEST, flagged=np.ones(4, bool))
    assert review(everything)["precision"] == "n/a"
    assert review(replace(TEST, decided=WANTED))["wrong_clauses_flagged"] == "n/a"


def test_parts_joined_are_the_whole() -> None:
    parts = [TEST.where(np.array([True, True, False, False])), TEST.where(np.array([False, False, True, True]))]
    assert parts[1].provisions == ["b", "b"]
    whole = joined(parts)
    for name in ("wanted", "decided", "probabilities", "flagged"):
        assert np.array_equal(getattr(whole, name), getattr(TEST, name)), name
    assert whole.provisions == TEST.provisions


ROWS = st.lists(st.tuples(*[st.booleans()] * 8), min_size=1, max_size=12)


@given(ROWS)
def test_f1_is_symmetric_and_between_zero_and_one(rows: list[tuple[bool, ...]]) -> None:
    both = np.array(rows)
    wanted, decided = both[:, :4], both[:, 4:]
    figures = f1_by_type(wanted, decided)
    assert np.array_equal(figures, f1_by_type(decided, wanted), equal_nan=True)
    assert np.all((figures[~np.isnan(figures)] >= 0) & (figures[~np.isnan(figures)] <= 1))
    assert np.all(np.isnan(f1_by_type(wanted, wanted)) | (f1_by_type(wanted, wanted) == 1))
