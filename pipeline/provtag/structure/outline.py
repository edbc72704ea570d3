"""The outline of a body: numbered lines become blocks below headings, unnumbered paragraphs blocks of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from provtag.structure.actors import opens_with_actor
from provtag.structure.duty_notes import agencies_alone, is_note_line
from provtag.structure.markers import HEADING_STYLES, Marker, Style, article_at, continues, heading_at, is_numbered, item_at
from provtag.structure.sections import Section
from provtag.structure.text import CLOSING, LOST, OPENING, Line
from provtag.structure.titles import is_date

_TITLE = re.compile(r"[^。；：，,;:？！!?]{2,28}。")
_ORDER = re.compile(
    "应当|應當|不得|严禁|嚴禁|必须|必須|负责|負責|(?<![重主需必])要(?!求|素|件|点)|^由|^(?:将|將|删[去除]|刪[去除]|增加|[废廢]止)"
    "|自.+起(?:施行|[执執]行|[实實]施)"
)
_ARTICLE_TITLE = re.compile(
    r"【[^】]{1,40}】|[（(](?![一二三四五六七八九十]+[）)])[^）)，。；]{2,25}[）)](?= ?(?:\n|$|[^，。；、]))"
)
_IN_PARAGRAPHS = (Style.DASH, Style.FLOW)  # what is numbered so opens no block
_CLOSED = tuple(f"{sign}；" for sign in CLOSING)
_BARE_TITLE = 80  # characters at most of a numbered line without any end mark that is a title
# A blank stands between the characters of a spaced heading ("总 则"); between words it divides the cells of a table.
_BARE_HEADING = re.compile(r"[\u4e00-\u9fff（）“”《》]{2,25}|[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,12}")
# The same between two articles, where a heading may hold more.
_LOOSE_HEADING = re.compile(rf"{_BARE_HEADING.pattern}|[\u4e00-\u9fff（）“”《》、，]{{2,30}}")
_LONGEST_BARE = 30  # characters of a heading without a number
_QUOTES = re.compile("(?:^|[：:])“[^”]*$")
_LONGEST_QUOTATION = 60  # lines
_UNMARKED_END = re.compile("[。；！？：，;:!?,]$")


@dataclass(slots=True)
class Paragraph:
    """One line of a block without its number: ``text[start:end]``; ``item`` says how its number was printed.

    ``is_note``: it is the agencies of the lines above it, without any sign that says so.
    """

    start: int
    end: int
    item: Style | None = None
    is_note: bool = False


@dataclass(slots=True)
class Block:
    """A provision in the making. ``path`` is its normalised number path ("art17", "s2.2.1").

    ``after_loss``: it opens without a number where text is lost.
    """

    start: int
    end: int
    number: str
    path: str
    headings: tuple[str, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)
    after_loss: bool = False


@dataclass(slots=True)
class Outline:
    """Blocks, and the ranges of headings and of the numbers of blocks and paragraphs."""

    blocks: list[Block] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Level:
    style: Style
    key: str
    heading: str
    number: str = ""  # as printed


def outline(text: str, sections: Sequence[Section]) -> Outline:
    """Return the blocks of the bodies of ``sections``."""
    built = Outline()
    for section in sections:
        lines = section.body
        quoted = _quoted(lines)
        own = [line for i, line in enumerate(lines) if i not in quoted] if quoted else lines
        articles = sum(article_at(text, line.start, line.end) is not None for line in own)
        has_headings = any(heading_at(text, line.start, line.end) for line in own)
        first = next((line for line in own if is_numbered(line.text)), None)
        opens = first is not None and article_at(text, first.start, first.end)
        if articles >= 2 or opens or (articles and has_headings):
            _Articles(text, built, section, quoted).read(lines)
        else:
            _Plan(text, built, section, quoted).read(lines)
    return built


def _quoted(lines: list[Line]) -> set[int]:
    """Return the lines that stand inside a quotation of several lines: the new articles that a decision quotes."""
    quoted: set[int] = set()
    depth, first = 0, 0
    for i, line in enumerate(lines):
        if depth == 0 and "“" not in line.text:  # most lines
            continue
        opened, closed = line.text.count("“"), line.text.count("”")
        if depth:
            quoted.add(i)
            opened -= line.text.startswith("“")  # each paragraph of a quotation may open it anew
        elif not _QUOTES.search(line.text):
            continue
        else:
            first = i
        depth = max(0, depth + opened - closed)
        if depth and (i - first == _LONGEST_QUOTATION or i + 1 == len(lines)):  # it is never closed: no quotation
            quoted -= set(range(first, i + 1))
            depth = 0
    return quoted


def _is_below(inner: Marker, outer: Marker | _Level) -> bool:
    """Say whether 1.2.1 stands below 1.2."""
    return inner.style is outer.style is Style.DECIMAL and inner.key.count(".") > outer.key.count(".")


class _Builder:
    """What articles and plans share: the path of headings, unnumbered paragraphs, the growing of a block."""

    def __init__(self, text: str, built: Outline, section: Section, quoted: set[int]) -> None:
        self.quoted = quoted
        self.text, self.built = text, built
        self.levels: list[_Level] = []
        self.fixed = tuple(line.text for line in section.head)
        self.prefix = f"{section.label}." if section.label else ""
        self.block: Block | None = None
        self.after_loss = False  # whether text is lost in front of the next line

    def headings(self) -> tuple[str, ...]:
        return self.fixed + tuple(level.heading for level in self.levels)

    def add_heading(self, line: Line, marker: Marker) -> None:
        rank = HEADING_STYLES.index(marker.style)
        kept = [lv for lv in self.levels if lv.style in HEADING_STYLES and HEADING_STYLES.index(lv.style) < rank]
        self.levels = [*kept, _Level(marker.style, marker.key, line.text.strip("#* "), marker.number)]
        self.built.headings.append((line.start, line.end))
        self.block = None

    def _note_number(self, start: int, marker: Marker | None) -> None:
        if marker and marker.end > start:
            self.built.numbers.append((start, marker.end))

    def open(self, block: Block) -> None:
        self.after_loss = False
        self.block = block
        self.built.blocks.append(block)

    def add_quoted(self, line: Line) -> None:
        """Append a line that is quoted; the number of a quoted article is that of an item."""
        start = line.start + line.text.startswith("“")
        item = article_at(self.text, start, line.end) or item_at(self.text, start, line.end)
        if self.block is None:
            self.add_paragraph(line, item)
        else:
            self.block.end = line.end
            self._note_number(start, item)
            self.block.paragraphs.append(Paragraph(item.end if item else line.start, line.end, item.style if item else None))

    def add_paragraph(self, line: Line, item: Marker | None = None) -> None:
        """Append ``line`` to the open block, or open an unnumbered one for it."""
        if self.block is None or (not self.block.number and not self._continues(line, item)):
            keys = ".".join(level.key for level in self.levels)
            path = self.prefix + (f"s{keys}." if keys else "") + "p"
            self.open(Block(line.start, line.end, "", path, self.headings(), after_loss=self.after_loss))
        assert self.block is not None
        self.block.end = line.end
        self._note_number(line.start, item)
        self.block.paragraphs.append(Paragraph(item.end if item else line.start, line.end, item.style if item else None))

    def add_line(self, lines: list[Line], i: int, item: Marker | None) -> None:
        """Append line ``i`` to the open block: the agencies of what stands above it, or a paragraph."""
        if self.block and self._is_agency_note(lines, i):
            self.block.end = lines[i].end
            self.block.paragraphs.append(Paragraph(lines[i].start, lines[i].end, is_note=True))
        else:
            self.add_paragraph(lines[i], item)

    def _is_agency_note(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is the agencies of the measure above it: behind it the count goes on, or nothing comes."""
        names = agencies_alone(lines[i].text)
        if not names or i == 0 or lines[i - 1].text[-1] in "：:":
            return False
        if i + 1 == len(lines):
            return len(names) > 1
        line = lines[i + 1]
        following = article_at(self.text, line.start, line.end) or item_at(self.text, line.start, line.end)
        return bool(heading_at(self.text, line.start, line.end) or (following and following.key not in ("", "1")))

    def _continues(self, line: Line, item: Marker | None) -> bool:
        """Say whether an unnumbered block goes on: a list after its lead-in, or a duty note of its own line."""
        assert self.block is not None
        words = self.text[item.end : line.end] if item else line.text
        if is_note_line(words):
            return True
        if item is None:
            return False
        last = self.block.paragraphs[-1]
        return self.text[last.end - 1] in "：:" or last.item is item.style


class _Articles(_Builder):
    """Blocks of an article-style document: every 第…条 opens one, everything below belongs to it."""

    def read(self, lines: list[Line]) -> None:
        for i, line in enumerate(lines):
            if line.text == LOST:
                self.block, self.after_loss = None, True
            elif i in self.quoted or line.text.startswith("“第"):
                self.add_quoted(line)
            elif heading := heading_at(self.text, line.start, line.end):
                self.add_heading(line, heading)
            elif self._is_bare_heading(lines, i):
                self.add_heading(line, Marker(Style.SECTION, "", line.text.strip("# ").replace(" ", ""), line.end))
            elif article := article_at(self.text, line.start, line.end):
                self._open_article(line, article)
            elif self._is_numbered_heading(lines, i):
                marker = item_at(self.text, line.start, line.end)
                assert marker is not None
                self.add_heading(line, replace(marker, style=Style.SECTION))
            else:
                self.add_line(lines, i, item_at(self.text, line.start, line.end))

    def _is_bare_heading(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is a heading without a number: words without any mark between two articles."""
        words = lines[i].text.strip("# ")
        if i + 1 == len(lines) or len(words) > _LONGEST_BARE or not _LOOSE_HEADING.fullmatch(words) or is_numbered(words):
            return False
        if _ORDER.search(words):
            return False
        before = lines[i - 1] if i else None
        ended = before is None or before.text[-1] in "。！" or heading_at(self.text, before.start, before.end)
        return bool(ended and article_at(self.text, lines[i + 1].start, lines[i + 1].end))

    def _is_numbered_heading(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is a heading like those of a plan (二、工作任务) above an article."""
        line, marker = lines[i], item_at(self.text, lines[i].start, lines[i].end)
        if not marker or marker.style is not Style.COMMA or i + 1 == len(lines) or _UNMARKED_END.search(line.text):
            return False
        return len(line.text) <= _LONGEST_BARE and article_at(self.text, lines[i + 1].start, lines[i + 1].end) is not None

    def _open_article(self, line: Line, article: Marker) -> None:
        headings, content = self.headings(), article.end
        if self.text[line.start] in OPENING and not any(sign in CLOSING for sign in self.text[line.start : content]):
            close = next(at for at in range(content, line.end) if self.text[at] in CLOSING)  # 【第一条 目的】
            headings, content = (*headings, self.text[content:close]), close + 1
            self.built.headings.append((article.end, close))
        titled = _ARTICLE_TITLE.match(self.text, content, line.end)
        self._note_number(line.start, article)
        if titled:
            headings, content = (*headings, titled[0]), titled.end()
            self.built.headings.append(titled.span())
        block = Block(line.start, line.end, article.number, f"{self.prefix}art{article.key}", headings)
        if content < line.end:
            item = item_at(self.text, content, line.end)
            self._note_number(content, item)
            block.paragraphs.append(Paragraph(item.end if item else content, line.end, item.style if item else None))
        self.open(block)


class _Plan(_Builder):
    """Blocks of a plan-style document: the innermost numbered lines; a numbered title above others is a heading."""

    def read(self, lines: list[Line]) -> None:
        markers = [item_at(self.text, line.start, line.end) for line in lines]
        article_markers = [article_at(self.text, line.start, line.end) for line in lines]
        markers = [item or article for item, article in zip(markers, article_markers, strict=True)]
        for i in self.quoted:
            markers[i] = None
        upcoming = list(markers)  # the next number from each line on
        for i in range(len(lines) - 2, -1, -1):
            upcoming[i] = upcoming[i] or upcoming[i + 1]
        items_until = 0
        for i, line in enumerate(lines):
            marker = markers[i]
            if line.text == LOST:
                self.block, self.after_loss = None, True
            elif i in self.quoted or line.text.startswith("“第"):
                self.add_quoted(line)
            elif (heading := heading_at(self.text, line.start, line.end)) and not self._is_alone(lines, i, heading):
                self.add_heading(line, heading)
            elif marker is None and self._is_bare_heading(lines, i):
                self._add_bare_heading(line, upcoming[i])
            elif marker is None or marker.style in _IN_PARAGRAPHS or i < items_until:
                self.add_line(lines, i, marker)
            elif self.block and self.text[lines[i - 1].end - 1] in "：:" and (stop := self._list_end(lines, markers, i)):
                items_until = stop
                self.add_paragraph(line, marker)
            else:
                self._open_numbered(lines, markers, i, marker)

    def _is_bare_heading(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i``, which has no number, is a heading: words without any mark above a paragraph.

        Below a number they are one only where they name who has the duties that follow.
        """
        words = lines[i].text.strip("# ")
        if i + 1 == len(lines) or self._is_agency_note(lines, i):
            return False
        if agencies_alone(words):
            return lines[i - 1].text[-1] not in "：:" and not self._ends_block(lines[i + 1]) and not is_date(lines[i + 1].text)
        if (self.block and self.block.number) or not _BARE_HEADING.fullmatch(words):
            return False
        return not _BARE_HEADING.fullmatch(lines[i + 1].text) and not self._ends_block(lines[i + 1])

    def _add_bare_heading(self, line: Line, following: Marker | None) -> None:
        """Put ``line`` beside the bare heading before it, and above the numbers that begin anew below it."""
        for depth, level in enumerate(self.levels):
            restarts = following is not None and following.key == "1" and following.style is level.style
            if not level.number or restarts:
                del self.levels[depth:]
                break
        heading = line.text.strip("# ")
        self.levels.append(_Level(Style.SECTION, heading.replace(" ", ""), heading))
        self.built.headings.append((line.start, line.end))
        self.block = None

    def _list_end(self, lines: list[Line], markers: list[Marker | None], i: int) -> int:
        """Return the index after the enumeration whose first item is line ``i``; 0 when these are blocks of sentences."""
        first = markers[i]
        if first is None or first.style is Style.COMMA or first.key != "1":
            return 0
        stop = i
        ends: list[str] = []
        while stop < len(lines) and (marker := markers[stop]) and marker.style is first.style:
            if stop > i and marker.key == "1":
                break
            is_ended = "。" in lines[stop].text and lines[stop].text.endswith(_CLOSED)  # 走访。（市公安局负责）；
            ends.append("。" if is_ended else lines[stop].text[-1])
            stop += 1
            if ends[-1] in "。！":
                break
        if len(ends) < 2:
            return 0
        return stop if sum(end in "；;，、" for end in ends[:-1]) * 2 > len(ends) - 1 else 0

    def _open_numbered(self, lines: list[Line], markers: list[Marker | None], i: int, marker: Marker) -> None:
        line = lines[i]
        is_beside_clause = any(level.heading == level.number and continues(marker, level) for level in self.levels)
        self._climb(marker)
        following = lines[i + 1] if i + 1 < len(lines) else None
        next_marker = markers[i + 1] if following else None
        styles = [level.style for level in self.levels]
        has_children = next_marker is not None and next_marker.style not in (*styles, marker.style, *_IN_PARAGRAPHS, Style.COMMA)
        has_children = has_children and not (next_marker and continues(next_marker, marker))
        has_children = has_children or (next_marker is not None and _is_below(next_marker, marker))
        has_children = has_children and not self._list_end(lines, markers, i + 1)
        is_open = next_marker is None or next_marker.style in _IN_PARAGRAPHS
        is_closed = following is None or self._ends_block(following) or self._is_agency_note(lines, i + 1)
        has_more = has_children or (is_open and not is_closed)
        title_end = self._title_end(line, marker, has_more, has_children)
        if title_end == line.end and is_beside_clause and not has_children and line.text[-1] == "。":
            title_end = marker.end
        heading = self.text[line.start : title_end] if title_end > marker.end else ""
        outer = self.headings()
        keys = [level.key.rpartition(".")[2] for level in self.levels] + [marker.key.rpartition(".")[2]]
        self.levels.append(_Level(marker.style, marker.key, heading.strip("#* ") or marker.number, marker.number))
        whole_line = title_end == line.end
        # "一、指导思想": the paragraphs of the outermost kind are unnumbered
        is_outermost = marker.style is Style.COMMA and not _UNMARKED_END.search(line.text)
        if whole_line and (has_children or is_outermost):
            self.built.headings.append((line.start, line.end))
            self.block = None
            return
        self._note_number(line.start, marker)
        headings = self.headings() if heading else outer
        block = Block(line.start, line.end, marker.number, f"{self.prefix}s{'.'.join(keys)}", headings)
        if heading:
            self.built.headings.append((marker.end, title_end))
        if not whole_line:
            block.paragraphs.append(Paragraph(max(title_end, marker.end), line.end))
        self.open(block)

    def _climb(self, marker: Marker) -> None:
        """Leave the levels that ``marker`` closes: everything from its own style inwards."""
        for depth, level in enumerate(self.levels):
            if (level.style is marker.style and not _is_below(marker, level)) or (
                marker.style is Style.COMMA and level.style not in HEADING_STYLES
            ):
                del self.levels[depth:]
                return
        if self.levels and continues(marker, self.levels[-1]):
            del self.levels[-1]

    def _is_alone(self, lines: list[Line], i: int, heading: Marker) -> bool:
        """Say whether line ``i`` looks like a heading (壹、打击拐卖犯罪) but is all there is: the next of its kind follows."""
        if heading.style is not Style.GRAND:
            return False
        following = heading_at(self.text, lines[i + 1].start, lines[i + 1].end) if i + 1 < len(lines) else heading
        return following is not None and following.style is Style.GRAND

    def _ends_block(self, line: Line) -> bool:
        return bool(line.text == LOST or heading_at(self.text, line.start, line.end) or is_note_line(line.text))

    def _title_end(self, line: Line, marker: Marker, has_more: bool, has_children: bool) -> int:
        """Return where the lead-in title of ``line`` ends (``marker.end`` when it has none)."""
        rest = self.text[marker.end : line.end]
        if marker.style is Style.ARTICLE:
            return marker.end
        if not _UNMARKED_END.search(rest) and "。" not in rest and len(rest) <= _BARE_TITLE:
            return line.end if has_more else marker.end
        if has_children and rest.endswith(("：", ":")) and len(rest) <= _BARE_TITLE and "，" not in rest:
            return line.end
        titled = _TITLE.match(rest)
        if not titled or _ORDER.search(titled[0]) or opens_with_actor(titled[0]) or item_at(rest, 0, len(rest)):
            return marker.end
        remainder = rest[titled.end() :].strip()
        if not remainder:
            return line.end if has_more else marker.end
        if is_note_line(remainder):
            return marker.end
        following = item_at(remainder, 0, len(remainder))
        if following and continues(following, marker):  # 1．点名。2．走访。
            return marker.end
        return marker.end + titled.end()
