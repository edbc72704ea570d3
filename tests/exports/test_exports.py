"""What other programs are given is valid in their own terms, and holds what the results hold."""

from __future__ import annotations

import json
import shutil
import sys
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import jsonschema
import pytest
from lxml import etree

from provtag.cli import main
from provtag.exports.tables import columns_of, known_tables, rows_of, unguarded
from provtag.files import read_json, read_jsonl
from provtag.tagging.tables import FORMULA_STARTS, safe_cells

SCHEMAS = Path(__file__).parent / "schemas"
PROJECT = "{urn:QDA-XML:project:1.0}"
FILES = ("datapackage.json", "provtag.qdpx", "annotations.jsonld", "provtag.duckdb")


def documents(folder: Path) -> dict[str, dict[str, Any]]:
    return {row["doc_id"]: row for row in read_jsonl(folder / "documents.jsonl")}


def clauses(folder: Path) -> list[dict[str, Any]]:
    return list(read_jsonl(folder / "clauses.jsonl"))


def marks(folder: Path) -> set[tuple[str, int, int, str]]:
    """Every range with every code it must have: document, start, end, name of the code."""
    names = {
        "prevention": "预防",
        "crackdown": "打击",
        "rescue": "救助",
        "publicity": "宣传",
        "lead": "主责",
        "support": "配合",
        "mention": "提及",
    }
    found = set()
    for row in clauses(folder):
        found |= {(row["doc_id"], row["start"], row["end"], names[action]) for action in row["action_types"]}
        found |= {(row["doc_id"], row["start"], row["end"], measure["name"]) for measure in row["measures"]}
        for agency in row["agencies"]:
            found |= {(row["doc_id"], agency["start"], agency["end"], name) for name in (agency["agency"], names[agency["role"]])}
    return found


def test_the_data_package_is_valid_and_every_column_described(tagged: Path) -> None:
    report = frictionless.Package(str(tagged / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])
    resources = {resource["name"]: resource for resource in read_json(tagged / "datapackage.json")["resources"]}
    assert set(resources) == {table.name for table in known_tables()}
    for resource in resources.values():
        assert resource["title"]
        assert all(field.get("description") for field in resource["schema"]["fields"]), resource["name"]


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        ("edges.csv", "public_security", "nobody", "foreign-key"),
        ("runs.csv", ",doc000,", ",elsewhere,", "foreign-key"),
        ("nodes.csv", "True", "perhaps", "type-error"),
    ],
)
def test_the_checker_finds_what_is_wrong(tagged: Path, tmp_path: Path, name: str, old: str, new: str, fault: str) -> None:
    folder = shutil.copytree(tagged, tmp_path / "wrong")
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    report = frictionless.Package(str(folder / "datapackage.json")).validate()
    assert fault in {kind for (kind,) in report.flatten(["type"])}


def test_the_database_holds_all_rows_and_answers(tagged: Path) -> None:
    with duckdb.connect(str(tagged / "provtag.duckdb"), read_only=True) as database:
        for table in known_tables():
            (count,) = database.execute(f'SELECT count(*) FROM "{table.name}"').fetchone() or (None,)
            assert count == sum(1 for _ in rows_of(tagged, table)) > 0, table.name

        def ask(question: str) -> list[Any]:
            return database.execute(question).fetchall()

        last = {row["doc_id"]: row["clause_id"] for row in clauses(tagged)}
        assert ask("SELECT title FROM documents WHERE doc_id = 'doc000'") == [("=标题 <&> \x07",)]
        assert ask("SELECT text FROM clauses_flat WHERE text LIKE '=1+1%'")
        assert ask("SELECT clause_id, rank, measure_id, score FROM clause_measures WHERE doc_id = 'doc000' ORDER BY rank") == [
            (last["doc000"], 1, "blood_samples", 0.91),
            (last["doc000"], 2, "shelter", 0.44),
        ]
        assert ask("SELECT measure_id, plan_clauses, carried_out, left_out FROM plan_measures ORDER BY 1") == [
            ("blood_samples", 1, 1, 0),
            ("shelter", 1, 1, 0),
        ]
        assert ask("SELECT plan_clause_id, clause_id FROM carried_out") == [(last["doc000"], last["doc001"])]
        assert len(ask("SELECT * FROM left_out")) == len(ask("SELECT * FROM additions")) == 12
        assert ask(f"SELECT source_doc_id FROM whose_words WHERE clause_id = '{last['doc001']}'")[0] == ("doc000",)
        types = {(row["doc_id"], row["clause_id"], action) for row in clauses(tagged) for action in row["action_types"]}
        assert set(ask("SELECT doc_id, clause_id, action_type FROM clause_types")) == types
        leads = {
            (row["doc_id"], action, agency["agency_id"])
            for row in clauses(tagged)
            for action in row["action_types"]
            for agency in row["agencies"]
            if agency["role"] == "lead"
        }
        assert set(ask("SELECT doc_id, action_type, agency_id FROM who_by_type WHERE role = 'lead'")) == leads
        assert [row[0] for row in ask("SELECT change FROM changed_clauses")] == ["reworded", "new"]
        assert ask("SELECT agency_id, gained, lost FROM changed_tasks") == [("health", 1, 0)]
        for view in ("documents_by_type", "documents_by_measure", "who_by_measure", "works_with"):
            assert ask(f"SELECT * FROM {view}") or view == "who_by_measure"


def test_a_database_of_a_folder_with_little_in_it_still_answers(tagged: Path, tmp_path: Path) -> None:
    for name in ("documents.jsonl", "clauses.jsonl"):
        rows = [{key: value for key, value in row.items() if key != "measures"} for row in read_jsonl(tagged / name)]
        (tmp_path / name).write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    assert main(["export", str(tmp_path), "--to", "duckdb", "--to", "qdpx"]) == 0
    assert {path.name for path in tmp_path.iterdir() if path.is_file()} == {
        "documents.jsonl", "clauses.jsonl", "provtag.duckdb", "provtag.qdpx",
    }  # fmt: skip
    with duckdb.connect(str(tmp_path / "provtag.duckdb"), read_only=True) as database:
        views = [name for (name,) in database.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()]
        assert len(views) > 8
        for view in views:
            database.execute(f"SELECT * FROM {view}").fetchall()


def test_the_project_is_valid_and_marks_the_same_words(tagged: Path) -> None:
    with zipfile.ZipFile(tagged / "provtag.qdpx") as archive:
        root = etree.fromstring(archive.read("project.qde"))
        schema = etree.XMLSchema(etree.parse(SCHEMAS / "refi_qda.xsd"))
        schema.assertValid(root)
        codes = {code.get("guid"): code.get("name") for code in root.iter(f"{PROJECT}Code")}
        found = set()
        for source in root.iter(f"{PROJECT}TextSource"):
            path = source.get("plainTextPath").replace("internal://", "Sources/")
            assert archive.read(path).decode() == documents(tagged)[source.get("name")]["text"]
            for selection in source.iter(f"{PROJECT}PlainTextSelection"):
                place = int(selection.get("startPosition")), int(selection.get("endPosition"))
                for reference in selection.iter(f"{PROJECT}CodeRef"):
                    found.add((source.get("name"), *place, codes[reference.get("targetGUID")]))
    assert found == marks(tagged)
    next(root.iter(f"{PROJECT}CodeRef")).set("targetGUID", "00000000-0000-0000-0000-000000000000")
    assert not schema.validate(root)


def test_the_annotations_are_valid_and_quote_the_same_words(tagged: Path) -> None:
    collection = read_json(tagged / "annotations.jsonld")
    validator = jsonschema.Draft202012Validator(read_json(SCHEMAS / "web_annotation.json"))
    assert list(validator.iter_errors(collection)) == []
    texts = {f"urn:provtag:document:{doc_id}": row for doc_id, row in documents(tagged).items()}
    items, found = collection["first"]["items"], set()
    assert len({item["id"] for item in items}) == len(items) == collection["total"]
    for item in items:
        document = texts[item["target"]["source"]]
        position, quotation = item["target"]["selector"]
        start, end, text = position["start"], position["end"], document["text"]
        assert text[start:end] == quotation["exact"]
        assert quotation["prefix"] + quotation["exact"] + quotation["suffix"] in text
        found |= {(document["doc_id"], start, end, body["value"]) for body in item["body"]}
    assert found == marks(tagged)
    del items[0]["target"]["selector"][0]["start"]
    assert list(validator.iter_errors(collection))


def test_the_same_results_give_the_same_bytes(tagged: Path, tmp_path: Path) -> None:
    """But for the database, whose library decides on its bytes."""
    again = shutil.copytree(tagged, tmp_path / "again")
    assert main(["export", str(again)]) == 0
    for name in FILES[:3]:
        assert (again / name).read_bytes() == (tagged / name).read_bytes()


def test_an_unknown_column_is_kept(tagged: Path, tmp_path: Path) -> None:
    text = (tagged / "added.csv").read_text(encoding="utf-8-sig").splitlines()
    (tmp_path / "added.csv").write_text("\n".join([f"{text[0]},note", f"{text[1]},1"]), encoding="utf-8-sig")
    (table,) = (table for table in known_tables() if table.name == "added")
    assert [(column.name, column.type) for column in columns_of(tmp_path, table)][-1] == ("note", "any")


@pytest.mark.parametrize("start", sorted(FORMULA_STARTS - {"\0"}))
def test_a_guarded_cell_is_read_as_it_was(start: str) -> None:
    assert [unguarded(cell) for cell in safe_cells([f"{start}x", "'x", "x"])] == [f"{start}x", "'x", "x"]


def test_a_folder_without_results_is_a_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path)]) == 2
    assert "documents.jsonl: no such file" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_without_duckdb_it_says_what_to_install(
    tagged: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    folder = shutil.copytree(tagged, tmp_path / "copy")
    monkeypatch.setitem(sys.modules, "duckdb", None)
    assert main(["export", str(folder)]) == 2
    assert "provtag[exports]" in capsys.readouterr().err


def test_nothing_is_exported_of_documents_that_are_not_tagged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("第一条　公安机关打击拐卖犯罪。\n", encoding="utf-8")
    assert main(["parse", str(tmp_path / "a.txt"), "--out", str(tmp_path / "out")]) == 0
    capsys.readouterr()
    assert main(["export", str(tmp_path / "out")]) == 2
    said = capsys.readouterr()
    assert "not tagged" in said.err and said.out == ""
    assert not (tmp_path / "out" / "datapackage.json").exists()
