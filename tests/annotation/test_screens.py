"""What an annotator sees around a clause."""

from __future__ import annotations

from provtag.annotation.screens import Mode, screens_of
from provtag.schema import RawText
from provtag.structure.parser import parse_document

TEXT = "云泽县反拐细则\n第一条 公安机关排查线索。民政部门救助受害人。\n第二条 学校开展反拐教育。\n"


def test_the_clause_after_is_that_of_the_same_provision() -> None:
    screens = screens_of(parse_document(RawText("a.txt", TEXT), "a"), None, Mode.BLIND)
    assert [screen.following for screen in screens] == ["民政部门救助受害人。", "", ""]
