from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from provtag.actions.contract import TYPES
from provtag.actions.log_odds import LinearWeights, Scorer
from provtag.actions.training import targets_of
from provtag.actions.vectoriser import ClauseVectoriser, ClauseView, view
from provtag.labels import CLAUSE, WHOLE
from provtag.measures.catalogue import Catalogue, Measure
from provtag.measures.context import COLUMNS, columns
from provtag.measures.model import OTHER_TYPE, UNKNOWN, Decision, MeasureModel
from provtag.measures.training import Examples, examples, features_read, fit_measures, fit_words, words_of
from provtag.schema import ActionScores, ActionType, Label
from provtag.settings import Block, MeasureSettings, read_settings

HOTELS = Measure("p_hotels", "旅馆查验", (ActionType.PREVENTION,))
SCHOOLS = Measure("u_schools", "学校宣传", (ActionType.PUBLICITY,))
SHELTERS = Measure("r_shelters", "安置受害人", (ActionType.RESCUE,))
CATALOGUE = Catalogue((HOTELS, SCHOOLS, SHELTERS), {})
SETTINGS = replace(read_settings(MeasureSettings), min_df=1, tolerance=1e-4, folds=3)
BLOCKS = (Block("own", "ngrams", 0.7, n=1), Block("own", "ngrams", 1.0, n=2), Block("own", "ngrams", 0.5, n=3))
SENTENCES = {
    HOTELS: ("旅馆查验住宿人员身份。", "宾馆登记入住儿童。", "民宿查验同住人员。", "旅店核对入住登记。"),
    SCHOOLS: ("学校开展防拐宣传教育。", "教师给学生讲防拐课。", "幼儿园宣传防拐知识。", "校园张贴防拐宣传画。"),
    SHELTERS: ("救助站安置受害人。", "福利院接收解救儿童。", "救助机构照料受害人。", "民政安置解救妇女。"),
}
NOTHING = ("本办法自发布之日起施行。", "经费列入预算。", "会议每年召开一次。", "制定本实施细则。")


def labels() -> list[Label]:
    found = []
    for hand in range(4):
        for measure, sentences in SENTENCES.items():
            found.append(clause(sentences[hand], measure.types, hand, measures=(measure.measure_id,)))
        found.append(clause(NOTHING[hand], (), hand))
    return found


def clause(text: str, types: tuple[ActionType, ...], hand: int, **changes) -> Label:
    place = {"doc_id": f"d{hand}", "provision_id": f"d{hand}/{text}", "origin": WHOLE, "style": f"h{hand}"}
    return Label(f"d{hand}:{text}", CLAUSE, text, types, (), **place, **changes)


def sure(given: list[Label]) -> np.ndarray:
    """Log-odds of the types that a model would give which is nearly sure of what the labels say."""
    return 3.0 * (2.0 * targets_of(given) - 1)


@pytest.fixture(scope="module")
def vectoriser() -> ClauseVectoriser:
    return ClauseVectoriser(BLOCKS, {}).fit([view(label) for label in labels()])


@pytest.fixture(scope="module")
def model(vectoriser: ClauseVectoriser) -> MeasureModel:
    return fit_measures(labels(), sure(labels()), CATALOGUE, vectoriser, SETTINGS).model


def scores_of(model: MeasureModel, vectoriser: ClauseVectoriser, *views: ClauseView) -> np.ndarray:
    own = vectoriser.own.size
    scorer = Scorer(vectoriser, LinearWeights(np.zeros((5, own)), np.zeros(5), np.zeros((4, own)), np.ones(4), np.zeros(4)))
    return model.scores(scorer.score(views)[2])


def weights_of_words(data: Examples, features: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return fit_words(data.words[:, features], data.targets, data.weights, SETTINGS)


def said(*types: ActionType) -> ActionScores:
    return ActionScores({action: 0.95 if action in types else 0.05 for action in TYPES}, types)


def decided(model: MeasureModel, vectoriser: ClauseVectoriser, text: str, *types: ActionType):
    views = [ClauseView(text)]
    distribution = model.distribution(scores_of(model, vectoriser, *views), views, [said(*types)])
    return model.decide(distribution, [said(*types)])[0]


def test_the_measure_that_the_words_name_comes_first(model, vectoriser):
    decision = decided(model, vectoriser, "旅馆应当查验入住人员。", ActionType.PREVENTION)
    assert decision.measures[0].measure_id == "p_hotels"
    assert decision.review_reasons == ()


def test_a_clause_without_type_has_no_measure(model, vectoriser):
    assert decided(model, vectoriser, "旅馆应当查验入住人员。") == Decision()


def test_a_measure_of_another_type_is_a_reason_for_review(model, vectoriser):
    decision = decided(model, vectoriser, "学校宣传防拐教育，幼儿园宣传防拐知识。", ActionType.CRACKDOWN)
    assert decision.measures[0].measure_id == "u_schools"
    assert decision.review_reasons == (OTHER_TYPE,)


def test_where_none_is_likely_enough_it_is_unknown(model, vectoriser):
    doubtful = MeasureModel(model.measures, model.weights, model.sets, replace(SETTINGS, least=0.999), model.vectoriser)
    decision = decided(doubtful, vectoriser, "今天天气很好。", ActionType.RESCUE)
    assert (decision.measures, decision.review_reasons) == ((), (UNKNOWN,))


def test_each_row_of_the_distribution_adds_up_to_one(model, vectoriser):
    views = [view(label) for label in labels()]
    distribution = model.distribution(scores_of(model, vectoriser, *views), views, [said()] * len(views))
    assert distribution.shape == (len(views), 3)
    assert np.allclose(distribution.sum(axis=1), 1)


def test_what_stands_above_counts_as_in_training(model, vectoriser):
    views = [ClauseView("逐一登记。", "第二章 预防\n旅馆查验", "下列单位：", "d", "p"), ClauseView("安置受害人。")]
    words = words_of(views, vectoriser, SETTINGS)
    expected = words[:, model.weights.features] @ model.weights.table + model.weights.intercepts
    assert np.allclose(scores_of(model, vectoriser, *views), expected, atol=1e-5)


def test_long_and_rare_words_are_not_read(vectoriser):
    data = examples(labels(), sure(labels()), CATALOGUE, vectoriser, SETTINGS)
    short = features_read(data, vectoriser, replace(SETTINGS, longest=1))
    frequent = features_read(data, vectoriser, replace(SETTINGS, min_df=2))
    assert short.max() < vectoriser.own.extractors[0].size
    assert (np.bincount(data.words.indices, minlength=data.words.shape[1])[frequent] >= 2).all()


def test_a_measure_without_examples_scores_low(vectoriser):
    taught = [label for label in labels() if label.measures != ("r_shelters",)]
    data = examples(taught, sure(taught), CATALOGUE, vectoriser, SETTINGS)
    _, intercepts = weights_of_words(data, features_read(data, vectoriser, SETTINGS))
    assert intercepts[2] == intercepts.min()


def test_a_clause_with_types_but_no_measure_teaches_nothing(vectoriser):
    taught = [*labels(), clause("旅馆应当怎样。", (ActionType.PREVENTION,), 0)]
    with_it, without = (examples(given, sure(given), CATALOGUE, vectoriser, SETTINGS) for given in (taught, labels()))
    features = features_read(without, vectoriser, SETTINGS)
    assert not with_it.targets[-1].any()
    assert np.array_equal(weights_of_words(with_it, features)[0], weights_of_words(without, features)[0])


def test_the_clauses_around_speak_for_their_measures():
    scores = np.array([[2.0, 0, 0], [0, 0, 0], [0, 2, 0], [0, 0, 2]], np.float32)
    views = [ClauseView("", "一", "", "d", str(at)) for at in range(3)] + [ClauseView("", "一", "", "e", "9")]
    found = columns(scores, np.full((4, 2), 0.5), np.array([0.5, 0.5]), views)
    assert found.shape == (len(COLUMNS), 4, 2)
    before, behind = found[COLUMNS.index("neighbour -1")], found[COLUMNS.index("neighbour +1")]
    assert before[1, 0] > before[1, 1] and behind[1, 1] > behind[1, 0]
    assert before[0, 0] == before[0, 1] and before[3, 0] == before[3, 1]  # the first of its document
    assert found[COLUMNS.index("neighbour -2"), 2, 0] > found[COLUMNS.index("neighbour -2"), 2, 1]
    alone = found[COLUMNS.index("document"), 3]
    assert alone[0] == alone[1]


def test_the_same_labels_give_the_same_bytes(model, vectoriser, tmp_path: Path):
    model.save(tmp_path / "a")
    fit_measures(labels(), sure(labels()), CATALOGUE, vectoriser, SETTINGS).model.save(tmp_path / "b")
    names = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert [(tmp_path / "a" / name).read_bytes() for name in names] == [(tmp_path / "b" / name).read_bytes() for name in names]


def test_a_stored_model_decides_as_before(model, vectoriser, tmp_path: Path):
    model.save(tmp_path)
    stored = MeasureModel.load(tmp_path)
    one = decided(model, vectoriser, "宾馆查验儿童。", ActionType.PREVENTION)
    other = decided(stored, vectoriser, "宾馆查验儿童。", ActionType.PREVENTION)
    assert [item.measure_id for item in one.measures] == [item.measure_id for item in other.measures]
    assert np.allclose([item.score for item in one.measures], [item.score for item in other.measures], atol=1e-2)


def test_a_model_of_another_shape_is_refused(model, tmp_path: Path):
    model.save(tmp_path)
    np.save(tmp_path / "table.npy", np.zeros((1, 2), np.float16))
    with pytest.raises(ValueError, match="shape"):
        MeasureModel.load(tmp_path)
