"""Where lines look like counted titles, titles of parts or headings in brackets, but are orders or close them."""

from __future__ import annotations

import pytest

from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document


def parse(*lines: str) -> Document:
    return parse_document(RawText("counted.txt", "\n".join(lines)), "d")


def read(*lines: str) -> list[tuple[tuple[str, ...], str]]:
    return [(clause.headings, clause.text) for clause in parse(*lines).clauses]


def texts(*lines: str) -> str:
    return "\n".join(clause.text for clause in parse(*lines).clauses)


def test_items_of_an_article_above_duty_notes_are_its_list() -> None:
    lines = ("第一条 护童任务分工如下：", "（一）建立接送名册", "责任单位：县教育局", "（二）开展车站巡查", "责任单位：县公安局")
    document = parse("规定", *lines, "第二条 本规定自印发之日起执行。")
    assert [c.text for c in document.clauses] == [
        "护童任务分工如下：\n（一）建立接送名册",
        "开展车站巡查",
        "本规定自印发之日起执行。",
    ]
    assert len(document.duty_notes) == 2


@pytest.mark.parametrize("lead", ["护童要用的证件", "入园时请带下列证件："])
def test_the_last_item_of_an_article_with_nothing_below_it_is_kept(lead: str) -> None:
    items = ("（一）孩子的证件", "1．户口簿；", "2．接种证。", "（二）接送卡")
    assert "接送卡" in texts("办法", f"第一条 {lead}", *items, "第二条 老师当天核对。").split("\n")


def test_items_below_the_colon_of_an_article_are_no_titles() -> None:
    items = ("1．核对名册", "早晚各一次。", "2．看护孩子", "保安在门口。")
    assert all(
        not headings for headings, _ in read("办法", "第一条 幼儿园做好下列工作：", *items, "第二条 本办法自印发之日起执行。")
    )
    assert {"看护孩子", "早晚各一次。"} <= set(texts("办法", "第一条 幼儿园做好下列工作：", *items).split("\n"))


@pytest.mark.parametrize(
    "note", ["责任单位：县公安局", "责任人：值班民警", "时限：次日", "时间：2023年5月", "县公安局、各乡镇", "各派出所", "3月底前"]
)
@pytest.mark.parametrize("number", ["环节{}：", "{} "])
def test_what_stands_above_who_and_when_alone_is_a_task(number: str, note: str) -> None:
    tasks = [
        number.format(sign) + words
        for sign, words in zip("一二三", ("登记车站旅客", "采集走失孩子血样", "组织认亲"), strict=True)
    ]
    lines = [line for task in tasks for line in (task, note)]
    assert set(tasks) <= set(texts("方案", "为护童，制定本方案。", "一、步骤", *lines, "二、要求", "各站照办。").split("\n"))


def test_counted_titles_above_notes_and_text_are_headings() -> None:
    lines = (
        "环节一 接站",
        "责任单位：县公安局",
        "1.1 保安接人。",
        "1.2 站长登记。",
        "环节二 送站",
        "责任单位：县民政局",
        "2.1 站长送人。",
    )
    assert read("流程", "各站照办。", *lines)[1:] == [
        (("环节一 接站",), "保安接人。"),
        (("环节一 接站",), "站长登记。"),
        (("环节二 送站",), "站长送人。"),
    ]


def test_a_counted_title_with_nothing_below_it_is_text() -> None:
    lines = ("环节一：接站", "保安接人。", "环节二：送站", "站长送人。", "环节三：组织认亲")
    assert "环节三：组织认亲" in texts("流程", *lines, "一、要求", "各站照办。")


def test_a_part_of_a_counted_title_stands_below_it() -> None:
    lines = ("情景一：站台走失", "处置要点", "保安找人。", "事后要点", "站长登记。", "情景二：冒领", "处置要点", "保安拦人。")
    assert read("脚本", "各站演练。", *lines)[1:] == [
        (("情景一：站台走失", "处置要点"), "保安找人。"),
        (("情景一：站台走失", "事后要点"), "站长登记。"),
        (("情景二：冒领", "处置要点"), "保安拦人。"),
    ]


def test_counts_of_two_words_stand_below_each_other() -> None:
    lines = (
        "环节一 接报",
        "保安登记。",
        "环节二 派人",
        "民警三分钟内到场",
        "环节三 协查",
        "场景一：站台",
        "关门。",
        "场景二：街上",
        "拦车。",
    )
    assert read("规程", "各站照办。", *lines)[1:] == [
        (("环节一 接报",), "保安登记。"),
        (("环节二 派人",), "民警三分钟内到场"),
        (("环节三 协查", "场景一：站台"), "关门。"),
        (("环节三 协查", "场景二：街上"), "拦车。"),
    ]


def test_brackets_that_close_items_are_no_headings() -> None:
    lines = (
        "1．走访车站，问清来人。",
        "【4月底前完成】",
        "2．查看旅馆，核对证件。",
        "【逐村推开】",
        "3．对走失孩子开展救助。",
        "【长期坚持】",
    )
    clauses = read("要点", "各站照办。", "一、预防", *lines, "二、打击", "民警破案。")
    assert {text: headings for headings, text in clauses}["对走失孩子开展救助。"] == ("一、预防",)
    assert {"【4月底前完成】", "【逐村推开】", "【长期坚持】"} <= {text for _, text in clauses}


@pytest.mark.parametrize("order", ["各站必须按下表时间完成查验", "各村按下列时间集中讲课", "站长必须每天到岗"])
def test_an_order_above_rows_stays(order: str) -> None:
    rows = ("东站  3月10日  王民", "西站  3月12日  李山")
    assert order in texts("安排", "现将查验安排如下。", "（一）查验", order, *rows, "（二）总结", "各站上报小结。").split("\n")


@pytest.mark.parametrize("kind", ["级旅馆", "岗保安", "类车站", "组民警", "栋楼", "股室", "班老师"])
def test_a_letter_that_is_part_of_the_next_word_is_no_number(kind: str) -> None:
    lines = [f"{letter} {kind}每周走访一次。" for letter in "AB"]
    assert texts("制度", "一、分工", *lines, "二、其他", "站长解释。").split("\n")[:2] == lines


def test_a_letter_in_front_of_other_words_is_a_number() -> None:
    assert texts("问答", "一、题目", "A 组织走访。", "B 等家长来。").split("\n") == ["组织走访。", "等家长来。"]


def test_items_above_deeper_numbers_count_as_titled() -> None:
    lines = (
        "（一）完善各站的信息通报机制",
        "1．保安每天通报。",
        "2．站长每月通报。",
        "（二）健全各站联动看护机制",
        "1．保安看人。",
    )
    last = "（三）加大走失儿童家庭的帮扶力度。社工对困难家庭提供免费心理辅导，妇联每月上门看望一次。"
    assert read("方案", "为护童，制定本方案。", "一、任务", *lines, "2．站长看车。", last)[-1] == (
        ("一、任务", "（三）加大走失儿童家庭的帮扶力度。"),
        "社工对困难家庭提供免费心理辅导，妇联每月上门看望一次。",
    )


@pytest.mark.parametrize("title", ["3月组织动员阶段。", "4月至6月集中开展阶段。", "3月完成人员部署。", "9月开展护童宣传月。"])
def test_a_stage_with_its_month_is_a_title(title: str) -> None:
    items = (f"（一）{title}各站开会，制定方案，明确责任，公布名单。", "（二）总结阶段。县里验收各站，通报结果。")
    assert read("安排", "为护童，制定本安排。", "一、步骤", *items)[1][0] == ("一、步骤", f"（一）{title}")


def test_lettered_items_with_titles_are_blocks() -> None:
    items = ("A．高风险人员。由所长包保，每周见面一次。", "B．低风险人员。由网格员包保，每季度见面一次。")
    assert [(h[-1], t) for h, t in read("方案", "一、管控", "1．按风险分为以下类别：", *items, "2．每半年评定一次。")][:2] == [
        ("A．高风险人员。", "由所长包保，每周见面一次。"),
        ("B．低风险人员。", "由网格员包保，每季度见面一次。"),
    ]
