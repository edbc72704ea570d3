"""The experiments on action types never test on what they trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from joblib import parallel_config

from provtag.actions import training
from provtag.actions.contract import TYPES, Words
from provtag.actions.model import ActionModel
from provtag.actions.training import targets_of
from provtag.evaluation import actions
from provtag.evaluation.actions import CrossFit, Experiment
from provtag.evaluation.scores import Predicted
from provtag.files import read_yaml
from provtag.paths import HEADING_CUES
from provtag.schema import ActionType, Label
from provtag.settings import ActionSettings, checked

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
        "tolerance": 1e-4,
        "measures": {"use": True, "weight": 0.3},
        "context": {"use": True, "penalty": 5.0, "alone_weight": 0.5},
        "written_weight": 1.0,
        "calibration_folds": 2,
        "thresholds": dict.fromkeys(map(str, ActionType), 0.5),
        "review": {"margin": 0.5, "familiarity": 0.5},
    },
    "here",
)


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
    return Experiment(gold, whole, written, SETTINGS, WORDS, 20, 0)


def everything(experiment: Experiment) -> list[Label]:
    return [*experiment.gold, *experiment.whole, *experiment.written]


@pytest.fixture
def fitted(experiment: Experiment) -> CrossFit:
    """What looks like a cross fit that decides everything right."""
    labels = everything(experiment)
    return CrossFit(labels, np.where(targets_of(labels) == 1, 5.0, -5.0), SETTINGS)


def test_excerpts_kept_apart_are_in_no_training(experiment: Experiment, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = Spy(monkeypatch)
    test = clauses_of("excerpt", origin="held_out")
    training = everything(experiment)
    figures, predicted = actions.on_held_out(experiment, actions.ActionModel.fit(training, SETTINGS, WORDS), test)  # type: ignore[arg-type]
    assert not spy.leaks()
    assert set(figures) == {"model", "baseline"}
    assert figures["model"]["macro_f1"] == 1.0
    assert len(predicted.wanted) == len(test)


class Spy:
    """Notes (training, test) wherever the experiments train and predict; predicts everything right."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pairs: list[tuple[set[str], set[str]]] = []
        monkeypatch.setattr(actions.ActionModel, "fit", lambda labels, settings, words: labels)
        monkeypatch.setattr(actions, "predict", self.predict)
        monkeypatch.setattr(actions, "BASELINES", {"baseline": self.baseline})

    def predict(self, training: Sequence[Label], test: Sequence[Label]) -> Predicted:
        return actions.decided(test, self.baseline(training, test))

    def baseline(self, training: Sequence[Label], test: Sequence[Label]) -> np.ndarray:
        self.pairs.append(({clause.clause_id for clause in training}, {clause.clause_id for clause in test}))
        return targets_of(test) == 1

    def leaks(self) -> bool:
        return any(training & test for training, test in self.pairs)

    def documents_leak(self) -> bool:
        return any(
            training & {f"{doc_id}-{at}" for doc_id in _documents(test) for at in range(12)} for training, test in self.pairs
        )


def _documents(clause_ids: set[str]) -> set[str]:
    return {clause_id.split("-")[0] for clause_id in clause_ids}


@pytest.fixture
def spy(monkeypatch: pytest.MonkeyPatch) -> Spy:
    return Spy(monkeypatch)


def test_leaving_a_document_out_leaves_all_of_it_out(experiment: Experiment, fitted: CrossFit, spy: Spy) -> None:
    figures, rows = actions.leave_one_document_out(experiment, fitted, {name: name.upper() for name in DOCUMENTS})
    assert len(spy.pairs) == len(DOCUMENTS)  # the baseline alone is trained here
    assert not spy.leaks() and not spy.documents_leak()
    assert set(figures) == {"ONE", "TWO", "THREE"}
    assert {row["system"] for row in rows} == {"model", "not_copied", "baseline"}
    everyone = {clause.clause_id for clause in everything(experiment)}
    assert all(training == everyone - test for training, test in spy.pairs)


def test_a_document_that_is_wholly_a_copy(experiment: Experiment, spy: Spy) -> None:
    copy = [replace(clause, doc_id="copy", clause_id=f"copy{clause.clause_id}") for clause in experiment.gold[:12]]
    wider = replace(experiment, gold=[*experiment.gold, *copy])
    labels = everything(wider)
    fitted = CrossFit(labels, np.where(targets_of(labels) == 1, 5.0, -5.0), SETTINGS)
    figures, _ = actions.leave_one_document_out(wider, fitted, {name: name for name in (*DOCUMENTS, "copy")})
    assert figures["copy"]["copied_from_training"] == 1.0


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
    with parallel_config(backend="threading"):
        fitted = actions.cross_fit(everything(experiment), SETTINGS, WORDS)
    groups = {*DOCUMENTS, "east", "west", "list", "letter"}
    assert len(seen) == 6  # a linear model, a combination and a context for each of two folds
    assert all(0 < len(groups & part) < len(groups) for part in seen)
    assert fitted.log_odds.shape == (len(everything(experiment)), len(TYPES))


def test_ablations_take_one_part_each(experiment: Experiment, fitted: CrossFit) -> None:
    with parallel_config(backend="threading"):
        rows = actions.ablations(experiment, fitted)
    assert [row["without"] for row in rows] == ["nothing", "context", "written examples", "whole documents"]
    assert rows[0]["macro_f1"] == 1.0


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
    predicted = actions.predict(model, experiment.gold)
    assert predicted.wanted.shape == predicted.decided.shape == predicted.probabilities.shape == (36, len(TYPES))
    assert np.array_equal(predicted.decided, predicted.probabilities >= 0.5)
