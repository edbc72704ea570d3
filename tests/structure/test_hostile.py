"""Texts made to exhaust the parser end in seconds."""

from __future__ import annotations

import time

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document

SIZE = 200_000  # characters
SECONDS = 10.0

HOSTILE = {
    "one line": "公安机关应当排查，" * (SIZE // 9),
    "unclosed brackets": "（" * (SIZE // 2) + "》" * (SIZE // 2),
    "sentences of one line": "有下列情形：①甲。乙。" * (SIZE // 11),
    "broken lines": "公安机关应当加强排查并会同民政部门救助，受害人\n" * (SIZE // 23),
    "contents": "目录\n" + "第一章 总则\n" * (SIZE // 7),
    "one article again and again": "第一条 公安机关应当加强排查并会同民政部门救助。" * (SIZE // 24),
    "numbers": "一、" * (SIZE // 2),
    "items": "（一）\n1．\n" * (SIZE // 7),
    "verbs in brackets": f"（一）走访。（{'分别共同负责' * (SIZE // 6)}人）",
    "a sentence with blanks to fill in": f"{'本表由民警走访时如实填写' * 3}，填写时间：____年__月__日\n" * (SIZE // 55),
    "blanks": " \u3000\n" * (SIZE // 3),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_it_ends_in_seconds(name: str) -> None:
    began = time.process_time()
    parse_document(RawText("hostile.txt", HOSTILE[name]), "hostile")
    assert time.process_time() - began < SECONDS
