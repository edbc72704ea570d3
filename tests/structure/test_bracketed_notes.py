"""Which words in brackets behind a task are who does it."""

from __future__ import annotations

import pytest

from provtag.schema import Document, RawText
from provtag.structure.duty_notes import is_bracketed_note
from provtag.structure.parser import parse_document


def parse(task: str) -> Document:
    return parse_document(RawText("bracketed.txt", f"护童方案\n一、任务\n（一）{task}\n（二）每日点名。"), "d")


CHARGED = [
    "（各市〔州〕、县〔市、区〕人民政府负责，市妇联指导）",
    "（市妇联指导）",
    "（县公安局、县妇联协调）",
    "（市公安局（刑侦支队）统筹，各县〔市〕支持）",
    "（各县〔市〕政府督促落实）",
    "（县教育局、县残联监督）",
    "〔各县【市】民政局牵头，县妇联承担〕",
    "(人事科牵头,5月15日前完成)",
    "（监督：市民政局；落实：各县〔市〕政府）",
    "（第一片区组牵头，城管中队清理广告）",
]
LISTED = [
    "【各县（市、区）人民政府，边境市〔州〕人民政府】",
    "［市教育局、市文化广电和旅游局］",
    "﹝市教育局、各县﹝市、区﹞人民政府﹞",
    "〖市卫生和计划生育局、市委边防委办公室〗",
    "（人事科、儿童福利股、各校、幼儿园）",
    "（市图书馆、人民银行东河市支行）",
    "（各所、德育组）",
    "（德育科）",
    "（联席会议办公室）",
    "（县教育局★、团县委）",
    "（县妇联、县卫生健康局*）",
    "（县林场派出所（牵头）、县森林消防大队）",
    "（团中央、民政部）",
    "（每季走访，市教育局督促）",
    "（选派教员的市法院，市教育局统筹）",
]
NOT_BODIES = [
    "（教室、候车室、游泳馆）",
    "（候车室、旅馆）",
    "（文科、理科）",
    "（就近的学校）",
    "（报人事科）",
    "（送幼儿园）",
    "（第二组）",
    "（接受社会监督）",
    "（受市妇联指导）",
    "（学校指导家长）",
    "（走访和陪护）",
    "（加强协调）",
    "（由学校实施的除外）",
    "（市公安局应当指导，市妇联支持）",
]


@pytest.mark.parametrize("note", [*CHARGED, *LISTED])
def test_bodies_in_brackets_behind_a_sentence_are_a_note(note: str) -> None:
    document = parse(f"落实经费。{note}")
    assert [n.text for n in document.duty_notes] == [note]
    assert [c.text for c in document.clauses] == ["落实经费。", "每日点名。"]


@pytest.mark.parametrize("note", CHARGED)
def test_bodies_with_a_verb_are_a_note_before_the_end_mark_too(note: str) -> None:
    document = parse(f"落实经费{note}。")
    assert [n.text for n in document.duty_notes] == [note]
    assert [c.text for c in document.clauses] == ["落实经费", "每日点名。"]


@pytest.mark.parametrize("words", NOT_BODIES)
@pytest.mark.parametrize("task", ["落实经费。{}", "落实经费{}。"])
def test_other_words_in_brackets_are_no_note(task: str, words: str) -> None:
    document = parse(task.format(words))
    assert not document.duty_notes
    assert words in "".join(c.text for c in document.clauses)


def test_the_part_of_a_unit_in_a_heading_is_no_note() -> None:
    document = parse_document(RawText("heading.txt", "护童职责\n安全管理科（牵头科室）\n每日巡逻。\n登记车辆。"), "d")
    assert not document.duty_notes


@pytest.mark.parametrize(
    ("line", "notes", "clauses"),
    [
        ("责任单位：各镇街；县妇联、县卫生和计划生育局", ["责任单位：各镇街；县妇联、县卫生和计划生育局"], []),
        ("责任股室：妇幼股；配合：县妇幼中心、监督所。", ["责任股室：妇幼股；配合：县妇幼中心、监督所"], []),
        ("责任单位：县公安局牵头；农业银行东河支行配合", ["责任单位：县公安局牵头；农业银行东河支行配合"], []),
        ("牵头：县反拐办 配合：县委党校、县妇联 时限：5月", ["牵头：县反拐办 配合：县委党校、县妇联"], []),
        ("承办：儿童福利科\n配合：县公安局", ["承办：儿童福利科\n配合：县公安局"], []),
        ("责任单位：县公安局；村妇联负责回访并填卡", ["责任单位：县公安局"], ["村妇联负责回访并填卡"]),
    ],
)
def test_a_labelled_line_goes_on_with_bodies_alone(line: str, notes: list[str], clauses: list[str]) -> None:
    document = parse(f"落实经费。\n{line}")
    assert [n.text for n in document.duty_notes] == notes
    assert [c.text for c in document.clauses] == ["落实经费。", *clauses, "每日点名。"]


@pytest.mark.parametrize("order", ["各校参加。", "各所参与。", "各科室配合。", "学校落实。", "市区各校参加。", "县城学校落实。"])
@pytest.mark.parametrize("title", ["（一）宣传。", "（一）宣传\n"])
def test_the_only_sentence_below_a_title_is_an_order_where_its_names_may_be_those_of_places(title: str, order: str) -> None:
    document = parse_document(RawText("order.txt", f"护童方案\n一、任务\n{title}{order}\n（二）点名\n门卫锁门。"), "d")
    assert not document.duty_notes
    assert [(c.text, c.headings[-1]) for c in document.clauses] == [(order, title.strip()), ("门卫锁门。", "（二）点名")]


def test_beside_a_body_they_are_charged() -> None:
    document = parse("落实经费。市教育局牵头，各校参加。")
    assert [n.text for n in document.duty_notes] == ["市教育局牵头，各校参加。"]


@pytest.mark.parametrize("note", ["市图书馆牵头，各校参加。", "市第一幼儿园牵头，各校配合。", "县城关小学校负责。"])
def test_a_house_of_a_town_or_county_is_charged_like_a_body(note: str) -> None:
    document = parse_document(RawText("house.txt", f"护童方案\n一、任务\n（一）宣传。{note}\n（二）点名\n门卫锁门。"), "d")
    assert [n.text for n in document.duty_notes] == [note]
    assert [c.text for c in document.clauses] == ["宣传。", "门卫锁门。"]


def test_houses_in_a_part_of_town_are_places() -> None:
    assert not is_bracketed_note("市区旅馆、县城宾馆", after_end_mark=True)
    assert is_bracketed_note("市直学校、乡镇学校", after_end_mark=True)
