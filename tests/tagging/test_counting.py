"""Of copies the cleanest counts, and what reads like no regulation does not."""

from __future__ import annotations

from typing import Any

import pytest

from provtag.documents import notices
from provtag.settings import CopySettings, read_settings
from provtag.tagging.counting import find_facts, is_doubtful, is_scanned, seen
from provtag.tagging.records import Seen

SETTINGS = read_settings(CopySettings)
TEXT = "\n".join(f"第{n}条 第{n}派出所应当登记第{n * n}街的住客，并且告知{n}号学校。" for n in range(40))
HEALTH: dict[str, Any] = {"missing_numbers": [], "truncated": [], "warnings": [], "repeated_sentences": 0}
WORSE: list[dict[str, Any]] = [  # the worst first
    {"health": {"warnings": [notices.NO_REGULATION]}},
    {"health": {"warnings": [f"{notices.OCR}: page 2"]}},
    {"health": {"missing_numbers": [2, 3], "truncated": [{}], "warnings": [notices.DAMAGED], "repeated_sentences": 1}},
    {"health": {"missing_numbers": [2], "truncated": [{}], "warnings": [notices.DAMAGED], "repeated_sentences": 1}},
    {"health": {"repeated_sentences": 3}},
    {"health": {"repeated_sentences": 2}},
    {"parts": {"clauses": 50, "navigation": 2}},
    {"parts": {"clauses": 50, "navigation": 1}},
    {"parts": {}},
    {"parts": {"clauses": 49}},
    {"text": TEXT + "。"},
    {"text": TEXT + "\n \n"},
]


def document(doc_id: str, health: dict[str, Any] | None = None, parts: dict[str, int] | None = None, text: str = TEXT) -> Seen:
    parts = {"clauses": 50} if parts is None else parts
    return seen({"doc_id": doc_id, "text": text, "parts": parts, "health": HEALTH | (health or {})}, SETTINGS)


def test_what_makes_one_copy_worse_than_another() -> None:
    dirt = [document("a", **worse).dirt for worse in WORSE]
    assert dirt == sorted(dirt, reverse=True) and len(set(dirt)) == len(dirt)
    assert dirt[-1] == document("a").dirt  # blanks do not count


@pytest.mark.parametrize("worse", WORSE[:10])
def test_of_copies_the_cleanest_counts(worse: dict[str, Any]) -> None:
    for documents in (
        [("x/a.txt", document("a", **worse)), ("x/b 2.txt", document("b"))],
        [("b", document("b")), ("a", document("a", **worse))],
    ):
        facts = find_facts(documents)
        assert facts == {"a": {"counted": False, "copy_of": "b", "alike": {"doc_id": "b", "share": 1.0}}}


def test_of_clean_copies_that_with_the_shorter_name_counts_then_the_first() -> None:
    copies = [("x/abc.txt", document("a")), ("long/folder/ab.txt", document("b")), ("y/cd.txt", document("c"))]
    assert {doc_id: fact["copy_of"] for doc_id, fact in find_facts(copies).items()} == {"a": "b", "c": "b"}
    assert {doc_id: fact["copy_of"] for doc_id, fact in find_facts(copies[::-1]).items()} == {"a": "c", "b": "c"}


def test_what_is_like_another_counts_and_what_reads_like_no_regulation_does_not() -> None:
    alike = TEXT.replace("告知", "通知", 5)
    facts = find_facts([("a", document("a")), ("b", document("b", text=alike + "附则。" * 4))])
    (fact,) = facts.values()
    assert fact["counted"] and not fact["copy_of"] and SETTINGS.alike <= fact["alike"]["share"] < SETTINGS.same
    doubtful = document("c", {"warnings": [notices.NO_PAGE]}, text="页面不存在")
    assert find_facts([("c", doubtful)]) == {"c": {"counted": False, "copy_of": "", "alike": None}}
    assert find_facts([("a", document("a")), ("d", document("d", text="别的规定"))]) == {}


def test_warnings_tell_a_doubtful_and_a_scanned_document() -> None:
    rows = [{"health": {"warnings": [said]}} for said in (notices.FEW_CHINESE, notices.OCR, notices.DAMAGED)]
    assert [is_doubtful(row) for row in rows] == [True, False, False]
    assert [is_scanned(row) for row in rows] == [False, True, False]
