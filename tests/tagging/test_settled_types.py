"""The measures have the last word on the action types, wherever a clause is read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import spacy

from provtag.actions.contract import TYPES
from provtag.actions.model import MEASURES
from provtag.actions.vectoriser import ClauseView
from provtag.measures.model import MeasureModel
from provtag.measures.reading import read
from provtag.measures.type_sets import LEAST_CLAUSES, SetWeights, width
from provtag.schema import ActionType, Clause
from provtag.tagging import components  # noqa: F401  (registers the components)
from provtag.tagging.tagger import Tagger

SENTENCES = ("公安机关严厉打击拐卖犯罪，抓获犯罪嫌疑人。", "学校开展防拐宣传教育。", "本办法自发布之日起施行。")


@pytest.fixture(scope="module")
def tagger(small_model: Path) -> Tagger:
    return Tagger.load(small_model)


def clauses() -> list[Clause]:
    return [Clause("d", "d/1", f"d/{at}", "", (), text, at * 100, at * 100 + len(text)) for at, text in enumerate(SENTENCES)]


def insisting(tagger: Tagger, action: ActionType) -> MeasureModel:
    """The measures of ``tagger``, by which every clause has one type alone."""
    sets = np.array([[False] * len(TYPES), [kind is action for kind in TYPES]])
    weights = SetWeights(sets, np.zeros((2, width())), np.array([0.0, 3.0]))
    measures = tagger.measures
    return MeasureModel(measures.measures, measures.weights, weights, measures.settings, measures.vectoriser)


def document(*texts: str) -> list[ClauseView]:
    """Enough clauses to be a document."""
    return [ClauseView(texts[at % len(texts)], document="d") for at in range(LEAST_CLAUSES)]


@pytest.mark.parametrize("apart", [[ClauseView(text) for text in SENTENCES * 4], document(*SENTENCES)[1:]])
def test_clauses_that_stand_alone_or_in_a_few_keep_their_types(tagger: Tagger, apart: list[ClauseView]) -> None:
    settled, _ = read(tagger.actions, insisting(tagger, ActionType.RESCUE), apart)
    alone = tagger.actions.score_views(apart)
    assert [item.scores for item in settled] == [item.scores for item in alone]
    assert not any(MEASURES in parts for item in settled for parts in item.context.values())


@pytest.mark.parametrize("action", TYPES)
def test_what_the_measures_say_is_decided_and_adds_up(tagger: Tagger, action: ActionType) -> None:
    views = document(*SENTENCES)
    heard = tagger.actions.read(views, None)
    settled, _ = read(tagger.actions, insisting(tagger, action), views)
    assert [item.action_types for item in settled] == [(action,)] * len(views)
    for item, alone in zip(settled, heard.log_odds[:, TYPES.index(action)], strict=True):
        chance = item.scores[action]
        assert alone + item.context[action][MEASURES] == pytest.approx(np.log(chance / (1 - chance)), abs=1e-6)
        assert chance == pytest.approx(1 / (1 + np.exp(-3.0)))


def test_words_that_speak_for_a_type_are_shown_although_only_the_measures_made_it_likely(tagger: Tagger) -> None:
    views = document(SENTENCES[0])
    (settled, *_), _ = read(tagger.actions, insisting(tagger, ActionType.PREVENTION), views)
    assert settled.evidence[ActionType.PREVENTION]
    assert all(SENTENCES[0][item.start : item.end] for item in settled.evidence[ActionType.PREVENTION])


def test_spacy_and_the_tagger_read_alike(tagger: Tagger, small_model: Path) -> None:
    nlp = spacy.load(small_model)
    for clause in clauses():
        (tagged,) = tagger.tag_clauses([clause])
        doc = nlp(clause.text)
        assert doc._.action_types == [str(action) for action in tagged.actions.action_types]
        assert doc._.scores == pytest.approx({str(action): score for action, score in tagged.actions.scores.items()})
        assert [measure["id"] for measure in doc._.measures] == [measure.measure_id for measure in tagged.measures]
        assert doc._.review_reasons == list(tagged.actions.review_reasons)
