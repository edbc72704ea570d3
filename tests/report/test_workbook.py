"""The workbook: a sheet a question in Chinese, filters and frozen heads, nothing that a spreadsheet would run."""

from __future__ import annotations

from dataclasses import replace

import openpyxl
import pytest
from tagged_output import make_document, other, with_text, write_tagged

from provtag.documents import notices
from provtag.report import workbook
from provtag.report.tagged import tagged_clauses
from provtag.report.workbook import write_workbook
from provtag.schema import ProvtagError, Trait
from provtag.tagging.tables import FORMULA_STARTS, TRAITS, write_csv

HOSTILE = [f"{start}HYPERLINK(1)" for start in sorted(FORMULA_STARTS) if start.isprintable()] + [
    "http://example.invalid/x",
    "00123",
    "\x07铃",
]


@pytest.fixture
def book(tmp_path):
    items = [with_text(make_document(number, 8), text, title=text) for number, text in enumerate(HOSTILE)]
    write_workbook(write_tagged(tmp_path, items))
    return openpyxl.load_workbook(tmp_path / "clauses.xlsx")


def test_sheets_have_frozen_filtered_heads(book):
    assert book.sheetnames == ["文件", "分句", "待复核", "机构", "措施", "覆盖情况", "逐机构比较"]
    for sheet in book:
        assert sheet.freeze_panes in ("A2", "D2", "E2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.max_row > 1


def test_rows_are_those_of_the_tables(book, tmp_path):
    clauses = list(tagged_clauses(tmp_path))
    header, *rows = book["分句"].iter_rows(values_only=True)
    assert len(rows) == len(clauses)
    for row, clause in zip(rows, clauses, strict=True):
        cells = dict(zip(header, row, strict=True))
        assert cells["分句编号"] == clause["clause_id"]
        assert cells["起"] == clause["start"]
        assert cells["救助概率"] == clause["scores"]["rescue"]
        assert cells["待复核"] == ("是" if clause["needs_review"] else "否")
        assert len((cells["行动类型"] or "").split("、")) == max(1, len(clause["action_types"]))
        assert set(cells["行动类型"] or "") <= set("预防、打击救助宣传")
    assert book["待复核"].max_row == 1 + sum(clause["needs_review"] for clause in clauses)
    assert book["机构"].max_row == 1 + sum(len(clause["agencies"]) for clause in clauses)
    documents = list(book["文件"].iter_rows(values_only=True))
    assert documents[1][documents[0].index("分句")] == 9


def test_hostile_text_stays_text(book):
    titles = [row[2] for row in book["文件"].iter_rows(min_row=2)]
    assert [cell.value.replace("_x0007_", "\x07") for cell in titles] == HOSTILE
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type in ("s", "n", "b")
                assert cell.hyperlink is None or cell.hyperlink.target == "report.html"


def test_a_clause_leads_to_its_place_in_the_report(book):
    head, first, *_ = book["分句"].iter_rows()
    link = first[[cell.value for cell in head].index("报告")].hyperlink
    assert link.location == "view=reader&clause=doc000%2Fdoc000-c1"


def test_a_sheet_says_which_documents_order_a_measure_and_one_how_much_of_what(tmp_path):
    items = [make_document(0, 12), copy_of(make_document(0, 12)), make_document(1, 12)]
    items[2] = other(items[2], "action_types")  # named like a column
    write_workbook(write_tagged(tmp_path, items))
    clauses = [row for row in tagged_clauses(tmp_path) if row["doc_id"] != "copy"]
    book = openpyxl.load_workbook(tmp_path / "clauses.xlsx")
    head, *rows = book["措施"].iter_rows(values_only=True)
    assert head == ("行动类型", "措施", "文件数", "doc000", "action_types")
    ordered = {(measure["name"], row["doc_id"]) for row in clauses for measure in row["measures"]}
    assert {(row[1], doc_id) for row in rows for doc_id, cell in zip(head[3:], row[3:], strict=True) if cell} == ordered
    assert [row[2] for row in rows] == [sum(map(bool, row[3:])) for row in rows]
    assert [row[0] for row in rows] == sorted((row[0] for row in rows), key=["预防", "打击", "救助", "宣传"].index)
    found = {row["measures"][0]["name"]: row for row in clauses if row["doc_id"] == "doc000" and row["measures"]}
    lead = next(agency["agency"] for agency in next(iter(found.values()))["agencies"] if agency["role"] == "lead")
    assert lead in next(row[3] for row in rows if row[1] == next(iter(found)))
    head, *rows = book["覆盖情况"].iter_rows(values_only=True)
    cells = [dict(zip(head, row, strict=True)) for row in rows]
    assert [row["文件编号"] for row in cells] == ["doc000", "action_types"]
    for row in cells:
        own = [clause for clause in clauses if clause["doc_id"] == row["文件编号"]]
        rescue = sum("rescue" in clause["action_types"] for clause in own)
        assert (row["分句"], row["救助"], row["救助占比"]) == (12, rescue, pytest.approx(rescue / 12))
        assert row["无类型"] == sum(not clause["action_types"] for clause in own)


def copy_of(item):
    """Return ``item`` as another document of the same text."""
    clauses = [replace(each, clause=replace(each.clause, doc_id="copy")) for each in item.clauses]
    return replace(item, document=replace(item.document, doc_id="copy"), clauses=clauses)


def test_what_was_not_read_and_what_is_a_copy(tmp_path):
    items = [make_document(0, 8), copy_of(make_document(0, 8))]
    write_csv(
        tmp_path / "failures.csv", ("source", "error"), [{"source": "空.txt", "error": "empty: holds no text; check the file"}]
    )
    write_workbook(write_tagged(tmp_path, items))
    book = openpyxl.load_workbook(tmp_path / "clauses.xlsx")
    assert list(book["未读入"].iter_rows(min_row=2, values_only=True)) == [("空.txt", "否", "空文件，没有文字；请检查文件")]
    head, first, second = book["文件"].iter_rows(values_only=True)
    places = [head.index(name) for name in ("计入统计", "重复于")]
    assert [[row[place] for place in places] for row in (first, second)] == [["是", None], ["否", "doc000"]]
    for name in ("分句", "待复核", "机构"):
        head, *rows = book[name].iter_rows(values_only=True)
        found = {tuple(row[head.index(column)] for column in ("文件编号", "计入统计", "重复于")) for row in rows}
        assert found <= {("doc000", "是", None), ("copy", "否", "doc000")}
        assert len(found) == 2
    assert [cell.value for cell in book["逐机构比较"][1]][4:] == ["doc000"]


def test_a_document_stands_there_with_what_is_missing_and_repeated_in_it(tmp_path):
    doubtful = notices.NO_REGULATION
    items = [make_document(0, 6), make_document(1, 6), other(make_document(2, 6), "last", doubtful, notices.TWICE_ENCODED)]
    write_workbook(write_tagged(tmp_path, items, orders=False))
    head, *rows = openpyxl.load_workbook(tmp_path / "clauses.xlsx")["文件"].iter_rows(values_only=True)
    whole, faulty, last = (dict(zip(head, row, strict=True)) for row in rows)
    faults = ("缺少的条号", "去除的重复句", "截断句", "不像法规", "提示")
    assert [whole[name] for name in faults] == [None, 0, 0, "否", None]
    assert [faulty[name] for name in faults] == ["27, 41, 46, 50, 51", 34, 1, "否", None]
    assert last["不像法规"] == "是" and last["提示"].count("；") == 1
    for row, item in zip((whole, faulty), items, strict=False):
        reviewed = sum(bool(clause.actions.review_reasons) for clause in item.clauses)
        assert (row["条款数"], row["分句"], row["待复核"]) == (6, 6, reviewed)


def test_same_rows_same_bytes(tmp_path):
    contents = []
    for name in ("first", "second"):
        write_workbook(write_tagged(tmp_path / name, [make_document(0, 5), make_document(1, 5)]))
        contents.append((tmp_path / name / "clauses.xlsx").read_bytes())
    assert contents[0] == contents[1]


def test_too_many_rows_are_refused_and_leave_no_file(tmp_path, monkeypatch):
    monkeypatch.setattr(workbook, "MOST_ROWS", 6)
    write_tagged(tmp_path, [make_document(0, 6)])
    with pytest.raises(ProvtagError, match="sheet clauses: more rows than a workbook holds"):
        write_workbook(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clauses.jsonl", "documents.jsonl"]


def test_too_many_columns_are_refused_and_leave_no_file(tmp_path, monkeypatch):
    write_tagged(tmp_path, [make_document(number, 3) for number in range(2)])
    widest = max(len(workbook.DOCUMENT_COLUMNS), len(workbook.CLAUSE_COLUMNS) + 1, len(workbook.AGENCY_COLUMNS))
    monkeypatch.setattr(workbook, "MOST_COLUMNS", widest)
    monkeypatch.setattr(workbook, "MEASURE_COLUMNS", ("action_type", "measure", *["document_count"] * (widest - 3)))
    with pytest.raises(ProvtagError, match="sheet measures: more columns than a workbook holds"):
        write_workbook(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["clauses.jsonl", "documents.jsonl"]


def test_long_text_is_cut_to_what_a_cell_holds(tmp_path):
    write_workbook(write_tagged(tmp_path, [with_text(make_document(0, 3), "救" * 40_000)]))
    longest = max(
        len(str(cell))
        for cell in next(openpyxl.load_workbook(tmp_path / "clauses.xlsx")["分句"].iter_cols(6, 6, 2, values_only=True))
    )
    assert longest == 32_767


@pytest.mark.skipif(Trait.FORCE not in TRAITS, reason="not in tables")
def test_how_binding_a_clause_is_stands_there_in_chinese(tmp_path):
    write_workbook(write_tagged(tmp_path, [make_document(number, 8) for number in range(2)]))
    head, *rows = openpyxl.load_workbook(tmp_path / "clauses.xlsx")["分句"].iter_rows(values_only=True)
    said = {row[head.index("约束力")] for row in rows}
    assert said <= {"必须", "不得", "可以", "直接要求", "不作要求"}
    assert "直接要求" in said
