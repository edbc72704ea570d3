"""A batch as its users see it: the files it writes, what it says, how it ends."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from provtag.cli import main
from provtag.tagging.manifest import write_manifest
from provtag.tagging.tables import CLAUSE_COLUMNS, FORMULA_STARTS, flat_agencies, flat_clause, safe_cells
from tests.tagging.conftest import write_regulations

pytestmark = pytest.mark.usefixtures("standing_workers")

FILES = ("documents.jsonl", "clauses.jsonl", "clauses.csv", "agencies.csv", "clauses.parquet", "failures.csv", "report.html")


def content(out: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture
def tagged(regulations: Path, tiny_model: Path, tmp_path: Path) -> Path:
    """The tagged regulations of one's own."""
    return tag(regulations, tmp_path / "tagged", tiny_model)


@pytest.fixture(scope="module")
def only_read(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tagged regulations of all tests that change nothing, and the regulations beside them."""
    folder = tmp_path_factory.mktemp("read")
    return tag(write_regulations(folder / "regulations"), folder / "tagged", tiny_model)


def tag(regulations: Path, out: Path, model: Path) -> Path:
    assert main(["tag", str(regulations), "--out", str(out), "--model", str(model)]) == 1
    assert len(rows(out / "clauses.jsonl")) == 15
    return out


def test_the_number_of_workers_does_not_change_a_byte(only_read: Path, tiny_model: Path, tmp_path: Path) -> None:
    out, regulations = tmp_path / only_read.name, only_read.with_name("regulations")
    assert main(["tag", str(regulations), "--out", str(out), "--model", str(tiny_model), "--workers", "2"]) == 1
    assert set(content(only_read)) == set(FILES)
    assert content(out) == content(only_read)


def test_the_report_is_the_same_wherever_the_files_are_and_tells_no_folder(
    only_read: Path, regulations: Path, tiny_model: Path, tmp_path: Path
) -> None:
    place = tmp_path / "elsewhere"
    shutil.copytree(regulations, place / regulations.name)
    clause = rows(only_read / "clauses.jsonl")[0]
    label = {key: clause[key] for key in ("clause_id", "doc_id", "text")} | {"kind": "clause", "action_types": [], "agencies": []}
    pages = []
    for folder, source in ((tmp_path, regulations), (place, place / regulations.name)):
        (folder / "labels.jsonl").write_text(json.dumps(label | {"text": "别的。"}, ensure_ascii=False), encoding="utf-8")
        options = ["--model", str(tiny_model), "--labels", str(folder / "labels.jsonl"), "--force"]
        assert main(["tag", str(source), "--out", str(folder / "tagged"), *options]) == 1
        pages.append((folder / "tagged" / "report.html").read_text(encoding="utf-8"))
    assert pages[0] == pages[1]
    assert str(tmp_path) not in pages[0] and str(tiny_model.parent) not in pages[0]
    assert f"…/{regulations.name}" in pages[0] and "labels.jsonl:1" in pages[0]


def test_documents_and_clauses_come_in_input_order(only_read: Path) -> None:
    ids = [row["doc_id"] for row in rows(only_read / "documents.jsonl")]
    assert ids == [f"地区{number}_细则" for number in range(5)]
    assert list(dict.fromkeys(row["doc_id"] for row in rows(only_read / "clauses.jsonl"))) == ids


def test_a_failed_file_costs_its_own_row(only_read: Path) -> None:
    (failure,) = table(only_read / "failures.csv")
    assert failure["source"].endswith("空.txt")
    assert "empty" in failure["error"]


def test_tables_hold_what_the_rows_hold(only_read: Path) -> None:
    clauses = rows(only_read / "clauses.jsonl")
    flat = [flat_clause(row) for row in clauses]
    assert pq.read_table(only_read / "clauses.parquet").to_pylist() == [{key: row[key] for key in CLAUSE_COLUMNS} for row in flat]
    assert table(only_read / "clauses.csv") == [
        dict(zip(CLAUSE_COLUMNS, map(str, safe_cells(row[key] for key in CLAUSE_COLUMNS)), strict=True)) for row in flat
    ]
    agencies = safe_cells(agency["text"] for row in clauses for agency in flat_agencies(row))
    assert agencies
    assert [row["text"] for row in table(only_read / "agencies.csv")] == agencies


def test_no_cell_is_a_formula(only_read: Path) -> None:
    cells = [cell for row in table(only_read / "clauses.csv") for cell in row.values()]
    assert any(cell.startswith("'=") for cell in cells)
    assert not any(cell[:1] in FORMULA_STARTS for cell in cells)


def test_unchanged_inputs_are_reused_and_changed_ones_are_not(
    tagged: Path, regulations: Path, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(tagged)
    command = ["tag", str(regulations), "--out", str(tagged), "--model", str(tiny_model)]
    main(command)
    said = capsys.readouterr().err
    characters = sum(len(row["text"]) for row in rows(tagged / "documents.jsonl"))
    assert f"5 documents, 15 clauses, {characters} characters" in said and "1 failed" in said
    assert "5 reused" in said and "was changed" not in said
    assert content(tagged) == before
    (regulations / "地区3" / "细则.txt").write_text("第一条　公安机关打击拐卖犯罪。\n", encoding="utf-8")
    main(command)
    assert "4 reused" in capsys.readouterr().err
    assert [row["text"] for row in rows(tagged / "clauses.jsonl") if row["doc_id"] == "地区3_细则"] == ["公安机关打击拐卖犯罪。"]
    main([*command, "--force"])
    assert "0 reused" in capsys.readouterr().err


def test_a_changed_model_tags_again(tagged: Path, regulations: Path, tiny_model: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed"
    shutil.copytree(tiny_model, changed)
    decisions = changed / "provtag_actions" / "decisions.json"
    decisions.write_text(decisions.read_text(encoding="utf-8").replace("0.5", "1e-12"), encoding="utf-8")
    write_manifest(changed)
    before = rows(tagged / "clauses.jsonl")
    main(["tag", str(regulations), "--out", str(tagged), "--model", str(changed)])
    after = rows(tagged / "clauses.jsonl")
    assert all(len(row["action_types"]) == 4 for row in after)
    assert not all(len(row["action_types"]) == 4 for row in before)


def test_records_of_other_inputs_are_dropped(tagged: Path, regulations: Path, tiny_model: Path) -> None:
    assert len(list((tagged / ".provtag").glob("*/*"))) == 6
    shutil.rmtree(regulations / "地区1")
    main(["tag", str(regulations), "--out", str(tagged), "--model", str(tiny_model)])
    assert len(list((tagged / ".provtag").glob("*/*"))) == 5
    assert len(rows(tagged / "documents.jsonl")) == 4


def test_a_mended_failure_leaves_no_failures_behind(regulations: Path, tmp_path: Path) -> None:
    out = tmp_path / "parsed"
    assert main(["parse", str(regulations), "--out", str(out)]) == 1
    (regulations / "空.txt").write_text("第一条　公安机关打击拐卖犯罪。\n", encoding="utf-8")
    assert main(["parse", str(regulations), "--out", str(out)]) == 0
    assert set(content(out)) == {"documents.jsonl", "clauses.jsonl"}


def test_parse_prints_a_line_a_document(regulations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["parse", str(regulations), "--out", str(tmp_path / "parsed"), "--workers", "2"])
    printed, said = capsys.readouterr()
    assert [line.split()[0] for line in printed.splitlines()] == [f"地区{number}_细则" for number in range(5)]
    assert "5 documents, " in said.splitlines()[-1]
    assert "1 failed, see failures.csv" in said.splitlines()[-1]


def test_workbook_on_request(regulations: Path, tiny_model: Path, tmp_path: Path) -> None:
    out = tmp_path / "tagged"
    main(["tag", str(regulations), "--out", str(out), "--model", str(tiny_model), "--xlsx"])
    assert set(content(out)) == {*FILES, "clauses.xlsx"}


@pytest.mark.parametrize(
    ("language", "reason"), [("zh", "空文件，没有文字；请检查文件"), ("en", "empty: holds no text; check the file")]
)
def test_reasons_and_the_report_speak_the_language_asked_for(
    language: str, reason: str, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("provtag.translation._chosen", [])
    (tmp_path / "空.txt").write_text("", encoding="utf-8")
    (tmp_path / "办法.txt").write_text("第一条　公安机关打击拐卖犯罪。\n", encoding="utf-8")
    out = tmp_path / "out"
    given = [str(tmp_path / name) for name in ("空.txt", "办法.txt")]
    assert main(["tag", *given, "--out", str(out), "--model", str(tiny_model), "--workers", "1", "--lang", language]) == 1
    with (out / "failures.csv").open(encoding="utf-8-sig", newline="") as stream:
        (row,) = csv.DictReader(stream)
    assert (row["error"], row["reason"]) == ("empty: holds no text; check the file", reason)
    page = (out / "report.html").read_text(encoding="utf-8")
    assert f'"language":"{language}"' in page and f"--lang {language}" in page


def test_names_that_are_no_text(tmp_path: Path) -> None:
    folder = tmp_path / "names"
    folder.mkdir()
    Path(folder, b"\xb7\xb4\xb9\xd5.txt".decode("utf-8", "surrogateescape")).write_text("第一条　打击拐卖。\n", encoding="utf-8")
    assert main(["parse", str(folder), "--out", str(tmp_path / "out")]) == 0
    assert len(rows(tmp_path / "out" / "documents.jsonl")) == 1


@pytest.mark.parametrize("where", ["a file", "a file above"])
def test_output_that_is_no_folder(where: str, regulations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    out = tmp_path / "file" if where == "a file" else tmp_path / "file" / "deeper"
    assert main(["parse", str(regulations), "--out", str(out)]) == 2
    assert "is a file" in capsys.readouterr().err
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"


def test_nothing_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["parse", str(tmp_path / "empty"), "--out", str(tmp_path / "out")]) == 2
    assert main(["parse", str(tmp_path / "missing.txt"), "--out", str(tmp_path / "out")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert "no documents found" in said[0]
    assert "no such file" in said[1]
    assert not (tmp_path / "out").exists()


def test_no_model(regulations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = ["tag", str(regulations), "--out", str(tmp_path / "out"), "--model", str(tmp_path / "none")]
    assert main(command) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "no model there" in line


@pytest.mark.parametrize("options", [["--workers", "0"], ["--workers", "two"], []])
def test_wrong_usage(options: list[str], tmp_path: Path) -> None:
    inputs = [str(tmp_path)] if options else []
    with pytest.raises(SystemExit) as ended:
        main(["parse", *inputs, "--out", str(tmp_path / "out"), *options])
    assert ended.value.code == 2


@pytest.mark.parametrize(
    ("command", "named"),
    [
        (["tag", "", "--out", "out"], "INPUT"),
        (["parse", "a.txt", "", "--out", "out"], "INPUT"),
        (["tag", "a.txt", "--out", ""], "--out"),
        (["tag", "a.txt", "--out="], "--out"),
        (["tag", "a.txt", "--out", "out", "--model", ""], "--model"),
        (["tag", "a.txt", "--out", "out", "--labels", ""], "--labels"),
        (["coverage", "", "a.txt", "--out", "out"], "PLAN"),
        (["changes", "a.txt", "", "--out", "out"], "NEW"),
        (["network", "", "--out", "out"], "INPUT"),
        (["compare", "", "--out", "a.csv"], "DIR"),
        (["compare", "in", "--out", ""], "--out"),
        (["export", ""], "DIR"),
        (["agreement", ""], "LABELS"),
        (["labels", "move", "", "--out", "out"], "OLD_LABELS"),
        (["seed", "add", ""], "FILE"),
    ],
)
@pytest.mark.parametrize(("language", "told"), [("en", "an empty name"), ("zh", "名字为空")])
def test_an_empty_name_is_wrong_usage_and_not_the_current_folder(
    command: list[str],
    named: str,
    language: str,
    told: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (tmp_path / "a.txt").write_text("第一条　打击拐卖。\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("provtag.translation._chosen", [])
    with pytest.raises(SystemExit) as ended:
        main([*command, "--lang", language])
    assert ended.value.code == 2
    last = capsys.readouterr().err.splitlines()[-1]
    assert told in last and f" {named}" in last
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_workers_beside_a_cluster_are_refused(regulations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    options = ["--workers", "2", "--scheduler", "tcp://127.0.0.1:9"]
    assert main(["parse", str(regulations), "--out", str(tmp_path / "out"), *options]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "workers of its own" in line and not (tmp_path / "out").exists()


def test_too_many_clauses_for_a_page(
    tagged: Path, regulations: Path, tiny_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("provtag.commands.tagging.REPORT_CLAUSES", 14)
    main(["tag", str(regulations), "--out", str(tagged), "--model", str(tiny_model)])
    assert "no report.html: 15 clauses" in capsys.readouterr().err
    assert not (tagged / "report.html").exists()


@pytest.mark.parametrize("shown", [True, False])
def test_progress_is_shown_on_request(shown: bool, regulations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    flag = "--progress" if shown else "--no-progress"
    main(["parse", str(regulations), "--out", str(tmp_path / "out"), flag])
    said = capsys.readouterr().err
    assert ("6/6" in said and "characters/s" in said) is shown
    assert "5 documents" in said


@pytest.mark.parametrize(
    ("command", "heavy"),
    [(["--help"], {"numpy", "yaml", "lxml"}), (["explain", "公安机关打击拐卖。"], {"sklearn", "scipy", "spacy", "pandas"})],
)
def test_commands_start_without_heavy_libraries(command: list[str], heavy: set[str], tiny_model: Path) -> None:
    arguments = [*command, "--model", str(tiny_model)] if command[0] == "explain" else command
    program = "import sys, contextlib, provtag.cli\nwith contextlib.suppress(SystemExit): provtag.cli.main(sys.argv[1:])\n"
    program += "print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True)
    assert not heavy & set(done.stdout.splitlines()[-1].split())


def test_files_of_other_formats_are_skipped_by_name_and_fail_nothing(
    tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "规定.txt").write_text("第一条 公安机关应当立即立案查找。\n第二条 民政部门应当救助受害人。\n", encoding="utf-8")
    (folder / "分工.ppt").write_bytes(b"a")
    (folder / "无后缀").write_bytes(b"a")
    (folder / "~$规定.docx").write_bytes(b"a")
    out = tmp_path / "out"
    assert main(["tag", str(folder), "--out", str(out), "--model", str(tiny_model)]) == 0
    failures = table(out / "failures.csv")
    assert [(Path(row["source"]).name, row["error"].split(":")[0]) for row in failures] == [
        ("~$规定.docx", "skipped"),
        ("分工.ppt", "skipped"),
        ("无后缀", "skipped"),
    ]
    assert f"{folder}/分工.ppt: skipped: not a format that is read (.ppt)" in capsys.readouterr().err
    assert len(rows(out / "documents.jsonl")) == 1


def test_another_way_to_the_same_folder_does_nothing_again(
    regulations: Path, tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--out", str(tmp_path / "out"), "--model", str(tiny_model), "--workers", "1"]
    main(["tag", str(regulations), *options])
    monkeypatch.chdir(regulations.parent)
    capsys.readouterr()
    main(["tag", regulations.name, *options])
    assert "5 reused" in capsys.readouterr().err
    sources = [json.loads(line)["source"] for line in (tmp_path / "out" / "documents.jsonl").read_text("utf-8").splitlines()]
    assert sources == [f"{regulations.name}/地区{number}/细则.txt" for number in range(5)]
