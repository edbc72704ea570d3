"""Notes that close a short item, in whatever shape, and the names of agencies that head duties."""

from __future__ import annotations

import pytest

from provtag.structure.bodies import agencies_alone
from provtag.structure.duty_notes import is_note_line
from tests.structure.reading import parse

NOTES = {
    "——责任单位：市教育局": "责任单位：市教育局",
    "● 牵头单位：市公安局；配合单位：市民政局": "牵头单位：市公安局；配合单位：市民政局",
    "市公安局  市民政局": "市公安局  市民政局",
    "市公安局、市残联": "市公安局、市残联",
    "（责任领导：李四）": "（责任领导：李四）",
    "分管领导：李四": "分管领导：李四",
    "负责人：李四、王五": "负责人：李四、王五",
    "责任单位\n市公安局": "责任单位 市公安局",
    "牵头部门\n市公安局、各区政府": "牵头部门 市公安局、各区政府",
    "（由市公安局牵头，市民政局配合，2022年6月底前完成）；": "（由市公安局牵头，市民政局配合，2022年6月底前完成）",
    "【市公安局、市民政局负责；长期坚持】": "【市公安局、市民政局负责；长期坚持】",
    "（市公安局负责，持续推进）": "（市公安局负责，持续推进）",
    "（市公安局牵头，2024年见到实效）": "（市公安局牵头，2024年见到实效）",
    "（市民政局、市妇联分别负责，每月走访一轮）": "（市民政局、市妇联分别负责，每月走访一轮）",
    "（市公安局牵头，市教育局配合，2025年底前形成制度）": "（市公安局牵头，市教育局配合，2025年底前形成制度）",
    "（全年进行；市公安局）": "（全年进行；市公安局）",
    "【市委宣传部、市妇联；持续】": "【市委宣传部、市妇联；持续】",
    "责　任　单　位：市公安局": "责任单位：市公安局",
    "（配 合 部 门：市民政局）": "（配合部门：市民政局）",
}


@pytest.mark.parametrize(("printed", "read"), NOTES.items())
def test_a_note_below_a_short_item_leaves_it_a_measure(printed: str, read: str) -> None:
    document = parse(f"护童方案\n一、任务\n（一）走访出租屋\n{printed}\n（二）每日点名。")
    assert [(c.number, c.text) for c in document.clauses] == [("（一）", "走访出租屋"), ("（二）", "每日点名。")]
    assert [n.text for n in document.duty_notes] == [read]
    assert document.duty_notes[0].paragraph.start <= document.clauses[0].start


@pytest.mark.parametrize(("last", "notes"), [("市公安局、市民政局", ["市公安局、市民政局"]), ("市公安局", [])])
def test_the_last_line_is_a_note_where_it_names_several(last: str, notes: list[str]) -> None:
    """One name alone may be the signature."""
    assert [n.text for n in parse(f"护童方案\n一、任务\n（一）走访出租屋。\n（二）每日点名。\n{last}").duty_notes] == notes


def test_agencies_below_a_lead_in_are_its_list() -> None:
    document = parse("一、任务\n（一）由下列部门落实：\n市公安局、市民政局\n（二）每日点名。")
    assert [c.text for c in document.clauses] == ["由下列部门落实：\n市公安局、市民政局", "每日点名。"]
    assert not document.duty_notes


@pytest.mark.parametrize("note", ["（市财政局） 。", "（由市财政局负责，2022年底前完成）。", "【责任人：李四】；"])
def test_a_note_behind_a_sentence_may_have_a_mark_of_its_own(note: str) -> None:
    document = parse(f"护童方案\n一、任务\n（一）落实经费。{note}\n（二）每日点名。")
    assert [c.text for c in document.clauses] == ["落实经费。", "每日点名。"]
    assert [n.text for n in document.duty_notes] == [note.rstrip(" 。；")]


@pytest.mark.parametrize(
    "bracket",
    ["（市公安局、市民政局，以下简称成员单位）", "（走访由市公安局另行安排，每月一次）", "（市公安局负责的除外，见附表）"],
)
def test_what_a_bracket_says_of_words_is_no_note(bracket: str) -> None:
    assert not is_note_line(bracket)


@pytest.mark.parametrize("line", ["负责人应当点名。", "分管领导每月走访：市局", "公安、教育", "社会、家庭", "走访、登记"])
def test_other_words_are_no_note(line: str) -> None:
    assert not is_note_line(line) and not agencies_alone(line)


def test_the_names_of_agencies_head_their_duties() -> None:
    document = parse(
        "护童职责\n市委宣传部\n播放公益广告。\n市教育局\n1．每日点名。\n2．会同公安部门巡逻。\n市科技局、市大数据局\n维护平台。\n市妇联\n走访。"
    )
    assert [(c.headings, c.number, c.text) for c in document.clauses] == [
        (("市委宣传部",), "", "播放公益广告。"),
        (("市教育局",), "1．", "每日点名。"),
        (("市教育局",), "2．", "会同公安部门巡逻。"),
        (("市科技局、市大数据局",), "", "维护平台。"),
        (("市妇联",), "", "走访。"),
    ]


def test_a_sentence_beside_sentences_is_no_title() -> None:
    document = parse(
        "护童方案\n一、任务\n1．每日点名。\n2．巡逻校园。\n有事请报告。\n二、附则\n1．经费。\n本方案自2020年1月1日起施行。"
    )
    assert [c.text for c in document.clauses] == ["每日点名。", "巡逻校园。", "有事请报告。", "本方案自2020年1月1日起施行。"]
    assert parse("一、附则\n1．本方案自即日起施行。旧方案废止。").clauses[0].text == "本方案自即日起施行。"


def test_agencies_that_are_a_sentence_of_their_own_are_a_note() -> None:
    document = parse(
        "护童方案\n一、任务\n（一）加强找寻。市公安局、市民政局。\n1．立案。\n2．护送。\n（二）点名。走访。市教育局、市妇联。"
    )
    assert [c.text for c in document.clauses] == ["加强找寻。", "立案。", "护送。", "走访。"]
    assert [n.text for n in document.duty_notes] == ["市公安局、市民政局。", "市教育局、市妇联。"]


def test_agencies_with_colons_head_their_duties_from_the_first_on() -> None:
    document = parse(
        "护童职责\n市委宣传部、市委网信办：\n播放广告。\n市教育局：\n每日点名。\n市妇联：\n走访。\n陪护。\n登记。\n总结。"
    )
    assert [c.headings for c in document.clauses[:3]] == [("市委宣传部、市委网信办：",), ("市教育局：",), ("市妇联：",)]
    letter = parse("护童函\n市教育局：\n现将有关情况函告如下。\n市公安局\n2020年1月1日")
    assert [c.headings for c in letter.clauses] == [()]


def test_agencies_with_a_colon_hold_for_all_clauses_below_them() -> None:
    document = parse("护童职责\n一、分工\n市公安局：\n①立案。\n②破案。\n市民政局：\n救助。\n二、附则\n本办法即日起施行。")
    held = [[clause.text for clause in document.clauses if note.paragraph.start <= clause.start < note.paragraph.end]
            for note in document.duty_notes]  # fmt: skip
    assert [note.text for note in document.duty_notes] == ["市公安局：", "市民政局："]
    assert held == [["立案。", "破案。"], ["救助。"]]
    assert {note.provision_id for note in document.duty_notes} <= {clause.provision_id for clause in document.clauses}


@pytest.mark.parametrize(
    "note",
    [
        "市民政局负责。",
        "市民政局牵头，市财政局、市妇联等按职责分工负责。",
        "由市公安局牵头，市妇联配合，6月底前完成。",
        "——市公安局",
    ],
)
def test_a_sentence_that_only_says_who_is_the_note_of_the_one_before(note: str) -> None:
    document = parse(f"护童方案\n一、任务\n1．做好安置工作。{note}\n2．每日点名。")
    assert [(c.number, c.text) for c in document.clauses] == [("1．", "做好安置工作。"), ("2．", "每日点名。")]
    assert [n.text for n in document.duty_notes] == [note]


@pytest.mark.parametrize(
    "sentence", ["市民政局负责安置。", "市妇联配合走访困难家庭。", "由市公安局另行规定。", "接送车辆由交通运输部门负责。"]
)
def test_a_sentence_that_says_more_is_none(sentence: str) -> None:
    document = parse(f"护童方案\n一、任务\n1．做好安置工作。{sentence}\n2．每日点名。")
    assert sentence in [c.text for c in document.clauses] and not document.duty_notes


@pytest.mark.parametrize("note", ["（市公安局、市财政局）", "【市公安局负责】"])
def test_text_behind_a_note_leaves_the_task_before_it_a_measure(note: str) -> None:
    document = parse(f"护童方案\n一、任务\n1．建立奖励制度。{note}同时，应当为举报人保密。\n2．每日点名。")
    assert [c.text for c in document.clauses] == ["建立奖励制度。", "同时，应当为举报人保密。", "每日点名。"]
    assert [n.text for n in document.duty_notes] == [note]
    assert document.duty_notes[0].paragraph.end <= document.clauses[1].start


@pytest.mark.parametrize("contact", ["举报电话：110。", "联系人：李四，电话：123456。"])
def test_whom_to_call_leaves_the_sentence_before_it_a_measure(contact: str) -> None:
    assert parse(f"护童方案\n一、任务\n1．鼓励群众举报。{contact}\n2．每日点名。").clauses[0].text == "鼓励群众举报。"


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("\n（责任单位：市公安局；\n配合单位：市妇联）", "（责任单位：市公安局；配合单位：市妇联）"),
        ("（责任单位：市公安局、\n市民政局、市妇联）", "（责任单位：市公安局、市民政局、市妇联）"),
        ("\n（市公安局牵头，\n市民政局配合）", "（市公安局牵头，市民政局配合）"),
        (
            "（牵头单位：市公安局；\n配合单位：市妇联；\n完成时限：6月底）",
            "（牵头单位：市公安局；配合单位：市妇联；完成时限：6月底）",
        ),
    ],
)
def test_a_note_over_several_lines_is_one(printed: str, note: str) -> None:
    document = parse(f"护童方案\n一、任务\n1．做好安置工作。{printed}\n2．每日点名。")
    assert [(c.number, c.text) for c in document.clauses] == [("1．", "做好安置工作。"), ("2．", "每日点名。")]
    assert [n.text for n in document.duty_notes] == [note]


@pytest.mark.parametrize("note", ["（市公安局）", "（市教育局、各街道）"])
def test_bodies_in_brackets_close_a_bare_item(note: str) -> None:
    document = parse(f"护童方案\n一、任务\n1．每日点名。\n2．加强督导{note}")
    assert [c.text for c in document.clauses] == ["每日点名。", "加强督导"]
    assert [n.text for n in document.duty_notes] == [note]
    glossed = parse("护童方案\n一、任务\n1．每日点名。\n2．报送主管部门（市公安局）")
    assert glossed.clauses[-1].text == "报送主管部门（市公安局）" and not glossed.duty_notes


@pytest.mark.parametrize("title", ["做好安置工作。", "加强安置"])
@pytest.mark.parametrize("who", ["市民政局牵头，市财政局配合。", "由市民政局负责。", "市民政局牵头，市妇联协助"])
def test_who_has_it_may_stand_on_the_line_below_a_task(title: str, who: str) -> None:
    document = parse(f"护童方案\n一、任务\n（一）{title}\n{who}\n（二）每日点名。")
    assert [(c.number, c.text) for c in document.clauses] == [("（一）", title), ("（二）", "每日点名。")]
    assert [n.text for n in document.duty_notes] == [who]


@pytest.mark.parametrize("duty", ["每日点名。", "每日点名，及时登记。"])
def test_a_provision_spans_the_note_at_its_head(duty: str) -> None:
    document = parse(f"护童方案\n一、职责\n市公安局：\n每日巡逻。\n市教育局：\n{duty}")
    spans = {p.provision_id: (p.start, p.end) for p in document.provisions}
    assert [n.text for n in document.duty_notes] == ["市公安局：", "市教育局："]
    for note in document.duty_notes:
        start, end = spans[note.provision_id]
        assert start <= note.start < note.end <= end


@pytest.mark.parametrize("note", ["（市民政局牵头，市妇联配合）", "（市民政局、市妇联参与）", "（市民政局督导）"])
def test_a_note_between_two_articles_is_no_heading(note: str) -> None:
    document = parse(f"东河市反拐工作细则\n第一章 总则\n第一条 村委会登记留守儿童。\n{note}\n第二条 学校开课。\n")
    assert [found.text for found in document.duty_notes] == [note]
    assert {provision.headings for provision in document.provisions} == {("第一章 总则",)}


@pytest.mark.parametrize("title", ["加强宣传", "宣传"])
def test_a_note_below_a_title_ends_where_the_next_title_begins(title: str) -> None:
    tasks = ("（一）宣传\n责任单位：市委宣传部\n媒体应当播报。", f"（二）{title}\n责任单位：市教育局\n学校应当开课。")
    document = parse("\n".join(["护童方案", "一、任务", *tasks]))
    held = [[c.text for c in document.clauses if n.paragraph.start <= c.start < n.paragraph.end] for n in document.duty_notes]
    assert held == [["媒体应当播报。"], ["学校应当开课。"]]


def test_a_heading_that_is_a_note_leaves_no_empty_part() -> None:
    document = parse("护童方案\n一、职责\n市公安局：\n每日巡逻。\n市教育局：\n每日点名。")
    assert all(part.start < part.end for part in document.parts)


def test_a_title_with_who_has_all_of_it_below_stays_a_title() -> None:
    document = parse("平安校园行动\n责任单位：市教育局\n一、学校应当点名。\n二、医院应当查验证件。")
    assert document.metadata.title == "平安校园行动"
    assert [c.text for c in document.clauses] == ["学校应当点名。", "医院应当查验证件。"]


@pytest.mark.parametrize("number", ["（{}）", "{}、"])
@pytest.mark.parametrize("below", [["每日点名。"], ["1．每日点名。", "2．每月走访。"]], ids=["words", "items"])
def test_a_note_between_a_title_and_what_is_below_it_is_for_all_of_that(number: str, below: list[str]) -> None:
    document = parse(
        "\n".join(
            ["护童方案"] + [line for n in "一二" for line in (f"{number.format(n)}照看儿童", f"责任单位：第{n}小学", *below)]
        )
    )
    held = [
        [c for c in document.clauses if n.paragraph.start <= c.start and c.end <= n.paragraph.end] for n in document.duty_notes
    ]
    assert [n.text for n in document.duty_notes] == ["责任单位：第一小学", "责任单位：第二小学"]
    assert held == [list(document.clauses[: len(below)]), list(document.clauses[len(below) :])]


def test_notes_below_titles_are_those_of_items_where_one_has_no_text_below() -> None:
    document = parse("护童方案\n（一）走访出租屋\n责任单位：市公安局\n民警每周走访。\n（二）救助儿童\n责任单位：市民政局")
    assert [(c.number, c.headings, c.text) for c in document.clauses] == [
        ("（一）", (), "走访出租屋"),
        ("（一）", (), "民警每周走访。"),
        ("（二）", (), "救助儿童"),
    ]
