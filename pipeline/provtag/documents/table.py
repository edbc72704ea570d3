"""Tables: a row is a line; in a table of tasks or of duties the agencies and the time limit of a row are lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TIME = r"(?:完成|[办辦][结結])?(?:[时時]限|[时時][间間]|期限)(?:要求|[节節][点點]|安排)?|(?:工作)?[进進]度(?:安排|要求)?"
_DUTY = r"(?:[责責]任|[牵牽][头頭]|配合|[参參]加)(?:[单單]位|部[门門])|(?:完成)?[时時]限"
_DUTY_HEAD = re.compile(_DUTY)
_TIME_HEAD = re.compile(_TIME)
_PERSON_HEAD = re.compile("(?:[责責]任|[牵牽][头頭]|分管|包抓|主管)(?:[领領][导導]|人)|[负負][责責]人")
_CONTACT_HEAD = re.compile(
    "[联聯][系络絡繫]?(?:人|[电電][话話]|方式)(?:及(?:[联聯]系)?(?:[电電][话話]|方式))?|[电電][话話]|手[机機]"
)
_KIND_HEAD = re.compile("(?:任[务務]|工作|[项項]目)?(?:[类類][别別型]|分[类類])|领域|板块")
_MEMBER_HEAD = re.compile("姓名|职务|職務")
_LIMIT_LABEL = "完成时限"
_REMARK_LABEL = "备注"
_TASK_HEAD = re.compile(
    r"序号?|序號|编号|編號|.*(?:任[务務]|[内內]容|措施|[职職]责|職責|事[项項]|[项項]目|要求|目[标標]|工作|分工)"
)
_BODY_HEAD = re.compile(r"(?:成[员員]|有关|有關|相关|相關|各)?(?:[单單]位|部[门門]|[机機][构構關关])(?:名[称稱])?")
_FIELD_HEAD = re.compile(
    ".*(?:[职職]责|職責|任[务務]|措施|分工|工作(?:内容)?|预防|預防|打[击擊]|解救|救助|安置|宣[传傳]|防范|教育)"
)
BODY_LABEL = "责任单位"  # what the agency of a row is in a table of duties by agency
NUMBERED = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)．.、]|[①-⑳⑴-⒇]")
_END_MARKS = tuple("。；！？;.!?")
_BESIDE_HEAD = re.compile("序号?|序號|编号|編號|备注|備註")
_REMARK_HEAD = re.compile("备注|備註")
_LONGEST_HEAD = 12  # characters of a header cell
_LONGEST_GOAL = 30  # characters of a cell that heads the measures beside it
DIGITS = re.compile(r"[（(]?(\d{1,3})[）)]?[.．、]?")
NUMERAL = re.compile(r"([一二三四五六七八九十]{1,3})、?")
_BETWEEN_NAMES = re.compile(r"(?<![，、；。：\n])\n+")
_WIDEST = 60  # columns a cell may claim to span

DUTY_LINE = re.compile(rf"(?:{_DUTY})：")  # begins a line that was a cell below 责任单位, 完成时限 …
_INNER_ROW = re.compile(rf".\n(?:{_DUTY})：")  # in a cell: it holds a table of tasks


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


def duty_label(head: str) -> str:
    """Return the label of the cells below a column head in a duty note, "" for a column of another kind.

    Agencies and persons keep the words of their head, and so does a limit (时限); any other time is a 完成时限.
    """
    if _DUTY_HEAD.fullmatch(head) or _PERSON_HEAD.fullmatch(head) or _CONTACT_HEAD.fullmatch(head):
        return head
    return _LIMIT_LABEL if _TIME_HEAD.fullmatch(head) else ""


def duty_lines(duties: Sequence[tuple[str, str]]) -> list[str]:
    """Return a line for each label and its cell; whom to call stands in brackets behind the agency or person before it."""
    lines: list[str] = []
    for label, cell in duties:
        if _CONTACT_HEAD.fullmatch(label) and (at := _last_named(lines)) >= 0:
            lines[at] += f"（{label}：{cell}）"
        else:
            lines.append(f"{label}：{cell}")
    return lines


def _last_named(lines: Sequence[str]) -> int:
    """Return the last of ``lines`` that names agencies or persons, -1 where none does."""
    named = (i for i in reversed(range(len(lines))) if not _TIME_HEAD.fullmatch(lines[i].partition("：")[0]))
    return next(named, -1)


def kind_column(heads: Sequence[str]) -> int:
    """Return the column that says of what kind the task beside it is (类别), -1 where there is none."""
    kinds = [column for column, head in enumerate(heads) if _KIND_HEAD.fullmatch(head)]
    return kinds[0] if kinds and any(map(_TASK_HEAD.fullmatch, heads[kinds[0] + 1 :])) else -1


def kind_line(kind: str) -> str:
    """Return the line above the rows of one kind."""
    return f"【{''.join(kind.split())}】"


def heads_measures(entries: Sequence[str]) -> bool:
    """Say whether the first entry of a row of tasks only heads the numbered measures in the next: 健全机制 | 1.建立台账。."""
    return len(entries) > 1 and is_goal(entries[0]) and bool(NUMBERED.match(entries[1]))


def is_number(entry: str) -> bool:
    """Say whether an entry is a number and nothing else: 3, （3）, 三、."""
    return bool(DIGITS.fullmatch(entry) or NUMERAL.fullmatch(entry))


def is_goal(entry: str) -> bool:
    """Say whether an entry can head those beside it: short, without end mark and number."""
    is_short = 0 < len(entry) <= _LONGEST_GOAL and not entry.endswith(_END_MARKS)
    return is_short and not (NUMBERED.match(entry) or DIGITS.match(entry) or NUMERAL.fullmatch(entry))


def is_turned(rows: Sequence[Sequence[str]]) -> bool:
    """Say whether the heads of a table of tasks stand in its first column: 任务 | … | …, and below it 牵头单位 | … | ….

    A form with one cell beside each head is no table.
    """
    widths = {len(row) for row in rows}
    if len(rows) < 2 or len(widths) != 1 or min(widths) < 3:
        return False
    turned = [dict(enumerate("".join(cell.split()) for cell in column)) for column in zip(*rows, strict=True)]
    heads, others = turned[0], turned[1:]
    are_heads = all(duty_label(name) or _TASK_HEAD.fullmatch(name) or _BESIDE_HEAD.fullmatch(name) for name in heads.values())
    return are_heads and bool(_duty_columns(heads)) and not any(duty_label(name) for cells in others for name in cells.values())


def upright(rows: list[list[Cell]]) -> list[list[Cell]]:
    """Return the rows of a table so that its heads stand in the first row; a merged cell leaves them as they are."""
    is_merged = any(cell.columns > 1 or cell.rows > 1 or cell.continued for row in rows for cell in row)
    if is_merged or not is_turned([[cell.text for cell in row] for row in rows]):
        return rows
    return [list(column) for column in zip(*rows, strict=True)]


class Table:
    """Turns the rows of one table into text, in order; the header row says which columns are agencies and time limits."""

    def __init__(self) -> None:
        self._duties: dict[int, str] = {}  # column: its label, 责任单位 …
        self._kind = -1  # the column of kinds
        self._goal = -1  # the column of goals: each heads the numbered measures beside it
        self._kind_above = ""  # the kind of the rows so far
        self._remark = -1  # the column of remarks
        self._by_body = False  # whether its rows are agencies, and its other columns their duties
        self._above: dict[int, tuple[str, int]] = {}  # column: text of the cell last met, rows it still covers

    def row(self, cells: Sequence[Cell]) -> str:
        """Return the text of the next row: its entries as one line, then ``责任单位：…`` a line; "" for their header row."""
        entries = self._entries(cells)
        heads = {column: "".join(text.split()) for column, (text, _) in entries.items()}
        for by_body, columns in ((True, _body_columns(heads)), (False, _duty_columns(heads))):
            if columns:
                self._duties, self._by_body, self._kind_above, self._goal = columns, by_body, "", -1
                self._kind = kind_column([heads.get(column, "") for column in range(max(heads) + 1)])
                self._remark = next((column for column, name in heads.items() if _REMARK_HEAD.fullmatch(name)), -1)
                return ""
        apart = {*self._duties, self._kind, self._remark} if self._duties else set()
        own = {column: text for column, (text, new) in sorted(entries.items()) if new and column not in apart}
        if not self._duties:
            return table_row(list(own.values()))
        own = {column: in_one_line(cell.split("\n")) for column, cell in own.items()}
        goal = self._goal_among(own)
        line = _numbered(list(own.values())[bool(goal) :], self._by_body)
        cells_of = ((label, entries.get(column, ("", True))[0].strip()) for column, label in self._duties.items())
        duties = [(label, _BETWEEN_NAMES.sub("、", cell).replace("\n", "")) for label, cell in cells_of if cell]
        return "\n".join(filter(None, [self._line_above(entries, goal), line, *duty_lines(duties), self._remark_line(entries)]))

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


def _duty_columns(heads: dict[int, str]) -> dict[int, str]:
    """Return the columns of agencies and time limits when ``heads`` is the header row of a table of tasks, else none.

    A form whose first column is the header (责任单位 | 市公安局) has no header row: no other cell of the row names tasks.
    """
    if any(len(name) > _LONGEST_HEAD for name in heads.values()):
        return {}
    duties = {column: label for column, name in heads.items() if (label := duty_label(name))}
    is_of_tasks = any(_TASK_HEAD.fullmatch(name) for column, name in heads.items() if column not in duties)
    return duties if is_of_tasks and any(map(_DUTY_HEAD.fullmatch, heads.values())) else {}


def _body_columns(heads: dict[int, str]) -> dict[int, str]:
    """Return the columns of agencies and time limits, with their labels, when ``heads`` heads a table by agency, else none."""
    columns = {column: BODY_LABEL for column, name in heads.items() if is_body_head(name)}
    duties = {column: label for column, name in heads.items() if column not in columns and (label := duty_label(name))}
    others = [name for column, name in heads.items() if column not in columns and column not in duties]
    is_first = heads and min(columns, default=-1) == next((c for c in sorted(heads) if not _BESIDE_HEAD.fullmatch(heads[c])), -1)
    return columns | duties if len(columns) == 1 and are_duty_heads(others, is_first=bool(is_first)) else {}


def is_body_head(name: str) -> bool:
    """Say whether a column head stands over agencies and nothing else: 部门, 成员单位."""
    return bool(_BODY_HEAD.fullmatch(name))


def are_duty_heads(names: Sequence[str], is_first: bool = False) -> bool:
    """Say whether the column heads beside that of the agencies stand over their duties: 职责, 打击, 救助措施.

    Where that of the agencies ``is_first``, others may stand among them (工作标准), but none of a list of members (姓名).
    """
    fields = [name for name in names if not _BESIDE_HEAD.fullmatch(name)]
    if any(len(name) > _LONGEST_HEAD or _MEMBER_HEAD.search(name) for name in fields):
        return False
    of_duties = [bool(_FIELD_HEAD.fullmatch(name)) for name in fields]
    return any(of_duties) and (is_first or all(of_duties))


def _numbered(entries: Sequence[str], apart: bool) -> str:
    """Return the entries of a row as one line; a first entry that is only a number numbers the rest.

    Entries that are duties ``apart`` from each other end with a mark each.
    """
    first, rest = (entries[0].strip(), entries[1:]) if entries else ("", ())
    digits, numeral = DIGITS.fullmatch(first), NUMERAL.fullmatch(first)
    number = f"{digits[1]}." if digits else f"{numeral[1]}、" if numeral else ""
    is_number = bool(number and any(rest))
    line = _entries_line(rest if is_number else entries, apart)
    if not is_number or (line.startswith(number) and not _has_second(line)):
        return line
    return f"{number} {line}" if NUMBERED.match(line) else number + line


def _entries_line(entries: Sequence[str], apart: bool) -> str:
    return in_one_line(entries, apart) if apart else table_row(entries)


def _has_second(line: str) -> bool:
    """Say whether behind the first number of ``line`` the second of its kind comes: its numbers are those of a list."""
    return bool(re.search(r"(?:^|[。；;！ ])[（(]?[2二][）)．.、]", line))
