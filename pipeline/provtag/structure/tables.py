"""Tables of duties, by task or by agency, as plain lines: every row gets a line for its measure, and one for each duty."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from itertools import takewhile

from provtag.documents.column_heads import (
    BARE_PARTS,
    BODIES,
    BODY_LABEL,
    duty_label,
    is_agency_head,
    is_body_head,
    is_column_name,
    is_contact_head,
    is_number_head,
    is_remark_head,
    is_roster_head,
    is_time_head,
    kind_column,
)
from provtag.documents.table import (
    DIGITS,
    Dittos,
    duty_lines,
    idle_line,
    in_one_line,
    is_ditto,
    kind_line,
    plain_number,
    with_number,
)
from provtag.language.numerals import STEMS
from provtag.patterns import Pattern
from provtag.structure.bodies import lists_agencies
from provtag.structure.cells import (
    BARS,
    SLASHES,
    cells_apart,
    cells_beside_empty,
    has_blanks_of_two_widths,
    row_cells,
    slashes_as_bars,
    with_bars,
)
from provtag.structure.limits import is_time
from provtag.structure.markers import is_numbered
from provtag.structure.rows_without_heads import lines_of_row, may_hold_rows
from provtag.structure.table_heads import (
    CELL_OF_BODIES,
    CELL_OF_BODY,
    body_column,
    duty_heads,
    heads_above_rows,
    is_duty,
    is_duty_head,
    is_known_head,
    stated_heads,
)

_RULE = "|-: ─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛"  # signs of a line that only divides rows
_BAR = Pattern(rf"[{BARS}\t]")
# The end of a column head that stands over agencies: in most texts there is none.
_LAST_OF_BODIES = "".join(sorted({body[-1] for body in BODIES.split("|")}))
_HEAD_END = Pattern(
    rf"(?:[{_LAST_OF_BODIES}股人）)]|分工|{BARE_PARTS}|[谁誰].{{0,3}})(?:名[称稱])?[{BARS}{SLASHES} \t\u3000\r\n]"
)
_LINK = Pattern("[上下]一[篇条條页頁]|返回(?:首[页頁]|列表|[顶頂]部)?|打印(?:本[页頁])?|[关關][闭閉](?:窗口)?")  # of a site
_CODE_CELL = Pattern(rf"[A-Z{STEMS}][-－—.．]?\d{{1,3}}")
_HANDED_TO = Pattern("[移报報抄转轉送交接收]")  # a head above bodies that get something: 移送单位
_OPENS_AS_BODY = Pattern(f"{CELL_OF_BODY}|$")
_BREAK = Pattern("<br ?/?>")
_LONGEST_HEAD = 20  # characters of one column head
_LONGEST_FIRST = 6  # the same of the first, where each has a line of its own
_LEAST_ROWS = 2  # of a table whose heads are not all known
_MOST_BETWEEN, _LONGEST_BETWEEN = 4, 40  # lines between two rows, and the characters of one
_FAR = 12  # lines between a sentence that says the heads and the rows
_NO_CELL = {"", "—", "-", "——", "/", "无"}


class _How(Enum):
    """How column heads stand: in a row, in a line each, in a row between slashes, or in a sentence that says them."""

    ROW = auto()
    LINES = auto()
    SLASHES = auto()
    SENTENCE = auto()


@dataclass(frozen=True, slots=True)
class _Head:
    """The column heads of a table, the line after them, and how they stand.

    ``body``: the column of the agencies in a table of their duties, -1 in a table of tasks.
    """

    columns: list[str]
    rows_at: int
    body: int = -1
    how: _How = _How.ROW

    @property
    def is_stated(self) -> bool:
        """Whether they do not look like a head: then the rows have slashes or bars, and bodies, and may stand far."""
        return self.how in (_How.SLASHES, _How.SENTENCE)


def _cells_beside_empty(line: str, head: _Head) -> list[str]:
    """Return the cells of a row that blanks divide and that leave a cell empty; none where they may be padded, or no row.

    Each must be what its head says, and the first body that the heads ask for is there.
    """
    heads = head.columns
    cells = cells_beside_empty(line)
    if len(cells) == len(heads) - 1 and is_remark_head(heads[-1]):
        cells.append("")
    of_bodies = [column for column, name in enumerate(heads) if column == head.body or is_agency_head(name)]
    if len(cells) != len(heads) or not of_bodies or not cells[of_bodies[0]] or "：" in line:
        return []
    is_fit = all(
        not cell or (is_time(cell) if is_time_head(heads[i]) else i not in of_bodies or bool(CELL_OF_BODIES.fullmatch(cell)))
        for i, cell in enumerate(cells)
    )
    return cells if is_fit and (is_number_head(heads[0]) or not is_numbered(cells[0])) else []


def _has_rows(lines: list[str], head: _Head) -> bool:
    """Say whether the first rows below ``head`` stand there; where an entry is itself a head it is a form."""
    at = head.rows_at
    for _ in range(_LEAST_ROWS):
        while at < min(len(lines), head.rows_at + _MOST_BETWEEN) and not lines[at].strip():
            at += 1
        found = _row_at(lines, at, head) if at < len(lines) else None
        if not found or any(map(duty_label, found[0])):
            return False
        at = found[1]
    return True


def set_in_lines(text: str) -> str:
    """Give every row of a table of duties its lines: "1.加强排查。", "牵头单位：市公安局"; the header row stays.

    A row stands in one line with as many cells as there are column heads, or its cells stand in so many lines, as do the
    column heads; or it has no head, but labels (排查　牵头：市公安局　时限：长期). In a table by agency (部门, 职责) the agency
    is the 责任单位 of its row. Any other text comes back as it is.
    """
    if not (_HEAD_END.search(text) or may_hold_rows(text)):  # most texts: spares the lines
        return text
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        head = _head_at(lines, at)
        if not head:
            yield from lines_of_row(lines[at]) or [lines[at]]
            at += 1
            continue
        shown = " ".join(head.columns) if head.how is _How.LINES else lines[at]
        yield shown if head.how is _How.SENTENCE or is_duty_head(_stored(shown)) else f"| {' | '.join(head.columns)} |"
        entries, at = _entries(lines, head)
        yield from _lines_of_entries(head, entries)


def _entries(lines: list[str], head: _Head) -> tuple[list[list[str] | str], int]:
    """Return the cells of each row below ``head`` and, as they are, the lines between rows; and the line behind the last row."""
    entries: list[list[str] | str] = []
    at = head.rows_at
    while at < len(lines):
        if found := _row_at(lines, at, head):
            cells, at = found
            entries.append(cells)
        elif at < (following := _row_behind(lines, at, head)):
            entries += lines[at:following]
            at = following
        else:
            break
    return entries, at


def _lines_of_entries(head: _Head, entries: list[list[str] | str]) -> Iterator[str]:
    kind = kind_column(head.columns)
    above = ""  # the kind of the rows so far
    dittos = Dittos()
    named = _named_columns(head, [*takewhile(lambda entry: not isinstance(entry, str), entries)])
    body = ""  # the agency of the row, and of the rows below it that name none
    for cells in entries:
        if isinstance(cells, str):
            yield cells
            continue
        row = [dittos.spelled_out(column, cell) for column, cell in enumerate(cells)]
        if head.body >= 0:
            body = row[head.body] = row[head.body] or body
        if kind >= 0 and row[kind] not in (*_NO_CELL, above):
            above = row[kind]
            yield kind_line(above)
        yield from _row(head, row, kind, named)


def _stored(line: str) -> str:
    """Return ``line`` with the blanks that it is stored with."""
    return line.replace("\t", " ")


def _row_behind(lines: list[str], at: int, head: _Head) -> int:
    """Return where a row begins behind the blank lines and headings at line ``at``; ``at`` where none does."""
    place = at
    stop = min(len(lines), at + (_FAR if head.is_stated else _MOST_BETWEEN))
    while place < stop and _is_between(lines[place], head.is_stated):
        place += 1
        if place < len(lines) and _row_at(lines, place, head):
            return place
    return at


def _is_between(line: str, is_far: bool) -> bool:
    """Say whether ``line`` may stand between two rows; where they may be far from their heads, anything but another table may."""
    if is_far:
        return not (duty_heads(line) or _BAR.search(line))
    ends = line.rstrip()[-1:] in tuple("。；：，、") or line.startswith("附") or bool(duty_heads(line))
    return len(line) <= _LONGEST_BETWEEN and not ends


def _head_at(lines: list[str], at: int) -> _Head | None:
    """Return the column heads that begin at line ``at``."""
    if heads := duty_heads(lines[at]):
        return _Head(heads, _behind_rule(lines, at), body_column(heads))
    if heads := heads_above_rows(lines[at]):
        head = _Head(heads, _behind_rule(lines, at))
        return head if _has_rows(lines, head) else None
    heads, in_sentence = stated_heads(lines[at])
    if heads:
        stated = _Head(heads, at + 1, how=_How.SENTENCE if in_sentence else _How.SLASHES)
        by_blanks = _Head(heads, at + 1, body_column(heads))
        if not in_sentence and _has_rows(lines, by_blanks):
            return by_blanks
        return stated if _row_at(lines, at + 1, stated) or _row_behind(lines, at + 1, stated) > at + 1 else None
    if not _is_column(lines[at]):
        return None
    end = at
    while end < len(lines) and end - at < 6 and _is_column(lines[end]):
        end += 1
    heads = duty_heads(" ".join(line.strip() for line in lines[at:end]))
    is_titled = any(map(is_number_head, heads[1:])) or (heads and len(heads[0]) > _LONGEST_FIRST)  # 任务分工 above 序号
    return _Head(heads, end, how=_How.LINES) if len(heads) >= 2 and not is_titled else None


def _behind_rule(lines: list[str], at: int) -> int:
    """Return the line after the header row at line ``at`` and the rule below it."""
    rule = at + 1 < len(lines) and not lines[at + 1].strip(_RULE)
    return at + 1 + rule


def _is_column(line: str) -> bool:
    line = line.strip()
    return len(line) <= _LONGEST_HEAD and is_known_head(line)


def _row_at(lines: list[str], at: int, head: _Head) -> tuple[list[str], int] | None:
    """Return the cells of the row that begins at line ``at``, and the line after it; None where none does.

    Below heads in one line, too, the cells of a row may have lines of their own.
    """
    heads = head.columns
    if at == len(lines) or duty_heads(lines[at]) or not lines[at].strip(_RULE):  # another table begins
        return None
    line = slashes_as_bars(lines[at], len(heads)) if head.is_stated else lines[at]
    is_ruled = max(map(with_bars(line, len(heads)).count, "|\t")) >= len(heads) - 1
    if head.how is not _How.LINES and (is_ruled or not head.is_stated):
        row = row_cells(line, len(heads))
        if len(row) != len(heads) and not is_ruled:
            row = _cells_beside_empty(line, head) or row
        if len(row) == len(heads) + 1 and is_contact_head(heads[-1]):  # the office and the name
            row[-2:] = [" ".join(row[-2:])]
        is_sure = is_ruled or not has_blanks_of_two_widths(line)
        if _is_row(head, row, is_ruled) and (is_sure or all(map(_OPENS_AS_BODY.match, _bodies(head, row)))):
            at += 1
            if at < len(lines) and row[-1][-1:] in ("，", "、") and len(cells_apart(lines[at])) == 1:  # the last cell goes on
                row[-1] += lines[at].strip()
                at += 1
            return row, at
    row = [line.strip() for line in lines[at : at + len(heads)]]
    is_apart = head.how is _How.LINES or (is_number_head(heads[0]) and all(row) and not head.is_stated)
    return (row, at + len(heads)) if is_apart and _is_row(head, row) else None


def _bodies(head: _Head, row: list[str]) -> list[str]:
    """Return the cells of ``row`` below the heads that ask for bodies."""
    return [cell for column, cell in zip(head.columns, row, strict=True) if is_agency_head(column)]


def _is_row(head: _Head, row: list[str], is_ruled: bool = False) -> bool:
    """Say whether ``row`` holds the cells of a row; where it ``is_ruled``, cells of it may be empty."""
    if len(row) != len(head.columns) or not any(row) or any(map(_LINK.fullmatch, row)):
        return False
    is_named = any(_bodies(head, row)[:1]) and bool(CELL_OF_BODIES.fullmatch(_bodies(head, row)[0]))
    if head.is_stated and not (is_named or (head.how is _How.SLASHES and any(map(is_time, row)))):
        return False
    is_sure = is_ruled and is_named  # whatever its number is: 新增1, 3-1
    if is_number_head(head.columns[0]) and not (_is_number(row[0]) or is_sure) and (row[0] or head.body < 0):
        return False
    if head.body >= 0:
        named = row[head.body]
        is_named = bool(CELL_OF_BODIES.fullmatch(named)) or is_ditto(named) or (is_ruled and lists_agencies(named, named=True))
        return is_named and (is_ruled or any(row[head.body + 1 :]))
    duties = [cell for column, cell in zip(head.columns, row, strict=True) if is_duty(column)]
    return all(len(cell) <= 60 and "。" not in cell for cell in duties) and (is_ruled or any(duties))


def _is_number(cell: str) -> bool:
    """Say whether ``cell`` numbers its row: 3, A3."""
    return bool(DIGITS.fullmatch(cell) or _CODE_CELL.fullmatch(cell))


def _named_columns(head: _Head, rows: Sequence[Sequence[str]]) -> set[int]:
    """Return the columns in which bodies alone stand below a head that says nothing else (我院, 外单位) in a table of tasks."""
    if head.body >= 0 or len(rows) < _LEAST_ROWS:
        return set()
    heads = enumerate(head.columns)
    others = [
        i
        for i, words in heads
        if is_body_head(words) or not (is_column_name(words) or is_roster_head(words) or _HANDED_TO.match(words))
    ]
    return {i for i in others if all(row[i] and CELL_OF_BODIES.fullmatch(row[i]) for row in rows)}


def _row(head: _Head, row: list[str], kind: int, named: set[int]) -> Iterator[str]:
    number = ""
    measures: list[str] = []
    duties: list[tuple[str, str]] = []
    for i, (column, cell) in enumerate(zip(head.columns, row, strict=True)):
        if cell in _NO_CELL or i == kind:
            continue
        if is_number_head(column):
            digits = DIGITS.fullmatch(cell)
            number = plain_number(digits) if digits else f"{cell}、" if _is_number(cell) else f"{cell} "
        elif i == head.body:
            duties.append((BODY_LABEL, cell))
        elif label := BODY_LABEL if i in named else duty_label(column):
            duties.append((label, cell))
        else:
            measures.append(in_one_line(_BREAK.split(cell)))
    line = in_one_line(measures, apart=head.body >= 0)
    if not line and (number or head.body >= 0):
        yield idle_line([number] if number else [], [cell for _, cell in duties])
        return
    yield with_number(number, line) if number else line
    yield from duty_lines(duties)
