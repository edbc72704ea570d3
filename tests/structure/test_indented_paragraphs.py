"""Lines of a fixed width in paragraphs whose first lines are indented: each paragraph is one, whatever its lines end with."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document
from provtag.structure.wrapping import unwrapped

ARTICLES = """河湾市接送儿童安全管理办法
第一章　总则
　　第一条　为了保护接送途中的儿童，根据《河湾市学校安全条例》和《河湾市客运办法》第十二条、第十五条的规定，制定本办法。
　　第二条　学校应当在2023年9月底前登记全部接送车辆，并于开学后15日内核对；发现没有登记的，应当立即报告\
教育部门。教育部门应当会同公安机关核查。（市教育局牵头，市公安局、市交通运输局、各县（市、区）人民政府配合）
第二章　巡查
　　第三条　公安机关应当在上学、放学时段巡查校门，及时劝离流动摊贩。交通运输部门应当每月检查客运站；\
检查中发现儿童无人陪同的，应当在2小时内通知民政部门。
　　第四条　有下列情形之一的，由公安机关责令改正，处500元以上3000元以下罚款：
　　（一）以“顺路接送”“免费试乘”等名义招揽儿童乘车的；
　　（二）没有登记的。
　　第五条　本办法自2023年10月1日起施行，有效期至2028年9月30日。"""
PLAN = """河湾市护童工作方案
一、总体要求
　　各县区、各部门要把护童工作放在心上，坚持预防在先、人人有责，做到每一条街道有人巡查，每一所学校有人值守。
二、重点任务
（一）看好校门
　　1.巡查校园周边。公安机关每天安排不少于3名民警在校门口值守，劝离流动摊贩，疏导接送车辆。城管部门清理占道经营。（市公安局负责，市城管局配合）
　　2.开展联合检查，对校车、客运车辆每月检查不少于2次，发现超员、超速的依法处罚，并将结果通报学校。（市交通运输局、市公安局按职责分工负责）
（二）照看留守儿童
　　3.为留守儿童建立档案，由村（居）民委员会每季度走访1次；对无人照看的，由民政部门安排临时照料。"""


def wrapped(text: str, columns: int) -> str:
    """Break every line of ``text`` at ``columns``: no mark opens a line, digits stay together, as a word processor does."""
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, columns))


def _pieces(line: str, columns: int) -> Iterator[str]:
    piece = ""
    for word in re.findall(r"(?:[0-9]+|[“《（]*.)[，。、；：！？）》”]*", line):
        if len((piece + word).encode("gbk")) > columns:
            yield piece
            piece = ""
        piece += word
    yield piece


def read(text: str) -> tuple[object, ...]:
    """Return the stored text, the clauses with their numbers and headings, and what each duty note reaches."""
    document = parse_document(RawText("indented.txt", text), "d")
    clauses = [(clause.number, clause.headings, clause.text) for clause in document.clauses]
    return document.text, clauses, [(note.text, note.paragraph) for note in document.duty_notes]


@pytest.mark.parametrize("text", [ARTICLES, PLAN], ids=["articles", "plan"])
@pytest.mark.parametrize("columns", range(36, 84, 2))
def test_paragraphs_are_the_same_at_every_width(text: str, columns: int) -> None:
    assert wrapped(text, columns) != text
    assert read(wrapped(text, columns)) == read(text)


@pytest.mark.parametrize("text", [ARTICLES, PLAN], ids=["articles", "plan"])
@pytest.mark.parametrize("columns", range(36, 84, 2))
def test_without_indents_no_sentence_is_torn(text: str, columns: int) -> None:
    text = text.replace("\u3000\u3000", "")
    (_, clauses, _), (_, broken, _) = read(text), read(wrapped(text, columns))
    assert broken == clauses


def test_a_line_that_ends_with_its_sentence_ends_no_paragraph() -> None:
    text = (
        "护童规定\n　　第一条　学校应当每天点名，\n并登记缺勤的学生。民警应当走\n访校门，劝离摊贩，疏导车辆。\n"
        "教育部门应当核查登记情况。（\n"
        "市教育局牵头，市公安局配合）\n　　第二条　本规定自印发起施行。"
    )
    document = parse_document(RawText("indented.txt", text), "d")
    (note,) = document.duty_notes
    assert [c.text for c in document.clauses if note.paragraph.start <= c.start < note.paragraph.end] == [
        "学校应当每天点名，并登记缺勤的学生。",
        "民警应当走访校门，劝离摊贩，疏导车辆。",
        "教育部门应当核查登记情况。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        ARTICLES,
        PLAN,
        "　　护童规定\n　　学校要点名。\n河湾市教育局\n2023年9月1日",
        "护童清单\n　　校门口\n客运站\n　　火车站\n汽车站\n　　飞机场\n公交站",
        "护童\n　　学校要每天点名\n第一条\n　　民警要每天走访\n第二条\n　　医院要查验证件\n第三条\n　　车站要每天巡查\n第四条",
        "　　加强校门口的巡查，疏导车辆\n市公安局、市交通运输局、市城管局\n　　加强留守儿童照看，建立档案\n"
        "市民政局、市妇女联合会、市教育局\n"
        "　　加强客运站检查，登记儿童\n市交通运输局、市公安局、市铁路局\n　　加强车站宣传，张贴海报\n",
    ],
    ids=["articles", "plan", "signature", "list", "headings", "agencies"],
)
def test_what_has_a_line_of_its_own_keeps_it(text: str) -> None:
    assert unwrapped(text) == text


def test_words_of_letters_keep_their_blank() -> None:
    line = "　　学校应当安装一键报警设备 alarm\nbutton 并且每月检查一次是否好用，\n"
    line += "发现不好用的应当报告教育部门核\n查处理并且记在检查的簿册上面，\n好用。"
    assert "alarm button" in unwrapped(line) and "\n" not in unwrapped(line)


@pytest.mark.parametrize("blanks", ["  ", "\u3000\u3000"])
def test_blanks_behind_the_number_of_an_article_are_no_columns(blanks: str) -> None:
    text = ARTICLES.replace("条\u3000", f"条{blanks}")
    assert read(wrapped(text, 48)) == read(text)


@pytest.mark.parametrize("below", ["工作要求", "附件", "河湾县人民政府", "河湾县教育局\n2023年9月1日"])
def test_a_line_of_its_own_below_a_full_last_line_stays(below: str) -> None:
    last = "　　教育部门应当会同公安机关核查登记。\n"
    assert wrapped(last, 38) == last
    assert unwrapped(f"{wrapped(PLAN, 38)}\n{last}{below}").endswith(f"{last}{below}")
