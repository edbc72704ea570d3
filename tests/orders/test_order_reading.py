"""What an order is like: how binding it is, by when, how much, on which condition, whom to tell, and who pays."""

from __future__ import annotations

import re
from itertools import islice, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.corpus import labelled_documents
from provtag.language.folding import fold
from provtag.orders.reading import OrderReader
from provtag.orders.vocabulary import Part
from provtag.schema import Clause, Mark, RawText, Scope, Trait
from provtag.structure.parser import parse_document

READER = OrderReader.load()


def marks(text: str, lead_in: str = "", headings: tuple[str, ...] = (), start: int = 0) -> tuple[Mark, ...]:
    return READER.marks(Clause("", "", "", "", headings, text, start, start + len(text), lead_in))


def values(text: str, **context) -> list[str]:
    return [mark.value for mark in marks(text, **context) if mark.trait is Trait.FORCE]


def words(trait: Trait, text: str, **context) -> list[str]:
    return [mark.text for mark in marks(text, **context) if mark.trait is trait]


@pytest.mark.parametrize(
    ("text", "force"),
    [
        ("学校应当建立接送登记制度，不得让陌生人接走学生。", ["must", "must_not"]),
        ("严禁买卖户口簿。", ["must_not"]),
        ("各乡镇要逐户走访。", ["must"]),
        ("必要时可以请翻译到场，鼓励志愿者陪护。", ["may"]),
        ("公安机关立即开展调查。", ["bare"]),
        ("查清来源前一律不予落户。", ["bare"]),
        ("领导小组办公室设在县公安局。", ["bare"]),
        ("去年全县解救妇女六名。", ["none"]),
        ("近年来，我县拐卖案件逐年下降。", ["none"]),
        ("本办法所称临时照料，是指不超过一个月的照料。", ["none"]),
        ("本办法自2020年3月1日起施行。", ["none"]),
        ("坚持预防为主、综合治理的方针。", ["none"]),
        ("姓名：____", ["none"]),
        ("现在各村的难处，我给大家说几句。", ["none"]),
        ("问题主要有三个方面。", ["none"]),
        ("会议研究了采血经费问题，同意安排资金五万元。", ["bare"]),
        ("旅馆不得允许无证人员住宿。", ["must_not"]),
        ("宣传单写清楚不能打骂孩子、有事要找民警。", ["bare"]),
        ("查处非医学需要的鉴定。", ["bare"]),
        # words of force that rule nothing here: in a case, in a name, in another word
        ("应当登记而未登记的，扣2分。", ["bare"]),
        ("不能说明来历的，立即报警。", ["bare"]),
        ("组织学习《禁止买卖人口规定》。", ["bare"]),
        ("主要负责人重视供应和需求，完善应急预案。", ["bare"]),
    ],
)
def test_how_binding(text, force):
    assert values(text) == force


def test_an_item_is_as_binding_as_its_lead_in():
    assert values("（二）必要的医疗；", lead_in="救助站应当提供下列服务：") == ["must"]
    assert values("（二）隐瞒案情的；", lead_in="有下列情形之一的，扣3分：") == ["bare"]
    assert values("（二）不得收费；", lead_in="救助站应当做到：") == ["must_not"]
    assert values("手臂有新伤；", lead_in="上门时注意以下迹象：") == ["bare"]
    assert values("去年解救的妇女六名；", lead_in="走访时重点查看：") == ["bare"]
    assert values("无人认领的孩子送县福利院。", lead_in="县民政局：") == ["bare"]
    assert values("借住亲戚家的；", lead_in="具体包括下列几类：") == ["none"]


def test_a_sentence_below_a_title_of_facts_or_aims_orders_nothing():
    assert values("开展旅馆清查。", headings=("一、主要做法",)) == ["none"]
    assert values("采集率达到95%。", headings=("二、工作目标",)) == ["none"]
    assert words(Trait.QUANTITY, "采集率达到95%。", headings=("二、工作目标",)) == ["率达到95%"]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("6月底前完成摸排。", "date", "6月底前"),
        ("于2025年底前建成采血点。", "date", "2025年底前"),
        ("春节前走访一遍。", "date", "春节前"),
        ("接报后派出所24小时内采血。", "period", "24小时内"),
        ("自受理之日起十日内答复。", "period", "自受理之日起十日内"),
        ("当日送县医院。", "period", "当日"),
        ("每季度召开联席会议。", "interval", "每季度"),
        ("每月5日前填表。", "interval", "每月5日前"),
        ("按月比对数据。", "interval", "按月"),
        ("返校后第1、2、4周由班主任家访。", "period", "后第1、2、4周"),
        ("开船前二十分钟核对名册。", "period", "前二十分钟"),
    ],
)
def test_a_deadline_and_its_kind(text, kind, found):
    assert [(mark.value, mark.text) for mark in marks(text) if mark.trait is Trait.DEADLINE] == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "派出所立即出警，及时查找。",
        "值班室24小时有人值守。",
        "三个月内未找到父母的，办理落户。",  # time inside a condition
        "落实2018年印发的工作方案。",
        "去年6月底前开展过摸排。",  # what was
    ],
)
def test_no_deadline(text):
    assert words(Trait.DEADLINE, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("每年宣讲不少于2次。", ["不少于2次"]),
        ("由两名女民警陪同。", ["两名"]),
        ("录像保存三十天。", ["三十天"]),
        ("对旅馆处五百元以上二千元以下罚款。", ["五百元以上", "二千元以下"]),
        ("确定一名联络员。", []),
        ("对未满14周岁的儿童优先救助。", []),
        ("10日内办结。", []),
        ("车站新增问询台6个。", ["6个"]),
        ("挂图免费张贴，首批500张。", ["首批500张"]),
        ("禁止三轮车载客。", []),
        ("对查出的7名儿童重新登记。", []),
    ],
)
def test_a_quantity(text, found):
    assert words(Trait.QUANTITY, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("旅馆发现可疑人员的，报警。", ["旅馆发现可疑人员的"]),
        ("接到报案后，派出所立案。", ["接到报案后"]),
        ("未经批准不得采访。", ["未经批准"]),
        ("考试不合格的补考。", ["考试不合格的"]),
        ("对被解救的儿童提供心理辅导。", []),
        ("值班员发现异常后抄告街道办。", ["值班员发现异常后"]),
        ("两天找不到人的报派出所。", ["两天找不到人的"]),
        ("价格依法听证后确定。", ["依法听证后"]),
        ("村医入站后三天之内建档。", []),
    ],
)
def test_a_condition(text, found):
    assert words(Trait.CONDITION, text) == found


def test_whom_to_tell_and_who_pays():
    assert words(Trait.REPORTING, "发现弃婴的，立即向公安机关报告。") == ["立即向公安机关报告"]
    assert words(Trait.REPORTING, "总结于年底报县妇联。") == ["报"]
    assert words(Trait.REPORTING, "受理群众举报，公布举报电话。") == []
    assert words(Trait.REPORTING, "名册报学院副院长。") == ["报"]
    assert words(Trait.REPORTING, "疑难案件及时请示。") == ["请示"]
    assert words(Trait.REPORTING, "事迹发县妇联邮箱。") == ["发县妇联邮箱"]
    assert words(Trait.REPORTING, "按月发布供求分析报告。") == []
    assert words(Trait.BUDGET, "试剂由后勤处单列。") == ["试剂由后勤处单列"]
    assert words(Trait.BUDGET, "对举报人按一次800元至2000元奖励。") == ["800元至2000元奖励"]
    assert words(Trait.BUDGET, "所需经费列入本级预算。") == ["所需经费列入本级预算"]
    assert words(Trait.BUDGET, "财政局参加会议。") == []


def test_a_label_of_the_paragraph_is_a_deadline_too():
    text = "松岭县方案\n一、任务\n（一）加强预防。公安机关排查出租屋。\n责任单位：县公安局\n完成时限：2022年12月底前\n"
    document = parse_document(RawText("x.txt", text), "x")
    (found,) = READER.of_document(document)
    (limit,) = [mark for mark in found if mark.trait is Trait.DEADLINE]
    assert (limit.text, limit.value, limit.scope) == ("2022年12月底前", "date", Scope.DUTY_NOTE)
    assert document.text[limit.start : limit.end] == limit.text


PIECES = [
    "学校",
    "应当",
    "不得",
    "的，",
    "每月",
    "5日前",
    "24小时内",
    "报告",
    "公安局",
    "经费",
    "《",
    "》",
    "。",
    "；",
    "，",
    "2次",
    "：",
    "时",
    "后",
]
WORDS = st.sampled_from(PIECES)


@given(st.lists(WORDS | st.text(max_size=3), max_size=30).map("".join), st.integers(0, 5))
def test_words_stand_where_the_mark_says(text, start):
    found = marks(text, start=start)
    assert any(mark.trait is Trait.FORCE for mark in found)
    for mark in found:
        assert text[mark.start - start : mark.end - start] == mark.text


def test_parts_lose_nothing():
    """What the patterns of a trait find in any part of a text is found, though most are not tried."""
    vocabulary = READER.vocabulary
    for clause in (clause for document in islice(labelled_documents(), 12) for clause in document.clauses):
        text = fold(clause.text)
        ends = [found.end() for found in re.finditer("[,;。!?\n]", text)]
        every = [Part(start, end, -1) for start, end in pairwise([0, *ends, len(text)])]
        for trait in Trait:
            found, wanted = (list(vocabulary.find([trait], text, parts)) for parts in (vocabulary.parts(text), every))
            assert [text[item.start : item.end] for item in found] == [text[item.start : item.end] for item in wanted]
