"""The action-type model: what it says, why it says it, and that it is stored whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.actions.context import Context
from provtag.actions.contract import TYPES, Words
from provtag.actions.log_odds import Scorer
from provtag.actions.model import ActionModel
from provtag.actions.vectoriser import ClauseView, view
from provtag.checking import checked
from provtag.files import read_yaml
from provtag.paths import HEADING_CUES
from provtag.schema import ActionType, Clause, Label
from provtag.settings import ActionSettings, DecisionSettings, Review

SETTINGS = checked(
    ActionSettings,
    {
        "blocks": [
            {"channel": "own", "kind": "ngrams", "n": 1, "weight": 0.7},
            {"channel": "own", "kind": "ngrams", "n": 2, "weight": 1.0},
            {"channel": "own", "kind": "lexicon", "weight": 0.3},
            {"channel": "headings", "kind": "ngrams", "n": 2, "weight": 0.2},
        ],
        "C": 30.0,
        "tolerance": 1e-2,
        "measures": {"use": True, "weight": 0.3},
        "context": {"use": True, "penalty": 5.0, "alone_weight": 1.0},
        "written_weight": 1.0,
        "calibration_folds": 3,
    },
    "here",
)
DECISIONS = DecisionSettings(dict.fromkeys(ActionType, 0.5), Review(0.5, 0.5))
LEXICON = {"strike": ["打击", "严惩", "查处"], "aid": ["救助", "安置"], "publicise": ["宣传", "宣讲"], "screen": ["排查", "登记"]}
WORDS = Words(LEXICON, read_yaml(HEADING_CUES))
SENTENCES = {
    ActionType.PREVENTION: [
        "对出租屋逐户排查登记。",
        "核验住宿人员身份。",
        "建立留守儿童台账。",
        "加强职业中介管理。",
        "旅馆应当登记住客。",
    ],
    ActionType.CRACKDOWN: [
        "严厉打击拐卖犯罪。",
        "依法查处非法中介。",
        "对买主立案侦查。",
        "从严惩处首要分子。",
        "抓获犯罪嫌疑人。",
    ],
    ActionType.RESCUE: ["安置被解救儿童。", "为受害人提供心理疏导。", "救助流浪儿童。", "帮助受害妇女返乡。", "为受害人落户。"],
    ActionType.PUBLICITY: ["开展反拐宣传。", "张贴反拐海报。", "组织校园宣讲。", "播放公益广告。", "培训一线民警。"],
}
NOTHING = ["联席会议每年召开一次。", "经费列入预算。", "本办法自发布之日起施行。", "各单位报送工作总结。", "明确责任分工。"]


def labels() -> list[Label]:
    rows = [((action,), text) for action, texts in SENTENCES.items() for text in texts] + [((), text) for text in NOTHING]
    return [Label(f"c{number}", "clause", text, types, (), doc_id=f"d{number % 4}") for number, (types, text) in enumerate(rows)]


@pytest.fixture(scope="module")
def model() -> ActionModel:
    return ActionModel.fit(labels(), SETTINGS, WORDS).deciding(DECISIONS)


def clause(text: str, headings: tuple[str, ...] = ()) -> Clause:
    return Clause("", "p", "c", "", headings, text, 0, len(text))


def test_it_has_learnt_its_sentences(model: ActionModel) -> None:
    for label, scored in zip(labels(), model.score([clause(label.text) for label in labels()]), strict=True):
        assert scored.action_types == label.action_types, label.text


def test_a_measure_counts_although_others_stand_beside_it() -> None:
    text = "联席会议每年召开一次,经费列入预算,严厉打击拐卖犯罪。"
    without = replace(SETTINGS, measures=replace(SETTINGS.measures, use=False))
    models = (ActionModel.fit(labels(), chosen, WORDS) for chosen in (without, SETTINGS))
    whole_only, both = (model.score([clause(text)])[0] for model in models)
    assert both.scores[ActionType.CRACKDOWN] > whole_only.scores[ActionType.CRACKDOWN]


TEXTS = st.text(alphabet="打击拐卖救助宣传排查登记儿童，。、 abc１２", max_size=40)


@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_a_clause_is_scored_alike_alone_and_among_others(model: ActionModel, texts: list[str]) -> None:
    together = model.score([clause(text) for text in texts])
    for text, scored in zip(texts, together, strict=True):
        alone = model.score([clause(text)])[0]
        assert alone.action_types == scored.action_types
        assert list(alone.scores.values()) == pytest.approx(list(scored.scores.values()), abs=1e-9)


@given(TEXTS)
def test_evidence_is_where_the_words_stand(model: ActionModel, text: str) -> None:
    scored = model.score([clause(text)])[0]
    assert set(scored.evidence) == set(scored.action_types)
    of_own, _, _ = Scorer(model.vectoriser, model.weights).score([view(clause(text))])
    for action, items in scored.evidence.items():
        at = TYPES.index(action)
        characters = of_own.characters(np.array([0]), at)[0] * model.context.weights.slopes[at]
        for item in items:
            assert 0 <= item.start < item.end <= len(text)
            assert item.weight == pytest.approx(characters[item.start : item.end].sum(), abs=1e-9)
        assert sum(item.weight for item in items) == pytest.approx(characters[characters > 0].sum(), abs=1e-9)


def test_traditional_script_and_full_width_read_alike(model: ActionModel) -> None:
    simplified, traditional = model.score([clause("为受害人提供心理疏导，落户。"), clause("為受害人提供心理疏導,落戶。")])
    assert simplified.scores == traditional.scores


def test_text_unlike_training_is_flagged(model: ActionModel) -> None:
    scored = model.score([clause("The quick brown fox jumps.")])[0]
    assert "unlike_training" in scored.review_reasons


def test_a_saved_model_is_the_same_model(model: ActionModel, tmp_path: Path) -> None:
    model.save(tmp_path / "a")
    loaded = ActionModel.load(tmp_path / "a")
    loaded.save(tmp_path / "b")
    files = sorted(path.name for path in (tmp_path / "a").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "b").iterdir())
    for name in files:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes(), name
    assert model.id == loaded.id
    views = [ClauseView(label.text) for label in labels()]
    before = [list(scored.scores.values()) for scored in model.score_views(views)]
    after = [list(scored.scores.values()) for scored in loaded.score_views(views)]
    assert np.allclose(before, after, atol=1e-4)


def test_training_twice_gives_the_same_bytes(model: ActionModel, tmp_path: Path) -> None:
    model.save(tmp_path / "a")
    ActionModel.fit(labels(), SETTINGS, WORDS).deciding(DECISIONS).save(tmp_path / "b")
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


def test_what_nobody_judged_is_not_taken_for_nothing(model: ActionModel) -> None:
    unjudged = [replace(item, clause_id=f"u{item.clause_id}", action_types=None) for item in labels()]
    assert ActionModel.fit([*labels(), *unjudged], SETTINGS, WORDS).deciding(DECISIONS).id == model.id


def test_another_model_has_another_id(model: ActionModel) -> None:
    stricter = replace(DECISIONS, thresholds=dict.fromkeys(ActionType, 0.6))
    other = replace(model.weights, intercepts=model.weights.intercepts + 0.001)
    around = replace(model.context.weights, intercepts=model.context.weights.intercepts + 0.001)
    ids = {
        model.id,
        model.deciding(stricter).id,
        ActionModel(model.vectoriser, other, model.context, SETTINGS, DECISIONS).id,
        ActionModel(model.vectoriser, model.weights, Context(model.context.reader, around), SETTINGS, DECISIONS).id,
    }
    assert len(ids) == 4


def test_a_heading_does_not_flip_clear_wording(model: ActionModel) -> None:
    for action, texts in SENTENCES.items():
        for text in texts:
            for heading in ("第二章 预防", "第三章 打击", "第四章 救助", "第五章 宣传"):
                assert action in model.score([clause(text, (heading,))])[0].action_types, (text, heading)


def test_no_clauses_no_scores(model: ActionModel) -> None:
    assert model.score([]) == []
    assert model.score([clause("")])[0].action_types == ()
    assert tuple(ActionType) == TYPES


def test_an_item_has_the_types_of_its_lead_in(model: ActionModel) -> None:
    alone = clause("参与的；")
    item = replace(alone, lead_in="严厉打击拐卖犯罪，依法查处非法中介：")
    assert model.score([alone])[0].action_types == ()
    assert model.score([item, alone])[0].action_types == (ActionType.CRACKDOWN,)


def test_evidence_is_in_its_own_clause_whatever_is_scored_beside_it(model: ActionModel) -> None:
    texts = [label.text for label in labels() if label.action_types]
    for text, scored in zip(texts, model.score([clause(text) for text in texts]), strict=True):
        (alone,) = model.score([clause(text)])
        places = {action: [(item.start, item.end) for item in items] for action, items in scored.evidence.items()}
        assert places == {action: [(item.start, item.end) for item in items] for action, items in alone.evidence.items()}
