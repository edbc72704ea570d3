"""Whether the first sentence of a numbered line is a title of the rest, or an order beside it."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document


def clauses(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(c.text, c.headings) for c in parse_document(RawText("title.txt", text), "d").clauses]


@pytest.mark.parametrize("numbers", [("一、", "二、"), ("1.", "2."), ("（一）", "（二）"), ("①", "②")])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("园长管总账。", "副园长协管。"),
        ("班长早晚点名两遍。", "缺席的打电话。"),
        ("发现孩子落单立即陪护。", "陪护不收费。"),
        ("店主须留底。", "底册由店主保存两年，随时供民警查看。"),
        ("落单的孩子由保洁员带到岗亭。", "岗亭值守人员用广播寻找家长，半小时找不到就报警。"),
        ("走失的孩子一律登记。", "登记时写明衣着，由两名保安签字，交给民警。"),
        ("捡到孩子的老师同样受保护。", "不得打听老师的住址，也不得把老师的姓名告诉外人。"),
        ("来路弄不清的上报。", "报告写明孩子的衣着、口音和同行的人，当天送到派出所。"),
        ("物业在十分钟内告诉网格员。", "网格员沿楼道和地下车库逐层寻找，找到后回话。"),
    ],
)
def test_an_order_that_is_not_shorter_than_the_next_or_that_tells_is_no_title(
    numbers: tuple[str, str], first: str, second: str
) -> None:
    found = clauses(f"护童办法\n{numbers[0]}{first}{second}\n{numbers[1]}保安查看车辆。陌生的不放行。")
    assert found == [(first, ()), (second, ()), ("保安查看车辆。", ()), ("陌生的不放行。", ())]


@pytest.mark.parametrize(
    ("title", "rest"),
    [
        ("加强值守。", "各学校安排两名教师护送学生。"),
        ("劳务市场领域。", "加强管理。"),
        ("摸底阶段（3月1日至3月20日）。", "各社区逐户登记。"),
        ("理由说明。", "各单位写明未完成的原因。"),
    ],
)
def test_a_few_words_above_more_are_a_title(title: str, rest: str) -> None:
    assert clauses(f"护童办法\n一、{title}{rest}\n二、强化督导。县里每季度通报一次各校情况。")[0] == (rest, (f"一、{title}",))


AMONG_TITLES = "护童办法\n1．守好校门。门卫登记来访的人。\n2．{}老师每天点名两次。\n3．看好路口。民警早晚在路口值守。"


@pytest.mark.parametrize("title", ["点名要天天做。", "找人须找到底。", "路上要有人护。", "实行首问负责制。", "守住交通要道。"])
def test_what_exhorts_among_titles_is_one(title: str) -> None:
    assert clauses(AMONG_TITLES.format(title))[1] == ("老师每天点名两次。", (f"2．{title}",))


@pytest.mark.parametrize("title", ["首接负责。", "增加出路。"])
def test_words_that_may_order_are_a_title_among_titles(title: str) -> None:
    among = f"护童办法\n1．集中清查。六月起查车站。\n2．{title}村里多的地方，县里多派人手。\n3．严守底线。举报的姓名不外传。"
    assert clauses(among)[1][1] == (f"2．{title}",)


def test_one_sign_may_be_a_title() -> None:
    found = clauses("护童办法\n1．报。两小时内给民警打电话。\n2．查。民警到场看现场。")
    assert found == [("两小时内给民警打电话。", ("1．报。",)), ("民警到场看现场。", ("2．查。",))]


@pytest.mark.parametrize("order", ["教师要早晚点名。", "点名不得漏人。", "点名应当天天做。", "各班由老师点名。"])
def test_what_somebody_is_ordered_among_titles_is_none(order: str) -> None:
    assert clauses(AMONG_TITLES.format(order))[1:3] == [(order, ()), ("老师每天点名两次。", ())]


def test_what_exhorts_among_sentences_is_a_sentence() -> None:
    found = clauses("护童办法\n1．门卫登记来访的人。\n2．点名要天天做。老师每天点名两次。\n3．民警早晚在路口值守。")
    assert [text for text, _ in found] == ["门卫登记来访的人。", "点名要天天做。", "老师每天点名两次。", "民警早晚在路口值守。"]


@pytest.mark.parametrize("title", ["家庭／学校看护", "接警/到场/移交", "线上｜线下宣讲", "早班／晚班／夜班"])
def test_words_that_slashes_divide_may_be_a_title(title: str) -> None:
    assert clauses(f"护童办法\n一、{title}\n家长送孩子到校门口。\n二、村组看护\n村组长每周上门。") == [
        ("家长送孩子到校门口。", (f"一、{title}",)),
        ("村组长每周上门。", ("二、村组看护",)),
    ]
