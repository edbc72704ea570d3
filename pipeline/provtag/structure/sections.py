"""The sections of a document, its main text and its annexes, and what each line of them is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from provtag.patterns import Pattern
from provtag.schema import Part, PartKind
from provtag.structure.annexes import annex_head_end, annex_label, annex_starts
from provtag.structure.back_matter import body_end, explanation_start, says_more
from provtag.structure.changes import divide_changes
from provtag.structure.compilations import text_starts
from provtag.structure.forms import form_lines, is_form
from provtag.structure.front_matter import body_start, contents_in
from provtag.structure.letters import orders_behind, orders_in
from provtag.structure.markers import is_numbered
from provtag.structure.portal import is_comment, is_navigation, opens_explanation
from provtag.structure.surroundings import announcement, set_apart
from provtag.structure.table_heads import is_row_below, is_table_head
from provtag.structure.text import LOST, Line
from provtag.structure.titles import ends_like_title

_WORDS = Pattern(r"(?<![A-Za-z])[A-Za-z]{2,}+(?:[ ,.;:'’\-]++[A-Za-z]++){2}")
_CHINESE = Pattern("[\u3400-\u9fff]")
_LONGEST_TITLE = 60  # characters
_SENT = Pattern("[发發布送]《(.+)》的(?:通知|函|公告|决定|决議)")  # the title of the text that a letter sends
_LETTER = "letter"  # label of the section of a letter's own orders
_HISTORY = Pattern(r"[（(【\[]\d{4}年[^，。；（()）]{0,20}(?:修正|修订|修訂|公布|通过|废止)[）)】\]]")  # of one article
_LEAST_CHINESE = 0.3  # share of lines with Chinese from which on the others are translations


@dataclass(frozen=True, slots=True)
class Section:
    """A text with a numbering of its own: the lines of its body, and of an annex its label and its head lines."""

    body: list[Line]
    label: str = ""
    head: tuple[Line, ...] = ()


@dataclass(slots=True)
class Sections:
    """The sections of a text, and the lines that are in no body."""

    sections: list[Section] = field(default_factory=list)
    parts: list[Part] = field(default_factory=list)
    titles: set[str] = field(default_factory=set)  # in the front matter, without blanks and marks
    foot: list[str] = field(default_factory=list)  # sentences behind a signature
    own: list[int] = field(default_factory=list)  # where further texts begin that were issued for themselves

    def set_aside(self, lines: list[Line], kind: PartKind) -> None:
        """Say that ``lines`` are of ``kind``; lines that hold signs only are marks."""
        self.parts += [Part(kind, line.start, line.end) for line in lines]


def divide(lines: list[Line]) -> Sections:
    """Return the sections of a text of ``lines``; every line is in a body, a head or a part."""
    divided = Sections()
    words = [line.text for line in lines]
    starts = annex_starts(words)
    is_translated = _is_translated(words)
    stops = [*starts, len(lines)]
    first = body_start(words[: stops[0]])
    contents = contents_in(words[: stops[0]], first)
    divided.set_aside(lines[contents.start : contents.stop], PartKind.NAVIGATION)
    front = [*lines[: contents.start], *lines[contents.stop : first]]
    _add_front(divided, front, PartKind.FRONT)
    heads = [line.text for line in front if len(line.text) <= _LONGEST_TITLE and ends_like_title(line.text)]
    sent = (found[1] for head in heads if (found := _SENT.search(head)))
    divided.titles = {_bare(head) for head in [*heads, *sent]}
    _add_texts(divided, lines[first : stops[0]], is_translated, "", ())
    for start, stop in zip(starts, stops[1:], strict=True):
        end = start + annex_head_end(words[start:stop])
        if any(opens_explanation(line.partition("：")[2] or line, False) for line in words[start:end]):
            divided.set_aside(lines[start:stop], PartKind.EXPLANATION)
            continue
        head = tuple(lines[start:end])
        divided.set_aside(list(head), PartKind.ANNEX_HEAD)
        _add_texts(divided, lines[end:stop], is_translated, annex_label(words[start]), head)
    return divided


def _add_texts(divided: Sections, lines: list[Line], is_translated: bool, label: str, head: tuple[Line, ...]) -> None:
    """Add the body that ``lines`` begin with, and the further texts below it, each with its title as label and head."""
    words = [line.text for line in lines]
    further = text_starts(words)
    stops = [*(start.line for start in further), len(lines)]
    _add(divided, lines[: stops[0]], is_translated, label, head)
    for start, stop in zip(further, stops[1:], strict=True):
        if start.is_own:
            divided.own.append(lines[start.line].start)
        title = tuple(lines[start.title.start : start.title.stop])
        body = start.title.stop + body_start(words[start.title.stop : stop])
        _add_front(divided, lines[start.line : body], PartKind.ANNEX_HEAD)
        _add(divided, lines[body:stop], is_translated, "".join(_bare(line.text) for line in title), title)


def _add_front(divided: Sections, lines: list[Line], kind: PartKind) -> None:
    """Set ``lines``, which stand above a body, aside as ``kind``; what a letter among them orders is a section of its own."""
    orders: list[Line] = []
    for line in lines:
        found = orders_in(line)
        orders += found
        divided.parts += [Part(kind, start, end) for start, end in _between(line, found)]
    if orders:
        divided.sections.append(Section(orders, _LETTER))


def _between(line: Line, taken: list[Line]) -> list[tuple[int, int]]:
    """Return the ranges of ``line`` that are in none of ``taken``."""
    edges = [line.start, *(edge for piece in taken for edge in (piece.start, piece.end)), line.end]
    ranges = zip(edges[::2], edges[1::2], strict=True)
    return [(start, end) for start, end in ranges if line.text[start - line.start : end - line.start].strip()]


def _add(divided: Sections, lines: list[Line], is_translated: bool, label: str, head: tuple[Line, ...]) -> None:
    words = [line.text for line in lines]
    explained = explanation_start(words)
    divided.set_aside(lines[explained:], PartKind.EXPLANATION)
    lines = lines[:explained]
    last = body_end(words[:explained], 0)
    orders = orders_behind(lines[last:])
    behind = sorted({*lines[last:]} - {*orders})
    divided.set_aside(behind, PartKind.BACK)
    divided.foot += [line.text for line in behind if says_more(line.text)]
    body: list[Line] = []
    in_force, old, heads = divide_changes(lines[:last])
    divided.set_aside(old, PartKind.SUPERSEDED)
    divided.set_aside(heads, PartKind.TABLE_HEAD)
    rows = {line.start for above, line in pairwise(in_force) if is_row_below(above.text, line.text)}
    of_forms = form_lines([line.text for line in in_force], [line.text for line in head] or divided.titles)
    divided.parts += [Part(kind, in_force[i].start, in_force[i].end) for i, kind in of_forms.items()]
    for line in _without_surroundings(divided, [line for i, line in enumerate(in_force) if i not in of_forms]):
        is_title_again = bool(divided.titles) and len(line.text) <= _LONGEST_TITLE and _bare(line.text) in divided.titles
        kind = PartKind.NAVIGATION if is_title_again else _kind(line.text, is_translated)
        if kind and not (kind is PartKind.TABLE_HEAD and line.start in rows):
            divided.set_aside([line], kind)
        else:
            body.append(line)
    divided.sections.append(Section(body, label, head))
    if orders:
        divided.sections.append(Section(orders, _LETTER))


def _without_surroundings(divided: Sections, lines: list[Line]) -> Iterator[Line]:
    """Yield ``lines`` without those of a meeting, contacts and signatures, and without what only announces the first number."""
    words = [line.text for line in lines]
    first = next((i for i, line in enumerate(words) if is_numbered(line)), len(words))
    apart = set_apart(words)
    for i, line in enumerate(lines):
        if i in apart:
            divided.set_aside([line], PartKind.FRONT if i < first else PartKind.BACK)
            continue
        end = line.start + (announcement(words, i) if i < first else len(line.text))
        if end < line.end:
            divided.parts.append(Part(PartKind.FRONT, end, line.end))
        if end > line.start:
            yield Line(line.start, end, line.text[: end - line.start])


def _bare(line: str) -> str:
    return line.strip("#* ").replace(" ", "")


def _kind(line: str, is_translated: bool) -> PartKind | None:
    """Return what a line inside a body is that is not of the regulation; None for the others."""
    if line[-1] in "。；" and not is_translated:  # most lines
        return None
    if (line[0] == "<" and is_comment(line)) or is_navigation(line):
        return PartKind.NAVIGATION
    if is_translated and _is_foreign(line):
        return PartKind.TRANSLATION
    if line.isdecimal():  # a page, a row: whatever it counts, it is alone
        return PartKind.NUMBER
    if line[-1] in "）)】]" and _HISTORY.fullmatch(line):
        return PartKind.NAVIGATION
    if is_form(line):
        return PartKind.FORM
    if line != LOST and is_table_head(line):
        return PartKind.TABLE_HEAD
    return None


def _is_foreign(line: str) -> bool:
    return line[0].isascii() and not _CHINESE.search(line) and bool(_WORDS.search(line))


def _is_translated(lines: list[str]) -> bool:
    """Say whether the text is Chinese with lines of another language in between."""
    foreign = sum(_is_foreign(line) for line in lines)
    return foreign > 0 and sum(bool(_CHINESE.search(line)) for line in lines) >= _LEAST_CHINESE * len(lines)
