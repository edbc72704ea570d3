"""Blocks of numbered lines in the making: what articles and plans share."""

from __future__ import annotations

from dataclasses import dataclass, field

from provtag.patterns import Pattern
from provtag.structure.actors import MUST
from provtag.structure.bodies import agencies_alone
from provtag.structure.duty_notes import is_duty_sentence, is_in_brackets, is_note_line
from provtag.structure.levels import Level, above_heading
from provtag.structure.markers import Marker, Style, article_at, continues, heading_at, is_numbered, item_at
from provtag.structure.sections import Section
from provtag.structure.sentences import top_level
from provtag.structure.table_heads import is_duty_head
from provtag.structure.text import OPENING, Line

ORDER = Pattern(
    rf"{MUST}|严禁|嚴禁|负责(?![制人])|負責(?![制人])|(?<![重主需必])要(?!求|素|件|点)|^由|^(?:将|將|删[去除]|刪[去除]|增加|[废廢]止)"
    "|自.+起(?:施行|[执執]行|[实實]施)"
)
NAMES = Pattern("的[^的，。]{1,6}$")  # words that end so order nothing, but name what is ordered: 学校应当做的事
# A blank stands between the characters of a spaced heading ("总 则"); between words it divides the cells of a table.
BARE_HEADING = Pattern(
    r"【[^】]{2,20}】(?:[（(][^（）()]{1,20}[）)])?|[\u4e00-\u9fff（）“”《》]{2,25}|[\u4e00-\u9fff](?: [\u4e00-\u9fff]){1,12}"
)
BELOW = "下列|下述|如下|(?<![元年月日天倍人岁歲级个個次名周%])(?<![0-9十百]分)以下"  # what stands there; not in 五千元以下罚款
LIST_AHEAD = Pattern(f"{BELOW}|含义|包括|成立[^，]*(?:小组|专班|领导|机构)")  # in a line with a colon that announces a list
RUNNING = "；;，、"  # at the end of an item that shares its sentence with the next one
# Above numbers that nothing stands above: what the whole text says is announced.
_ANNOUNCED = Pattern(
    "(?:通知|通告|公告|答复|通报|报告|批复|函复|回复|复函|公布|汇报|告知)如下[：:]$|(?:^|[，,。])[现特兹][^。：:]*(?:如下|以下|下列)[^，,。：:]*[：:]$"
)
_TO_CALL = Pattern("(?:电话|電話|热线|號碼|号码|邮箱|地址)[：:]$")
SUBTITLE = Pattern("(?:地点|时间|方式|要求|对象|流程|范围|条件|程序|标准|期限|办法|电话|须知|事项)$")
MARKED_END = Pattern("[。；！？：，;:!?,]$")


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

    ``after_loss``: it opens without a number where text is lost. ``lead``: the range of the lead-in of which it is an item.
    """

    start: int
    end: int
    number: str
    path: str
    headings: tuple[str, ...]
    paragraphs: list[Paragraph] = field(default_factory=list)
    after_loss: bool = False
    lead: tuple[int, int] | None = None


@dataclass(slots=True)
class Outline:
    """Blocks, and the ranges of headings and of the numbers of blocks and paragraphs.

    ``charges``: heading → the range of the duty notes that stand between it and what is below it.
    """

    blocks: list[Block] = field(default_factory=list)
    headings: list[tuple[int, int]] = field(default_factory=list)
    numbers: list[tuple[int, int]] = field(default_factory=list)
    charges: dict[tuple[int, int], tuple[int, int]] = field(default_factory=dict)


@dataclass(slots=True)
class ListOfBlocks:
    """A list whose items are blocks, below its lead-in ``text[lead[0]:lead[1]]``; ``last``: the number of the last item.

    ``depth``: how many headings and numbers stand above an item.
    """

    lead: tuple[int, int]
    last: Marker
    depth: int


class Builder:
    """What articles and plans share: the path of headings, unnumbered paragraphs, the growing of a block."""

    def __init__(self, text: str, built: Outline, section: Section, quoted: set[int]) -> None:
        self.quoted = quoted
        self.text, self.built = text, built
        self.levels: list[Level] = []
        self.fixed = tuple(line.text for line in section.head)
        self.prefix = f"{section.label}." if section.label else ""
        self.block: Block | None = None
        self.listed: ListOfBlocks | None = None
        self.kind = ""  # the line that heads rows of a table
        self.after_loss = False  # whether text is lost in front of the next line

    def headings(self) -> tuple[str, ...]:
        """Return the headings above the next line, from the outermost in."""
        return self.fixed + tuple(level.heading for level in self.levels)

    def add_heading(self, line: Line, marker: Marker) -> None:
        """Put ``line`` above what follows, in place of the headings of its rank and below."""
        kept = above_heading(self.levels, marker.style)
        self.levels = [*kept, Level(marker.style, marker.key, line.text.strip("#* "), marker.number)]
        self.built.headings.append((line.start, line.end))
        self.block = None

    def _note_number(self, start: int, marker: Marker | None) -> None:
        if marker and marker.end > start:
            self.built.numbers.append((start, marker.end))

    def open(self, block: Block) -> None:
        """Make ``block`` the one that grows."""
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

    def add_paragraph(self, line: Line, item: Marker | None = None, goes_on: bool = False) -> None:
        """Append ``line`` to the open block, or open an unnumbered one for it unless that ``goes_on``."""
        if self.block is None or not (self.block.number or goes_on or self._continues(line, item)):
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
            self.add_paragraph(lines[i], item, goes_on=item is None and self._is_line_of_list(lines, i))

    def _is_agency_note(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is the agencies of the measure above it: behind it the count goes on, or nothing comes."""
        if i == 0 or lines[i - 1].text[-1] in "：:":
            return False
        names = agencies_alone(lines[i].text)
        says_who = not names and is_duty_sentence(lines[i].text) and is_numbered(lines[i - 1].text)
        if not (names or says_who):
            return False
        if i + 1 == len(lines):
            return says_who or len(names) > 1
        line = lines[i + 1]
        following = article_at(self.text, line.start, line.end) or item_at(self.text, line.start, line.end)
        return bool(heading_at(self.text, line.start, line.end) or (following and following.key not in ("", "1")))

    def _lead_of(self, marker: Marker) -> tuple[int, int] | None:
        """Return the lead-in of which the block that ``marker`` opens is an item: it stands right above it, or its count goes on.

        What stands above 一、 announces the whole text, and so does 现通知如下： above the outermost numbers.
        """
        above, listed = self.block, self.listed
        self.listed = None
        if marker.style is Style.COMMA or above is None or not above.paragraphs:
            return None
        depth = len(self.levels)
        if marker.key == "1" and self.text[above.end - 1] in "：:":
            start = above.paragraphs[-1].start
            marks, _ = top_level(self.text, start, above.end)
            start = next((mark for mark in reversed(marks) if mark < above.end), start)
            lead = self.text[start : above.end].strip()
            if _TO_CALL.search(lead) or (depth == 1 and _ANNOUNCED.search(lead)):
                return None
            self.listed = ListOfBlocks((start, above.end), marker, depth)
        elif listed and depth == listed.depth and continues(marker, listed.last.style, listed.last.key):
            self.listed = ListOfBlocks(listed.lead, marker, depth)
        return self.listed.lead if self.listed else None

    def _is_line_of_list(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is an item without a number: below a lead-in, or another item, and alike.

        They share one sentence, or have no end marks and the lead-in announces them; the rows of a table of duties are no items.
        """
        if self.block is None or self.block.number or self.block.end != lines[i - 1].end:
            return False
        if any(map(is_duty_head, self.text[self.block.end : lines[i].start].split("\n"))):
            return False
        above, line = lines[i - 1].text, lines[i].text
        first, *others = self.block.paragraphs
        if others and others[-1].item is None and self.text[first.end - 1] in "：:":  # the list has begun
            item = next(one.text for one in lines[i - 1 :: -1] if not is_in_brackets(one.text))  # above what is remarked on it
            is_alike = is_in_brackets(line) or (item[0] in OPENING) == (line[0] in OPENING)
            if SUBTITLE.search(line) and i + 1 < len(lines) and MARKED_END.search(lines[i + 1].text):
                return False  # what is said below it
            return is_alike and (item[-1] in RUNNING or not (MARKED_END.search(item) or MARKED_END.search(line)))
        if above[-1] not in "：:" or line.startswith("【") or i + 1 == len(lines):
            return False
        is_bare = not (MARKED_END.search(line) or MARKED_END.search(lines[i + 1].text))
        return line[-1] in RUNNING or (is_bare and bool(LIST_AHEAD.search(above)))

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
