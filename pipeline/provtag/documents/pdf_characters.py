"""The characters of a PDF page: which are seen, in which direction they run, and the pieces of lines they make."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from provtag.documents.characters import mended
from provtag.documents.page_lines import Box, in_rows
from provtag.documents.page_rules import rules_of
from provtag.documents.pdf_passes import Drawn, woven

DEPTH = 6  # how deep forms stand in forms
INVISIBLE = 3  # the mode of text that is not drawn
SLANT = math.radians(4)  # an angle up to which a line is level
PIECE_GAP = 0.8  # ems of white without a typed blank that part two pieces of a row
BLANK_GAP = 0.45  # ems of white that are a blank
SPACED = 0.3  # ems of white between all characters of a letter-spaced line
OVERPRINT = 1.5  # points by which a second print may miss the first
RULES = 6  # long lines and boxes that make a table
MOST_RULES = 2000  # more lines than those of any table are a drawing
_HYPHENS = str.maketrans(dict.fromkeys("\u00ad\u0002\ufffe"))
_MARKS = frozenset("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳0123456789[]［］〔〕*＊†")


@dataclass(frozen=True, slots=True)
class Seen:
    """The objects of a page: shares of it that pictures cover, whether anything is drawn, text that is not or is turned.

    ``rules`` are the level and upright lines drawn on it; ``ruled`` says whether they are enough for a table.
    """

    pictures: tuple[float, ...]
    drawn: bool
    ruled: bool
    invisible: bool
    turned: bool
    rules: tuple[Box, ...] = ()

    @property
    def covered(self) -> float:
        """The share of the page that pictures cover."""
        return sum(self.pictures)

    def figures(self, share: float) -> int:
        """Return how many pictures cover at least ``share`` of the page."""
        return sum(picture >= share for picture in self.pictures)


@dataclass
class Runs:
    """The pieces of a page, upright: [text, left, bottom, right, top]; how many characters were hidden or slanting."""

    width: float
    height: float
    shown: list[list[Any]] = field(default_factory=list)
    unseen: list[list[Any]] = field(default_factory=list)
    rules: list[Box] = field(default_factory=list)
    hidden: int = 0
    slanting: int = 0


def seen_objects(page: Any) -> Seen:
    """Return what is on ``page`` beside its characters."""
    from pypdfium2 import raw

    width, height = _size(page)
    pictures: list[float] = []
    drawn_rules: list[Box] = []
    long_rules = 0
    drawn = invisible = turned = False
    for item in page.get_objects(max_depth=DEPTH):
        if item.type == raw.FPDF_PAGEOBJ_TEXT:
            invisible = invisible or raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE
            matrix = item.get_matrix()
            turned = turned or item.level > 0 or abs(matrix.b) > 1e-3 or matrix.a < 0
            continue
        drawn = True
        if item.type not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH) or len(drawn_rules) > MOST_RULES:
            continue
        left, bottom, right, top = item.get_bounds()
        if item.type == raw.FPDF_PAGEOBJ_IMAGE:
            across = max(0.0, min(right, width) - max(left, 0.0))
            pictures.append(across * max(0.0, min(top, height) - max(bottom, 0.0)) / max(width * height, 1.0))
        else:
            longest = max(right - left, top - bottom)
            long_rules += 0.15 * width < longest < 0.98 * max(width, height)
            if item.level == 0:  # in a form they have a measure of their own
                drawn_rules += rules_of(item)
    is_turned = turned or page.get_rotation() != 0
    kept = tuple(drawn_rules) if len(drawn_rules) <= MOST_RULES else ()
    return Seen(tuple(pictures), drawn, long_rules >= RULES, invisible, is_turned, kept)


def _size(page: Any) -> tuple[float, float]:
    """Return width and height of a page before it is turned for display, which is how its characters are placed."""
    left, bottom, right, top = page.get_cropbox() or page.get_mediabox()
    return right - left, top - bottom


def page_pieces(page: Any, seen: Seen) -> Runs:
    """Return the runs of characters between pdfium's line breaks, turned upright."""
    textpage = page.get_textpage()
    try:
        return _Reader(page, textpage, seen).runs()
    finally:
        textpage.close()


class _Reader:
    """Goes through the characters of one page."""

    def __init__(self, page: Any, textpage: Any, seen: Seen) -> None:
        from pypdfium2 import raw

        self.raw = raw
        self.textpage = textpage
        self.seen = seen
        self.box = page.get_cropbox() or page.get_mediabox()
        self.count = textpage.count_chars()
        self.rotated = page.get_rotation() != 0
        self.quarter = self._quarter() if seen.turned else 0
        width, height = _size(page)
        self.found = Runs(*((height, width) if self.quarter % 2 else (width, height)))
        self.found.rules = [self._upright(*rule) for rule in seen.rules]

    def _angle(self, index: int) -> float:
        return float(self.raw.FPDFText_GetCharAngle(self.textpage, index))

    def _quarter(self) -> int:
        """Return by how many quarters the text of the page is turned, clockwise as pdfium counts."""
        step = max(1, self.count // 400)
        turns = Counter(
            round(angle / (math.pi / 2)) % 4 for angle in map(self._angle, range(0, self.count, step)) if self._is_square(angle)
        )
        return turns.most_common(1)[0][0] if turns else 0

    @staticmethod
    def _is_square(angle: float) -> bool:
        return abs(angle / (math.pi / 2) - round(angle / (math.pi / 2))) * (math.pi / 2) <= SLANT

    def _is_level(self, index: int) -> bool:
        turned = self._angle(index) - self.quarter * math.pi / 2
        return abs(math.remainder(turned, 2 * math.pi)) <= SLANT

    def _upright(self, left: float, bottom: float, right: float, top: float) -> Box:
        """Return a box of the page as it stands when the page's text is level."""
        x, y = self.box[0], self.box[1]
        left, bottom, right, top = left - x, bottom - y, right - x, top - y
        if self.quarter == 3:
            return bottom, self.found.height - right, top, self.found.height - left
        if self.quarter == 2:
            return self.found.width - right, self.found.height - top, self.found.width - left, self.found.height - bottom
        if self.quarter == 1:
            return self.found.width - top, left, self.found.width - bottom, right
        return left, bottom, right, top

    def runs(self) -> Runs:
        raw, textpage, found = self.raw, self.textpage, self.found
        sides = [ctypes.c_double() for _ in range(4)]
        uprights = [rule for rule in found.rules if rule[3] - rule[1] > rule[2] - rule[0]]
        shown, unseen = _Line(found.shown, uprights), _Line(found.unseen, uprights)
        for index in range(self.count):
            code = raw.FPDFText_GetUnicode(textpage, index)
            sign = chr(code) if code and not 0xD800 <= code <= 0xDFFF else "\ufffd"
            if sign in "\r\n":
                shown.end()
                unseen.end()
                continue
            if raw.FPDFText_IsGenerated(textpage, index) == 1:
                shown.gap_open = unseen.gap_open = True
                continue
            raw.FPDFText_GetCharBox(textpage, index, *map(ctypes.byref, sides))
            left, right, bottom, top = (side.value for side in sides)
            if self.seen.turned and not sign.isspace() and not self._is_level(index):
                found.slanting += 1
                continue
            box = self._upright(left, bottom, right, top)
            if self.seen.invisible and self._is_invisible(index):
                found.hidden += not sign.isspace()
                unseen.add(sign, box, index)
            elif not sign.isspace() and not self._is_on_page(box):
                found.hidden += 1
            else:
                shown.add(sign, box, index)
        shown.end()
        unseen.end()
        unseen.cut(unseen.drawn)
        shown.cut(woven(shown.drawn, self._baseline, self._room, shown.crossing))
        found.shown = _printed_once(found.shown)
        if self.quarter or self.rotated:  # pdfium orders the lines as they stand on the page
            found.shown = in_rows(found.shown)
        return found

    def _baseline(self, index: int) -> float:
        x, y = ctypes.c_double(), ctypes.c_double()
        self.raw.FPDFText_GetCharOrigin(self.textpage, index, ctypes.byref(x), ctypes.byref(y))
        return self._upright(x.value, y.value, x.value, y.value)[1]

    def _room(self, index: int) -> Box:
        """Return the box of a character with the white that its font gives it."""
        room = self.raw.FS_RECTF()
        self.raw.FPDFText_GetLooseCharBox(self.textpage, index, ctypes.byref(room))
        return self._upright(room.left, room.bottom, room.right, room.top)

    def _is_invisible(self, index: int) -> bool:
        item = self.raw.FPDFText_GetTextObject(self.textpage, index)
        return bool(item) and self.raw.FPDFTextObj_GetTextRenderMode(item) == INVISIBLE

    def _is_on_page(self, box: Box) -> bool:
        x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
        return 0 <= x <= self.found.width and 0 <= y <= self.found.height


class _Line:
    """Gathers the characters of lines and cuts these where a wide gap or an upright rule parts them."""

    def __init__(self, pieces: list[list[Any]], uprights: Sequence[Box]) -> None:
        self.pieces = pieces
        self.uprights = uprights
        self.drawn: list[Drawn] = []
        self.gap_open = False  # pdfium made a blank up before the next character
        self._line = Drawn()

    def add(self, sign: str, box: Box, place: int) -> None:
        """Take the next character of the line; ``box`` is left, bottom, right, top."""
        self._line.signs.append(sign)
        self._line.boxes.append(box)
        self._line.gaps.append(self.gap_open)
        self._line.places.append(place)
        self.gap_open = False

    def end(self) -> None:
        """Begin a new line."""
        if self._line.printed:
            self.drawn.append(self._line)
        self._line, self.gap_open = Drawn(), False

    def cut(self, lines: Sequence[Drawn]) -> None:
        """Put the pieces of ``lines`` where they belong."""
        for line in lines:
            self._line = line
            self._cut(line.printed)

    def crossing(self, line: Drawn) -> list[float]:
        """Return where upright rules cross ``line``."""
        first = line.boxes[line.printed[0]]
        level = (first[1] + first[3]) / 2
        return [rule[0] for rule in self.uprights if rule[1] < level < rule[3]]

    def _cut(self, printed: list[int]) -> None:
        boxes = self._line.boxes
        em = max(boxes[i][3] - boxes[i][1] for i in printed) or 1.0
        uprights = self.crossing(self._line)
        spacing = self._spacing(printed, em)
        piece: list[int] = []
        words: list[str] = []
        for before, i in zip([None, *printed], printed, strict=False):
            if before is not None:
                gap = boxes[i][0] - boxes[before][2] - spacing
                typed = i > before + 1
                is_parted = any(_middle(boxes[before]) < x < _middle(boxes[i]) for x in uprights)
                if is_parted or _goes_back(boxes[before], boxes[i]) or self._is_cut(before, i, spacing + PIECE_GAP * em):
                    self._put(words, piece, em)
                    words, piece = [], []
                elif typed and not spacing:
                    words.append("".join(self._line.signs[before + 1 : i]))
                elif (self._line.gaps[i] or typed) and (gap > BLANK_GAP * em or (self._is_latin(i) and self._is_latin(before))):
                    words.append(" ")
            words.append(self._line.signs[i])
            piece.append(i)
        self._put(words, piece, em)

    def _is_cut(self, before: int, i: int, width: float) -> bool:
        """Say whether pdfium made a blank up, wider than ``width``, between two characters or the blanks typed there."""
        return any(
            self._line.gaps[j] and self._line.boxes[j][0] - self._line.boxes[j - 1][2] > width for j in range(before + 1, i + 1)
        )

    def _is_latin(self, index: int) -> bool:
        return self._line.signs[index].isascii()

    def _spacing(self, printed: list[int], em: float) -> float:
        """Return the white between the characters of a letter-spaced line, 0 for an ordinary one."""
        gaps = [self._line.boxes[b][0] - self._line.boxes[a][2] for a, b in pairwise(printed)]
        usual = median(gaps) if len(gaps) >= 3 else 0.0
        return usual if usual > SPACED * em else 0.0

    def _put(self, words: list[str], piece: list[int], em: float) -> None:
        """Keep one piece, without the marks of footnotes, which are small and raised."""
        bottom = min(self._line.boxes[i][1] for i in piece)
        position = 0
        kept: list[str] = []
        for word in words:
            if word.isspace():
                kept.append(word)
                continue
            box = self._line.boxes[piece[position]]
            position += 1
            is_mark = word in _MARKS and box[3] - box[1] < 0.62 * em and box[1] - bottom > 0.3 * em
            if not (is_mark and kept and len(piece) > 4):  # the mark before the note itself stays
                kept.append(word)
        text = mended("".join(kept).translate(_HYPHENS)).strip()
        if text:
            boxes = [self._line.boxes[i] for i in piece]
            self.pieces.append([text, min(b[0] for b in boxes), bottom, max(b[2] for b in boxes), max(b[3] for b in boxes)])


def _middle(box: Box) -> float:
    return (box[0] + box[2]) / 2


def _goes_back(before: Box, box: Box) -> bool:
    """Say whether a character stands before the one that it follows: another line begins with it."""
    return box[2] < before[0]


def _printed_once(pieces: list[list[Any]]) -> list[list[Any]]:
    """Return pieces without those printed over another, or a part of it, with the same words, which makes these bold."""
    at: dict[int, list[list[Any]]] = {}
    once: list[list[Any]] = []
    alike: dict[tuple[str, int, int], list[Any]] = {}  # the widest piece of the same words at nearly the same place
    for piece in pieces:
        words, column, top = piece[0], round(piece[1] / OVERPRINT), round(piece[4] / OVERPRINT)
        near = (alike.get((words, column + x, top + y)) for x in (-1, 0, 1) for y in (-1, 0, 1))
        if any(other and _is_over(piece, other) for other in near):
            continue
        alike[words, column, top] = piece
        at.setdefault(round(piece[2] / OVERPRINT), []).append(piece)
        once.append(piece)

    def is_part(piece: list[Any]) -> bool:
        row = round(piece[2] / OVERPRINT)
        near = (other for shift in (-1, 0, 1) for other in at.get(row + shift, []) if len(other[0]) > len(piece[0]))
        return any(other[0].startswith(piece[0]) and _is_over(piece, other) for other in near)

    return [piece for piece in once if not is_part(piece)]


def _is_over(piece: list[Any], other: list[Any]) -> bool:
    """Say whether ``piece`` stands where the words of ``other`` begin."""
    return abs(other[1] - piece[1]) <= OVERPRINT and piece[3] <= other[3] + OVERPRINT and abs(other[4] - piece[4]) <= OVERPRINT
