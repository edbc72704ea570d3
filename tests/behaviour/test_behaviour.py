"""The model and the recogniser, trained on all labels, held to the cases in ``labels/behaviour``."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from provtag.actions.contract import Words
from provtag.actions.model import ActionModel
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.agencies.training import fit, recogniser_of
from provtag.corpus import current_units, labelled_documents
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
from provtag.labels import WHOLE, hands, labels_in_place, read_labels
from provtag.paths import HEADING_CUES, LABELS, LEXICON, WHOLE_DOCUMENTS
from provtag.schema import Label
from provtag.settings import ActionSettings, AgencySettings, DecisionSettings, EvaluationSettings, read_settings

CASES, ROLE_CASES = load_cases(), load_role_cases()
IDS = [case.case_id for case in (*CASES, *ROLE_CASES)]
CAUSES = read_yaml(Path(__file__).parent / "known_failures.yaml")
KNOWN = {case_id: cause for cause, case_ids in CAUSES.items() for case_id in case_ids}


@pytest.fixture(scope="session")
def labels() -> list[Label]:
    """All labels, the gold ones with the context of their clauses."""
    units = current_units()
    whole = labels_in_place(WHOLE_DOCUMENTS, units, WHOLE, hands(WHOLE_DOCUMENTS))
    return [*labels_in_place(LABELS / "gold", units), *whole, *read_labels(LABELS / "written")]


@pytest.fixture(scope="session")
def model(labels: list[Label]) -> Predictor:
    """The model as it is trained now, as exactly as evaluation needs it; a stored one could be older than the labels."""
    settings = replace(read_settings(ActionSettings), tolerance=read_settings(EvaluationSettings).tolerance)
    trained = ActionModel.fit(labels, settings, Words.load(LEXICON, HEADING_CUES)).deciding(read_settings(DecisionSettings))
    return lambda clauses: predict(trained.score_views, clauses).decided


@pytest.fixture(scope="session")
def failed(model: Predictor, labels: list[Label]) -> Failures:
    """What the model and the recogniser get wrong."""
    register = Register.load(LABELS / "agencies.yaml")
    recogniser = Recogniser(register, fit(labels, recogniser_of(register, labelled_documents()), read_settings(AgencySettings)))
    return failures(CASES, model) | role_failures(ROLE_CASES, recogniser)


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
def test_the_model_passes_more_than_what_needs_no_learning(baseline: str, model: Predictor, labels: list[Label]) -> None:
    systems: dict[str, Predictor] = {"model": model, baseline: lambda clauses: BASELINES[baseline](labels, clauses)}
    passed = {(row["system"], row["kind"]): row["passed"] for row in behaviour_rows(CASES, systems)}
    for kind in ("functionality", "invariance", "direction"):
        assert passed["model", kind] > passed[baseline, kind], kind


def test_no_case_is_trained_on(labels: list[Label]) -> None:
    texts = {label.text for label in labels}
    assert not [demand.clause.text for case in CASES for demand in case.demands if demand.clause.text in texts]
