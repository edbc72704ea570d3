"""Who copies whom: shares, sources and marks of invented documents, and what the command writes."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.analysis.reuse import Reuse, find_reuse
from provtag.cli import main
from provtag.report.analyses.reuse_page import reuse_page

pytestmark = pytest.mark.usefixtures("standing_workers")

SHORTEST = 8
SIGN = st.sampled_from("甲乙丙 \n＝")


def document(doc_id: str, text: str, issued: str | None = None) -> dict[str, Any]:
    return {
        "doc_id": doc_id,
        "title": f"{doc_id}细则",
        "issued": issued,
        "text": text,
        "provisions": [{"number": "", "start": 0, "end": len(text)}] if text else [],
    }


def pairs(reuse: Reuse) -> dict[tuple[str, str], int]:
    return {(row.doc_id, row.source_doc_id): row.characters for row in reuse.pairs.itertuples()}


def test_the_later_document_has_the_words_of_the_earlier_one() -> None:
    """Twelve of twenty characters; by date, not by the order given, and a document without a date is the last."""
    words = "对来历不明的儿童采集血样"
    reuse = find_reuse(
        [
            document("无日期", f"一、{words}。"),
            document("乙", f"公安机关{words}并比对。", "2013-02-01"),
            document("甲", f"各地应当{words}入库。", "2009-07-01"),
        ],
        SHORTEST,
    )
    assert list(reuse.documents["doc_id"]) == ["甲", "乙", "无日期"]
    assert pairs(reuse) == {("乙", "甲"): 12, ("无日期", "甲"): 12}
    row = reuse.documents.set_index("doc_id").loc["乙"]
    assert (row.characters, row.reused, row.share, row.runs, row.longest, row.main_source) == (20, 12, 0.6, 1, 12, "甲")


def test_blanks_headings_numbers_and_forms_of_characters_do_not_count() -> None:
    first = document("甲", "第一章　解救安置工作\n第一条　妥善安置被解救的妇女儿童。", "2009-01-01")
    first["provisions"] = [{"number": "第一条", "start": 11, "end": len(first["text"])}]
    second = document("乙", "第一章　解救安置工作\n第一条　妥善安置被解\n救的婦女兒童。", "2010-01-01")
    second["provisions"] = [{"number": "第一条", "start": 11, "end": len(second["text"])}]
    reuse = find_reuse([first, second], SHORTEST)
    (run,) = reuse.runs.itertuples()
    assert second["text"][run.start : run.end] == run.text == "妥善安置被解\n救的婦女兒童。"
    assert first["text"][run.source_start : run.source_end] == "妥善安置被解救的妇女儿童。"
    assert (run.length, run.characters) == (13, 13)


def test_where_runs_overlap_a_character_counts_for_the_longest_once() -> None:
    texts = ["子丑寅卯辰巳午未申酉", "寅卯辰巳午未申酉戌亥甲乙", "子丑寅卯辰巳午未申酉戌亥甲乙"]
    reuse = find_reuse([document(str(number), text, f"200{number}-01-01") for number, text in enumerate(texts)], SHORTEST)
    assert pairs(reuse) == {("1", "0"): 8, ("2", "1"): 12, ("2", "0"): 2}
    last = reuse.runs[reuse.runs["doc_id"] == "2"]
    assert list(zip(last["start"], last["end"], last["characters"], strict=True)) == [(0, 10, 2), (2, 14, 12)]


@given(st.lists(st.text(SIGN, max_size=40), max_size=4))
def test_sums_and_offsets_hold_whatever_the_texts(texts: list[str]) -> None:
    reuse = find_reuse([document(str(number), text, f"200{number}-01-01") for number, text in enumerate(texts)], 3)
    total = reuse.pairs.groupby("doc_id")["characters"].sum() if len(reuse.pairs) else pd.Series(dtype=int)
    for body, pieces, row in zip(reuse.bodies, reuse.pieces, reuse.documents.itertuples(), strict=True):
        assert row.reused == total.get(body.doc_id, 0)
        assert row.reused == sum(not sign.isspace() for piece in pieces for sign in body.text[piece.start : piece.end])
    bodies = {body.doc_id: body.text for body in reuse.bodies}
    for run in reuse.runs.itertuples():
        source = bodies[run.source_doc_id][run.source_start : run.source_end]
        assert bodies[run.doc_id][run.start : run.end] == run.text
        assert "".join(source.split()) == "".join(run.text.split())
        assert int(run.source_doc_id) < int(run.doc_id)
    page = reuse_page(reuse, 3)
    shown = [unescape(re.sub("<[^>]+>", "", part)) for part in re.findall(r'<div class="text">(.*?)</div>', page, re.DOTALL)]
    assert shown == texts


def test_a_text_cannot_break_out_of_the_page() -> None:
    hostile = "<script>alert('一二三四五六七八')</script>"
    page = reuse_page(find_reuse([document("a", hostile), document("b", hostile)], SHORTEST), SHORTEST)
    assert "<script" not in page


def test_no_documents_give_empty_tables() -> None:
    reuse = find_reuse([], SHORTEST)
    assert len(reuse.documents) == len(reuse.pairs) == len(reuse.runs) == 0
    assert "reuse" in reuse_page(reuse, SHORTEST).lower()


@pytest.fixture
def parsed(tmp_path: Path) -> Path:
    """A folder as ``provtag parse`` leaves it, of two documents with an article in common."""
    folder = tmp_path / "texts"
    folder.mkdir()
    for name, year in (("甲市", 2010), ("乙市", 2015)):
        lines = (
            f"{name}反拐实施细则",
            "第一条　民政部门对受害人妥善安置，提供临时食宿。",
            f"第二条　本细则由{name}负责解释。",
            f"{name}人民政府",
            f"{year}年3月1日",
        )
        (folder / f"{name}.txt").write_text("\n".join(lines), encoding="utf-8")
    out = tmp_path / "parsed"
    assert main(["parse", str(folder), "--out", str(out)]) == 0
    return out


def test_the_command_writes_tables_and_page(parsed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert main(["reuse", str(parsed), "--out", str(out)]) == 0
    table = pd.read_csv(out / "reuse.csv").set_index("doc_id")
    assert list(table["issued"]) == ["2010-03-01", "2015-03-01"]
    assert table.loc["乙市", "main_source"] == "甲市" and table.loc["甲市", "reused"] == 0
    assert len(pd.read_csv(out / "pairs.csv")) == 1
    assert "妥善安置" in pd.read_csv(out / "runs.csv").loc[0, "text"]
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}
    assert set(before) == {"reuse.csv", "pairs.csv", "runs.csv", "reuse.html"}
    assert main(["reuse", str(parsed), "--out", str(out)]) == 0
    assert before == {path.name: path.read_bytes() for path in out.iterdir() if path.is_file()}


def test_tables_of_tag_in_the_same_folder_are_kept_up(parsed: Path, small_model: Path, tmp_path: Path) -> None:
    texts, out = str(tmp_path / "texts"), tmp_path / "out"
    assert main(["reuse", texts, "--out", str(out)]) == 0
    assert not (out / "clauses.csv").exists()
    assert main(["tag", texts, "--out", str(out), "--model", str(small_model)]) == 0
    table = (out / "clauses.csv").read_bytes()
    assert main(["reuse", texts, "--out", str(out), "--model", str(small_model)]) == 0
    assert (out / "clauses.csv").read_bytes() == table and (out / "report.html").exists()


def test_a_file_that_fails_costs_its_own_row_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "空.txt").write_text("", encoding="utf-8")
    (texts / "甲.txt").write_text("第一条　民政部门妥善安置受害人。", encoding="utf-8")
    assert main(["reuse", str(texts), "--out", str(tmp_path / "out")]) == 1
    assert len(pd.read_csv(tmp_path / "out" / "failures.csv")) == 1
    assert list(pd.read_csv(tmp_path / "out" / "reuse.csv")["doc_id"]) == ["甲"]
    assert main(["reuse", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out")]) == 2
    assert "nowhere" in capsys.readouterr().err


def test_what_was_made_from_other_documents_is_removed(parsed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The same documents again leave it as it is; a table that a person changed is set aside, not removed."""
    texts, out = tmp_path / "texts", tmp_path / "out"
    assert main(["reuse", str(texts), "--out", str(out)]) == 0
    assert main(["parse", str(texts), "--out", str(out)]) == 0
    assert (out / "reuse.csv").exists()
    (out / "pairs.csv").write_text("mine", encoding="utf-8")
    assert main(["parse", str(texts / "甲市.txt"), "--out", str(out)]) == 0
    assert not [name for name in ("reuse.csv", "pairs.csv", "runs.csv", "reuse.html") if (out / name).exists()]
    assert (out / "pairs.edited.csv").read_text(encoding="utf-8") == "mine"
