"""Copies are found whatever stands around them; texts that only sound alike are none; the cleanest copy counts for all."""

from __future__ import annotations

import csv
import random
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.parquet as pq
import pytest

from provtag.cli import main
from provtag.documents import notices
from provtag.files import read_jsonl
from provtag.settings import CopySettings, read_settings
from provtag.tagging.copies import Copy, find_copies, sketch
from provtag.tagging.fingerprint import run_fingerprint
from tests.report.tagged_output import TaggedDocument, make_document, other, write_tagged

pytestmark = pytest.mark.usefixtures("standing_workers")

SETTINGS = read_settings(CopySettings)
TEXTS = [make_document(number, 60).document.text for number in range(4)]


def copies_of(texts: list[str], settings: CopySettings = SETTINGS) -> list[Copy | None]:
    return find_copies([sketch(text, settings) for text in texts], settings)


def edited(text: str, every: int) -> str:
    """Return ``text`` with one character in ``every`` replaced."""
    rng = random.Random(1)
    return "".join("某" if rng.randrange(every) == 0 else character for character in text)


def test_documents_made_of_the_same_phrases_are_no_copies():
    assert copies_of(TEXTS) == [None] * 4


def test_a_copy_has_other_blanks_and_is_whole():
    found = copies_of([*TEXTS, TEXTS[1].replace("\n", " \n\n")])
    assert found[:4] == [None] * 4
    assert found[4] == Copy(1, 1.0, True)


def test_an_edited_copy_is_alike_and_a_third_follows_the_first():
    found = copies_of([TEXTS[0], edited(TEXTS[0], 250), TEXTS[0]])
    assert found[1] and found[1].of == 0 and not found[1].same
    assert SETTINGS.alike <= found[1].share < SETTINGS.same
    assert found[2] == Copy(0, 1.0, True)


def test_few_windows_tell_nearly_as_much_as_all():
    texts = [TEXTS[0], edited(TEXTS[0], 400)]
    few, whole = (copies_of(texts, replace(SETTINGS, windows=count))[1] for count in (300, 10**6))
    assert few and whole and few.share == pytest.approx(whole.share, abs=0.1)


@pytest.mark.parametrize("part", [0.3, 3])
def test_a_part_of_a_text_is_no_copy_of_it(part):
    whole = "".join(TEXTS)
    assert copies_of([whole[: int(len(whole) * min(1, part) / 3)], whole])[1] is None


def test_every_window_of_a_text_is_compared():
    """Also the first and the last: texts that have nothing else in common are as like as these say."""
    length, text = SETTINGS.window, "".join(TEXTS[0].split())[:1_000]
    every = replace(SETTINGS, windows=10**6, alike=0.0)
    assert len(sketch(text, every)) == 8 * len({text[at : at + length] for at in range(len(text) - length + 1)})
    for part in (text[:length], text[-length:]):
        assert set(hashes(part, every)) < set(hashes(text, every))


def hashes(text: str, settings: CopySettings) -> list[int]:
    return np.frombuffer(sketch(text, settings), "<u8").tolist()


def test_short_texts():
    assert copies_of(["", "", "办法。", "办法。"])[1] is not None
    assert copies_of(["办法。", "规定。"]) == [None, None]


def test_there_may_be_many_copies():
    found = copies_of([TEXTS[0], *[edited(TEXTS[0], 5000 + number) for number in range(40)]])
    assert {copy and (copy.of, copy.same) for copy in found[1:]} == {(0, True)}


def test_the_cleanest_copy_counts_wherever_it_stands(tmp_path: Path):
    item = make_document(0, 30)
    scan, unsure = notices.OCR_PAGES.format(pages="page 1"), notices.LOST.format(count=2, sample="？")
    items = [other(item, "scan", scan), other(item, "worse", unsure, unsure), other(item, "clean"), other(item, "later")]
    recipe = other(make_document(1, 10), "recipe", notices.NO_REGULATION)
    out = write_tagged(tmp_path, [*items, recipe, other(recipe, "recipe2", notices.NO_REGULATION)])
    rows = {row["doc_id"]: (row["counted"], row["copy_of"]) for row in read_jsonl(out / "documents.jsonl")}
    assert rows == {
        **dict.fromkeys(("scan", "worse", "later"), (False, "clean")),
        "clean": (True, ""),
        "recipe": (False, ""),
        "recipe2": (False, "recipe"),
    }


def test_a_document_like_another_says_how_much_and_counts(tmp_path: Path):
    item = make_document(0, 60)
    like = TaggedDocument(replace(item.document, doc_id="like", text=edited(item.document.text, 250)), item.clauses)
    sketches = [sketch(each.document.text, SETTINGS) for each in (item, like)]
    (_, found) = find_copies(sketches, SETTINGS)
    first, second = read_jsonl(write_tagged(tmp_path, [item, like]) / "documents.jsonl")
    assert (first["counted"], first["alike"]) == (True, None)
    assert found and round(found.share, 2) != round(found.share, 3)
    assert second["alike"] == {"doc_id": item.document.doc_id, "share": round(found.share, 2)}
    assert (second["counted"], second["copy_of"]) == (True, "")


def test_of_clean_copies_the_one_without_words_of_a_page_counts_then_the_shorter_name(tmp_path: Path):
    item = make_document(0, 60)
    page = other(item, "a")
    page = TaggedDocument(replace(page.document, text=page.document.text + "打印本页"), page.clauses)
    out = write_tagged(tmp_path, [page, other(item, "b-副本"), other(item, "b")])
    assert [row["copy_of"] for row in read_jsonl(out / "documents.jsonl")] == ["b", "b", ""]


def test_every_row_of_the_tables_says_whether_it_counts(tiny_model: Path, tmp_path: Path):
    text = (
        "松岭县反拐工作办法\n第一条　公安机关打击拐卖犯罪，\r\n第二条　民政部门救助被解救的儿童。\n第三条　教育部门加强宣传。\n"
    )
    (tmp_path / "in").mkdir()
    for name in ("a-副本.txt", "=b.txt"):
        (tmp_path / "in" / name).write_text(text, encoding="utf-8")
    (tmp_path / "in" / "菜.txt").write_text(
        "红烧肉\n" + "五花肉切块，冷水下锅，撇去浮沫，加冰糖和酱油，小火慢炖。" * 3, encoding="utf-8"
    )
    out = tmp_path / "out"
    assert main(["tag", str(tmp_path / "in"), "--out", str(out), "--model", str(tiny_model), "--workers", "1"]) == 0
    wanted = {row["doc_id"]: (str(row["counted"]), row["copy_of"]) for row in read_jsonl(out / "documents.jsonl")}
    assert sorted(wanted.values()) == [("False", ""), ("False", "=b"), ("True", "")]
    for name in ("clauses.csv", "agencies.csv"):
        with (out / name).open(encoding="utf-8-sig", newline="") as stream:
            found = [
                (row["doc_id"].removeprefix("'"), row["counted"], row["copy_of"].removeprefix("'"))
                for row in csv.DictReader(stream)
            ]
        assert found and all(wanted[doc_id] == tuple(said) for doc_id, *said in found)
    table = pq.read_table(out / "clauses.parquet").to_pylist()
    assert {row["doc_id"]: (str(row["counted"]), row["copy_of"]) for row in table} == wanted


def test_records_of_texts_that_were_compared_otherwise_are_made_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = run_fingerprint(None)
    monkeypatch.setattr("provtag.tagging.fingerprint.read_settings", lambda kind: CopySettings(8, 10, 0.5, 0.9))
    assert run_fingerprint(None) != before
