from __future__ import annotations

import pytest

from provtag.evaluation.measures import Judgements, Said, agreement, calibration, figures, judged, risk_coverage, set_f1
from provtag.schema import ActionType, Label, MeasureScore


def said(wanted: str, likeliest: str, score: float, decided: str = "", document: str = "d") -> Said:
    """Measures by letters: each likelier by a tenth than the next."""
    measures = [MeasureScore(name, round(score - at / 10, 2)) for at, name in enumerate(likeliest)]
    return Said(list(wanted), measures, list(decided), document)


CLAUSES = [
    said("a", "abc", 0.9, "a"),  # right
    said("b", "abc", 0.8, "a"),  # second
    said("cb", "cab", 0.7, "c"),  # right, one left out
    said("d", "abc", 0.3, ""),  # not among three, unknown
    said("", "abc", 0.5, "b", "e"),  # orders nothing
]


def test_first_among_three_set_and_abstaining():
    found = Judgements.of(CLAUSES).statistics()
    assert found["main_first"] == 0.5
    assert found["main_among_three"] == 0.75
    assert found["set_f1"] == pytest.approx(2 * 2 / (5 + 4))
    assert found["decided_right"] == pytest.approx(2 / 3)  # of the three that are surest


def test_figures_count_clauses_and_stand_within_their_interval():
    found = figures(CLAUSES * 4, draws=20, seed=1)
    assert (found["clauses"], found["with_measures"]) == (20, 16)
    assert found["set_f1_low"] <= found["set_f1"] <= found["set_f1_high"]


def test_risk_falls_where_fewer_are_decided():
    rows = list(risk_coverage(CLAUSES))
    assert rows[0]["wrong"] == 0 and rows[-1] == {"coverage": 1.0, "wrong": 0.5, "share": 0.3}


def test_calibration_counts_a_measure_of_the_set_as_one_that_holds():
    rows = {row["mean_share"]: row["holds"] for row in calibration(CLAUSES)}
    assert rows == {0.3: 0.0, 0.7: 1.0, 0.8: 0.0, 0.9: 1.0}


def test_annotators_are_compared_on_what_both_read():
    one, other = {"1": ["a"], "2": ["a", "b"], "3": [], "4": ["a"]}, {"1": ["a"], "2": ["b"], "3": ["c"]}
    found = agreement(one, other)
    assert found == {"clauses": 3, "both_gave_measures": 2, "main_same": 0.5, "set_f1": round(4 / 6, 4)}


def test_sets_of_nothing_have_no_f1():
    assert set_f1([((), ())]) != set_f1([((), ())])


@pytest.mark.parametrize(
    ("types", "measures", "expected"),
    [((), (), True), ((ActionType.RESCUE,), ("a",), True), ((ActionType.RESCUE,), (), False), (None, (), False)],
)
def test_a_clause_with_types_and_no_measure_is_not_judged(types, measures, expected):
    assert judged(Label("d:1", "clause", "安置受害人。", types, (), measures=measures)) is expected
