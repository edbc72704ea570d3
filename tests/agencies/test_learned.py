"""Laws of the learned component: it is data, the same again, and proposes names only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings

from pipeline.agencies.learned import Learned
from pipeline.agencies.recogniser import Recogniser
from pipeline.agencies.register import Register
from pipeline.agencies.roles import load_role_rules
from pipeline.schema import Label
from tests.agencies.annotated import read
from tests.agencies.conftest import LABELS
from tests.agencies.test_recogniser import jumbles

RULES = load_role_rules(LABELS / "role_rules.yaml")
SENTENCES = [
    Label(str(number), "clause", text, (), mentions)
    for number, (text, mentions) in enumerate(read(Path(__file__).parent / "sentences.txt"))
]


@pytest.fixture(scope="module")
def learned() -> Learned:
    return Learned.fit(SENTENCES)


@settings(max_examples=100, deadline=None)
@given(jumbles)
def test_what_the_register_names_stays(register: Register, recogniser: Recogniser, learned: Learned, text: str):
    taught = Recogniser(register, RULES, learned)
    found = {(mention.start, mention.end): mention.agency_id for mention in taught.in_duty_note(text)}
    assert {(mention.start, mention.end): mention.agency_id for mention in recogniser.in_duty_note(text)}.items() <= found.items()


def test_the_same_again_and_after_storing(learned: Learned):
    assert Learned.fit(SENTENCES).to_data() == learned.to_data()
    stored = json.loads(json.dumps(learned.to_data(), ensure_ascii=False))
    assert Learned.from_data(stored).to_data() == learned.to_data()
    weights = [weight for part in learned.to_data().values() for row in part["weights"].values() for weight in row]
    assert weights and all(isinstance(weight, int) for weight in weights)
