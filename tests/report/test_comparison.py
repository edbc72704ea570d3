"""Comparing documents: lead outweighs support, mentions are no duty, differences come first."""

from __future__ import annotations

import argparse
import csv
import json

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tagged_output import NAMES, make_document, write_tagged

from provtag.cli import main
from provtag.commands.report import add_commands
from provtag.files import write_jsonl
from provtag.report.comparison import LEAD, NONE, SUPPORT, compare, printed_lines, write_comparison_table
from provtag.schema import ActionType, InputError, ProvtagError

pytestmark = pytest.mark.usefixtures("standing_workers")

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


def test_printed_table_names_few_documents_and_counts_many(monkeypatch):
    monkeypatch.setattr("provtag.translation._chosen", ["en"])
    rows = [clause("d1", ["rescue"], ("health", "lead")), clause("d2", ["rescue"], ("education", "lead"))]
    few = list(printed_lines(compare(DOCUMENTS, rows)))
    assert few[0].split() == list(DOCUMENTS)
    assert few[1].split() == ["rescue", "教育", "-", "lead", "-"]
    assert few[-1] == "2 duties differ, 0 are the same in all documents"
    many = list(printed_lines(compare([f"d{number}" for number in range(10)], rows)))
    assert many[1].split() == ["lead", "support", "none"]
    assert many[2].split() == ["rescue", "教育", "1", "0", "9"]
    monkeypatch.setattr("provtag.translation._chosen", ["zh"])
    few = list(printed_lines(compare(DOCUMENTS, rows)))
    assert few[1].split() == ["救助", "教育", "-", "主责", "-"]
    assert few[-1] == "2 项任务不同，0 项在各文件中相同"
    many = list(printed_lines(compare([f"d{number}" for number in range(10)], rows)))
    assert many[0] == "10 份文件；数字是文件数"
    assert many[1].split() == ["主责", "配合", "无"]


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


@pytest.mark.parametrize("place", ["out/c.csv", "elsewhere/c.csv"])
def test_what_a_person_wrote_is_kept_and_an_own_table_replaced(tmp_path, capsys, place):
    out = write_tagged(tmp_path / "out", [make_document(number, 9) for number in range(2)])
    path = tmp_path / place
    path.parent.mkdir(exist_ok=True)
    path.write_text("mine", encoding="utf-8")
    run(str(out), "--out", str(path))
    assert "c.csv: was changed since it was written; kept as c.edited.csv" in capsys.readouterr().err
    assert (path.with_name("c.edited.csv")).read_text(encoding="utf-8") == "mine"
    run(str(out), "--out", str(path))
    assert sorted(each.name for each in path.parent.glob("c.*")) == ["c.csv", "c.edited.csv"]
    assert not (tmp_path / "elsewhere" / ".provtag").exists()


def test_a_table_of_tagging_is_no_place_for_a_comparison(tmp_path):
    out = write_tagged(tmp_path / "out", [make_document(0, 3)])
    with pytest.raises(ProvtagError, match=r"clauses\.csv: is a table that `provtag tag` writes"):
        run(str(out), "--out", str(out / "clauses.csv"))


def test_a_comparison_of_other_documents_goes_with_them_and_is_said(tmp_path, capsys):
    for name, duty in (("a", "公安机关负责打击拐卖犯罪。"), ("b", "民政部门负责救助。")):
        (tmp_path / f"{name}.txt").write_text(f"第一条　{duty}\n", encoding="utf-8")
    out = tmp_path / "out"
    assert main(["parse", str(tmp_path / "a.txt"), "--out", str(out)]) == 0
    rows = [json.loads(line) for line in (out / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]
    write_jsonl(out / "clauses.jsonl", [row | {"agencies": [], "action_types": []} for row in rows])
    run(str(out), "--out", str(out / "c.csv"))
    capsys.readouterr()
    assert main(["parse", str(tmp_path / "b.txt"), "--out", str(out)]) == 0
    assert not (out / "c.csv").exists()
    assert "removed what was made of other rows: c.csv" in capsys.readouterr().err


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
