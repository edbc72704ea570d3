"""Titles that a sign marks: ◆, a colon, brackets around the whole line."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from provtag.structure.actors import names_field
from provtag.structure.duty_notes import is_note_line, is_time
from provtag.structure.lead_titles import is_no_title
from provtag.structure.markers import BULLETS, Marker, Style, begins, heading_at
from provtag.structure.text import LOST, Line

KIND = re.compile("【[^】。；]{1,20}】")  # above the tasks of one kind
_SIGN = re.compile(f"[{BULLETS}]")
_SIGNED = re.compile("[\u4e00-\u9fff（）“”《》、]{2,25}")  # the words of a heading that a sign marks


def ends_block(line: str) -> bool:
    """Say whether ``line`` is nothing that belongs to the words above it: a heading, a duty note, a loss."""
    return bool(line == LOST or heading_at(line, 0, len(line)) or is_note_line(line))


def signed_titles(lines: Sequence[Line], markers: Sequence[Marker | None]) -> set[int]:
    """Return the lines that one sign makes headings, ◆ or a colon: bare words, each above a sentence, two or more of them."""
    found: dict[str, list[int]] = defaultdict(list)
    for i, (line, marker) in enumerate(zip(lines, markers, strict=True)):
        if marker and marker.style is Style.DASH and _SIGN.fullmatch(marker.number):
            found[marker.number].append(i)
        elif marker is None and line.text[-1] in "：:" and names_field(line.text[:-1]):
            found["："].append(i)
    signed = (listed for listed in found.values() if len(listed) > 1)
    return {i for listed in signed if all(_is_signed(lines, markers, at) for at in listed) for i in listed}


def _is_signed(lines: Sequence[Line], markers: Sequence[Marker | None], i: int) -> bool:
    """Say whether line ``i`` holds, beside its sign, only bare words above a sentence."""
    marker, line = markers[i], lines[i]
    words = line.text[marker.end - line.start if marker else 0 :].rstrip("：:")
    if i + 1 == len(lines) or markers[i + 1] or not _SIGNED.fullmatch(words) or is_no_title(words):
        return False
    return lines[i + 1].text[-1] == "。" and not ends_block(lines[i + 1].text)


def is_kind(line: str) -> bool:
    """Say whether ``line`` may be the kind of the tasks below it by its words: in brackets, no bodies and no time."""
    return bool(KIND.fullmatch(line)) and not (is_note_line(line) or is_time(line[1:-1]))


def kinds(lines: Sequence[Line], markers: Sequence[Marker | None]) -> set[int]:
    """Return the lines in brackets that are headings of one kind, two or more; none where they close items."""
    found = [i for i, line in enumerate(lines) if is_kind(line.text)]
    followed = (markers[i + 1] for i in found if i + 1 < len(lines))
    goes_on = any(marker and marker.style is not Style.COMMA and not begins(marker) for marker in followed)
    return set(found) if len(found) > 1 and not goes_on else set()
