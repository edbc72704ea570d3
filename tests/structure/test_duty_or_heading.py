"""Whether a numbered line is a title above others or a duty of its own."""

from __future__ import annotations

import pytest

from provtag.structure.actors import opens_with_actor
from provtag.structure.bodies import agencies_alone
from tests.structure.reading import parse


@pytest.mark.parametrize(
    "words",
    [
        "县公安局成立专案组。",
        "各镇街组织排查出租屋。",
        "妇联开展家庭教育指导。",
        "学校宣传护童知识。",
        "三机关对办案人员的培训每年一次。",
    ],
)
def test_words_that_say_who_does_something_are_a_duty(words: str) -> None:
    assert opens_with_actor(words)
    outer, inner = parse(f"护童方案\n一、任务\n（一）{words}\n1．点名。\n2．走访。").clauses[:2]
    assert (outer.number, outer.text, inner.headings[-1]) == ("（一）", words, "（一）")
    assert parse(f"护童方案\n一、{words}\n（一）点名。\n（二）走访。").clauses[0].text == words


@pytest.mark.parametrize(
    "words", ["加强社会管理。", "公安机关职责。", "部门配合。", "学校管理制度。", "校园宣传。", "场所管理有漏洞。"]
)
def test_words_that_name_a_field_are_a_title(words: str) -> None:
    assert not opens_with_actor(words)
    document = parse(f"护童方案\n一、任务\n（一）{words}\n1．点名。\n2．走访。")
    assert [(c.text, c.headings[-1]) for c in document.clauses] == [("点名。", f"（一）{words}"), ("走访。", f"（一）{words}")]


@pytest.mark.parametrize("signs", ["1、 2） 3、", "（1） （2) 3．", "1） （2） 3、"])
def test_numbers_in_mixed_signs_stand_beside_each_other(signs: str) -> None:
    items = [f"{sign}{words}" for sign, words in zip(signs.split(), ["医院义诊", "学校点名。", "民警走访。"], strict=True)]
    document = parse("护童方案\n一、任务\n（一）宣传\n{}\n{}\n{}".format(*items))
    assert [c.text for c in document.clauses] == ["医院义诊", "学校点名。", "民警走访。"]
    assert {c.headings for c in document.clauses} == {("一、任务", "（一）宣传")}


def test_an_item_behind_a_number_or_behind_another_item_is_no_title() -> None:
    document = parse("护童方案\n一、任务\n1．点名。2．走访。\n2． 1．登记。 2．陪护。\n3．出租屋。每月走访。")
    assert [(c.number, c.text) for c in document.clauses] == [
        ("1．", "点名。"),
        ("1．", "走访。"),
        ("2．", "登记。"),
        ("2．", "陪护。"),
        ("3．", "每月走访。"),
    ]


@pytest.mark.parametrize("body", ["河湾镇人民政府", "县公安局、县妇联", "责任单位：县民政局"])
def test_bodies_in_brackets_below_a_task_are_its_note(body: str) -> None:
    document = parse(
        f"护童分工\n清点车辆，查看座位。\n（{body}）\n登记出租屋，每月回访。\n（山口县教育局）\n走访家庭，每周一次。"
    )
    assert [(c.text, c.headings) for c in document.clauses] == [
        ("清点车辆，查看座位。", ()),
        ("登记出租屋，每月回访。", ()),
        ("走访家庭，每周一次。", ()),
    ]
    notes = [(n.text, document.text[n.paragraph.start : n.paragraph.end].partition("\n")[0]) for n in document.duty_notes]
    assert notes == [(f"（{body}）", "清点车辆，查看座位。"), ("（山口县教育局）", "登记出租屋，每月回访。")]


def test_words_in_heavy_brackets_between_paragraphs_are_a_heading() -> None:
    document = parse("护童要点\n电台每天播放一次。\n【孩子不能等】\n晚报每周刊登一期照片。")
    assert [(c.text, c.headings) for c in document.clauses][1] == ("晚报每周刊登一期照片。", ("【孩子不能等】",))


@pytest.mark.parametrize(("characters", "are_alone"), [(80, True), (81, False)])
def test_a_list_of_agencies_alone_has_eighty_characters_at_most(characters: int, are_alone: bool) -> None:
    last = "云溪县公安局"[75 - characters :]
    line = "县民政局、" * 15 + last
    assert len(line) == characters
    assert agencies_alone(line) == ([*["县民政局"] * 15, last] if are_alone else [])
