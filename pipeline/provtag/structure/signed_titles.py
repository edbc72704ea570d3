"""Titles without a number that their signs or their words show: ◆, a colon, brackets, the names of bodies in front of a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

from provtag.patterns import Pattern
from provtag.structure.actors import names_field, without_gloss
from provtag.structure.blocks import MARKED_END
from provtag.structure.bodies import agencies_alone
from provtag.structure.duty_notes import is_note_line
from provtag.structure.lead_titles import is_no_title
from provtag.structure.limits import is_time
from provtag.structure.markers import BULLETS, Marker, Style, begins, heading_at
from provtag.structure.text import LOST, Line

KIND = Pattern("【(?P<words>[^】。；]{1,20})】")  # above the tasks of one kind
_NAMED = Pattern("【[^】。；：:]{1,20}】")  # who has them; a label says that these are of the task above
_NO_LINE = Line(0, 0, "")
_SIGN = Pattern(f"[{BULLETS}]")
_SIGNED = Pattern("[\u4e00-\u9fff（）“”《》、]{2,25}")  # the words of a heading that a sign marks


def ends_block(line: str) -> bool:
    """Say whether ``line`` is nothing that belongs to the words above it: a heading, a duty note, a loss."""
    return bool(line == LOST or heading_at(line) or is_note_line(line))


def signed_titles(lines: Sequence[Line], markers: Sequence[Marker | None]) -> set[int]:
    """Return the lines that one sign makes headings, ◆ or a colon: bare words, each above a sentence, two or more of them.

    Below ◆ numbers may stand, which begin below the first.
    """
    found: dict[str, dict[int, bool]] = defaultdict(dict)
    for i, ((line, marker), (below, number)) in enumerate(pairwise([*zip(lines, markers, strict=True), (_NO_LINE, None)])):
        if marker and marker.style is Style.DASH and _SIGN.fullmatch(marker.number):
            sign, words = marker.number, line.text[marker.end - line.start :].rstrip("：:")
        elif marker is None and line.text.endswith(("：", ":")) and names_field(line.text[:-1]):
            sign, words = "：", line.text[:-1]
        else:
            continue
        is_above = number is None and below.text.endswith("。") and not ends_block(below.text)
        if number and sign != "：":
            is_above = number.style is not Style.DASH and (begins(number) or bool(found[sign]))
        found[sign][i] = is_above and _is_bare(words)
    return {i for listed in found.values() if len(listed) > 1 and all(listed.values()) for i in listed}


def _is_bare(words: str) -> bool:
    """Say whether ``words``, beside their sign, are those of a title."""
    return _SIGNED.fullmatch(words) is not None and not is_no_title(words)


def charged_lines(lines: Sequence[Line], markers: Sequence[Marker | None]) -> dict[int, int]:
    """Return how long the names are with which lines, two or more, open as with a title: 县公安局。看是否立案。…"""
    found = {}
    for i, (line, marker) in enumerate(zip(lines, markers, strict=True)):
        names, _, rest = line.text.partition("。")
        if marker is None and len(rest) > len(names) and agencies_alone(without_gloss(names)):
            found[i] = len(names) + 1
    return found if len(found) > 1 else {}


def is_kind(line: str) -> bool:
    """Say whether ``line`` may be the kind of the tasks below it by its words: in brackets, no bodies and no time."""
    kind = KIND.fullmatch(line)
    return kind is not None and not (is_note_line(line) or is_time(kind["words"]))


def kinds(lines: Sequence[Line], markers: Sequence[Marker | None]) -> set[int]:
    """Return the lines in brackets that are headings of one kind, two or more; none where they close items.

    The first shows it: a list begins below it, or, where it names no bodies, a text or a title.
    """
    fields = [i for i, line in enumerate(lines) if is_kind(line.text)]
    named = [i for i, line in enumerate(lines) if _NAMED.fullmatch(line.text) and is_note_line(line.text)]
    below = [*markers[1:], None]
    if len(named) > 1 and _stands_above_list(lines, markers, named[0]):
        return {*fields, *named}
    first = below[fields[0]] if len(fields) > 1 else None
    is_above = first is None or first.style is Style.COMMA or begins(first)
    return set(fields) if len(fields) > 1 and is_above else set()


def _stands_above_list(lines: Sequence[Line], markers: Sequence[Marker | None], i: int) -> bool:
    """Say whether a list begins below line ``i``, which closes none: the number before it, if any, opens a bare title."""
    first = markers[i + 1] if i + 1 < len(lines) else None
    if first is None or first.style is Style.DASH or not begins(first):
        return False
    numbered = [(line, marker) for line, marker in zip(lines[:i], markers[:i], strict=True) if marker]
    return not numbered or not (numbered[-1][1].style is first.style or MARKED_END.search(numbered[-1][0].text))
