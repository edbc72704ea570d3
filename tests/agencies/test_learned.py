"""Laws of the learned component: it is data, the same again, and changes roles only."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

from pipeline.agencies.learned import Learned
from pipeline.agencies.recogniser import Recogniser
from pipeline.agencies.register import Register
from pipeline.agencies.roles import load_role_rules
from pipeline.schema import AgencyMention, Label, Role
from tests.agencies.annotated import parse, read
from tests.agencies.conftest import LABELS
from tests.agencies.test_recogniser import jumbles

SENTENCES = read(Path(__file__).parent / "sentences.txt")
RULES = load_role_rules(LABELS / "role_rules.yaml")
# A drafting style in which the word 托 gives the lead, which no rule knows.
STYLE = [
    parse(f"凡涉及第{number}类事项的，均托<lead id={agency_id}>{name}</lead>{what}。")[0:2]
    for number, (name, agency_id) in enumerate(
        [("公安机关", "public_security"), ("民政部门", "civil_affairs"), ("教育部门", "education"), ("妇联", "women_federation")]
    )
    for what in ("核实底数", "核实情况", "核实来历", "核实身份", "核实名单")
]


def labels(units: list[tuple[str, tuple[AgencyMention, ...]]]) -> list[Label]:
    return [Label(str(number), "clause", text, (), mentions) for number, (text, mentions) in enumerate(units)]


@pytest.fixture(scope="module")
def learned() -> Learned:
    return Learned.fit(labels([*SENTENCES, *STYLE]), RULES)


@pytest.fixture(scope="module")
def taught(register: Register, learned: Learned) -> Recogniser:
    return Recogniser(register, RULES, learned)


def test_a_role_that_no_rule_knows_is_learned(recogniser: Recogniser, taught: Recogniser):
    text = "凡涉及第九类事项的，均托司法行政部门核实底数。"
    assert [mention.role for mention in recogniser.in_clause(text)] == [Role.MENTION]
    assert [mention.role for mention in taught.in_clause(text)] == [Role.LEAD]


@pytest.mark.parametrize(("text", "mentions"), SENTENCES[:60])
def test_what_the_rules_have_right_stays(taught: Recogniser, text: str, mentions: tuple[AgencyMention, ...]):
    assert [(found.text, found.role) for found in taught.in_clause(text)] == [(gold.text, gold.role) for gold in mentions]


@settings(max_examples=100, deadline=None)
@given(jumbles)
def test_learned_roles_change_neither_spans_nor_links(register: Register, learned: Learned, text: str):
    names_alone = Recogniser(register, RULES, replace(learned, roles=Learned.fit([], RULES).roles))
    with_roles = Recogniser(register, RULES, learned)
    plain = [replace(mention, role=Role.MENTION) for mention in names_alone.in_clause(text)]
    assert [replace(mention, role=Role.MENTION) for mention in with_roles.in_clause(text)] == plain
    assert with_roles.in_duty_note(text) == names_alone.in_duty_note(text)


def test_the_same_again_and_after_storing(learned: Learned):
    again = Learned.fit(labels([*SENTENCES, *STYLE]), RULES)
    assert again.to_data() == learned.to_data()
    stored = json.loads(json.dumps(learned.to_data(), ensure_ascii=False))
    assert Learned.from_data(stored).to_data() == learned.to_data()
    weights = [weight for part in learned.to_data().values() for row in part["weights"].values() for weight in row]
    assert weights and all(isinstance(weight, int) for weight in weights)
