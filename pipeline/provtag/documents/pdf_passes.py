"""Lines of a PDF page that are drawn in several passes: what stands between the characters of a line belongs to it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from provtag.documents.page_lines import Box

LEVEL = 0.5  # points by which baselines that are one may differ
INSIDE = 0.5  # ems by which one part of a line must reach into another
BESIDE = 0.3  # ems of white between two parts of a line that is drawn in passes
SCATTERED = 8  # parts of a row from which on its characters are drawn in no order
APART = 2.0  # ems of white between two parts of such a row
BLANK = 0.2  # ems of white that part two words
OVER = 0.3  # share of a character that another may cover


@dataclass(slots=True)
class Drawn:
    """The characters between two line breaks of pdfium: signs, their boxes, whether it made a blank up before each, their places
    in the page's text."""

    signs: list[str] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)
    gaps: list[bool] = field(default_factory=list)
    places: list[int] = field(default_factory=list)

    @property
    def printed(self) -> list[int]:
        """The characters that are no blanks."""
        return [i for i, sign in enumerate(self.signs) if not sign.isspace()]


@dataclass(frozen=True, slots=True)
class _Part:
    """A line as it is drawn, from where to where it reaches, and its place among the others."""

    left: float
    right: float
    index: int


class _Sign(NamedTuple):
    """A character with the room that it takes."""

    room: Box
    sign: str
    box: Box
    place: int


def woven(
    lines: list[Drawn], baseline: Callable[[int], float], room: Callable[[int], Box], uprights: Callable[[Drawn], list[float]]
) -> list[Drawn]:
    """Return ``lines`` with those in one that are drawn in several passes: first the words, then the numbers between them.

    ``baseline`` and ``room`` say where the character at a place stands and how much room it takes, ``uprights`` where rules
    cross a line. Parts that only stand side by side are one line on a page that has lines drawn so. What is printed over
    other characters is no part of their line.
    """
    rows = []
    ends = [(line.places[printed[0]], line.places[printed[-1]]) for line in lines for printed in [line.printed]]
    for row in _rows([baseline(first) for first, _ in ends]):
        em = max(box[3] - box[1] for i in row for box in lines[i].boxes)
        row_parts = (_Part(room(ends[i][0])[0], room(ends[i][1])[2], i) for i in row)
        rows.append((em, sorted(row_parts, key=lambda part: part.left)))
    if not any(_one_line(lines, group, room, em) for em, parts in rows for group in _groups(parts, -INSIDE * em, [])):
        return lines
    whole: dict[int, Drawn | None] = {}
    reach = APART if sum(len(parts) for _, parts in rows) > SCATTERED * len(rows) else BESIDE
    for em, parts in rows:
        for group in _groups(parts, reach * em, uprights(lines[parts[0].index])):
            if line := _one_line(lines, group, room, em):
                whole |= dict.fromkeys(part.index for part in group)
                whole[min(part.index for part in group)] = line
    return [line for i, drawn in enumerate(lines) if (line := whole.get(i, drawn))]


def _rows(levels: Sequence[float]) -> Iterator[list[int]]:
    """Yield the lines that stand on one baseline, two or more; ``levels``: the height of each."""
    order = sorted(range(len(levels)), key=levels.__getitem__)
    row = order[:1]
    for i in order[1:]:
        if levels[i] - levels[row[0]] > LEVEL:
            if len(row) > 1:
                yield row
            row = []
        row.append(i)
    if len(row) > 1:
        yield row


def _groups(parts: Sequence[_Part], reach: float, rules: Sequence[float]) -> Iterator[list[_Part]]:
    """Yield the ``parts`` of a row, from left to right, that reach into each other, or stand within ``reach`` and no rule
    between them."""
    group = [parts[0]]
    right = parts[0].right
    for part in parts[1:]:
        if part.left - right > reach or any(right <= x <= part.left for x in rules):
            yield group
            group = []
        group.append(part)
        right = max(right, part.right) if len(group) > 1 else part.right
    yield group


def _one_line(lines: Sequence[Drawn], group: Sequence[_Part], room: Callable[[int], Box], em: float) -> Drawn | None:
    """Return the line that the parts of ``group`` make, None where it is one part, or they are printed over each other."""
    if len(group) < 2:
        return None
    signs = [
        _Sign(room(place), sign, box, place)
        for line in (lines[part.index] for part in group)
        for sign, box, place in zip(line.signs, line.boxes, line.places, strict=True)
    ]
    signs.sort(key=lambda sign: sign.room[0])
    printed = [sign for sign in signs if not sign.sign.isspace()]
    if any(_covers(left.room, right.room) for left, right in pairwise(printed)):
        return None
    line = Drawn()
    end = printed[0].room[0]
    for before, sign, behind in zip([None, *signs], signs, [*signs[1:], None], strict=False):
        is_filled = (before and _covers(before.room, sign.room)) or (behind and _covers(sign.room, behind.room))
        if sign.sign.isspace() and is_filled:
            continue
        line.signs.append(sign.sign)
        line.boxes.append(sign.box)
        line.gaps.append(sign.room[0] - end > BLANK * em)
        line.places.append(sign.place)
        end = sign.room[2]
    return line


def _covers(left: Box, right: Box) -> bool:
    """Say whether a character reaches over the one on its ``right``, by more than letters that are set close."""
    return left[2] - right[0] > OVER * min(left[2] - left[0], right[2] - right[0])
