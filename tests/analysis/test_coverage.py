"""What a plan's coverage is as tables, workbook and page."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote

import openpyxl
import pytest
from made import clause, document

from provtag.analysis.clauses import NamedMeasure
from provtag.analysis.coverage import ADDED_COLUMNS, LINK_COLUMNS, Coverage, cover, measure_matrix, tables
from provtag.analysis.links import Grade, Link
from provtag.report.analyses.coverage_page import coverage_page
from provtag.report.workbook import write_coverage_workbook
from provtag.schema import Role

HOSTILE = "=HYPERLINK(1)<script>alert(1)</script>"


@pytest.fixture
def coverage() -> Coverage:
    """A plan of four clauses: one split over two, one the same, one missing in both documents, one found in one of them."""
    plan = document("plan", "宣传并培训。", "安置受害人。", "本办法自发布之日起施行。", HOSTILE)
    links = {
        ("plan", "east"): [
            Link(0, 1, Grade.PART, 0.9),
            Link(0, 0, Grade.PART, 0.8),
            Link(1, 2, Grade.SAME, 0.95),
            Link(2, None, Grade.MISSING, 0.7),
            Link(3, 3, Grade.AKIN, 0.51234),
        ],
        ("plan", "west"): [Link(number, None, Grade.MISSING, 0.6) for number in range(4)],
    }
    others = {"east": document("east", "宣传。", "培训。", "安置。", "其他。", "增加。"), "west": document("west", "别的。")}
    return Coverage({"plan": plan}, others, links)


def test_every_clause_of_the_plan_has_a_row_for_every_document(coverage):
    links = tables(coverage)["links"]
    assert tuple(links.columns[: len(LINK_COLUMNS)]) == LINK_COLUMNS
    assert links.groupby("doc_id")["plan_clause_id"].nunique().to_dict() == {"east": 4, "west": 4}
    assert [tuple(row) for row in links[list(LINK_COLUMNS)].head(5).itertuples(index=False)] == [
        ("plan", "plan:1", "east", "east:2", "part", 0.9),
        ("plan", "plan:1", "east", "east:1", "part", 0.8),
        ("plan", "plan:2", "east", "east:3", "same", 0.95),
        ("plan", "plan:3", "east", "", "missing", 0.7),
        ("plan", "plan:4", "east", "east:4", "akin", 0.5123),
    ]


def test_what_no_clause_of_a_plan_has_is_added(coverage):
    added = tables(coverage)["added"]
    assert tuple(added.columns[: len(ADDED_COLUMNS)]) == ADDED_COLUMNS
    assert list(added["clause_id"]) == ["east:5", "west:1"]


def test_a_clause_that_one_of_several_plans_has_is_not_added():
    def align(plan, other):
        return [Link(0, 0, Grade.SAME, 0.9) if plan[0].text == other[0].text else Link(0, None, Grade.MISSING, 0.9)]

    plans = {"one": document("one", "安置。"), "two": document("two", "宣传。")}
    coverage = cover(plans, {"other": document("other", "宣传。", "施行。")}, align)
    assert [clause.clause_id for clause in coverage.added()] == ["other:2"]
    assert list(tables(coverage)["missing"]["plan_doc_id"]) == ["one"]


def test_the_matrix_names_leads_and_numbers():
    measure = (NamedMeasure("r_shelter", 0.8, "安置"),)
    plan = [clause("安置。", 3, measures=measure, actors={"civil": Role.LEAD, "police": Role.SUPPORT})]
    other = [clause("安置一。", 1, "other", measures=measure), clause("安置二。", 2, "other", measures=measure)]
    matrix = measure_matrix({"plan": plan, "other": other})
    assert [tuple(row) for row in matrix.itertuples(index=False)] == [("r_shelter", "安置", "Civil: 第3条", "第1条; 第2条")]


def test_the_workbook_is_chinese_leads_to_the_report_and_has_no_formula(coverage, tmp_path):
    write_coverage_workbook(coverage, tables(coverage), tmp_path / "coverage.xlsx")
    book = openpyxl.load_workbook(tmp_path / "coverage.xlsx")
    assert book.sheetnames == ["措施", "对应", "没有", "增加"]
    for sheet in book:
        assert sheet.freeze_panes in ("A2", "D2")
        assert all(cell.data_type in ("s", "n", "b") for row in sheet.iter_rows() for cell in row)
        assert not any(re.search("[a-z]{3}", cell.value) for cell in sheet[1][:3])
    texts = {cell.value for row in book["对应"].iter_rows() for cell in row}
    assert {"安置受害人。", "安置。", HOSTILE} <= texts
    head, *rows = book["对应"].iter_rows()
    places = {cell.value: place for place, cell in enumerate(head)}
    assert {row[places["对应程度"]].value for row in rows} <= {"相同", "相近", "部分", "没有"}
    for row in rows:
        clause_id = row[places["分句编号"]].value or row[places["计划分句编号"]].value
        wanted = f"view=reader&clause={quote(clause_id.rpartition(':')[0] + '/' + clause_id, safe='')}"
        assert row[places["报告"]].hyperlink.location == wanted


def test_the_same_tables_give_the_same_bytes(coverage, tmp_path):
    for name in ("one.xlsx", "two.xlsx"):
        write_coverage_workbook(coverage, tables(coverage), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_the_page_shows_texts_as_texts_and_loads_nothing(coverage):
    page = coverage_page(coverage)
    assert "<script" not in page and "http" not in page.replace("http-equiv", "")
    assert HOSTILE in unescape(page)
    assert page.count('class="kind part"') == 2 and page.count('class="kind missing"') == 5
    assert '<tr class="is-missing is-part ">' in page


def test_no_documents_give_empty_tables():
    found = tables(cover({}, {}, lambda plan, other: []))
    assert all(table.empty for table in found.values())
    assert tuple(found["links"].columns[: len(LINK_COLUMNS)]) == LINK_COLUMNS
