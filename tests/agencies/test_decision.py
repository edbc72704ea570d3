"""Members of one list have one role; who stands in no list with others is decided on alone."""

from __future__ import annotations

import numpy as np
import pytest

from provtag.agencies.contexts import Sentence
from provtag.agencies.decision import OUTCOMES, Decision
from provtag.agencies.features import BITS
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.schema import Role

LEAD, SUPPORT, NONE = (OUTCOMES.index(outcome) for outcome in (Role.LEAD, Role.SUPPORT, None))


class Said(Decision):
    """A decision that hears ``odds`` (names × outcomes)."""

    def __init__(self, odds: list[list[float]]) -> None:
        self._odds = np.array(odds, np.float32)

    def log_odds(self, sentences):
        return self._odds


def slightly(outcome: int) -> list[float]:
    return [float(at == outcome) for at in range(len(OUTCOMES))]


def surely(outcome: int) -> list[float]:
    return [5.0 * (at == outcome) for at in range(len(OUTCOMES))]


@pytest.mark.parametrize(
    ("text", "odds", "roles"),
    [
        ("公安局、民政局予以支持。", [slightly(LEAD), surely(SUPPORT)], [Role.SUPPORT, Role.SUPPORT]),
        ("公安局和民政局予以支持。", [surely(SUPPORT), slightly(LEAD)], [Role.SUPPORT, Role.SUPPORT]),
        ("公安局与民政局查处。", [slightly(LEAD), surely(SUPPORT)], [Role.LEAD, Role.SUPPORT]),
        ("公安局查处，民政局予以支持。", [slightly(LEAD), surely(SUPPORT)], [Role.LEAD, Role.SUPPORT]),
        ("公安局、民政局、司法局予以支持。", [slightly(LEAD), surely(NONE), surely(SUPPORT)], [Role.LEAD, None, Role.SUPPORT]),
    ],
)
def test_members_of_a_list_have_one_role(register: Register, text, odds, roles):
    names = Recogniser(register, None).proposed(text).names
    assert len(names) == len(odds)
    assert list(Said(odds).roles([Sentence(text, names)])) == roles


def test_a_list_in_one_sentence_says_nothing_of_another(register: Register):
    texts = ["公安局查处。", "公安局、民政局予以支持。"]
    sentences = [Recogniser(register, None).proposed(text) for text in texts]
    odds = [surely(LEAD), slightly(LEAD), surely(SUPPORT)]
    assert list(Said(odds).roles(sentences)) == [Role.LEAD, Role.SUPPORT, Role.SUPPORT]


def test_what_speaks_alike_for_every_outcome_is_a_reason_for_none(register: Register):
    sentence = Recogniser(register, None).proposed("公安局查处。")
    intercepts = np.array([0, 9, 0, 0], np.float32)
    alike = Decision(np.ones((1 << BITS, len(OUTCOMES)), np.float32), intercepts)
    assert {reason.weight for reason in alike.reasons(sentence, 9)[0]} == {0.0}
    weights = np.zeros((1 << BITS, len(OUTCOMES)), np.float32)
    weights[:, 1] = 4.0
    (reasons,) = Decision(weights, intercepts).reasons(sentence, 200)
    assert {reason.weight % 3 for reason in reasons} == {0.0}  # four, less the mean of all outcomes, for each feature
    assert [reason.weight for reason in reasons] == sorted((reason.weight for reason in reasons), reverse=True)
    assert "behind: 查处" in {reason.words for reason in reasons}
