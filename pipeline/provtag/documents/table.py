"""Tables: a row is a line; in a table of tasks or of duties the agencies and the time limit of a row are lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_DUTY = r"(?:[责責]任|[牵牽][头頭]|配合|[参參]加)(?:[单單]位|部[门門])|(?:完成)?[时時]限"
_DUTY_HEAD = re.compile(_DUTY)
_TASK_HEAD = re.compile(
    r"序号?|序號|编号|編號|.*(?:任[务務]|[内內]容|措施|[职職]责|職責|事[项項]|[项項]目|要求|目[标標]|工作|分工)"
)
_BODY_HEAD = re.compile(r"(?:成[员員]|有关|有關|相关|相關|各)?(?:[单單]位|部[门門]|[机機][构構關关])(?:名[称稱])?")
_FIELD_HEAD = re.compile(
    ".*(?:[职職]责|職責|任[务務]|措施|分工|工作(?:内容)?|预防|預防|打[击擊]|解救|救助|安置|宣[传傳]|防范|教育)"
)
BODY_LABEL = "责任单位"  # what the agency of a row is in a table of duties by agency
_NUMBERED = re.compile(r"[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)．.、]|[①-⑳⑴-⒇]")
_END_MARKS = tuple("。；！？;.!?")
_LIMIT_HEAD = re.compile("(?:完成)?(?:[时時]限|[时時][间間])")
_BESIDE_HEAD = re.compile("序号?|序號|编号|編號|备注|備註")
_LONGEST_HEAD = 12  # characters of a header cell
_DIGITS = re.compile(r"[（(]?(\d{1,3})[）)]?[.．、]?")
_NUMERAL = re.compile(r"([一二三四五六七八九十]{1,3})、?")
_BETWEEN_NAMES = re.compile(r"(?<![，、；。：\n])\n+")
_WIDEST = 60  # columns a cell may claim to span

DUTY_LINE = re.compile(rf"(?:{_DUTY})：")  # begins a line that was a cell below 责任单位, 完成时限 …


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text, how many columns and rows it covers, whether it continues the cell above (Word's way to say so)."""

    text: str
    columns: int = 1
    rows: int = 1
    continued: bool = False


def holds_paragraphs(cell: str) -> bool:
    """Say whether a cell is laid-out text, not an entry of a table."""
    return cell.count("\n") > 2 or len(cell) > 200


def table_row(cells: Sequence[str]) -> str:
    """Return the cells of one table row as one line, a tab between them; cells that hold paragraphs stay paragraphs."""
    filled = [cell.strip("\n") for cell in cells if cell.strip()]
    whole = any(map(holds_paragraphs, filled))
    return "\n".join(filled) if whole else "\t".join(cell.replace("\n", " ") for cell in filled)


def in_one_line(paragraphs: Sequence[str], apart: bool = False) -> str:
    """Return the paragraphs of a cell as one line; where the next is numbered, or all are ``apart``, each ends with a mark."""
    line = ""
    for paragraph in filter(None, map(str.strip, paragraphs)):
        is_open = line and not line.endswith(_END_MARKS) and (apart or _NUMBERED.match(paragraph))
        line += ("；" if is_open else " " if line else "") + paragraph
    return line


class Table:
    """Turns the rows of one table into text, in order; the header row says which columns are agencies and time limits."""

    def __init__(self) -> None:
        self._duties: dict[int, str] = {}  # column: its label, 责任单位 …
        self._by_body = False  # whether its rows are agencies, and its other columns their duties
        self._above: dict[int, tuple[str, int]] = {}  # column: text of the cell last met, rows it still covers

    def row(self, cells: Sequence[Cell]) -> str:
        """Return the text of the next row: its entries as one line, then ``责任单位：…`` a line; "" for their header row."""
        entries = self._entries(cells)
        heads = {column: "".join(text.split()) for column, (text, _) in entries.items()}
        for by_body, columns in ((True, _body_columns(heads)), (False, _duty_columns(heads))):
            if columns:
                self._duties, self._by_body = columns, by_body
                return ""
        own = [text for column, (text, new) in sorted(entries.items()) if new and column not in self._duties]
        if not self._duties:
            return table_row(own)
        lines = [_numbered([in_one_line(cell.split("\n")) for cell in own], self._by_body)]
        for column, head in self._duties.items():
            duty = _BETWEEN_NAMES.sub("、", entries.get(column, ("", True))[0].strip()).replace("\n", "")
            if duty:
                lines.append(f"{head}：{duty}")
        return "\n".join(filter(None, lines))

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
    duties = {column: name for column, name in heads.items() if _DUTY_HEAD.fullmatch(name)}
    return duties if any(_TASK_HEAD.fullmatch(name) for name in heads.values()) else {}


def _body_columns(heads: dict[int, str]) -> dict[int, str]:
    """Return the columns of agencies and time limits, with their labels, when ``heads`` heads a table by agency, else none."""
    columns = {column: BODY_LABEL for column, name in heads.items() if is_body_head(name)}
    limits = {column: name for column, name in heads.items() if _LIMIT_HEAD.fullmatch(name)}
    others = [name for column, name in heads.items() if column not in columns and column not in limits]
    return columns | limits if len(columns) == 1 and are_duty_heads(others) else {}


def is_body_head(name: str) -> bool:
    """Say whether a column head stands over agencies and nothing else: 部门, 成员单位."""
    return bool(_BODY_HEAD.fullmatch(name))


def are_duty_heads(names: Sequence[str]) -> bool:
    """Say whether the column heads beside that of the agencies stand over their duties: 职责, 打击, 救助措施."""
    fields = [name for name in names if not _BESIDE_HEAD.fullmatch(name)]
    return bool(fields) and all(len(name) <= _LONGEST_HEAD and _FIELD_HEAD.fullmatch(name) for name in fields)


def _numbered(entries: Sequence[str], apart: bool) -> str:
    """Return the entries of a row as one line; a first entry that is only a number numbers the rest.

    Entries that are duties ``apart`` from each other end with a mark each.
    """
    first, rest = (entries[0].strip(), entries[1:]) if entries else ("", ())
    digits, numeral = _DIGITS.fullmatch(first), _NUMERAL.fullmatch(first)
    number = f"{digits[1]}." if digits else f"{numeral[1]}、" if numeral else ""
    is_number = bool(number and any(rest))
    line = _entries_line(rest if is_number else entries, apart)
    if not is_number or (line.startswith(number) and not _has_second(line)):
        return line
    return f"{number} {line}" if _NUMBERED.match(line) else number + line


def _entries_line(entries: Sequence[str], apart: bool) -> str:
    return in_one_line(entries, apart) if apart else table_row(entries)


def _has_second(line: str) -> bool:
    """Say whether behind the first number of ``line`` the second of its kind comes: its numbers are those of a list."""
    return bool(re.search(r"(?:^|[。；;！ ])[（(]?[2二][）)．.、]", line))
