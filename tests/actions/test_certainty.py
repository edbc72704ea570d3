"""How sure it is that all that was decided on a clause is right."""

from __future__ import annotations

import numpy as np
import pytest

from provtag.actions.certainty import certainty


def test_all_types_are_right_where_each_is() -> None:
    odds = np.log([[1.0, 1.0], [9.0, 1 / 4], [9.0, 1 / 4]])
    decided = np.array([[True, False], [True, False], [False, True]])
    assert certainty(odds, decided) == pytest.approx(np.log([0.25 / 0.75, 0.72 / 0.28, 0.02 / 0.98]))


def test_what_is_nearly_sure_is_not_told_apart() -> None:
    odds = np.array([[20.0], [40.0], [900.0], [-900.0]])
    sure, surer, surest, wrong = certainty(odds, np.ones((4, 1), bool))
    assert sure == pytest.approx(20) and surer == surest == pytest.approx(-np.log(1e-12)) and wrong == pytest.approx(-900)
