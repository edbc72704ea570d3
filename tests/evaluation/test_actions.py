"""The experiments on action types never test on what they trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from joblib import parallel_config

from provtag.actions import training
from provtag.actions.contract import TYPES, Words
from provtag.actions.model import ActionModel
from provtag.actions.training import targets_of
from provtag.checking import checked
from provtag.evaluation import actions, rivals
from provtag.evaluation.actions import CrossFit, Experiment
from provtag.evaluation.behaviour import clauses_of as clauses_of_cases
from provtag.evaluation.behaviour import load_cases
from provtag.files import read_yaml
from provtag.paths import HEADING_CUES
from provtag.schema import ActionType, Label
from provtag.settings import ActionSettings, DecisionSettings, Review

TEXTS = {
    ActionType.PREVENTION: ["逐户排查登记外来人员。", "核验旅客身份证件。", "管理出租房屋。"],
    ActionType.CRACKDOWN: ["严厉打击拐卖犯罪。", "依法侦查拐卖案件。", "从严惩处首要分子。"],
    ActionType.RESCUE: ["安置被解救儿童。", "为受害人提供心理疏导。", "护送受害妇女返乡。"],
    ActionType.PUBLICITY: ["张贴反拐海报。", "开展校园宣讲。", "播放公益广告。"],
}
WORDS = Words({"strike": ["打击", "惩处"]}, read_yaml(HEADING_CUES))
DOCUMENTS = ("one", "two", "three")
SETTINGS = checked(
    ActionSettings,
    {
        "blocks": [
            {"channel": "own", "kind": "ngrams", "n": 1, "weight": 1.0},
            {"channel": "own", "kind": "lexicon", "weight": 0.3},
            {"channel": "headings", "kind": "ngrams", "n": 2, "weight": 0.2},
        ],
        "C": 10.0,
        "tolerance": 1e-2,
        "measures": {"use": True, "weight": 0.3},
        "context": {"use": True, "penalty": 5.0, "alone_weight": 0.5},
        "written_weight": 1.0,
        "calibration_folds": 2,
    },
    "here",
)
DECISIONS = DecisionSettings(dict.fromkeys(ActionType, 0.5), Review(0.5, 0.5))


def label(clause_id: str, text: str, *types: ActionType, **context: str) -> Label:
    return Label(clause_id, "clause", text, types, (), **context)


def clauses_of(name: str, **context: str) -> list[Label]:
    """Twelve clauses whose ids begin with ``name``, each text marked with it so that none is a copy of another document's."""
    rows = [(action, text) for action, texts in TEXTS.items() for text in texts]
    return [label(f"{name}-{at}", f"{name}：{text}{name * 9}", action, **context) for at, (action, text) in enumerate(rows)]


@pytest.fixture
def experiment() -> Experiment:
    gold = [clause for name in DOCUMENTS for clause in clauses_of(name, doc_id=name, provision_id=f"{name}/1")]
    written = [clause for name in ("list", "letter") for clause in clauses_of(name, style=name, origin="written")]
    whole = [
        clause for name in ("east", "west") for clause in clauses_of(name, doc_id=name, style=f"hand-{name}", origin="document")
    ]
    return Experiment(gold, whole, written, DECISIONS, 20, 0)


def everything(experiment: Experiment) -> list[Label]:
    return [*experiment.gold, *experiment.whole, *experiment.written]


@pytest.fixture
def fitted(experiment: Experiment) -> CrossFit:
    """What looks like a cross fit that decides everything right."""
    labels = everything(experiment)
    return CrossFit(labels, np.where(targets_of(labels) == 1, 5.0, -5.0), DECISIONS)


def test_baselines_learn_once_and_from_nothing_that_they_are_tried_on(
    experiment: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    learnt: list[set[str]] = []

    def right(training: Sequence[Label], test: Sequence[Label]) -> np.ndarray:
        learnt.append({clause.clause_id for clause in training})
        return targets_of(test) == 1

    monkeypatch.setattr(rivals, "BASELINES", {"right": right})
    excerpts, cases = clauses_of("excerpt", origin="held_out"), load_cases()
    taken = rivals.trials(experiment, excerpts, cases)
    with parallel_config(backend="threading"):
        decisions = rivals.decisions_of_baselines(experiment, taken)
    assert learnt == [{clause.clause_id for clause in everything(experiment)} - {clause.clause_id for clause in experiment.gold}]
    wanted = {trial.name: len(trial.test) for trial in taken}
    assert wanted == dict.fromkeys((*DOCUMENTS, "held_out"), 12) | {"behaviour": len(clauses_of_cases(cases))}
    assert {name: len(of_trial["right"]) for name, of_trial in decisions.items()} == wanted
    found = rivals.compared(experiment, taken, rivals.Rivals(decisions, {}), {name: name.upper() for name in DOCUMENTS})
    assert set(found["leave_one_document_out"]) == {"ONE", "TWO", "THREE"}
    assert found["held_out"]["right"]["macro_f1"] == found["leave_one_document_out"]["ONE"]["right"]["macro_f1"] == 1.0


def test_rivals_are_kept_as_they_were(tmp_path: Path) -> None:
    decided = {"one": {"keywords": np.array([[True, False]])}, "held_out": {"keywords": np.array([[False, True]])}}
    kept = rivals.Rivals(decided, {"written examples": np.array([[0.25, -1.0]])})
    for name in ("a", "b"):
        kept.save(tmp_path / f"{name}.npz")
    assert (tmp_path / "a.npz").read_bytes() == (tmp_path / "b.npz").read_bytes()
    loaded = rivals.Rivals.load(tmp_path / "a.npz")
    assert loaded.decisions["held_out"]["keywords"].tolist() == [[False, True]]
    assert loaded.log_odds["written examples"].tolist() == [[0.25, -1.0]]


def test_leaving_a_document_out_parts_its_copies(experiment: Experiment, fitted: CrossFit) -> None:
    figures = actions.leave_one_document_out(experiment, fitted, {name: name.upper() for name in DOCUMENTS})
    assert set(figures) == {"ONE", "TWO", "THREE"}
    assert all(set(entry) == {"model", "not_copied", "copied_from_training"} for entry in figures.values())
    rows = list(rivals.systems(figures_of(figures), figures_of({name: {} for name in figures})))
    assert {row["system"] for row in rows} == {"model", "not_copied"}


def figures_of(seeds: dict[str, Any]) -> dict[str, Any]:
    return {"leave_one_document_out": seeds}


def test_a_document_that_is_wholly_a_copy(experiment: Experiment) -> None:
    copy = [replace(clause, doc_id="copy", clause_id=f"copy{clause.clause_id}") for clause in experiment.gold[:12]]
    wider = replace(experiment, gold=[*experiment.gold, *copy])
    labels = everything(wider)
    fitted = CrossFit(labels, np.where(targets_of(labels) == 1, 5.0, -5.0), DECISIONS)
    figures = actions.leave_one_document_out(wider, fitted, {name: name for name in (*DOCUMENTS, "copy")})
    assert figures["copy"]["copied_from_training"] == 1.0
    assert "not_copied" not in figures["copy"]


def test_whole_documents_are_told_apart_and_pooled(experiment: Experiment, fitted: CrossFit) -> None:
    wrong = replace(fitted, log_odds=np.where([[item.doc_id == "east"] for item in fitted.labels], -5.0, fitted.log_odds))
    pooled, rows = actions.leave_one_hand_out(experiment, wrong)
    assert [(row["document"], row["macro_f1"], row["exact"]) for row in rows] == [("east", 0.0, 0.0), ("west", 1.0, 1.0)]
    assert (pooled["clauses"], pooled["exact"]) == (24, 0.5)


def test_styles_are_told_apart_and_pooled(experiment: Experiment, fitted: CrossFit) -> None:
    rows = actions.leave_one_style_out(experiment, fitted)
    assert [(row["style"], row["clauses"]) for row in rows] == [("letter", 12), ("list", 12), ("all", 24)]


def test_a_cross_fit_scores_every_clause_by_models_that_have_not_seen_its_hand(
    experiment: Experiment, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[set[str]] = []
    learn_combination, learn_context, fit = training.learn_combination, training.learn_context, training._fit_linear

    def texts(data: training.Examples) -> set[str]:
        return {view.own.split(":")[0] for view in data.views}

    monkeypatch.setattr(
        training, "learn_combination", lambda data, *rest: seen.append(texts(data)) or learn_combination(data, *rest)
    )
    monkeypatch.setattr(training, "learn_context", lambda data, *rest: seen.append(texts(data)) or learn_context(data, *rest))
    monkeypatch.setattr(training, "_fit_linear", lambda data, *rest: seen.append(texts(data)) or fit(data, *rest))
    labels = everything(experiment)
    with parallel_config(backend="threading"):
        held_out = training.held_out_scores(training.Examples.of(labels, SETTINGS), SETTINGS, WORDS.lexicon)
    odds = training.held_out_log_odds(training.Examples.of(labels, SETTINGS), held_out, SETTINGS, WORDS.cues)
    groups = {*DOCUMENTS, "east", "west", "list", "letter"}
    assert len(seen) == 6  # a linear model, a combination and a context for each of two folds
    assert all(0 < len(groups & part) < len(groups) for part in seen)
    assert odds.shape == (len(everything(experiment)), len(TYPES))


def test_ablations_take_one_part_each(experiment: Experiment, fitted: CrossFit) -> None:
    labels = everything(experiment)
    with parallel_config(backend="threading"):
        held_out = training.held_out_scores(training.Examples.of(labels, SETTINGS), SETTINGS, WORDS.lexicon)
        parts = rivals.without_parts(labels, held_out, SETTINGS, WORDS)
    in_documents = len(experiment.gold) + len(experiment.whole)
    assert {name: odds.shape for name, odds in parts.items()} == dict.fromkeys(parts, (in_documents, len(TYPES)))
    unsettled = replace(fitted, log_odds=-fitted.log_odds)
    rows = list(rivals.ablations(experiment, fitted, unsettled, rivals.Rivals({}, parts)))
    without = ["nothing", "measures", "measures, context", "measures, whole documents"]
    assert [row["without"] for row in rows] == without
    assert rows[0]["macro_f1"] == 1.0 and rows[1]["macro_f1"] < 0.5


def test_copied_clauses_share_most_of_their_runs_with_one_training_clause() -> None:
    training = [label("t1", "公安机关应当依法严厉打击拐卖犯罪。"), label("t2", "民政部门应当妥善安置被解救儿童。")]
    test = [
        label("same", "公安机关应当依法严厉打击拐卖犯罪。"),
        label("level", "县公安机关应当依法严厉打击拐卖犯罪。"),
        label("half of each", "公安机关应当依法妥善安置被解救儿童。"),
        label("other", "中小学每学期安排一节防拐课。"),
    ]
    assert actions._copied(training, test).tolist() == [True, True, False, False]


def test_a_share_of_exactly_the_bound_is_copied() -> None:
    # Five runs of three characters, of which the training clause has three: the bound of 0.6.
    assert actions._copied([label("t", "甲乙丙丁戊壬癸")], [label("c", "甲乙丙丁戊己庚")]).tolist() == [True]
    assert actions._copied([label("t", "甲乙丙丁壬癸子")], [label("c", "甲乙丙丁戊己庚")]).tolist() == [False]


def test_the_bootstrap_draws_whole_documents_provisions_of_seeds_and_single_written_examples() -> None:
    labels = [
        label("c", "文。", doc_id="d", provision_id="d/1"),
        label("e", "文。", doc_id="e", provision_id="e/1", origin="document"),
        label("w", "文。", origin="written"),
    ]
    assert actions.provisions_of(labels) == ["d/1", "e", "w"]


def test_predictions_line_up_with_the_types(experiment: Experiment) -> None:
    with parallel_config(backend="threading"):
        model = ActionModel.fit(experiment.gold, SETTINGS, WORDS)
    predicted = actions.predict(model.score_views, experiment.gold)
    assert predicted.wanted.shape == predicted.decided.shape == predicted.probabilities.shape == (36, len(TYPES))
    assert np.array_equal(predicted.decided, predicted.probabilities >= 0.5)
