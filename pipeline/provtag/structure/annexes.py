"""Annexes: at which line one begins, and which lines are its label and title; a mere list of annexes begins none."""

from __future__ import annotations

import re
from itertools import takewhile

from provtag.patterns import Pattern
from provtag.structure.markers import is_numbered, opens_anew
from provtag.structure.table_heads import is_table_head
from provtag.structure.titles import PROSE, ends_like_title, holds_sentence, is_date, is_signature

_COUNT = r"[（(]?(?:\d{1,3}|[一二三四五六七八九十]{1,3})(?:[-－—.]\d{1,2})?[）)]?"
_LABEL = Pattern(
    rf"[#*【 ]*(?P<label>附 {{0,3}}[件表录錄图圖](?: ?(?P<count>{_COUNT}))?|附(?= ?[：:]))[】*]*"
    r"(?P<sign> ?[：:]| |$|(?=[\u4e00-\u9fff《]))(?P<title>.*)"
)
_ORDER = Pattern("应当|不得|必须|负责|牵头|开展|加强|组织|做好|落实|打击|配合|協助|协助|负責|開展|加強")
_EDITION = Pattern(
    r"[（(]?\d{4} ?(?:[—–-] ?\d{4} ?)?年(?:度|版|\d{1,2}月)?[）)]?"
    "|[（(](?:试行|暂行|节选|征求意见稿|讨论稿|送审稿|草案|样式|式样|参考|模板|样表)[）)]"
)
_FILE = Pattern(r"\.(?:docx?|xlsx?|pdf|ofd|wps|et|zip|rar)$")  # that a page offers: the annex is not in the text
_COUNTED = Pattern(r"\d+[．.、]")
_FIRST = Pattern(r"1[．.、]")
_NUMBERED = Pattern(r"\d{1,2}[．.、]|[一二三四五六七八九十]、|[①-⑩]")


def annex_label(line: str) -> str:
    """Return the label of an annex that opens ``line``, without blanks ("附件1"); empty where there is none."""
    found = _match(line)
    return found["label"].replace(" ", "") if found else ""


def annex_title(line: str) -> str:
    """Return the title of an annex that stands behind its label in ``line``; empty where none does."""
    found = _match(line)
    title = found["title"].strip() if found else ""
    return title if ends_like_title(title) and not is_numbered(title) else ""


def _match(line: str) -> re.Match[str] | None:
    found = _LABEL.match(line)
    if not found or PROSE.search(line):
        return None
    if found["title"] and not found["sign"]:  # 附件1任务分工, but not 附件所列材料
        return found if found["count"] and ends_like_title(line) else None
    return found


def annex_starts(lines: list[str]) -> list[int]:
    """Return the indices of the lines at which annexes begin."""
    return [i for i, line in enumerate(lines) if i and (found := _match(line)) and not _is_listed(lines, i, found)]


def _is_listed(lines: list[str], at: int, label: re.Match[str]) -> bool:
    """Say whether the annex named in line ``at`` is only announced there: names, then the signature, the end or a label."""
    title = label["title"].strip()
    if _FILE.search(title):
        return True
    if not label["count"] and _NUMBERED.match(title):
        return True
    after = at + 1
    while after < len(lines) and _is_entry(lines[after]):
        after += 1
    if after < len(lines) and not (is_date(lines[after]) or is_signature(lines[after]) or annex_label(lines[after])):
        return False
    if title or (not label["count"] and label["sign"].strip()):
        return True
    if after == at + 1 < len(lines) and is_signature(lines[after]):  # or the first line of a title: 护童联席会议|成员职责
        behind = next((line for line in lines[after:] if not is_signature(line)), "")
        return not behind or is_date(behind)
    return all(map(_NUMBERED.match, lines[at + 1 : after]))


def _is_entry(line: str) -> bool:
    if PROSE.search(line) or _match(line) or opens_anew(line):
        return False
    return ends_like_title(line) or bool(_NUMBERED.match(line) and not _ORDER.search(line))


def annex_head_end(lines: list[str]) -> int:
    """Return how many of the ``lines`` of an annex are its label and its title, which may go on in a second line."""
    end = 1
    label = _match(lines[0])
    if label and not label["title"].strip():
        ends = [ends_like_title(line) for line in takewhile(_is_title, lines[1:3])]
        end += ends.index(True) + 1 if True in ends else bool(ends and lines[2:])
    return end + len([*takewhile(_EDITION.fullmatch, lines[end:])])


def _is_title(line: str) -> bool:
    return not (re.search("[。；，：]", line) or is_numbered(line) or is_table_head(line))


def listed_annexes(lines: list[str], start: int, end: int) -> set[int]:
    """Return the lines that continue a list of annexes ("附件：1．…" and below it "2．…", or titles without numbers).

    Where the first of all lines is the label of an annex, a first number below its name is of what the annex says.
    """
    listed: set[int] = set()
    if not any(line.startswith("附") for line in lines[start:end]):
        return listed
    label = _match(lines[0])
    named = annex_head_end(lines) if label else 0
    named = 0 if named == 1 and label and not label["title"].strip() else named
    in_list = False
    for i in range(start, end):
        line = lines[i]
        is_inside = i == named > 0 and bool(_FIRST.match(line))
        continues = (_COUNTED.match(line) or ends_like_title(line)) and not (holds_sentence(line) or is_inside)
        in_list = line.startswith(("附件", "附：", "附:")) or (in_list and bool(continues))
        if in_list and continues:
            listed.add(i)
    return listed
