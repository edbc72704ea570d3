"""People's labels stand in every table in place of the model's, and none is lost without a word."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest

from provtag.cli import main
from provtag.files import write_jsonl
from provtag.schema import Label
from provtag.tagging.label_ids import LabelIds

pytestmark = pytest.mark.usefixtures("standing_workers")

TEXT = "第一条　公安机关打击拐卖犯罪。县妇联发放手册。（县公安局牵头，县教育局配合）\n第二条　民政部门救助被解救的儿童。\n"


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return written(tmp_path)


def written(folder: Path) -> Path:
    path = folder / "in" / "细则.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def before(tiny_model: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """The clauses as the model has them, where nobody gave a label."""
    folder = tmp_path_factory.mktemp("before")
    assert tag(written(folder), tiny_model, folder / "out") == 0
    return clauses(folder / "out")


def tag(source: Path, model: Path, out: Path, labels: list[dict[str, Any]] | None = None) -> int:
    options = []
    if labels is not None:
        write_jsonl(out.parent / "labels.jsonl", labels)
        options = ["--labels", str(out.parent / "labels.jsonl"), "--xlsx"]
    return main(["tag", str(source), "--out", str(out), "--model", str(model), "--workers", "1", *options])


def clauses(out: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (out / "clauses.jsonl").read_text(encoding="utf-8").splitlines()]


def label(row: dict[str, Any], *agencies: dict[str, Any], **other: Any) -> dict[str, Any]:
    types = {"clause_id": row["clause_id"], "kind": "clause", "text": row["text"], "action_types": ["publicity"]}
    return types | {"agencies": list(agencies)} | other


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_label_stands_in_every_table(source: Path, tiny_model: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    tag(source, tiny_model, out)
    before = clauses(out)
    women = {"start": 0, "end": 3, "role": "support", "agency_id": "women_federation"}
    who = {"origin": "王丽", "judged_at": "2026-11-29T08:00:00Z"}
    assert tag(source, tiny_model, out, [label(before[1], women, **who)]) == 0
    after = clauses(out)
    assert [after[0], after[2]] == [before[0], before[2]]
    row = after[1]
    assert (row["action_types"], row["needs_review"], row["evidence"], row["decided_by"]) == (["publicity"], False, {}, "human")
    assert row["scores"] == {"prevention": 0.0, "crackdown": 0.0, "rescue": 0.0, "publicity": 1.0}
    own = [item for item in row["agencies"] if item["scope"] == "clause"]
    assert [(item["text"], item["role"], item["agency_id"], item["level"]) for item in own] == [
        ("县妇联", "support", "women_federation", "county")
    ]
    assert [item["text"] for item in row["agencies"] if item["scope"] == "duty_note"] == ["县公安局", "县教育局"]
    document = json.loads((out / "documents.jsonl").read_text(encoding="utf-8"))
    assert all(document["text"][item["start"] : item["end"]] == item["text"] for item in row["agencies"])
    wanted = ["model", "human", "model"]
    assert [row["decided_by"] for row in table(out / "clauses.csv")] == wanted
    judged = [(row["judged_by"], row["judged_at"]) for row in table(out / "clauses.csv")]
    assert judged == [("", ""), tuple(who.values()), ("", "")]
    assert pq.read_table(out / "clauses.parquet")["decided_by"].to_pylist() == wanted
    assert {row["clause_id"] for row in table(out / "agencies.csv") if row["decided_by"] == "human"} == {row["clause_id"]}
    head, *cells = openpyxl.load_workbook(out / "clauses.xlsx")["分句"].iter_rows(values_only=True)
    assert [row[head.index("判定者")] for row in cells] == ["模型", "人工", "模型"]
    assert '["王丽","2026-11-29T08:00:00Z"]' in (out / "report.html").read_text(encoding="utf-8")
    assert tag(source, tiny_model, out) == 0  # without labels it is the model again, whatever is on record
    assert clauses(out) == before


def test_a_label_of_a_duty_note_holds_for_its_paragraph(source: Path, tiny_model: Path, tmp_path: Path) -> None:
    note = "（县公安局牵头，县教育局配合）"
    (screen,) = [unit for unit in note_ids(source) if unit["text"] == note]
    labelled = {**screen, "kind": "duty_note", "action_types": []}
    labelled["origin"] = "王丽"
    labelled["agencies"] = [{"start": 8, "end": 12, "role": "lead", "agency_id": "education"}]
    assert tag(source, tiny_model, tmp_path / "out", [labelled]) == 0
    inherited = [[item for item in row["agencies"] if item["scope"] == "duty_note"] for row in clauses(tmp_path / "out")]
    assert [[(item["text"], item["role"]) for item in items] for items in inherited] == [[("县教育局", "lead")]] * 2 + [[]]
    document = json.loads((tmp_path / "out" / "documents.jsonl").read_text(encoding="utf-8"))
    (row,) = document["duty_notes"]
    assert (row["decided_by"], row["judged_by"], document["text"][row["start"] : row["end"]]) == ("human", "王丽", note)


def note_ids(source: Path) -> list[dict[str, Any]]:
    from provtag.documents.reader import read_file
    from provtag.structure.parser import parse_document

    document = parse_document(read_file(source), source.stem)
    return [{"clause_id": note.clause_id, "text": note.text} for note in document.duty_notes]


@pytest.mark.parametrize("fault", ["other text", "other id", "other document", "other kind"])
def test_a_label_that_fits_nothing_is_named(
    fault: str,
    source: Path,
    before: list[dict[str, Any]],
    tiny_model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    out = tmp_path / "out"
    changes: dict[str, dict[str, Any]] = {
        "other text": {"text": "公安机关打击。"},
        "other id": {"clause_id": "细则:000000000000"},
        "other document": {"clause_id": f"别的:{before[0]['clause_id'].split(':')[1]}"},
        "other kind": {"kind": "duty_note", "action_types": []},
    }
    good = label(before[2])
    assert tag(source, tiny_model, out, [good, label(before[0]) | changes[fault]]) == 1
    assert [row["decided_by"] for row in clauses(out)] == ["model", "model", "human"]
    said = capsys.readouterr().err
    assert said.count("labels.jsonl:2") == 1 and "1 failed, see failures.csv" in said
    (row,) = table(out / "failures.csv")
    assert row["source"].endswith("labels.jsonl:2") and "labels.jsonl" not in row["error"]


def test_labels_of_a_document_that_fails_are_named(
    source: Path, before: list[dict[str, Any]], tiny_model: Path, tmp_path: Path
) -> None:
    source.write_text("", encoding="utf-8")
    assert tag(source, tiny_model, tmp_path / "out", [label(before[0])]) == 1
    places = [row["source"] for row in table(tmp_path / "out" / "failures.csv")]
    assert len(places) == 2
    assert places[1].endswith("labels.jsonl:1")


def test_two_labels_of_one_clause_are_refused(
    source: Path, before: list[dict[str, Any]], tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tag(source, tiny_model, tmp_path / "out", [label(before[0]), label(before[0])]) == 2
    assert "labels.jsonl:2" in capsys.readouterr().err


def test_measures_that_a_person_gave_stand_in_the_tables(
    source: Path, before: list[dict[str, Any]], tiny_model: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    given = label(before[1], measures=["u_village_talks", "u_media_campaign"])
    assert tag(source, tiny_model, out, [given, label(before[2], action_types=[])]) == 0
    after = clauses(out)
    assert [(item["id"], item["score"]) for item in after[1]["measures"]] == [("u_village_talks", 1.0), ("u_media_campaign", 1.0)]
    assert after[2]["measures"] == []
    assert table(out / "clauses.csv")[1]["measures"] == ";".join(item["name"] for item in after[1]["measures"])


def test_measures_judged_to_be_none_are_none_and_those_not_judged_are_the_models(
    source: Path, before: list[dict[str, Any]], tiny_model: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    at, row = next((at, row) for at, row in enumerate(before) if row["measures"])
    types = row["action_types"]
    assert tag(source, tiny_model, out, [label(row, action_types=types)]) == 0
    assert clauses(out)[at]["measures"] == row["measures"]
    assert tag(source, tiny_model, out, [label(row, action_types=types, measures=[])]) == 0
    assert clauses(out)[at]["measures"] == []


@pytest.mark.parametrize(
    ("other", "complaint"),
    [
        ({"measures": ["u_moon_talks"]}, "unknown measure 'u_moon_talks'; use an id of labels/measures.yaml"),
        ({"agencies": [{"start": 0, "end": 2, "role": "lead", "agency_id": "moon_office"}]}, "unknown agency id 'moon_office'"),
    ],
)
def test_an_unknown_id_is_named_with_its_line(
    other: dict[str, Any],
    complaint: str,
    source: Path,
    before: list[dict[str, Any]],
    tiny_model: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    first, second = before[:2]
    assert tag(source, tiny_model, tmp_path / "out", [label(first), label(second, **other)]) == 2
    assert f"labels.jsonl:2: {complaint}" in capsys.readouterr().err


def test_types_that_nobody_judged_are_the_models(
    source: Path, before: list[dict[str, Any]], tiny_model: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    women = {"start": 0, "end": 3, "role": "support", "agency_id": "women_federation"}
    assert tag(source, tiny_model, out, [label(before[1], women, action_types=None, origin="王丽")]) == 0
    after = clauses(out)[1]
    assert (after["decided_by"], after["judged_by"], after["scores"]) == ("model", "", before[1]["scores"])
    assert [item["role"] for item in after["agencies"] if item["scope"] == "clause"] == ["support"]


@pytest.mark.parametrize("nothing", ["a blank file", "a folder without any"])
def test_labels_that_hold_none_are_said(
    nothing: str, source: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels"
    if nothing == "a blank file":
        labels.write_text("\n", encoding="utf-8")
    else:
        labels.mkdir()
    command = ["tag", str(source), "--out", str(tmp_path / "out"), "--model", str(tiny_model), "--labels", str(labels)]
    assert main(command) == 2
    assert f"{labels}: holds no labels" in capsys.readouterr().err


def test_a_former_id_of_a_measure_is_that_of_today() -> None:
    ids = LabelIds.load()
    former, today = next(iter(ids.catalogue.formerly.items()))
    given = Label("d:1", "clause", "排查。", (), (), measures=(former, today))
    assert ids.checked(given, "d.jsonl:1").measures == (today,)


@pytest.mark.parametrize("fault", ["a key stands twice", "it is of two documents"])
def test_a_label_that_contradicts_itself_is_refused(
    fault: str, source: Path, tiny_model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    row = {"clause_id": "细则:1", "kind": "clause", "text": "打击。", "action_types": ["rescue"], "agencies": []}
    line, told = json.dumps(row | {"doc_id": "别的"}), "细则:1 is no clause of '别的'"
    if fault == "a key stands twice":
        line, told = json.dumps(row)[:-1] + ', "action_types": []}', "'action_types' stands 2 times"
    labels = tmp_path / "labels.jsonl"
    labels.write_text(f"\n{line}\n", encoding="utf-8")
    command = ["tag", str(source), "--out", str(tmp_path / "out"), "--model", str(tiny_model), "--labels", str(labels)]
    assert main(command) == 2
    (said,) = capsys.readouterr().err.splitlines()
    assert f"{labels}:2: " in said
    assert told in said
