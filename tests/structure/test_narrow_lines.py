"""Lines of a narrow column: a sentence that is broken in it is whole again, and its first half is no heading."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
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
