"""Lines of a narrow column: a sentence that is broken in it is whole again, and its first half is no heading."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.lines import heal
from provtag.structure.parser import parse_document


def clauses(text: str) -> list[tuple[str, str]]:
    return [(c.number, c.text) for c in parse_document(RawText("narrow.txt", text), "d").clauses]


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("民警应当走访|每一户。", "民警应当走访每一户。"),
        ("民警应当|走访。", "民警应当走访。"),
        ("为了保护|儿童，制定本规定。", "为了保护儿童，制定本规定。"),
        ("本规定自印发之日|起执行。", "本规定自印发之日起执行。"),
        ("学校按照|附表登记。", "学校按照附表登记。"),
        ("民警应当会同交通运输部门、街道在|2023年9月底前核对。", "民警应当会同交通运输部门、街道在2023年9月底前核对。"),
        ("民警按照《校车办法》《客运办法》|第十五条的规定查处。", "民警按照《校车办法》《客运办法》第十五条的规定查处。"),
        ("罚款数额为|3.5万元以下。", "罚款数额为3.5万元以下。"),
        ("法院办理|一、二审案件，应当通知家长。", "法院办理一、二审案件，应当通知家长。"),
    ],
)
def test_a_short_sentence_goes_on_in_the_next_line(lines: str, sentence: str) -> None:
    text = "河湾市护童规定\n第一条 {}\n第二条 学校应当点名。\n第三条 医院应当查验证件。"
    broken = lines.replace("|", "\n")
    assert clauses(text.format(broken)) == [("第一条", sentence), ("第二条", "学校应当点名。"), ("第三条", "医院应当查验证件。")]


def test_a_broken_lead_in_and_a_broken_number_are_whole() -> None:
    text = "河湾市护童规定\n第一条 下列学生应当优先\n接送：\n（一）低年级的；\n（二）住得远的。\n第二\n条 学校应当点名。"
    assert clauses(text) == [
        ("第一条", "下列学生应当优先接送：\n（一）低年级的；"),
        ("第一条", "住得远的。"),
        ("第二条", "学校应当点名。"),
    ]


@pytest.mark.parametrize("title", ["学校的职责", "点名与接送", "职责分工"])
def test_the_title_of_an_article_stays_one(title: str) -> None:
    text = f"河湾市护童规定\n第一条 {title}\n学校应当点名。\n第二条 接送\n家长应当接送。"
    document = parse_document(RawText("narrow.txt", text), "d")
    assert [(c.headings, c.text) for c in document.clauses] == [((title,), "学校应当点名。"), (("接送",), "家长应当接送。")]


@pytest.mark.parametrize(
    ("lines", "sentences"),
    [
        ("为护好全市每一个孩子，根据上级部署，制定本|方案。", ["为护好全市每一个孩子，根据上级部署，制定本方案。"]),
        ("根据省里要求，现就有|关事项通知如下：", ["根据省里要求，现就有关事项通知如下："]),
    ],
)
def test_a_sentence_that_gives_a_reason_goes_on_in_a_short_text(lines: str, sentences: list[str]) -> None:
    text = "河湾市护童方案\n{}\n一、学校要点名。\n二、民警要走访。".format(lines.replace("|", "\n"))
    assert [words for number, words in clauses(text) if not number] == sentences


def test_numbered_lines_that_fill_a_short_text_are_no_headings() -> None:
    text = (
        "河湾市护童工作方案\n一、重点任务\n（一）加强校门口交通秩序管理，规范接送车辆停放，劝离\n流动摊贩，保护学生安全。"
        "各学校要每周检查一次，及时向\n家长通报。\n（二）做好登记。"
    )
    assert clauses(text) == [
        ("（一）", "加强校门口交通秩序管理，规范接送车辆停放，劝离流动摊贩，保护学生安全。"),
        ("（一）", "各学校要每周检查一次，及时向家长通报。"),
        ("（二）", "做好登记。"),
    ]


def test_a_heading_with_a_comma_stays_above_its_paragraph() -> None:
    text = "河湾市护童方案\n电视台每天播放三次短片。\n秋季：开学路上，慢一点走\n电台每天播放一次。"
    assert [words for _, words in clauses(text)][::2] == ["电视台每天播放三次短片。", "电台每天播放一次。"]


def test_the_title_and_the_number_of_a_short_text_are_lines_of_their_own() -> None:
    text = (
        "XX市人民政府办公室关于做好护童工作的通知\nX政办发〔20XX〕XX号\n各县（市、区）人民政府：\n"
        "为做好护童工作，现将有关事项通知如下：\n一、学校要点名。\n二、民警要走访。"
    )
    document = parse_document(RawText("narrow.txt", text), "d")
    assert document.metadata.title == "XX市人民政府办公室关于做好护童工作的通知"


def test_duties_of_equal_length_are_a_list_and_no_page() -> None:
    duties = ["学校每天早晚两次点名，班主任逐一核对去向", "民警每天上下学时段巡逻，协管员引导停车"]
    assert [text for _, text in clauses("\n".join(["河湾市护童要点", *duties]))] == duties


@pytest.mark.parametrize(("characters", "goes_on"), [(40, True), (39, False)])
def test_a_numbered_line_without_an_end_goes_on_from_forty_characters_on(characters: int, goes_on: bool) -> None:
    line = "（一）校门口的护学岗、乡镇的流动点和车站的登记台和医院的查验窗和街道的走访组和村里"[:characters]
    text = f"河湾市护童办法\n第一条 学校每日点名。\n第二条 分工如下：\n{line}\n公安机关登记车辆。\n（二）医院应当查验证件。"
    assert len(line) == characters
    assert any(clause.endswith(f"{line}公安机关登记车辆。") for _, clause in clauses(text)) is goes_on


@pytest.mark.parametrize(("lines", "is_joined"), [(7, True), (6, False)])
def test_a_narrow_column_has_eight_lines_without_an_end_with_the_title(lines: int, is_joined: bool) -> None:
    body = [
        *(
            "校门口的值守点在放学后留下并且如实记下",
            "登记台旁边的母婴室每日开放并且如实记下",
            "村口广播在早饭前后各播一遍并且如实记下",
        ),
        *(
            "客运站的候车厅张贴寻人启事并且如实记下",
            "渡口的摆渡人看住落单的孩子并且如实记下",
            "赶集日的临时摊位留出走道口并且如实记下",
        ),
        "景区的售票窗口备好急救药箱并且如实记下",
    ][:lines]
    text = "\n".join(["河湾市护童办法", "学校每日点名。", *body, "直到离开为止。", "医院登记。"])
    assert ("".join([*body, "直到离开为止。"]) in heal(text)) is is_joined
