"""Short lines that are no clause: numbers alone, forms, years below an annex title, headings above articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from provtag.documents.marks import without_metadata
from provtag.documents.reader import read_bytes
from provtag.schema import PartKind
from provtag.structure.forms import is_form
from tests.structure.reading import parse


@pytest.mark.parametrize("numbers", [("（一）", "（二）"), ("1．", "2．"), ("①", "②")])
def test_a_number_on_a_line_of_its_own_numbers_the_next(numbers: tuple[str, str]) -> None:
    document = parse("护童方案\n一、任务\n{}\n每日点名。\n{}\n走访出租屋。".format(*numbers))
    assert [c.text for c in document.clauses] == ["每日点名。", "走访出租屋。"]
    assert not document.health.unclassified


def test_a_bare_number_is_no_clause() -> None:
    document = parse("护童方案\n一、任务\n1\n每日点名。\n2\n走访出租屋。")
    assert [c.text for c in document.clauses] == ["每日点名。", "走访出租屋。"]


@pytest.mark.parametrize(
    "line",
    [
        "填表人：　　审核人：　　",
        "姓名：________",
        "填报单位（盖章）：          填报时间：    年  月  日",
        "承诺人：     年 月 日",
    ],
)
def test_blanks_to_be_filled_in_are_a_form(line: str) -> None:
    document = parse(f"护童方案\n一、每日点名。\n二、走访。\n附件1\n护童统计表\n{line}\n走访户数不少于五户。")
    assert [c.text for c in document.clauses][2:] == ["走访户数不少于五户。"]
    assert PartKind.FORM in {part.kind for part in document.parts}


@pytest.mark.parametrize("line", ["具体任务如下：", "学校应当做到：", "2020年5月1日", "联系人：李四"])
def test_other_lines_are_no_form(line: str) -> None:
    assert not is_form(line)


@pytest.mark.parametrize("edition", ["2022年", "（2022年度）", "（样式）"])
def test_the_year_below_the_title_of_an_annex_belongs_to_its_head(edition: str) -> None:
    document = parse(f"护童方案\n一、每日点名。\n二、走访。\n附件1\n护童任务表\n{edition}\n巡逻车站。")
    assert [c.text for c in document.clauses] == ["每日点名。", "走访。", "巡逻车站。"]


@pytest.mark.parametrize("numbers", [("一、", "二、"), ("## 一、", "## 二、")])
def test_headings_of_a_plan_may_stand_above_articles(numbers: tuple[str, str]) -> None:
    text = "护童规定\n{}源头防范\n第一条 学校点名。\n第二条 下列人员登记：\n一、社工；\n二、民警。\n{}附则\n第三条 即日施行。"
    document = parse(text.format(*numbers))
    assert [(c.number, c.headings[-1].strip("# ")) for c in document.clauses] == [
        ("第一条", "一、源头防范"),
        ("第二条", "一、源头防范"),
        ("第二条", "一、源头防范"),
        ("第三条", "二、附则"),
    ]


def test_fields_above_a_markdown_text_leave_its_title() -> None:
    head = "---\ntitle: 护童规定\ntags:\n  - 护童\nsummary: 学校应当点名。\n---\n"
    assert without_metadata(f"{head}第一条 民警走访。") == "# 护童规定\n第一条 民警走访。"
    assert without_metadata(f"{head}# 护童规定\n第一条 民警走访。") == "# 护童规定\n第一条 民警走访。"
    assert without_metadata("---\n第一条 民警走访。") == "---\n第一条 民警走访。"
    read = read_bytes(Path("a.md"), f"{head}第一条 民警应当走访，妇联应当登记。".encode())
    assert "summary" not in read.text
