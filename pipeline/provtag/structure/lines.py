"""Line breaks inside sentences: where a page or a fixed width broke a line, the line is made whole again."""

from __future__ import annotations

import re

from provtag.structure.duty_notes import DEADLINE, LABELLED, VERB, is_bracketed_note
from provtag.structure.markers import article_at, is_numbered

WRAPPED = 40  # characters: a numbered line without an end mark below this length is a title, not a broken sentence
_WRAPPED_LINES = 8  # from so many lines of one length without an end mark on a text is broken at a fixed width
SENTENCE = 12  # what an article begins with is no title, but a sentence, from this length on
LONGEST = 5_000  # characters of a paragraph; beyond it the line breaks are not of a page
PROSE = 25  # the same for unnumbered lines

_ENDED = tuple('。！？；：!?;:…”"’）)》】〕]|>')
_PROSE = re.compile("[，。、；,]")
_LABEL = re.compile(r"附件|附表|附录|(?:[\u4e00-\u9fff（）/]{2,8})[：:]|[|<#(（〔【\f]|\d{4}年|[一二〇○0]{4}年|抄送")
_OPEN, _CLOSE = re.compile("[（(〔【]"), re.compile("[）)〕】]")
_LABEL_ALONE = re.compile(rf"(?:[-*] )?(?:{LABELLED.pattern}|{DEADLINE.pattern}) ?")
_NOTE_END = re.compile(rf"[^（(〔【]{{0,60}}(?:{VERB})[）)〕】]")
_DATE = re.compile(r"[\d〇○一二三四五六七八九十]{4} ?年.{1,8}日$")


def _unclosed(line: str) -> bool:
    """Say whether a bracket opens in ``line`` and does not close."""
    return len(_OPEN.findall(line)) > len(_CLOSE.findall(line))


def _opens_note(line: str) -> bool:
    """Say whether ``line`` is the beginning of a short note in brackets: longer ones show by their length."""
    return line[0] in "（(〔【" and line[-1] not in "。；：" and len(line) <= 15 and _unclosed(line)


def _is_broken(line: str, following: str, width: int) -> bool:
    """Say whether the sentence of ``line`` goes on in ``following``."""
    if line[-1] not in "。；：" and _unclosed(line) and _CLOSE.search(following) and len(line) > 15:
        return not is_numbered(following) or following[0] in "0123456789"
    if _LABEL_ALONE.fullmatch(line):
        return not (is_numbered(following) or _LABEL.match(following))
    if _opens_note(line) and is_bracketed_note(f"{line[1:]}{following}"[: -len("）")], after_end_mark=True):
        return bool(_NOTE_END.fullmatch(following))
    if line.endswith(_ENDED) or line[0] in "#<|" or _LABEL.match(following) or _DATE.search(following):
        return False
    if is_numbered(following):
        return False
    if line[-1] in "，、,":
        return True
    if len(line) >= width:
        return True
    tail = line[line.rfind("。") + 1 :]
    if len(tail) < len(line) and is_numbered(tail):
        return False  # a heading that stands behind a sentence
    if article := article_at(line, 0, len(line)):
        return len(line) - article.end >= SENTENCE
    return len(line) >= (WRAPPED if is_numbered(line) else PROSE) and bool(_PROSE.search(line))


def _fixed_width(lines: list[str]) -> int:
    """Return the length at which most lines of the text are broken, or a length no line is measured against."""
    ends = sorted(len(line) for line in lines if not line.endswith(_ENDED))
    if len(ends) < _WRAPPED_LINES:
        return 10_000
    width = ends[len(ends) // 2]
    same = sum(abs(length - width) <= 2 for length in ends)
    longer = sum(len(line) > width + 4 for line in lines)
    return width - 2 if width >= 15 and same > len(ends) * 0.6 and longer < len(lines) * 0.1 else 10_000


def heal(text: str) -> str:
    """Join lines that were broken inside a sentence; everything else stays. ``text`` is clean (see ``text.clean``)."""
    width = _fixed_width(text.split("\n"))
    while (healed := _join(text, width)) != text:  # a line made whole may show that the next one is broken too
        text = healed
    return text


def _join(text: str, width: int) -> str:
    lines = text.split("\n")
    healed = [lines[0]] if lines else []
    for line in lines[1:]:
        before = healed[-1]
        if before and line and len(before) < LONGEST and _is_broken(before, line, width):
            ascii_words = before[-1].isascii() and before[-1].isalnum() and line[0].isascii() and line[0].isalnum()
            healed[-1] = before + (" " if ascii_words else "") + line
        else:
            healed.append(line)
    return "\n".join(healed)
