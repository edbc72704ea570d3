"""Where another text begins in the same file: the law that a decision publishes anew, the next notice of a collection."""

from __future__ import annotations

from dataclasses import dataclass

from provtag.patterns import Pattern
from provtag.structure.markers import HEADING_STYLES, Marker, Style, article_at, heading_at, is_numbered, item_at, opens_anew
from provtag.structure.portal import is_back, opens_explanation
from provtag.structure.titles import PROSE, ends_like_title, is_date, is_signature

_MARKS = Pattern("[。；：，！？]")
_HEAD = Pattern(r"\S{1,40}文件|[^，。；：]{1,20}[〔\[（(【]\d{4}年?[〕\]）)】]第?\d{1,5}号")  # above a title, or below it
_ENACTING = Pattern(r"[^。为為根依按]*+[为為根依按].{3,}(?:制定|制订|制訂|提出|印发|如下).*")
_LINKS = Pattern("相[关關]|推[荐薦]|[热熱]|[上下]一[篇条條]")
_LONGEST_TITLE = 60  # characters


@dataclass(frozen=True, slots=True)
class Start:
    """Where another text begins: the line of its head, and the lines of its title.

    ``is_own``: it is issued for itself, with a head of its own behind the end of the text before, and not by that text.
    """

    line: int
    title: range
    is_own: bool


def text_starts(lines: list[str]) -> list[Start]:
    """Return where further texts begin in ``lines``, which hold the body of the first from line 0 on."""
    starts: list[Start] = []
    titles = [i for i, line in enumerate(lines) if i and _is_title(line)]
    since = next((i for i, line in enumerate(lines) if is_numbered(line)), 0)
    below, number = 0, None  # what counts below a title, and where
    for above, at, following in zip([0, *titles], titles, [*titles[1:], len(lines)], strict=False):
        if at <= since:
            continue
        if below <= at:  # else what stands between is the same as below the title before
            below, number = _below(lines, at)
        start = _signed_off(lines, at, max(above, since), following)
        if start or (number and _counts_anew(number, is_numbered(lines[at]))):
            starts.append(start or Start(at, range(at, at + 1), is_own=False))
            since = at
    return starts


def _is_title(line: str) -> bool:
    if len(line) > _LONGEST_TITLE or not ends_like_title(line):  # most lines
        return False
    is_heading = opens_anew(line)
    return not (is_heading or _MARKS.search(line) or is_back(line))


def _signed_off(lines: list[str], at: int, since: int, following: int) -> Start | None:
    """Return the text whose title is line ``at`` where only a head stands between it and the signature of the text before.

    That signature stands below line ``since``, a title or the first number; the next title is line ``following``.
    """
    if is_numbered(lines[at]) or opens_explanation(lines[at], False):
        return None
    last = next((i for i in range(at - 1, since, -1) if not _is_head(lines[i])), since)
    signed = next((i for i in range(last, since, -1) if is_date(lines[i]) or not is_back(lines[i])), since)
    if not is_date(lines[signed]) or PROSE.search(lines[signed]) or is_numbered(lines[signed]):
        return None
    if any(map(_LINKS.match, lines[signed : last + 1])):
        return None
    if not any(is_numbered(line) or PROSE.search(line) for line in lines[at + 1 : following + 1]):  # links to other texts
        return None
    first = at - 1 if lines[at].startswith("关于") and is_signature(lines[at - 1]) else at
    return Start(last + 1, range(first, at + 1), is_own=True)


def _is_head(line: str) -> bool:
    is_head = bool(_HEAD.fullmatch(line.replace(" ", ""))) or is_signature(line)
    return is_head and not (is_date(line) or _LINKS.match(line))


def _below(lines: list[str], title: int) -> tuple[int, Marker | None]:
    """Return the first line below ``title``, but for its adoption in brackets and why it was written, and the number of it."""
    for i in range(title + 1, len(lines)):
        number = _first_number(lines[i])
        if number or not (lines[i].startswith(("（", "(")) or _ENACTING.fullmatch(lines[i])):
            return i, number
    return len(lines), None


def _counts_anew(first: Marker, below_number: bool) -> bool:
    """Say whether ``first`` opens articles, chapters or, not ``below_number``, outermost numbers that count from 1."""
    styles = (Style.ARTICLE, *HEADING_STYLES, *(() if below_number else (Style.COMMA,)))
    return first.key == "1" and first.style in styles


def _first_number(line: str) -> Marker | None:
    found = article_at(line) or heading_at(line) or item_at(line)
    return found if found and found.style is not Style.FLOW else None
