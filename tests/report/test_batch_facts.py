"""What a report says of its batch: nothing that was left out, copied or doubtful goes unsaid."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tagged_output import make_document, write_tagged

from provtag.documents import notices
from provtag.files import read_json
from provtag.paths import ROUNDS
from provtag.report.batch import first_readings, left_out, marks, portable
from provtag.report.tagged import tagged_documents
from provtag.tagging.tables import write_csv


def test_what_was_left_out_has_its_reason_in_both_languages(tmp_path: Path):
    assert left_out(tmp_path) == []
    rows = [
        {"source": "in/表.csv", "error": "skipped: a link that leads out of the folder; --follow-links follows it"},
        {"source": "in/空.txt", "error": "empty: holds no text; check the file"},
        {"source": "in/怪.txt", "error": "something new"},
    ]
    write_csv(tmp_path / "failures.csv", ("source", "error"), rows)
    skipped, failed, new = left_out(tmp_path)
    assert [each["skipped"] for each in (skipped, failed, new)] == [True, False, False]
    assert skipped["reason"]["zh"] == "指向文件夹外面的链接；加 --follow-links 会跟随"
    assert failed["reason"] == {"zh": "空文件，没有文字；请检查文件", "en": "empty: holds no text; check the file"}
    assert new["reason"]["zh"] == "something new"


def test_an_absolute_path_is_named_by_the_parts_that_tell_it_from_the_others():
    sources = ["/home/li/2013/plan.txt", "/home/li/2021/plan.txt", "/data/other.txt", "in/plan.txt", "../in/new.txt"]
    assert list(portable(sources).values()) == ["2013/plan.txt", "2021/plan.txt", "other.txt", "in/plan.txt", "../in/new.txt"]
    assert portable(["/a/x.txt", "x.txt"])["/a/x.txt"] == "a/x.txt"
    assert portable(["/x/a.txt", "/home/li/x/a.txt"]) == {"/x/a.txt": "…/x/a.txt", "/home/li/x/a.txt": "li/x/a.txt"}
    assert set(portable(["/a/b.txt", "/a/./b.txt"]).values()) == {"…/a/b.txt"}


def test_marks(tmp_path: Path):
    items = [make_document(number, 30) for number in range(3)]
    warnings = (notices.NO_REGULATION, notices.OCR_PAGES.format(pages="page 2"))
    items[1].document = replace(items[1].document, health=replace(items[1].document.health, warnings=warnings))
    items[2].document = replace(items[0].document, doc_id="copy")
    found = marks(list(tagged_documents(write_tagged(tmp_path, items))))
    assert [each["copy"] for each in found] == [None, None, [0, 1.0, True]]
    assert [each["doubtful"] for each in found] == [False, True, False]
    assert [each["scanned"] for each in found] == [False, True, False]


def test_first_readings_span_the_last_rounds():
    exact = [entry["types"]["exact"] for entry in read_json(ROUNDS)[-4:]]
    assert first_readings()["exact"] == [min(exact), max(exact)]
