"""The two seeds: their trees as read by eye, and the facts known of them."""

from __future__ import annotations

import re

import pytest

from provtag.language.numerals import to_int
from provtag.schema import RawText
from provtag.structure.parser import parse_document
from tests.structure.tree import SEEDS, golden_file, parse_seed, read_seed, tree

GUIZHOU_MISSING = (27, 41, 46, 50, 51, 53, 58, 59, 63, 64, 68, 69, 70, 74, 75, 78, 79, 82, 86, 87, 88, 93)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_tree_is_the_one_read_by_eye(seed: str) -> None:
    assert tree(parse_seed(seed)) == golden_file(seed).read_text(encoding="utf-8")


@pytest.mark.parametrize("seed", SEEDS)
def test_the_stored_text_gives_the_same_tree(seed: str) -> None:
    document = parse_seed(seed)
    again = parse_document(RawText(document.source, document.text), document.doc_id)
    assert (again.text, again.provisions, again.clauses) == (document.text, document.provisions, document.clauses)


def test_chongqing_keeps_every_character_and_all_its_notes() -> None:
    document = parse_seed("chongqing")
    assert "".join(document.text.split()) == "".join(read_seed("chongqing").split())
    assert len(document.duty_notes) == 53
    covered = {c.clause_id for n in document.duty_notes for c in document.clauses if n.paragraph.start <= c.start < n.start}
    bare = [c for c in document.clauses if c.clause_id not in covered]
    assert {c.headings[0][0] for c in bare if c.headings} == {"一", "七"}  # aims and safeguards carry no notes
    assert "定期巡查走访" in document.text and "案件调查程序。落实好" in document.text


def test_guizhou_has_each_article_once_and_in_order() -> None:
    document = parse_seed("guizhou")
    numbers = [to_int(p.number[1:-1]) for p in document.provisions if p.number]
    assert len(numbers) == 73 and numbers == sorted(set(numbers))
    assert document.health.missing_numbers == GUIZHOU_MISSING
    assert document.health.repeated_sentences == 34


def test_guizhou_has_every_sentence_once_and_none_that_was_not_printed() -> None:
    document, raw = parse_seed("guizhou"), read_seed("guizhou").replace("\n", "")
    texts = [c.text for c in document.clauses]
    assert len(texts) == len(set(texts))
    assert all(text in raw for text in texts)
    printed = set(re.findall("[^。]+。", raw))
    kept = document.text.replace("\n", "").replace("\f", "")
    assert sum(s in kept or s[:8] in kept for s in printed) == len(printed)


def test_guizhou_flags_what_is_cut() -> None:
    document = parse_seed("guizhou")
    cut = [document.text[span.start : span.end] for span in document.health.truncated]
    assert [text[-12:] for text in cut[1:]] == ["作制度落实，助推平安校园", "对伪造出生医", "促政策落实，推动反拐预防、打"[-12:]]
    assert "省信访局、省力资源社会保障厅" in cut[0]


def test_sentences_of_a_lost_article_stand_alone() -> None:
    document = parse_seed("guizhou")
    lost = [p for p in document.provisions if not p.number]
    assert [document.text[p.start : p.end][:8] for p in lost] == ["加强从业人员教育", "对拐卖人口犯罪严"]
