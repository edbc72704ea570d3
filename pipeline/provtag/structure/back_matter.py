"""Where the body of a document ends: what stands behind it explains it, signs it, names annexes, or is said by a site."""

from __future__ import annotations

import re

from provtag.patterns import Pattern
from provtag.structure.actors import opens_with_actor
from provtag.structure.annexes import listed_annexes
from provtag.structure.duty_notes import is_note_line
from provtag.structure.markers import article_at, is_numbered, opens_anew
from provtag.structure.portal import is_back, is_step, opens_end, opens_explanation
from provtag.structure.text import OPENING
from provtag.structure.titles import holds_sentence, is_bare_date, is_date, is_signature, is_signed, names_signer

_EXPLANATION_ENDS = tuple("读讀问問明答）)懂料》")  # spares most lines the pattern
_IN_FORCE = Pattern("(?:施行|[执執]行|[废廢]止)。?$")
_LONGEST_TITLE = 110  # characters
_BELOW_DATE = 12  # lines at most behind the date of a signature
_SITE_LINES = 60  # at most behind a regulation that a site shows
_ENDED = tuple("。！？；”")  # ends the line above a signature, and of no form or list of members
_OUTERMOST = Pattern("[一二三四五六七八九十]{1,3}、")


def explanation_start(lines: list[str]) -> int:
    """Return the line with the title of what explains the regulation behind it, ``len(lines)`` where there is none."""
    body = next((i for i, line in enumerate(lines) if holds_sentence(line)), len(lines))
    for i in range(body + 1, len(lines)):
        line, before = lines[i], lines[i - 1]
        if len(line) > _LONGEST_TITLE or not line.endswith(_EXPLANATION_ENDS) or is_numbered(line):
            continue
        has_ended = is_date(before) or is_back(before) or bool(_IN_FORCE.search(before))
        if opens_explanation(line, has_ended) and not _counts_on(lines, i):
            return i
    return len(lines)


def _counts_on(lines: list[str], at: int) -> bool:
    """Say whether the articles above line ``at`` are counted on below it."""
    above = (article_at(line) for line in reversed(lines[:at]))
    last = next((article.key for article in above if article), "")
    if not last.isdecimal():
        return False
    below = (article_at(line) for line in lines[at + 1 :])
    return any(article.key == str(int(last) + 1) for article in below if article)


def body_end(lines: list[str], start: int) -> int:
    """Return the index after the last line of the body that began at ``start``."""
    end = _site_start(lines, start)
    listed = listed_annexes(lines, start, end)
    end = _signed_end(lines, start, end, listed)
    closing = listed | _signed(lines, start, end)
    while end > start:
        line = lines[end - 1]
        signs = not is_numbered(line) and not holds_sentence(line) and (is_date(line) or is_signature(line))
        is_end = is_back(line) or signs or (end - 1) in closing or _stands_over_date(lines, end)
        if not is_end or _labels_again(lines, start, end - 1) or is_step(lines, end - 1):
            break
        end -= 1
    return end


def _labels_again(lines: list[str], start: int, at: int) -> bool:
    """Say whether line ``at`` is the duty note of a row like one of those from ``start`` on: 主办单位 is a word of sites, too,
    and 【 opens what they say."""
    if not is_note_line(lines[at]):
        return False
    label = re.split("[：:]", lines[at])[0]
    same = label[0] if label[0] in OPENING else (f"{label}：", f"{label}:")
    return any(line.startswith(same) and is_note_line(line) for line in lines[start:at])


def says_more(line: str) -> bool:
    """Say whether ``line``, which stands behind a signature, is a sentence and none of the facts that stand there."""
    return line.rstrip("）)")[-1:] in ("。", "！") and not is_back(line)


def _signed_end(lines: list[str], start: int, end: int, listed: set[int]) -> int:
    """Return the line behind the last signature and its date before ``end``, where no number follows them; else ``end``.

    The numbers of annexes that are only named, the lines ``listed``, are none.
    """
    for i in range(end - 1, max(start, end - 1 - _BELOW_DATE), -1):
        if is_date(lines[i]) and is_signature(lines[i - 1]):
            return i + 1
        if (is_numbered(lines[i]) and i not in listed) or len(lines[i]) > _LONGEST_TITLE:
            break
    return end


def _stands_over_date(lines: list[str], end: int) -> bool:
    """Say whether the line before ``end`` is a name above a date."""
    if end == len(lines) or not (is_date(lines[end]) or is_bare_date(lines[end].rstrip("印发發制"))):
        return False
    line = lines[end - 1]
    if len(line) > 30 or is_numbered(line) or re.search("[。，；：:、|]", line):
        return False
    return is_signature(line) or not opens_with_actor(line)


def _signed(lines: list[str], start: int, end: int) -> set[int]:
    """Return the lines of fields of a signature, and of who signs above a date or another name; only seals stand below others
    than sentences, where the rest is of a form or a list of members."""
    signed: set[int] = set()
    for i in range(start, end):
        line, above, below = lines[i], lines[i - 1] if i > start else "", lines[i + 1 : i + 2]
        is_below_text = i - 1 in signed or above.endswith(_ENDED) or is_signature(above)
        is_sealed = "章）" in line and not is_numbered(above)
        is_signer = names_signer(line) and any(is_date(one) or is_signature(one) or names_signer(one) for one in below)
        if (is_below_text and is_signer) or ((is_below_text or is_sealed) and is_signed(line) and not is_numbered(line)):
            signed.add(i)
    return signed


def _is_of_site(lines: list[str], start: int, i: int) -> bool:
    """Say whether the numbered line ``i`` stands in a list below words of the site: 相关链接."""
    above = next((line for line in reversed(lines[max(start, i - _SITE_LINES) : i]) if not is_numbered(line)), "")
    return opens_end(above)


def _site_start(lines: list[str], start: int) -> int:
    """Return where the site's own words begin behind the regulation, which no article and no heading follows."""
    begins = len(lines)
    for i in range(len(lines) - 1, max(start, len(lines) - _SITE_LINES), -1):
        line = lines[i]
        if (
            opens_anew(line)
            or _OUTERMOST.match(line)
            or (is_numbered(line) and line[-1] in "。；" and not _is_of_site(lines, start, i))
        ):
            break
        if opens_end(line):
            begins = i
    return begins
