"""Comparing documents: lead outweighs support, mentions are no duty, differences come first."""

from __future__ import annotations

import argparse
import csv

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_output import NAMES, make_document, write_tagged

from provtag.commands.report import add_commands
from provtag.report.comparison import LEAD, NONE, SUPPORT, compare, printed_lines, write_comparison_table
from provtag.schema import ActionType, InputError, ProvtagError

DOCUMENTS = ("d1", "d2", "d3")


def clause(document: str, types: list[str], *agencies: tuple[str, str]) -> dict:
    """Return a row of clauses.jsonl with what the comparison reads."""
    rows = [{"agency_id": agency, "agency": NAMES[agency], "role": role} for agency, role in agencies]
    return {"doc_id": document, "action_types": types, "agencies": rows}


def duties(clauses: list[dict]) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(duty.agency_id, duty.action_type.value): duty.roles for duty in compare(DOCUMENTS, clauses).duties}


def test_lead_outweighs_support_in_any_order():
    rows = [
        clause("d1", ["rescue"], ("health", "support")),
        clause("d1", ["rescue"], ("health", "lead")),
        clause("d2", ["rescue"], ("health", "lead")),
        clause("d2", ["rescue"], ("health", "support")),
        clause("d3", ["rescue"], ("health", "support")),
    ]
    assert duties(rows) == {("health", "rescue"): (LEAD, LEAD, SUPPORT)}


def test_mentions_and_untyped_clauses_are_no_duty():
    assert duties([clause("d1", ["rescue"], ("health", "mention")), clause("d1", [], ("health", "lead"))]) == {}


CLAUSES = st.builds(
    clause,
    st.sampled_from(DOCUMENTS),
    st.lists(st.sampled_from([str(action) for action in ActionType]), unique=True),
    st.tuples(st.sampled_from(list(NAMES)[:4]), st.sampled_from(["lead", "support", "mention"])),
)


@given(st.lists(CLAUSES, max_size=30))
def test_differences_come_first_and_clause_order_does_not_matter(clauses):
    found = compare(DOCUMENTS, clauses)
    flags = [duty.differs for duty in found.duties]
    assert flags == sorted(flags, reverse=True)
    assert all(set(duty.roles) != {NONE} and len(duty.roles) == len(DOCUMENTS) for duty in found.duties)
    assert compare(DOCUMENTS, clauses[::-1]) == found


def test_printed_table_names_few_documents_and_counts_many():
    rows = [clause("d1", ["rescue"], ("health", "lead")), clause("d2", ["rescue"], ("education", "lead"))]
    few = list(printed_lines(compare(DOCUMENTS, rows)))
    assert few[0].split() == list(DOCUMENTS)
    assert few[1].split() == ["救助", "教育", "-", "lead", "-"]
    assert few[-1] == "2 duties differ, 0 are the same in all documents"
    many = list(printed_lines(compare([f"d{number}" for number in range(10)], rows)))
    assert many[1].split() == ["lead", "support", "none"]
    assert many[2].split() == ["救助", "教育", "1", "0", "9"]


def run(*arguments: str) -> int:
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    options = parser.parse_args(["compare", *arguments])
    return options.run(options)


def test_command_prints_and_writes_both_formats(tmp_path, capsys):
    out = write_tagged(tmp_path, [make_document(number, 20) for number in range(3)])
    assert run(str(out), "--out", str(out / "compare.csv")) == 0
    assert run(str(out), "--out", str(out / "compare.xlsx")) == 0
    assert capsys.readouterr().out.splitlines()[0].split() == ["doc000", "doc001", "doc002"]
    with (out / "compare.csv").open(encoding="utf-8-sig", newline="") as stream:
        table = list(csv.reader(stream))
    sheet = openpyxl.load_workbook(out / "compare.xlsx")["逐机构比较"]
    head, *rows = sheet.iter_rows(values_only=True)
    assert head == ("机构编号", "机构名", "行动类型", "各文件不同", "doc000", "doc001", "doc002")
    names = {"True": "是", "False": "否", "lead": "主责", "support": "配合", "none": "无"}
    assert [[*row[:2], *row[3:]] for row in rows] == [
        [names.get(cell, cell) for cell in [*row[:2], *row[3:]]] for row in table[1:]
    ]
    assert table[0] == ["agency_id", "agency", "action_type", "differs", "doc000", "doc001", "doc002"]
    assert len(table) > 20


@pytest.mark.parametrize(("name", "message"), [("x.ods", "no known table format"), ("x", "no known table format")])
def test_unknown_format_is_refused(tmp_path, name, message):
    out = write_tagged(tmp_path, [make_document(0, 3)])
    with pytest.raises(ProvtagError, match=message):
        run(str(out), "--out", str(out / name))


def test_empty_folder_is_refused(tmp_path):
    with pytest.raises(InputError, match="no documents to compare"):
        run(str(write_tagged(tmp_path, [])))


def test_documents_called_like_columns_overwrite_none(tmp_path):
    names = ("agency", "agency_id", "differs", "agency~2")
    comparison = compare(names, [clause("agency_id", ["rescue"], ("health", "lead"))])
    write_comparison_table(comparison, tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["agency_id"], row["agency"], row["differs"]) == ("health", NAMES["health"], "True")
    assert list(row.values())[4:] == ["none", "lead", "none", "none"]
