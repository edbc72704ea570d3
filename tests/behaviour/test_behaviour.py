"""The model and the recogniser, trained more quickly than the product's, held to the cases in ``labels/behaviour``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from provtag.actions.contract import Words
from provtag.actions.model import ActionModel
from provtag.agencies.model import AgencyModel
from provtag.evaluation.action_baselines import BASELINES
from provtag.evaluation.actions import predict
from provtag.evaluation.behaviour import (
    Failures,
    Predictor,
    behaviour_rows,
    failures,
    load_cases,
    load_role_cases,
    role_failures,
)
from provtag.files import read_yaml
from provtag.paths import HEADING_CUES, LEXICON
from provtag.schema import Label
from provtag.settings import ActionSettings, DecisionSettings, read_settings

CASES, ROLE_CASES = load_cases(), load_role_cases()
IDS = [case.case_id for case in (*CASES, *ROLE_CASES)]
TOLERANCE = 8.0  # in log-odds
CAUSES = read_yaml(Path(__file__).parent / "known_failures.yaml")
KNOWN = {case_id: cause for cause, case_ids in CAUSES.items() for case_id in case_ids}


@pytest.fixture(scope="session")
def model(half_of_labels: list[Label]) -> Predictor:
    """The model on a part of the labels, fitted more loosely, and calibrated in fewer folds, than the product's."""
    settings = replace(read_settings(ActionSettings), calibration_folds=2, tolerance=TOLERANCE)
    words = Words.load(LEXICON, HEADING_CUES)
    trained = ActionModel.fit(half_of_labels, settings, words).deciding(read_settings(DecisionSettings))
    return lambda clauses: predict(trained.score_views, clauses).decided


@pytest.fixture(scope="session")
def failed(model: Predictor, looser_agencies: AgencyModel) -> Failures:
    """What the model and the recogniser get wrong."""
    return failures(CASES, model) | role_failures(ROLE_CASES, looser_agencies.recogniser)


def listed(case_id: str) -> Any:
    marks = pytest.mark.xfail(strict=True, reason=KNOWN[case_id]) if case_id in KNOWN else ()
    return pytest.param(case_id, marks=marks)


@pytest.mark.parametrize("case_id", [listed(case_id) for case_id in IDS])
def test_case(case_id: str, failed: Failures) -> None:
    assert case_id not in failed, failed[case_id]


def test_known_failures_are_cases_and_few() -> None:
    assert set(KNOWN) <= set(IDS)
    assert len(KNOWN) == sum(map(len, CAUSES.values())), "a case has two causes"
    assert len(KNOWN) <= 0.1 * len(IDS)


@pytest.mark.parametrize("baseline", ["majority", "heading_decides", "keywords"])
def test_the_model_passes_more_than_what_needs_no_learning(baseline: str, model: Predictor, all_labels: list[Label]) -> None:
    systems: dict[str, Predictor] = {"model": model, baseline: lambda clauses: BASELINES[baseline](all_labels, clauses)}
    passed = {(row["system"], row["kind"]): row["passed"] for row in behaviour_rows(CASES, systems)}
    for kind in ("functionality", "invariance", "direction"):
        assert passed["model", kind] > passed[baseline, kind], kind


def test_no_case_is_trained_on(all_labels: list[Label]) -> None:
    texts = {label.text for label in all_labels}
    assert not [demand.clause.text for case in CASES for demand in case.demands if demand.clause.text in texts]
