"""Figures count what counts: of copies one, and no text unlike a regulation; what is left out is named."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pandas as pd
import pytest
from made import PLAN

from provtag.cli import main
from provtag.documents import notices
from provtag.report.tagged import counted_documents
from provtag.tagging.tables import AGENCY_COLUMNS, flat_agencies, write_csv
from tests.report.tagged_output import make_document, other, write_tagged

pytestmark = pytest.mark.usefixtures("standing_workers")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return write_tagged(tmp_path / "sound", [make_document(0, 12), make_document(1, 12)])


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """The same with a copy of the first and something else."""
    items = [make_document(0, 12), other(make_document(0, 12), "doc000-copy"), make_document(1, 12)]
    return write_tagged(tmp_path / "mixed", [*items, other(make_document(2, 12), "recipe", notices.NO_REGULATION)])


def test_one_definition_of_what_counts(mixed: Path) -> None:
    assert counted_documents(mixed) == ["doc000", "doc001"]
    assert counted_documents(mixed, ["recipe"]) == ["doc000", "doc001", "recipe"]
    assert counted_documents(mixed, ["doc000"]) == ["doc000", "doc000-copy", "doc001"]


def test_a_network_is_that_of_the_documents_that_count(
    sound: Path, mixed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for folder in (sound, mixed):
        assert main(["network", str(folder), "--out", str(tmp_path / f"of {folder.name}"), "--compare"]) == 0
    for name in ("nodes.csv", "edges.csv", "differences.csv", "network.html"):
        assert (tmp_path / "of sound" / name).read_bytes() == (tmp_path / "of mixed" / name).read_bytes()
    said = capsys.readouterr().err
    assert said.count("not counted") == 1
    assert "unlike a regulation: doc000-copy, recipe\n" in said


def test_of_two_documents_to_compare_both_count(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    two = write_tagged(tmp_path / "two", [make_document(0, 12), other(make_document(0, 12), "doc000-copy")])
    assert main(["network", str(two), "--out", str(tmp_path / "out"), "--compare"]) == 0
    assert "not counted" not in capsys.readouterr().err


def test_a_comparison_names_what_it_leaves_out(mixed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["compare", str(mixed)]) == 0
    assert "unlike a regulation: doc000-copy, recipe\n" in capsys.readouterr().err


def test_of_many_documents_that_do_not_count_the_first_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copies = [other(make_document(0, 3), f"doc000-copy{number:02}") for number in range(12)]
    assert main(["compare", str(write_tagged(tmp_path / "many", [make_document(0, 3), *copies]))]) == 0
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith("provtag: 12 not counted") and line.endswith("doc000-copy08, doc000-copy09, …")


def test_views_count_what_counts_and_tables_hold_all(mixed: Path) -> None:
    from provtag.report.tagged import tagged_clauses

    write_csv(mixed / "agencies.csv", AGENCY_COLUMNS, (each for row in tagged_clauses(mixed) for each in flat_agencies(row)))
    assert main(["export", str(mixed), "--to", "duckdb"]) == 0
    with duckdb.connect(str(mixed / "provtag.duckdb"), read_only=True) as database:

        def documents(table: str) -> set[str]:
            return {doc_id for (doc_id,) in database.execute(f"SELECT doc_id FROM {table}").fetchall()}

        for view in ("documents_by_type", "documents_by_measure", "who_by_type", "who_by_measure"):
            assert documents(view) == {"doc000", "doc001"}, view
        for table in ("documents", "clauses", "clause_types", "clause_measures", "agencies"):
            assert documents(table) == {"doc000", "doc000-copy", "doc001", "recipe"}, table
        assert documents("clause_types WHERE counted") == {"doc000", "doc001"}


def test_coverage_is_by_documents_that_count_and_by_copies_of_the_plan(
    tmp_path: Path, small_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = tmp_path / "others", tmp_path / "out"
    folder.mkdir()
    articles = [f"第{number}条　{text}" for number, text in zip("一二三四", PLAN, strict=True)]
    plan = "\n".join(["云岭省实施细则", *articles])
    (tmp_path / "plan.txt").write_text(plan, encoding="utf-8")
    (folder / "same.txt").write_text(plan, encoding="utf-8")
    east = "\n".join(["东山县实施细则", *articles[:2], "第三条　教育部门组织反拐宣传。"])
    for name in ("east.txt", "east-副本.txt"):
        (folder / name).write_text(east, encoding="utf-8")
    (folder / "菜.txt").write_text("红烧肉\n" + "五花肉切块，冷水下锅，撇去浮沫，小火慢炖。" * 3, encoding="utf-8")
    paths = [str(tmp_path / "plan.txt"), str(folder), "--out", str(out), "--model", str(small_model), "--workers", "1"]
    assert main(["coverage", *paths]) == 0
    links, added = (pd.read_csv(out / f"{name}.csv", encoding="utf-8-sig") for name in ("links", "added"))
    assert set(links["plan_doc_id"]) == {"plan"}
    assert set(links["doc_id"]) == {"same", "east"}
    assert "菜" not in set(added["doc_id"])
    assert "unlike a regulation: east-副本, 菜\n" in capsys.readouterr().err
