"""Tables: a row is a line; in a table of tasks or of duties the agencies and the time limit of a row are lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from provtag.documents.agency_cells import AGENCY_END, names_in
from provtag.documents.cell_lists import listed
from provtag.documents.column_heads import (
    AGENCY_LABEL,
    PARTS,
    body_columns,
    duty_columns,
    is_agency_head,
    is_body_head,
    is_contact_head,
    is_remark_head,
    is_time_head,
    kind_column,
)
from provtag.documents.table_shapes import task_by_task
from provtag.patterns import Pattern

_REMARK_LABEL = "备注"
_DITTO = Pattern("同上|同前|[〃″＂\"]|[”“]|''")
_NO_DUTY = "—"  # for an empty cell
NUMBERED = Pattern(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)．.、]|[①-⑳⑴-⒇]")
_GOAL_NUMBER = Pattern("(?P<open>[（(]?)[一二三四五六七八九十]{1,3}[）)、．.](?=.)")  # above those of measures
_MEASURE_NUMBER = Pattern(r"\d{1,2} ?(?=[\u3400-\u9fff])(?![年月日个個名人户戶次项項件])")  # without a mark: 1 登记
_END_MARKS = tuple("。；！？;.!?")
_LONGEST_GOAL = 30  # characters of a cell that heads the measures beside it
MARK = "[★☆▲△*＊]"  # of a row that is checked or counted
DIGITS = Pattern(rf"(?P<ahead>{MARK}?)[（(]?(\d{{1,3}})[）)]?[.．、]?(?P<behind>{MARK}?)")
NUMERAL = Pattern(r"([一二三四五六七八九十]{1,3})、?")
_IN_BRACKETS = Pattern(r"[（(]([^（）()]+)[）)][。；;]?$")  # behind a task
_PART_END = Pattern(f"(?:{PARTS})$")
_BETWEEN_NAMES = Pattern(r"(?<![，、；。：\n])\n+")
_INNER_MARK = Pattern("[。；;](?=.)")
ROW_END = "\ufdd0"  # no character of any text: behind a line that was a row, until the reader takes it out
CONTINUED = Pattern("[（(〔]?[上接]?续[上前]?表[）)〕]?[:：]?")  # above the rest of a table
_WIDEST = 60  # columns a cell may claim to span

DUTY_LINE = Pattern(rf"(?:{AGENCY_LABEL}|完成时限)：")  # begins a line that was a cell below 责任单位, 完成时限 …
_INNER_ROW = Pattern(rf".\n(?:{AGENCY_LABEL}|完成时限)：")  # in a cell: it holds a table of tasks


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, how many columns and rows it covers, whether it continues the cell above (Word's way to say so)."""

    text: str
    columns: int = 1
    rows: int = 1
    continued: bool = False


def holds_paragraphs(cell: str) -> bool:
    """Say whether a cell is laid-out text, not an entry of a table."""
    return cell.count("\n") > 2 or len(cell) > 200 or bool(_INNER_ROW.search(cell))


def table_row(cells: Sequence[str]) -> str:
    """Return the cells of one table row as one line, a tab between them; cells that hold paragraphs stay paragraphs."""
    filled = [cell.strip("\n") for cell in cells if cell.strip()]
    whole = any(map(holds_paragraphs, filled))
    return "\n".join(filled) if whole else "\t".join(cell.replace("\n", " ") for cell in filled)


def in_one_line(paragraphs: Sequence[str], apart: bool = False) -> str:
    """Return the paragraphs of a cell as one line; where the next is numbered, or all are ``apart``, each ends with a mark."""
    line = ""
    for paragraph in filter(None, map(str.strip, paragraphs)):
        is_open = line and not line.endswith(_END_MARKS) and (apart or NUMBERED.match(paragraph))
        line += ("；" if is_open else " " if line else "") + paragraph
    return line


def duty_lines(duties: Sequence[tuple[str, str]]) -> list[str]:
    """Return a line for each label and its cell; whom to call stands in brackets behind the agency or person before it, or else
    behind the first.

    A time limit is one sentence, whatever marks stand in its cell.
    """
    lines: list[str] = []
    ahead: list[str] = []  # whom to call, before anybody is named
    for label, cell in duties:
        if is_contact_head(label):
            if (at := _last_named(lines)) >= 0:
                lines[at] += f"（{label}：{cell}）"
            else:
                ahead.append(f"{label}：{cell}")
        else:
            is_limit = is_time_head(label)
            lines.append(f"{label}：{_INNER_MARK.sub('，', cell) if is_limit else cell}")
            if not is_limit:
                lines[-1] += "".join(f"（{contact}）" for contact in ahead)
                ahead = []
    if ahead:
        lines.insert(0, ahead[0] + "".join(f"（{contact}）" for contact in ahead[1:]))
    return lines


def idle_line(numbers: Sequence[str], agencies: Sequence[str]) -> str:
    """Return the line of a row without a duty: its agencies have none, nor that of the row above."""
    return _numbered([*numbers, " ".join([*agencies, _NO_DUTY])], apart=False)


def _last_named(lines: Sequence[str]) -> int:
    """Return the last of ``lines`` that names agencies or persons, -1 where none does."""
    named = (i for i in reversed(range(len(lines))) if not is_time_head(lines[i].partition("：")[0]))
    return next(named, -1)


def kind_line(kind: str) -> str:
    """Return the line above the rows of one kind."""
    return f"【{''.join(kind.split())}】"


def heads_measures(entries: Sequence[str]) -> bool:
    """Say whether the first entry of a row of tasks only heads the numbered measures in the next: 健全机制 | 1.建立台账。.

    Where it has a number itself theirs is of a lower rank: 一、健全机制 | （一）建立台账。.
    """
    if len(entries) < 2 or not is_goal(entries[0]):
        return False
    number, below = _GOAL_NUMBER.match(entries[0]), _GOAL_NUMBER.match(entries[1])
    is_below = not (number and below) or (not number["open"] and bool(below["open"]))
    return is_below and bool(NUMBERED.match(entries[1]) or (number and _MEASURE_NUMBER.match(entries[1])))


def is_ditto(entry: str) -> bool:
    """Say whether an entry only repeats the one above: 同上, 〃."""
    return bool(_DITTO.fullmatch(entry.strip()))


class Dittos:
    """Spells out, row by row, the entries of a table that only repeat what stands above them; an empty one says nothing to
    repeat. One with nothing above it stays as it is."""

    def __init__(self) -> None:
        self._above: dict[int, str] = {}  # column: its last entry that says something

    def spelled_out(self, column: int, entry: str) -> str:
        """Return the ``entry`` of the next row in ``column``, or the one that it repeats."""
        if is_ditto(entry):
            return self._above.get(column, entry)
        if entry.strip():
            self._above[column] = entry
        return entry


def is_number(entry: str) -> bool:
    """Say whether an entry is a number and nothing else: 3, （3）, 三、."""
    return bool(DIGITS.fullmatch(entry) or NUMERAL.fullmatch(entry))


def is_goal(entry: str) -> bool:
    """Say whether an entry can head those beside it: short, without end mark, and without a number or with a Chinese one."""
    is_short = 0 < len(entry) <= _LONGEST_GOAL and not entry.endswith(_END_MARKS)
    name = _GOAL_NUMBER.sub("", entry, count=1)
    return is_short and not (NUMBERED.match(name) or DIGITS.match(name) or NUMERAL.fullmatch(name))


def upright(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows of a table of tasks so that its heads stand in the first, or below the title of a form; a merged cell
    that is none of a form leaves them as they are."""
    if any(cell.rows > 1 or cell.continued for row in rows for cell in row):
        return rows
    has_merged = any(cell.columns > 1 for row in rows for cell in row)
    told = task_by_task([[cell.text for cell in row] for row in rows], has_merged)
    if told is None:
        return rows
    return [[Cell(cell if isinstance(cell, str) else rows[cell[0]][cell[1]].text) for cell in row] for row in told]


class Table:
    """Turns the rows of one table into text, in order; the header row says which columns are agencies and time limits."""

    def __init__(self) -> None:
        self._duties: dict[int, str] = {}  # column: its label, 责任单位 …
        self._width = 0  # how many columns it has
        self._dittos = Dittos()
        self._kind = -1  # the column of kinds
        self._goal = -1  # the column of goals: each heads the numbered measures beside it
        self._kind_above = ""  # the kind of the rows so far
        self._remark = -1  # the column of remarks
        self._by_body = False  # whether its rows are agencies, and its other columns their duties
        self._above: dict[int, tuple[str, int]] = {}  # column: text of the cell last met, rows it still covers

    def marked_row(self, cells: Sequence[Cell]) -> str:
        """Return the text of the next row with ``ROW_END`` behind each line, as none goes on in another; paragraphs that a
        table only places have none."""
        row = self.row(cells)
        if not row or (not self._duties and any(holds_paragraphs(cell.text) for cell in cells)):
            return row
        return "\n".join(f"{line}{ROW_END}" for line in row.replace(ROW_END, "").split("\n"))

    def row(self, cells: Sequence[Cell]) -> str:
        """Return the text of the next row: its entries as one line, then ``责任单位：…`` a line; "" for their header row."""
        entries = self._entries(cells)
        heads = {column: "".join(text.split()) for column, (text, _) in entries.items()}
        for by_body, columns in ((True, body_columns(heads)), (False, duty_columns(heads))):
            if columns:
                self._duties, self._by_body, self._kind_above, self._goal = columns, by_body, "", -1
                self._dittos, self._width = Dittos(), max(heads) + 1
                self._kind = kind_column([heads.get(column, "") for column in range(max(heads) + 1)])
                self._remark = next((column for column, name in heads.items() if is_remark_head(name)), -1)
                return ""
        if self._duties:
            entries = {column: (self._dittos.spelled_out(column, text), new) for column, (text, new) in entries.items()}
        apart = {*self._duties, self._kind, self._remark} if self._duties else set()
        own = {column: text for column, (text, new) in sorted(entries.items()) if new and column not in apart}
        if not self._duties:
            return table_row(list(own.values()))
        own = {column: in_one_line(cell.split("\n")) for column, cell in own.items()}
        goal = self._goal_among(own)
        cells_of = ((label, entries.get(column, ("", True))[0].strip()) for column, label in self._duties.items())
        named = [(label, cell) for label, cell in cells_of if cell]
        duties = [(label, _duty(label, cell)) for label, cell in named]
        tasks = [entries[column][0] for column in own]
        if not self._by_body and (parts := _one_by_one(tasks[bool(goal) :], named)):
            said = parts
        else:
            said = [_numbered(list(own.values())[bool(goal) :], self._by_body), *duty_lines(duties)]
        if duties and not goal and self._is_idle(entries, own):
            said = [idle_line(list(own.values()), [cell for _, cell in duties])]
        return "\n".join(filter(None, [self._line_above(entries, goal), *said, self._remark_line(entries)]))

    @property
    def is_of_tasks(self) -> bool:
        """Whether it has said which columns are agencies and time limits."""
        return bool(self._duties)

    def goes_on_in(self, rows: Sequence[Sequence[Cell]]) -> bool:
        """Say whether ``rows`` of another table, which has no heads, go on in this table of tasks: agencies stand below those
        heads that stand over agencies, in all its columns."""
        columns = [column for column, label in self._duties.items() if is_agency_head(label)]
        if self._by_body or not columns or not rows:
            return False
        for row in rows:
            cells = [cell.text.strip() for cell in row]
            if any(cell.columns > 1 for cell in row) or len(cells) != self._width or not any(cells[i] for i in columns):
                return False
            if any(cells[i] and (is_body_head(cells[i]) or not AGENCY_END.search(cells[i])) for i in columns):
                return False
        return True

    def _is_idle(self, entries: dict[int, tuple[str, bool]], own: dict[int, str]) -> bool:
        """Say whether a row has no duty; a row of tasks that has not even a number goes on from the row above."""
        own = {column: cell for column, cell in own.items() if cell.strip()}
        has_merged = any(text.strip() and not new for c, (text, new) in entries.items() if c not in {*self._duties, self._kind})
        if has_merged or any(not is_number(cell) for cell in own.values()):
            return False
        return self._by_body or bool(own)

    def _goal_among(self, own: dict[int, str]) -> str:
        """Return the goal that heads the measures of this row, "" where the row has none of its own."""
        first = next(iter(own), -1)
        if not self._by_body and self._goal < 0 and heads_measures(list(own.values())):
            self._goal = first
        return own[first] if len(own) > 1 and first == self._goal and is_goal(own[first]) else ""

    def _remark_line(self, entries: dict[int, tuple[str, bool]]) -> str:
        """Return the remark of this row as a line of its own: what it says of other agencies is no task of the row."""
        text, is_new = entries.get(self._remark, ("", False))
        remark = in_one_line(text.split("\n")) if is_new else ""
        return f"{_REMARK_LABEL}：{remark}" if remark else ""

    def _line_above(self, entries: dict[int, tuple[str, bool]], goal: str) -> str:
        """Return the line with the kind and the goal of this row where one is another than that of the rows above, else ""."""
        kind = entries.get(self._kind, ("", False))[0].strip() if self._duties else ""
        is_new = bool(kind) and kind != self._kind_above
        self._kind_above = kind or self._kind_above
        if not (is_new or goal):
            return ""
        return kind_line("：".join(filter(None, [self._kind_above, goal])))

    def _entries(self, cells: Sequence[Cell]) -> dict[int, tuple[str, bool]]:
        """Return the text that stands in each column and whether this row is the first it stands in."""
        entries: dict[int, tuple[str, bool]] = {}
        below: dict[int, tuple[str, int]] = {}
        for column, (text, rows) in self._above.items():
            if rows:
                entries[column], below[column] = (text, False), (text, rows - 1)
        column = 0
        for cell in cells:
            while column in entries:
                column += 1
            text = self._above.get(column, ("", 0))[0] if cell.continued else cell.text
            entries[column], below[column] = (text, not cell.continued), (text, cell.rows - 1)
            for further in range(column + 1, column + min(cell.columns, _WIDEST)):
                entries.setdefault(further, ("", False))
                below.setdefault(further, ("", cell.rows - 1))
        self._above = below
        return entries


def _duty(label: str, cell: str) -> str:
    """Return a cell of agencies, persons or times in one line."""
    return names_in(cell) if is_agency_head(label) else _BETWEEN_NAMES.sub("、", cell).replace("\n", "")


def _one_by_one(entries: Sequence[str], named: Sequence[tuple[str, str]]) -> list[str]:
    """Return the lines of a row whose last entry numbers its tasks as a cell beside it numbers who does them, task by task; or
    says itself who does one of them: those of the row have every task all the same.

    The number of the row stands before the first; other entries head the tasks in a line of their own. Empty for a row of
    any other kind.
    """
    tasks = listed(entries[-1]) if entries else []
    lists = {label: parts for label, cell in named if len(parts := listed(cell)) == len(tasks)}
    if len(tasks) < 2 or not (lists or (named and any(map(_says_who, tasks[:-1])))):
        return []
    above = [in_one_line(entry.split("\n")) for entry in entries[:-1]]
    lines = [_numbered(above, apart=False)] if len(above) > 1 or not all(map(is_number, above)) else []
    for i, task in enumerate(tasks):
        line = (f"（{i + 1}）" if above else f"{i + 1}.") + in_one_line(task.split("\n"))
        lines.append(line if lines else _numbered([*above, line], apart=False))
        lines += duty_lines([(label, _duty(label, lists[label][i] if label in lists else cell)) for label, cell in named])
    return lines


def _says_who(task: str) -> bool:
    """Say whether brackets behind a task name agencies: 走访。（市妇联牵头）."""
    found = _IN_BRACKETS.search(task)
    return bool(found and (AGENCY_END.search(found[1]) or _PART_END.search(found[1])))


def _numbered(entries: Sequence[str], apart: bool) -> str:
    """Return the entries of a row as one line; a first entry that is only a number numbers the rest.

    Entries that are duties ``apart`` from each other end with a mark each.
    """
    first, rest = (entries[0].strip(), entries[1:]) if entries else ("", ())
    digits, numeral = DIGITS.fullmatch(first), NUMERAL.fullmatch(first)
    number = plain_number(digits) if digits else f"{numeral[1]}、" if numeral else ""
    is_number = bool(number and any(rest))
    line = _entries_line(rest if is_number else entries, apart)
    if not is_number or (line.startswith(number) and not _has_second(line)):
        return line
    return with_number(number, line)


def plain_number(digits: re.Match[str]) -> str:
    """Return the number that ``DIGITS`` found as a line has it, its mark behind it: 2★ becomes 2.★."""
    return f"{digits[2]}.{digits['ahead']}{digits['behind']}"


def with_number(number: str, line: str) -> str:
    """Return ``line`` behind its ``number``, and a blank between them where a digit or another number opens it: 3. 6家企业."""
    return f"{number} {line}" if line[:1].isdigit() or NUMBERED.match(line) else number + line


def _entries_line(entries: Sequence[str], apart: bool) -> str:
    return in_one_line(entries, apart) if apart else table_row(entries)


def _has_second(line: str) -> bool:
    """Say whether behind the first number of ``line`` the second of its kind comes: its numbers are those of a list."""
    return bool(re.search(r"(?:^|[。；;！ ])[（(]?[2二][）)．.、]", line))
