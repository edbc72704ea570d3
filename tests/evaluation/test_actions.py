"""The experiments on action types never test on what they trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from joblib import parallel_config

from provtag.actions.contract import TYPES
from provtag.actions.model import ActionModel
from provtag.actions.training import targets_of
from provtag.evaluation import actions
from provtag.evaluation.actions import Experiment
from provtag.evaluation.scores import Predicted
from provtag.schema import ActionType, Label
from provtag.settings import ActionSettings, checked

TEXTS = {
    ActionType.PREVENTION: ["逐户排查登记外来人员。", "核验旅客身份证件。", "管理出租房屋。"],
    ActionType.CRACKDOWN: ["严厉打击拐卖犯罪。", "依法侦查拐卖案件。", "从严惩处首要分子。"],
    ActionType.RESCUE: ["安置被解救儿童。", "为受害人提供心理疏导。", "护送受害妇女返乡。"],
    ActionType.PUBLICITY: ["张贴反拐海报。", "开展校园宣讲。", "播放公益广告。"],
}
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
    return Experiment(gold, written, SETTINGS, {"strike": ["打击", "惩处"]}, 20, 0)


def test_excerpts_kept_apart_are_in_no_training(experiment: Experiment, monkeypatch: pytest.MonkeyPatch) -> None:
    spy = Spy(monkeypatch)
    test = clauses_of("excerpt", origin="held_out")
    training = [*experiment.gold, *experiment.written]
    figures, predicted = actions.on_held_out(experiment, actions.ActionModel.fit(training, SETTINGS, {}), test)  # type: ignore[arg-type]
    assert not spy.leaks()
    assert set(figures) == {"model", "baseline"}
    assert figures["model"]["macro_f1"] == 1.0
    assert len(predicted.wanted) == len(test)


class Spy:
    """Notes (training, test) wherever the experiments train and predict; predicts everything right."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pairs: list[tuple[set[str], set[str]]] = []
        monkeypatch.setattr(actions.ActionModel, "fit", lambda labels, settings, lexicon: labels)
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


def test_leaving_a_document_out_leaves_all_of_it_out(experiment: Experiment, spy: Spy) -> None:
    figures, pooled, rows = actions.leave_one_document_out(experiment, {name: name.upper() for name in DOCUMENTS})
    assert len(spy.pairs) == 3 * len(DOCUMENTS)  # model, model without written examples, baseline
    assert not spy.leaks() and not spy.documents_leak()
    assert [_documents(test) for _, test in spy.pairs[::3]] == [{name} for name in sorted(DOCUMENTS)]
    assert set(figures) == {"ONE", "TWO", "THREE"}
    assert len(pooled.wanted) == len(experiment.gold)
    assert {row["system"] for row in rows} == {"model", "without_written", "not_copied", "baseline"}


def test_a_document_that_is_wholly_a_copy(experiment: Experiment, spy: Spy) -> None:
    copy = [replace(clause, doc_id="copy", clause_id=f"copy{clause.clause_id}") for clause in experiment.gold[:12]]
    figures, _, _ = actions.leave_one_document_out(
        replace(experiment, gold=[*experiment.gold, *copy]), {name: name for name in (*DOCUMENTS, "copy")}
    )
    assert figures["copy"]["copied_from_training"] == 1.0


def test_every_document_is_tested_with_everything_else_in_training(experiment: Experiment, spy: Spy) -> None:
    actions.leave_one_document_out(experiment, {name: name for name in DOCUMENTS})
    everything = {clause.clause_id for clause in (*experiment.gold, *experiment.written)}
    gold = {clause.clause_id for clause in experiment.gold}
    for model, without, baseline in zip(spy.pairs[::3], spy.pairs[1::3], spy.pairs[2::3], strict=True):
        assert model[0] == baseline[0] == everything - model[1]
        assert without[0] == gold - model[1]


def test_the_learning_curve_does_not_leak(experiment: Experiment, spy: Spy) -> None:
    rows = actions.learning_curve(experiment, [0, 5])
    assert not spy.leaks() and not spy.documents_leak()
    sizes = [len(training) for training, _ in spy.pairs]
    assert sizes == [24] * 9 + [24] * 3 + [29] * 3  # no more than 24 seed clauses are left; then 0 and 5 written examples
    assert [row["size"] for row in rows] == [25, 50, 100, 0, 5]


def test_ablations_do_not_leak_and_take_one_part_each(experiment: Experiment, spy: Spy) -> None:
    rows = actions.ablations(experiment)
    assert not spy.leaks() and not spy.documents_leak()
    assert [row["without"] for row in rows] == ["nothing", "1-grams", "lexicon", "headings", "measures", "written examples"]
    assert all(_documents(training).isdisjoint({"list", "letter"}) for training, _ in spy.pairs[-3:])


def test_a_style_is_scored_by_models_that_have_not_seen_it(experiment: Experiment, monkeypatch: pytest.MonkeyPatch) -> None:
    """Log-odds are held out by group, and the combination for a style is learnt from the other clauses only."""
    seen: list[list[str]] = []
    learn = actions.learn_combination

    def spied(data: actions.Examples, *rest: object) -> actions.Floats:
        seen.append([item.own for item in data.views])
        return learn(data, *rest)

    monkeypatch.setattr(actions, "learn_combination", spied)
    with parallel_config(backend="threading"):
        rows, pooled = actions.leave_one_style_out(experiment)
    assert [row["style"] for row in rows] == ["letter", "list", "all"]
    assert len(pooled.wanted) == len(experiment.written)
    for style, texts in zip(("letter", "list"), seen, strict=True):
        assert len(texts) == len(experiment.gold) + len(experiment.written) - 12
        assert not [text for text in texts if text.startswith(f"{style}:")]


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


def test_the_bootstrap_draws_provisions_of_documents_and_single_written_examples() -> None:
    labels = [label("c", "文。", doc_id="d", provision_id="d/1"), label("w", "文。", origin="written")]
    assert actions.provisions_of(labels) == ["d/1", "w"]


def test_predictions_line_up_with_the_types(experiment: Experiment) -> None:
    with parallel_config(backend="threading"):
        model = ActionModel.fit(experiment.gold, SETTINGS, experiment.lexicon)
    predicted = actions.predict(model, experiment.gold)
    assert predicted.wanted.shape == predicted.decided.shape == predicted.probabilities.shape == (36, len(TYPES))
    assert np.array_equal(predicted.decided, predicted.probabilities >= 0.5)
