"""Laws of the learned component: it is data, the same again, and proposes names only."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from provtag.agencies.learned import Learned
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.agencies.roles import load_role_rules
from provtag.schema import Label
from tests.agencies.annotated import read
from tests.agencies.conftest import LABELS

RULES = load_role_rules(LABELS / "role_rules.yaml")
SENTENCES = [
    Label(str(number), "clause", text, (), mentions)
    for number, (text, mentions) in enumerate(read(Path(__file__).parent / "sentences.txt"))
]


@pytest.fixture(scope="module")
def learned() -> Learned:
    return Learned.fit(SENTENCES)


KNOWN, UNKNOWN = ("市公安局", "民政部门", "团市委", "县卫健局"), ("市雪山保护局", "县天文馆", "冰川处", "州竹林局")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from((*KNOWN, *UNKNOWN)), min_size=1, max_size=6), st.sampled_from(UNKNOWN))
def test_what_the_register_names_stays(register: Register, recogniser: Recogniser, learned: Learned, names: list[str], last: str):
    taught = Recogniser(register, RULES, learned)
    text = f"（{'、'.join([*names, last])}负责）"
    found = {(mention.start, mention.end): mention.agency_id for mention in taught.in_duty_note(text)}
    assert {(mention.start, mention.end): mention.agency_id for mention in recogniser.in_duty_note(text)}.items() <= found.items()


def test_it_proposes_what_the_register_lacks(register: Register, recogniser: Recogniser, learned: Learned):
    text = "（市公安局、市雪山保护局负责）"
    assert len(recogniser.in_duty_note(text)) == 1
    assert [mention.text for mention in Recogniser(register, RULES, learned).in_duty_note(text)] == ["市公安局", "市雪山保护局"]


def test_the_same_again_and_after_storing(learned: Learned):
    assert Learned.fit(SENTENCES).to_data() == learned.to_data()
    stored = json.loads(json.dumps(learned.to_data(), ensure_ascii=False))
    assert Learned.from_data(stored).to_data() == learned.to_data()
    weights = [weight for part in learned.to_data().values() for row in part["weights"].values() for weight in row]
    assert weights and all(isinstance(weight, int) for weight in weights)
