"""What is done with one document ends in a record, whatever comes of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from provtag.schema import ProvtagError
from provtag.tagging.fingerprint import file_state
from provtag.tagging.inputs import InputFile
from provtag.tagging.outputs import CLAUSES, DOCUMENTS
from provtag.tagging.records import Record
from provtag.tagging.work import DocumentWork, open_work, recorded

TEXT = "临水县护童办法\n第一条　学校应当每日点名。\n第三条　车站应当登记儿童。\n"


@pytest.fixture
def item(tmp_path: Path) -> InputFile:
    """A short regulation."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    return InputFile("a", tmp_path / "a.txt", "a.txt")


def test_without_a_model_a_record_holds_the_structure(item: InputFile) -> None:
    record = Record.unpack(open_work(None)(item.request()))
    assert record.pieces.keys() == {DOCUMENTS, CLAUSES} and record.pieces[CLAUSES].count(b"\n") == record.clauses == 2
    assert (record.error, record.characters) == ("", len(TEXT.strip().replace("\u3000", " ")))
    assert record.content == file_state(item.path).content and record.seen and record.seen.doc_id == "a"
    assert record.health.startswith("a" + " " * 39) and "2 clauses" in record.health and record.health.endswith(record.warnings)
    assert record.warnings


def test_a_document_without_clauses_is_a_failure_that_says_what_is_wrong(item: InputFile) -> None:
    item.path.write_text("临水县护童办法\n", encoding="utf-8")
    record = DocumentWork(None)(item)
    assert record.error.startswith("a.txt: nothing in it became a clause (") and record.error.endswith("); check the file")
    assert record.warnings == "" and record.clauses == 0
    assert not record.health.endswith(" ")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ProvtagError("a.txt: torn; mend it"), "a.txt: torn; mend it"),
        (MemoryError(), "a.txt: cannot be tagged (needs too much memory); check the file"),
        (ValueError("<x at 0xff>\n no  good"), "a.txt: cannot be tagged (ValueError: no good); check the file"),
    ],
)
def test_whatever_goes_wrong_with_a_document_is_its_failure(error: Exception, said: str, item: InputFile) -> None:
    def fail(_: InputFile) -> Record:
        raise error

    assert Record.unpack(recorded(fail)(item.request())) == Record(error=said)


def test_a_file_that_is_written_while_it_is_read_is_a_failure(item: InputFile) -> None:
    def write(read: InputFile) -> Record:
        read.path.write_text("第一条　妇联应当走访。", encoding="utf-8")
        return Record(clauses=1)

    answer = recorded(write)
    assert Record.unpack(answer(item.request())) == Record(error="a.txt: was changed while it was read; run again")
    assert Record.unpack(recorded(lambda _: Record(clauses=1))(item.request())).clauses == 1
