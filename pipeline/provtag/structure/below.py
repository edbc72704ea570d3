"""What stands below a title: the duty notes, the deadlines, the rows of a table, and below the last item what closes the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from provtag.structure.actors import opens_with_actor
from provtag.structure.blocks import BARE_HEADING, LIST_AHEAD, NAMES
from provtag.structure.duty_notes import is_note_line, opens_deadline
from provtag.structure.front_matter import BINDS
from provtag.structure.markers import is_numbered
from provtag.structure.text import Line
from provtag.structure.titles import KINDS, is_signature

_ROW = re.compile(r"\S {2,}\S")  # cells, which blanks divide
_BY_ROWS = re.compile(f"[按依]照?下|{LIST_AHEAD.pattern}")  # what is done as the rows say: 按下表时间走访

_THIS = rf"本(?:实施|工作)?(?:{KINDS}|安排|手册|协议|责任书|备忘录)"
_HOLDS = re.compile(  # from when on, who explains it, whoever gets it
    rf"{_THIS}[^。；]{{0,16}}?(?:[自从從\d][^。；]{{1,30}}(?:施行|[执執]行|[实實]施|[试試]行|生效)|由[^。；]{{2,40}}解[释釋]|未[尽盡]事)"
    rf"|将{_THIS}(?:转发|传达|印发)"
)
# How it is to be carried out, and to whom that is told: 各地制定实施方案，报市公安局备案。
_CARRIED_OUT = re.compile(
    rf"(?:以上[^，。；]{{2,8}}，)?(?:请)?各[^。；]{{1,60}}(?:{_THIS}|(?:[实實]施|具[体體]|[细細]化|落[实實]|工作)(?:[细細][则則]|方案|[办辦]法|意[见見]|措施|[计計][划劃]|安排)"
    "|(?:[贯貫][彻徹]|落[实實]|[执執]行)[^，。；]{0,8}情[况況])[^。；]{0,60}(?:[报報](?!酬|道|告制)|抄送|[备備]案)"
)
# An item with such a title is about just that.
_OF_FORCE = re.compile("附[则則]|其他|[说說]明|施行|[执執]行|[实實]施|生效|效力|期限|解[释釋]")
_OF_REPORTS = re.compile("附[则則]|其他|[说說]明|[报報]|[备備]案|[总總][结結]|[进進]度|[联聯][络絡]")


def behind_notes(lines: Sequence[Line], at: int) -> int:
    """Return the line behind the duty notes that begin at line ``at``, or ``at``."""
    if at < len(lines) and opens_deadline(lines[at].text):
        return at
    while at < len(lines) and is_note_line(lines[at].text) and not is_numbered(lines[at].text):
        at += 1
    return at


def behind_deadline(lines: Sequence[Line], at: int) -> int:
    """Return the line behind ``at`` where that is a deadline that the title above names (二、时间和范围⏎时间：…), else ``at``."""
    if at == len(lines) or not opens_deadline(lines[at].text):
        return at
    return at + (re.split("[：:]", lines[at].text)[0] in lines[at - 1].text)


def is_order(words: str) -> bool:
    """Say whether the bare ``words`` order something; 学校要做的事, 应当报告的情形 do not."""
    acts = opens_with_actor(words)
    return (acts and "的" not in words) or bool(BINDS.search(words) and (acts or not NAMES.search(words)))


def stands_above_rows(lines: Sequence[Line], i: int) -> bool:
    """Say whether line ``i`` is the name of the rows in columns below it: 时间安排."""
    rows = lines[i + 1 : i + 3]
    words = lines[i].text
    if len(rows) < 2 or not BARE_HEADING.fullmatch(words) or is_signature(words) or is_order(words) or _BY_ROWS.search(words):
        return False
    return all(_ROW.search(row.text) for row in rows) and not (i and _ROW.search(lines[i - 1].text))


def holds_for_text(words: str, title: str) -> bool:
    """Say whether ``words``, a paragraph of the item with this ``title``, speak of the whole text: 本方案自印发之日起施行。"""
    return bool(_HOLDS.search(words)) and not _OF_FORCE.search(title)


def carries_out_text(words: str, title: str) -> bool:
    """Say whether ``words``, a paragraph of the item with this ``title``, say what all who get the text send in on it."""
    return bool(_CARRIED_OUT.match(words)) and not _OF_REPORTS.search(title)
