"""What is kept of documents that were worked on: taken up again, made anew where it is damaged, and never what a person made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from provtag.schema import ProvtagError
from provtag.tagging.batch import _Run
from provtag.tagging.records import Record, Records
from tests.tagging.hostile import folder_of, run

pytestmark = pytest.mark.usefixtures("workers_find_the_stand_in", "standing_workers")


def test_failed_documents_are_tried_again(tmp_path: Path) -> None:
    folder = folder_of(tmp_path, "plain 一", "exit 二")
    for _ in range(2):
        summary = run(folder, tmp_path / "out")
        assert (summary.documents, summary.failed) == (1, 1)
    assert summary.reused == 1


def test_a_damaged_record_is_made_anew(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, "plain 一"), tmp_path / "out"
    run(folder, out)
    rows = (out / "documents.jsonl").read_bytes()
    (record,) = (out / ".provtag").glob("*/*")
    whole = record.read_bytes()
    header = whole.index(b"health")
    for damaged in (whole[:-3], b"", whole[:header] + b"w" + whole[header + 1 :], whole[:-3] + b"abc"):
        record.write_bytes(damaged)
        assert run(folder, out).reused == 0
        assert record.read_bytes() == whole
        assert (out / "documents.jsonl").read_bytes() == rows


def test_a_record_of_another_document_is_not_believed(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, "plain 一", "plain 二"), tmp_path / "out"
    run(folder, out)
    rows = (out / "documents.jsonl").read_bytes()
    records = {path: path.read_bytes() for path in (out / ".provtag").glob("??/*")}
    one, other = records
    other.write_bytes(records[one])
    assert run(folder, out).reused == 1
    one.write_bytes(records[other])
    other.write_bytes(records[one])
    assert run(folder, out).reused == 0
    assert (out / "documents.jsonl").read_bytes() == rows
    assert {path: path.read_bytes() for path in records} == records


@pytest.mark.parametrize("text", ["plain 一", "raise"])
@pytest.mark.parametrize(
    ("thing", "set_aside"), [("folder", True), ("unfinished", True), ("file above", True), ("link", False), ("pipe", False)]
)
def test_what_stands_in_the_place_of_a_record_is_set_aside_or_replaced(
    thing: str, set_aside: bool, text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, out = folder_of(tmp_path, text), tmp_path / "out"
    run(folder, out)
    rows = (out / "documents.jsonl").read_bytes()
    (record,) = (out / ".provtag").glob("??/*")
    record.unlink()
    if thing == "file above":
        record.parent.rmdir()
        record.parent.write_text("mine")
    elif thing == "link":
        record.symlink_to(tmp_path)
    elif thing == "pipe":
        os.mkfifo(record)
    else:
        taken = record if thing == "folder" else record.with_name(f".{record.name.removesuffix('.failed')}")
        taken.mkdir()
        (taken / "mine.txt").write_text("mine")
    capsys.readouterr()
    assert run(folder, out).reused == 0
    assert ("is no record; kept as" in capsys.readouterr().err) == set_aside
    assert (out / "documents.jsonl").read_bytes() == rows
    assert record.is_file() and not record.is_symlink()
    kept = [path.read_text() for path in (out / ".provtag").glob("aside-*/**/*") if path.is_file()]
    assert kept == ["mine"] * set_aside
    assert run(folder, out).reused == (text != "raise")


def test_a_link_to_nothing_in_place_of_a_folder_of_records_is_set_aside(tmp_path: Path) -> None:
    records, key = Records(tmp_path), "ab" * 32
    records.folder.mkdir()
    (records.folder / "ab").symlink_to(tmp_path / "nothing")
    records.write(key, b"packed", failed=False)
    assert (records.folder / "ab" / key).read_bytes() == key.encode() + b"packed"


def test_a_folder_in_the_place_of_a_record_that_failed_meanwhile_is_set_aside(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, "raise"), tmp_path / "out"
    run(folder, out)
    (record,) = (out / ".provtag").glob("??/*")
    record.with_name(record.name.removesuffix(".failed")).mkdir()
    assert run(folder, out).failed == 1


@pytest.mark.parametrize("loss", ["removed", "damaged", "another"])
def test_a_record_that_goes_before_the_tables_are_written_ends_the_run(
    loss: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = _Run.work

    def work_and_lose(batch: _Run) -> None:
        work(batch)
        one, other = (tmp_path / "out" / ".provtag").glob("*/*")
        if loss == "removed":
            one.unlink()
        else:
            one.write_bytes(other.read_bytes() if loss == "another" else b"")

    monkeypatch.setattr(_Run, "work", work_and_lose)
    with pytest.raises(ProvtagError, match="was removed or damaged since this run found it whole; run again"):
        run(folder_of(tmp_path, "plain 一", "plain 二"), tmp_path / "out")
    assert not (tmp_path / "out" / "documents.jsonl").exists()


def test_what_a_killed_run_left_half_written_goes(tmp_path: Path) -> None:
    folder, out = folder_of(tmp_path, "plain 一"), tmp_path / "out"
    out.mkdir()
    (out / ".clauses.jsonl.provtag-unfinished-1ujj30u5.jsonl").write_text("half a line")
    run(folder, out)
    assert [path.name for path in out.glob(".*")] == [".provtag"]


def test_a_record_survives_packing() -> None:
    record = Record({"a": b"\n\n\xff", "b": b""}, 3, 5, "健康", "")
    assert Record.unpack(record.pack()) == record
    assert record.pack() == record.pack()
