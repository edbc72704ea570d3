from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from opencc import OpenCC

from provtag.agencies.learned import Learned
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.agencies.roles import load_role_rules
from provtag.schema import AgencyMention, Label, Role, Scope
from tests.agencies.annotated import read
from tests.agencies.conftest import LABELS

HERE = Path(__file__).parent
TO_TRADITIONAL = OpenCC("s2t")
WORDS = [
    *("市公安局", "民政部门", "公安", "、", "，", "。", "（", "）", "由", "会同", "配合", "负责", "牵头", "负责人", "向", "报告"),
    *("各县（市、区）", "人民政府", "《", "》", "村（居）委会", "等部门", "学校", "〔", "〕", "责任单位：", "与", "的", "青岚县"),
]
jumbles = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=25).map("".join)


def check(text: str, mentions: tuple[AgencyMention, ...], ids: set[str]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.agency_id in ids
        assert 0 < mention.score <= 1
        end = mention.end


@settings(max_examples=150, deadline=None)
@given(jumbles)
def test_total_ordered_and_in_place(recogniser: Recogniser, register: Register, text: str):
    check(text, recogniser.in_clause(text), set(register.agency_ids))
    check(text, recogniser.in_duty_note(text), set(register.agency_ids))


@settings(max_examples=100, deadline=None)
@given(jumbles)
def test_every_mention_of_a_duty_note_is_lead_or_support(recogniser: Recogniser, text: str):
    assert all(mention.role in (Role.LEAD, Role.SUPPORT) for mention in recogniser.in_duty_note(text))


@pytest.mark.parametrize(("text", "mentions"), read(HERE / "sentences.txt"))
def test_traditional_script_is_read_alike(recogniser: Recogniser, text, mentions):
    traditional = "".join(TO_TRADITIONAL.convert("\n".join(text)).split("\n"))
    assert len(traditional) == len(text)
    found = [(mention.start, mention.end, mention.role) for mention in recogniser.in_clause(traditional)]
    assert found == [(mention.start, mention.end, mention.role) for mention in mentions]


@pytest.mark.parametrize(("text", "mentions"), read(HERE / "sentences.txt"))
def test_half_width_punctuation_is_read_alike(recogniser: Recogniser, text, mentions):
    half = text.translate(str.maketrans("（），：；", "(),:;"))
    found = [(mention.start, mention.end, mention.role) for mention in recogniser.in_clause(half)]
    assert found == [(mention.start, mention.end, mention.role) for mention in mentions]


def test_scope_and_score(recogniser: Recogniser):
    (clause,) = recogniser.in_clause("由市公安局牵头。")
    (note,) = recogniser.in_duty_note("（市公安局负责）")
    assert (clause.scope, note.scope, clause.score, note.score) == (Scope.CLAUSE, Scope.DUTY_NOTE, 1.0, 1.0)


@pytest.mark.parametrize(
    ("damaged", "agency_id"),
    [
        ("省力资源社会保障厅", "human_resources"),
        ("省人力资原社会保障厅", "human_resources"),
        ("市市场监督管管理局", "market_regulation"),
    ],
)
def test_damaged_name_is_linked_with_lower_score(recogniser: Recogniser, damaged: str, agency_id: str):
    mention = recogniser.in_clause(f"由省信访局、{damaged}、省住房城乡建设厅等部门组成。")[1]
    assert (mention.text, mention.agency_id, mention.role) == (damaged, agency_id, Role.MENTION)
    assert mention.score < 1


def test_tie_is_listed(recogniser: Recogniser):
    (mention,) = recogniser.in_duty_note("（县平安办负责）")
    assert (mention.agency_id, mention.candidates) == ("political_legal", ("comprehensive_governance",))


def labels() -> list[Label]:
    units = [("clause", unit) for unit in read(HERE / "sentences.txt")]
    units += [("duty_note", unit) for unit in read(HERE / "duty_notes.txt")]
    return [Label(str(number), kind, text, (), mentions) for number, (kind, (text, mentions)) in enumerate(units)]


def test_learned_names_propose_other_with_lower_score(register: Register):
    rules = load_role_rules(LABELS / "role_rules.yaml")
    recogniser = Recogniser(register, rules, Learned.fit(labels()))
    found = recogniser.in_duty_note("（市公安局、市雪山保护局负责，市民政局配合）")
    assert [(mention.text, mention.role) for mention in found] == [
        ("市公安局", Role.LEAD), ("市雪山保护局", Role.LEAD), ("市民政局", Role.SUPPORT),
    ]  # fmt: skip
    assert found[1].agency_id == "other" and found[1].score < 1
