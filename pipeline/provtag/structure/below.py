"""What stands below a title: the duty notes, the deadlines, the rows of a table."""

from __future__ import annotations

import re
from collections.abc import Sequence

from provtag.patterns import Pattern
from provtag.structure.actors import BINDS, opens_with_actor
from provtag.structure.blocks import BARE_HEADING, LIST_AHEAD, NAMES
from provtag.structure.duty_notes import is_note_line
from provtag.structure.limits import opens_limit
from provtag.structure.markers import begins, is_numbered, item_at
from provtag.structure.table_heads import is_table_head
from provtag.structure.text import Line
from provtag.structure.titles import ends_like_title, is_signature

_ROW = Pattern(r"\S {2,}\S")  # cells, which blanks divide
_BY_ROWS = Pattern(f"[按依]照?下|{LIST_AHEAD.pattern}")  # what is done as the rows say: 按下表时间走访


def behind_notes(lines: Sequence[Line], at: int) -> int:
    """Return the line behind the duty notes that begin at line ``at``, or ``at``."""
    if at < len(lines) and opens_limit(lines[at].text):
        return at
    while at < len(lines) and is_note_line(lines[at].text) and not is_numbered(lines[at].text):
        at += 1
    return at


def behind_deadline(lines: Sequence[Line], at: int) -> int:
    """Return the line behind ``at`` where that is a deadline that the title above names (二、时间和范围⏎时间：…), else ``at``."""
    if at == len(lines) or not opens_limit(lines[at].text):
        return at
    return at + (re.split("[：:]", lines[at].text)[0] in lines[at - 1].text)


def is_order(words: str) -> bool:
    """Say whether the bare ``words`` order something; 学校要做的事, 应当报告的情形 do not."""
    acts = opens_with_actor(words)
    return (acts and "的" not in words) or bool(BINDS.search(words) and (acts or not NAMES.search(words)))


def names_rows(words: str) -> bool:
    """Say whether ``words`` may be the name of what stands in rows below them."""
    return bool(BARE_HEADING.fullmatch(words)) and not (is_signature(words) or is_order(words) or _BY_ROWS.search(words))


def stands_above_columns(text: str, line: Line) -> bool:
    """Say whether heads of columns stand below ``line`` of ``text``, which names the table."""
    stop = text.find("\n", line.end + 1)
    return is_table_head(text[line.end + 1 : stop if stop > 0 else len(text)])


def stands_above_rows(lines: Sequence[Line], i: int) -> bool:
    """Say whether line ``i`` is the name of the rows in columns below it, 时间安排, or the title of tasks with notes."""
    rows = lines[i + 1 : i + 3]
    words = lines[i].text
    if len(rows) < 2 or not names_rows(words):
        return False
    first = item_at(rows[0].text) if ends_like_title(words) and is_note_line(rows[1].text) else None
    if first and begins(first):  # 任务分工表⏎1．清点渡口⏎责任单位：县海事处
        return True
    return all(_ROW.search(row.text) for row in rows) and not (i and _ROW.search(lines[i - 1].text))
