"""What the report says of documents beside each other: pairs, words reused, clauses alike, and when it says nothing."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from editions import ELSEWHERE, KEPT, MOVED, NEW, OLD, editions
from tagged_output import make_document, with_text, write_tagged

from provtag.analysis.alignment import Aligner
from provtag.report import desk as room
from provtag.report.desk import GRADES, KINDS, NONE, desk, similar
from provtag.settings import DeskSettings, read_settings

SETTINGS = read_settings(DeskSettings)


@pytest.fixture(scope="module")
def aligner(small_model: Path) -> Aligner:
    """Return the aligner of the small model."""
    return Aligner.load(small_model)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the editions."""
    return write_tagged(tmp_path_factory.mktemp("editions"), editions())


TEXTS = [*NEW, *OLD, *ELSEWHERE]


def test_every_pair_is_aligned_the_earlier_document_first(folder: Path, aligner: Aligner) -> None:
    pairs = desk(folder, len(TEXTS), aligner)["pairs"]
    assert [pair[:2] for pair in pairs] == [[1, 0], [1, 2], [0, 2]]
    links, changes = pairs[0][2:]
    found = {(TEXTS[old], TEXTS[new]): GRADES[grade] for old, new, grade, _ in links}
    assert found[OLD[0], NEW[0]] in GRADES
    assert all(0 <= old - len(NEW) < len(OLD) and 0 <= new < len(NEW) and 0 <= score <= 1 for old, new, _, score in links)
    became = {
        (TEXTS[old] if old != NONE else "", TEXTS[new] if new != NONE else ""): KINDS[kind] for kind, old, new, _ in changes
    }
    assert became[KEPT, KEPT] == "kept" or became[MOVED, MOVED] == "kept"
    assert sorted((became[KEPT, KEPT], became[MOVED, MOVED])) == ["kept", "moved"]
    assert sorted(old for _, old, _, _ in changes if old != NONE) == list(range(len(NEW), len(NEW) + len(OLD)))
    assert sorted(new for _, _, new, _ in changes if new != NONE) == list(range(len(NEW)))


def test_words_are_those_of_earlier_documents_in_utf16(tmp_path: Path) -> None:
    items = [make_document(0, 2), make_document(1, 2)]
    shared = "救助站为滞留的受害人联系家属并护送返乡。"
    items = [with_text(items[0], f"𠮷𡈽{shared}"), with_text(items[1], f"𠮷{shared}𠮷")]
    documents = [json.loads(line) for line in (write_tagged(tmp_path, items) / "documents.jsonl").read_text("utf-8").splitlines()]
    first, second = room.reused(documents)
    assert first == {"sources": [], "pieces": []}
    units = [row["text"].encode("utf-16-le") for row in documents]
    found = [
        (units[1][2 * start : 2 * end], units[source][2 * first : 2 * last])
        for start, end, source, first, last in second["pieces"]
    ]
    assert all(source[:2] == words[:2] and source[-2:] == words[-2:] for words, source in found)
    assert any(shared in words.decode("utf-16-le") for words, _ in found)
    assert [source for source, _ in second["sources"]] == [0]


def test_similar_clauses_are_the_likest_of_other_documents(folder: Path, aligner: Aligner) -> None:
    found = desk(folder, len(TEXTS), aligner)["similar"]
    assert len(found) == len(TEXTS)
    owner = [0] * len(NEW) + [1] * len(OLD) + [2] * len(ELSEWHERE)
    assert [TEXTS[place] for place, likeness in found[1] if likeness == 1.0] == [KEPT]
    for place, near in enumerate(found):
        assert all(owner[other] != owner[place] for other, _ in near)
        assert [likeness for _, likeness in near] == sorted((likeness for _, likeness in near), reverse=True)
        assert len(near) <= SETTINGS.nearest and all(likeness >= SETTINGS.alike - 0.005 for _, likeness in near)


def test_a_copy_is_no_other_document(aligner: Aligner, tmp_path: Path) -> None:
    items = editions()
    copied = [
        replace(each, clause=replace(each.clause, doc_id="new-copy", clause_id=f"new-copy-{place}"))
        for place, each in enumerate(items[0].clauses)
    ]
    items.append(replace(items[0], document=replace(items[0].document, doc_id="new-copy", source="new-copy.txt"), clauses=copied))
    plain = desk(write_tagged(tmp_path / "plain", editions()), len(TEXTS), aligner)["similar"]
    found = desk(write_tagged(tmp_path / "copied", items), len(TEXTS) + len(NEW), aligner)["similar"]
    assert found[: len(TEXTS)] == plain
    assert found[len(TEXTS) :] == plain[: len(NEW)]


def test_similar_clauses_agree_with_plain_cosines(folder: Path, aligner: Aligner, monkeypatch: pytest.MonkeyPatch) -> None:
    clauses = [room.read_clause(json.loads(line)) for line in (folder / "clauses.jsonl").read_text("utf-8").splitlines()]
    vectors = aligner.embedding.project(aligner.embedding.tfidf([clause.text for clause in clauses]))
    monkeypatch.setattr(room, "ROWS_AT_ONCE", 5)
    originals = {clause.doc_id: clause.doc_id for clause in clauses}
    found = similar(clauses, originals, aligner.embedding, replace(SETTINGS, alike=0.0))
    for place, near in enumerate(found):
        cosines = vectors @ vectors[place]
        others = sorted(
            (cosine for clause, cosine in zip(clauses, cosines, strict=True) if clause.doc_id != clauses[place].doc_id)
        )
        assert [likeness for _, likeness in near] == pytest.approx(
            [cosine for cosine in others[::-1] if cosine >= 0][: SETTINGS.nearest], abs=0.006
        )
        assert [likeness for _, likeness in near] == pytest.approx([cosines[other] for other, _ in near], abs=0.006)


def test_too_many_documents_are_not_compared(folder: Path, aligner: Aligner, monkeypatch: pytest.MonkeyPatch) -> None:
    for field, left in (("documents", {"reuse", "similar"}), ("characters", {"pairs", "similar"}), ("clauses", {"reuse"})):
        monkeypatch.setattr(
            room,
            "read_settings",
            lambda kind, field=field: replace(SETTINGS, **{field: 2}) if kind is DeskSettings else read_settings(kind),
        )
        found = desk(folder, len(TEXTS), aligner)
        assert {name for name in ("pairs", "reuse", "similar") if found[name] is not None} == left


def test_without_an_aligner_or_others_there_is_little_to_say(folder: Path, aligner: Aligner, tmp_path: Path) -> None:
    alone = desk(folder, len(TEXTS), None)
    assert alone["pairs"] is alone["similar"] is None
    assert alone["reuse"] is not None
    single = desk(write_tagged(tmp_path, editions()[:1]), len(NEW), aligner)
    assert single["pairs"] is single["reuse"] is single["similar"] is None
