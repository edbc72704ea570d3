"""Lists of tasks that are pasted as plain lines: codes stand in front of them, slashes between their cells."""

from __future__ import annotations

import pytest

from provtag.schema import Document, PartKind, RawText
from provtag.structure.parser import parse_document
from provtag.structure.tables import set_in_lines

LETTER = "关于印发护童任务表的通知\n各科室：\n现将任务表印发给你们，请遵照执行。\n河湾县民政局\n2024年3月1日\n护童任务表"


def parse(*lines: str) -> Document:
    return parse_document(RawText("tasks.txt", "\n".join(lines)), "d")


def read(*lines: str) -> list[tuple[str, str]]:
    """Return the number and the words of each clause."""
    return [(clause.number, clause.text) for clause in parse(*lines).clauses]


def notes(*lines: str) -> list[str]:
    return [note.text for note in parse(*lines).duty_notes]


@pytest.mark.parametrize("sign", ["／", "/", "|", "｜", "、", "．", "：", ": ", " ", "\u3000"])
@pytest.mark.parametrize("codes", [("A1", "A2", "A3"), ("B-1", "B-2", "B-3"), ("甲1", "甲2", "甲3"), ("1-1", "1-2", "1-3")])
def test_codes_that_count_up_are_numbers(codes: tuple[str, str, str], sign: str) -> None:
    words = ("夜班逐车查看", "给走失的孩子、老人安排食宿，两小时内联系家属，联系不上的送到县救助站并登记", "每逢赶集，摆摊讲课")
    lines = [f"{code}{sign}{task}" for code, task in zip(codes, words, strict=True)]
    assert read("护童任务表", *lines, "站长解释。")[:3] == list(zip(codes, words, strict=True))


def test_a_number_in_front_of_a_slash_is_one() -> None:
    assert read("护童任务表", "1/清点渡口/县海事处/5月底", "2/看护车站/县总工会/长期", "站长解释。")[:2] == [
        ("1", "清点渡口/县海事处/5月底"),
        ("2", "看护车站/县总工会/长期"),
    ]


def test_a_code_alone_and_a_version_are_no_numbers() -> None:
    assert read("要点", "各站巡查。", "A4 纸印制登记卡。", "V1.1 首版。", "V1.2 增补。")[1:] == [
        ("", "A4 纸印制登记卡。"),
        ("", "V1.1 首版。"),
        ("", "V1.2 增补。"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("3-1 号楼由保安巡查。", "3-2 号楼由民警巡查。"),
        ("1-1 号楼由保安巡查。", "1-2 号楼由民警巡查。", "1-3 号楼由社工巡查。"),
        ("6-1 清查车站。", "6-2 走访各户。", "6-3 逐船清点。"),
        ("1-1 清查车站。", "1-2 走访各户。"),
        ("1-1 周岁以下儿童由医院登记。", "1-2 周岁儿童由社工登记。", "1-3 周岁儿童由民警登记。"),
        ("A1、A2驾照司机由交警登记。", "A2、A3车辆由站长检查。"),
        ("T1、T2航站楼由民警巡查。", "T2、T3航站楼由保安巡查。"),
        ("T1 航站楼由民警巡查。", "T2 航站楼由保安巡查。"),
        ("A1 类儿童送站。", "A2 类儿童送家。"),
        ("1-1、2-1号楼由保安巡查。", "1-2、2-2号楼由民警巡查。"),
        ("1 / 3的车站夜间巡查。", "2 / 3的车站白天巡查。"),
    ],
)
def test_a_word_that_looks_like_a_code_stays_in_its_sentence(lines: tuple[str, ...]) -> None:
    assert read("护童要点", *lines) == [("", line) for line in lines]


@pytest.mark.parametrize("line", ["B12：车次登记表由车站保存。", "5 / 五年内的积案全部重查。", "A4：纸张由车站保存。"])
def test_what_does_not_count_on_from_a_code_is_none(line: str) -> None:
    assert ("", line) in read("护童要点", line, "A1：清点渡口。", "A2：看护车站。", "1 / 清查旅店。", "2 / 走访各户。")


def test_letters_stand_above_their_codes_and_codes_above_longer_ones() -> None:
    lines = (
        "A 看护",
        "A1 车站（5分）",
        "A1-1 5分 夜班逐车查看。",
        "A1-2 3分 清点行人。",
        "A2 渡口（2分）",
        "A2-1 2分 逐船清点。",
    )
    assert [(c.headings, c.number) for c in parse("护童评分表", *lines, "B 宣传", "B1 赶集日讲课。").clauses] == [
        (("A 看护", "A1 车站（5分）"), "A1-1"),
        (("A 看护", "A1 车站（5分）"), "A1-2"),
        (("A 看护", "A2 渡口（2分）"), "A2-1"),
        (("B 宣传",), "B1"),
    ]


@pytest.mark.parametrize("last", ["清点／县海事处／长期", "清点/县海事处/长期", "清点｜长期", "漏记一人扣1分；虚报扣3分"])
def test_the_last_row_is_no_title_of_what_stands_below(last: str) -> None:
    document = parse("护童任务表", "1．登记／站务科／3月底", f"2．{last}", "几点说明：", "一、站长解释。")
    assert "".join(clause.text for clause in document.clauses if clause.number == "2．") == last


def test_the_last_of_a_list_of_sentences_is_no_title_of_what_stands_below() -> None:
    assert read(
        "要点", "7 可疑情形", "7.1 孩子说不出名字；", "7.2 有人打听孩子；", "7.3 护士介绍送养。", "遇到以上情形的，站长报警。"
    )[2:] == [
        ("7.3", "护士介绍送养。"),
        ("7.3", "遇到以上情形的，站长报警。"),
    ]


@pytest.mark.parametrize(
    "lines",
    [
        ("A　看护（2行）", "A1／夜班逐车查看／站务科", "A2／清点／县海事处", "B　宣传", "B1／讲课"),
        ("A1／夜班逐车查看", "A2／逐船清点"),
        ("夜班逐车查看／站务科／3月底", "逐船清点／县海事处／长期"),
        ("夜班逐车查看 | 县海事处 | 全程", "逐船清点 | 县民政局 | 全程"),
    ],
)
@pytest.mark.parametrize("head", ["护童任务表", LETTER])
def test_rows_below_a_title_are_of_the_body(head: str, lines: tuple[str, ...]) -> None:
    document = parse(head, *lines, "站长每月汇总。")
    front = [document.text[part.start : part.end] for part in document.parts if part.kind is PartKind.FRONT]
    assert front == head.split("\n")


@pytest.mark.parametrize(
    "front", ["首页/政务公开/县民政局/护童办法", "编号：HW/AQ-17-2018  版次：A/0", "作者：林远 | 县民政局 | 阅读30次"]
)
def test_what_a_site_or_an_office_puts_on_top_is_no_row(front: str) -> None:
    assert read("护童办法", front, "各单位每月上报情况。") == [("", "各单位每月上报情况。")]


@pytest.mark.parametrize(
    "facts", ["时间｜2024年3月｜镇政府会议室\n地点｜县公安局｜三楼", "首页｜政务｜县公安局\n新闻／公告／长期"]
)
def test_facts_between_bars_are_no_rows(facts: str) -> None:
    assert read("护童会议纪要", *facts.split("\n"), "一、学校点名。", "二、民警走访。") == [
        ("一、", "学校点名。"),
        ("二、", "民警走访。"),
    ]


def test_a_task_that_ends_like_a_name_is_the_first_of_the_body() -> None:
    lines = ("护童任务表", "清查车站", "责任单位：县公安局", "完成时限：2024年3月1日", "走访家庭", "责任单位：县妇联")
    assert [clause.text for clause in parse(*lines).clauses] == ["清查车站", "走访家庭"]


def test_a_title_may_have_a_row_in_brackets() -> None:
    assert parse("护童办法", "一、指标（序号 / 指标 / 分值）", "站长每天清点渡口。").clauses[0].headings == (
        "一、指标（序号 / 指标 / 分值）",
    )


@pytest.mark.parametrize("stated", ["各栏依次为：编号／任务／标准／牵头／协办／时限。", "（编号/任务/标准/牵头/协办/时限）"])
def test_rows_between_slashes_are_read_under_the_heads_that_a_sentence_says(stated: str) -> None:
    rows = ("A1／清点／县/乡渡口，一船不漏／县海事处／各乡镇／5月底", "A2／看护／夜班逐车查看／县总工会／—／长期")
    lines = (
        f"{LETTER.replace('现将', f'{stated}现将')}",
        "A　看护",
        *rows,
        "A3／保障／购置电筒",
        "A4／讲课／每月一场／团县委／／长期",
    )
    assert read(*lines)[-4:] == [
        ("A1", "清点 县/乡渡口，一船不漏"),
        ("A2", "看护 夜班逐车查看"),
        ("A3", "保障／购置电筒"),
        ("A4", "讲课 每月一场"),
    ]
    assert notes(*lines) == ["牵头单位：县海事处\n协办单位：各乡镇", "牵头单位：县总工会", "牵头单位：团县委"]


def test_heads_between_slashes_may_be_a_row_of_their_own() -> None:
    document = parse("护童任务表", "事项 / 谁来办 / 何时", "清点渡口 / 县海事处 / 6月底", "看护车站 / 县总工会 / 每季一次")
    assert [clause.text for clause in document.clauses] == ["清点渡口 6月底", "看护车站 每季一次"]
    assert [note.text for note in document.duty_notes] == ["责任单位：县海事处", "责任单位：县总工会"]
    assert any(part.kind is PartKind.TABLE_HEAD for part in document.parts)


def test_codes_number_the_rows_of_a_table() -> None:
    lines = ("护童任务表", "编号｜任务｜牵头单位｜时限", "A1｜清点渡口｜县海事处｜5月底", "A2｜看护车站｜县总工会｜长期")
    assert read(*lines) == [("A1", "清点渡口"), ("A2", "看护车站")]
    assert notes(*lines) == ["牵头单位：县海事处", "牵头单位：县总工会"]


def test_fields_between_semicolons_are_a_task_and_its_notes() -> None:
    row = "B-1　任务：清点渡口；标准：一船不漏；牵头：海事所；配合：各村；时限：5月底"
    assert read("护童任务表", row, row.replace("1", "2")) == [
        (f"B-{i}", words) for i in (1, 2) for words in ("任务：清点渡口；", "标准：一船不漏")
    ]
    assert len(notes("护童任务表", row, row.replace("1", "2"))) == 2


@pytest.mark.parametrize("line", ["看：外伤；问：来处；查：证件", "（牵头单位：县公安局；配合单位：县妇联；时限：长期）"])
def test_other_fields_between_semicolons_stay(line: str) -> None:
    assert set_in_lines(f"护童任务表\n{line}\n责任单位：县公安局\n") == f"护童任务表\n{line}\n责任单位：县公安局\n"


@pytest.mark.parametrize(
    "text",
    [
        "台账应当载明：编号、任务、牵头单位、时限。\n各县/区每月清点和／或复查渡口。\n看护车站。",
        "各栏依次为：编号／任务／牵头／时限。\n县/区/乡/村四级清点渡口。\n1／看护车站。",
    ],
)
def test_a_slash_in_a_sentence_is_no_bar(text: str) -> None:
    assert set_in_lines(text) == text


def test_the_only_row_of_a_part_is_no_title_where_it_is_a_sentence() -> None:
    lines = ("B1、开展宣传，进村入户", "B2、回访", "C1、经费两万元，由工会列支", "各部每月报进度。")
    assert ("C1", "经费两万元，由工会列支") in read("护童任务表", *lines)


def test_every_village_may_have_a_duty() -> None:
    rows = ("1．清点渡口", "责任：派出所、各村", "2．看护车站", "责任：各村")
    assert notes("护童任务表", *rows) == ["责任：派出所、各村", "责任：各村"]


def test_what_announces_the_outermost_numbers_is_of_no_item_above() -> None:
    lines = ("A 看护", "A1／清点渡口", "B 宣传", "B1／讲课", "B2／发传单", "几点说明：", "一、站长解释。", "二、各站照办。")
    assert [(c.headings, c.number) for c in parse("护童任务表", *lines).clauses][3:] == [((), ""), ((), "一、"), ((), "二、")]
