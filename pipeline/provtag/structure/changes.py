"""Tables of changes (修改对照表): the old text stands beside the new one and is no longer in force."""

from __future__ import annotations

import re
from itertools import pairwise

from provtag.patterns import Pattern
from provtag.structure.markers import ANY, article_at
from provtag.structure.text import Line
from provtag.structure.titles import KINDS, MORE_KINDS

_WORDS = "[^ 。，；：|]{0,12}"
# What 原 and 新 are said of: not of 原籍 and 现住址, which stand side by side in a register.
_TEXT = (
    rf"[^ 。，；：|]{{0,24}}(?:{KINDS}|{MORE_KINDS}|》|[条條][文款例]?|文[本件]?|内容|內容|表述|稿|版本?|法)"
    "(?:[（(][^ ）)]{1,12}[）)])?"
)
_OLD = Pattern(rf"(?:修[改订訂正]前|现行|現行){_WORDS}|[原旧舊]{_TEXT}")
_NEW = Pattern(rf"(?:[拟擬新现現]?修[改订訂正]|[拟擬现現]改){_WORDS}|[拟擬新现現]{_TEXT}")
_BORDER = Pattern(rf" (?:\| ?)?(?=第 ?{ANY}(?:[-－]\d+)? ?[条條])")
_NOTHING = Pattern(r"(?:\| ?)?[（(]?(?:新增|增加|无|無|空|—+|-+|/)[）)]? (?:\| ?)?")
_DELETED = Pattern(r"(?:^| )(?:\| ?)?[（(]?(?:删去|删除|刪去|刪除|废止|廢止)[）)]?。?(?: ?\|)?$")


def is_changes_head(line: str) -> bool:
    """Say whether ``line`` is the header row of a table of changes: 修改前 修改后."""
    cells = re.split(r" ?\| ?| +", line)
    return any(_OLD.fullmatch(left) and _NEW.fullmatch(right) for left, right in pairwise(cells))


def divide_changes(lines: list[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Return what is in force of ``lines``, the old text beside it, and the header rows.

    A row stands in one line, the old article before the new one, or as lines of their own that begin with the same number.
    """
    new: list[Line] = []
    old: list[Line] = []
    heads: list[Line] = []
    passage: list[Line] = []  # an article below a header, of which it is not known yet whether a newer one follows
    key = ""
    for line in lines:
        if is_changes_head(line.text):
            heads.append(line)
        elif not heads:
            new.append(line)
        else:
            before, after = _columns(line)
            if before:
                old.append(before)
            if after:
                article = article_at(after.text)
                if article:
                    (old if article.key == key else new).extend(passage)
                    passage, key = [], "" if before else article.key
                passage.append(after)
    new += passage
    return new, old, heads


def _columns(line: Line) -> tuple[Line | None, Line | None]:
    """Return the old and the new text of a row that stands in one line; a line with one text is new."""
    if _DELETED.search(line.text):
        return line, None
    border = _NOTHING.match(line.text) or _BORDER.search(line.text)
    if not border or (border.start() and not article_at(line.text)):
        return None, line
    cut = line.start + border.end()
    before = line.text[: border.end()].rstrip("| ")
    return Line(line.start, line.start + len(before), before), Line(cut, line.end, line.text[border.end() :])
