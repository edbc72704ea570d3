"""Tables of duties whose cells stand in one line, or each in a line of its own: every row gets a line for each duty."""

from __future__ import annotations

import re
from collections.abc import Iterator

_BORDER = re.compile("[ |\t\u3000]")
_NUMBER = re.compile("序号?|序號|编号|編號")
_TASK = re.compile(
    r"[^：:。]{0,8}(?:任[务務]|[内內]容|措施|[职職]责|職責|事[项項]|[项項]目|要求|目[标標]|工作|分工)(?:[内內]容|名[称稱]|措施)?"
)
_DUTY = re.compile(
    r"(?:主要|共同)?(?:[责責]任|[牵牽][头頭]|配合|[参參]加|[参參]与|[协協][办辦]|主[办辦]|[协協]同|主[责責]|[实實]施)(?:[单單]位|部[门門]|[主机機][体構构])"
    r"|(?:完成|[办辦][结結])?(?:[时時]限|[时時][间間]|期限)(?:要求)?"
)
_BORDERS = tuple(
    map(re.compile, (r"\s*\|\s*", r" *\t[ \t]*", r"[ \u3000]{2,}", r"[ \u3000]+"))
)  # the first that stands in a line
_DIGITS = re.compile(r"[（(]?(\d{1,3})[）)]?[.．、]?")
_HEADS = [
    f"{part}{body}"
    for part in ("责任", "責任", "牵头", "牽頭", "配合", "主办", "主責", "主责")
    for body in ("单位", "單位", "部门", "部門")
]
_LONGEST_HEAD = 20  # characters of one column head
_LONGEST_FIRST = 6  # the same of the first, where each has a line of its own
_LONGEST = 80  # characters of a header row
_MOST_BETWEEN, _LONGEST_BETWEEN = 4, 40  # lines between two rows, and the characters of one
_NO_CELL = {"", "—", "-", "——", "/", "无"}


def _cells(line: str) -> list[str]:
    bare = line.strip("| \t\r\u3000")
    border = next((border for border in _BORDERS if border.search(bare)), _BORDERS[0])
    return border.split(bare)


def is_table_head(line: str) -> bool:
    """Say whether ``line`` is the header row of a table of duties: 序号 工作任务 牵头单位 完成时限."""
    return bool(_columns(line))


def _columns(line: str) -> list[str]:
    """Return the column heads in ``line``; none where it is no header row of a table of duties."""
    if len(line) > _LONGEST or line[-1:] in "。；：，" or not _BORDER.search(line):
        return []
    if not _DUTY.search(line):
        return []
    heads = _cells(line)
    tasks = [head for head in heads if _TASK.fullmatch(head) and not _DUTY.fullmatch(head)]
    known = all(_NUMBER.fullmatch(head) or _TASK.fullmatch(head) or _DUTY.fullmatch(head) or head == "备注" for head in heads)
    return heads if tasks and known and any(map(_DUTY.fullmatch, heads)) else []


def set_in_lines(text: str) -> str:
    """Give every row of a table of duties its lines: "1.加强排查。", "牵头单位：市公安局"; the header row stays.

    A row stands in one line with as many cells as there are column heads, or its cells stand in so many lines, as do the
    column heads. Any other text comes back as it is.
    """
    if not any(head in text for head in _HEADS):  # most texts: spares the lines
        return text
    return "\n".join(_lines(text.split("\n")))


def _lines(lines: list[str]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        heads, rows_at, in_lines = _head_at(lines, at)
        if not heads:
            yield lines[at]
            at += 1
            continue
        yield " ".join(heads) if in_lines else lines[at]
        at = rows_at
        while at < len(lines):
            if found := _row_at(lines, at, heads, in_lines):
                row, at = found
                yield from _row(heads, row)
            elif at < (following := _row_behind(lines, at, heads, in_lines)):
                yield from lines[at:following]  # a heading between two rows
                at = following
            else:
                break


def _row_behind(lines: list[str], at: int, heads: list[str], in_lines: bool) -> int:
    """Return where a row begins behind the blank lines and headings at line ``at``; ``at`` where none does."""
    place = at
    while place < min(len(lines), at + _MOST_BETWEEN) and _is_between(lines[place]):
        place += 1
        if place < len(lines) and _row_at(lines, place, heads, in_lines):
            return place
    return at


def _is_between(line: str) -> bool:
    return len(line) <= _LONGEST_BETWEEN and line.rstrip()[-1:] not in tuple("。；：，、")


def _head_at(lines: list[str], at: int) -> tuple[list[str], int, bool]:
    """Return the column heads that begin at line ``at``, the line after them, and whether each has a line of its own."""
    if heads := _columns(lines[at]):
        rule = at + 1 < len(lines) and not lines[at + 1].strip("|-: ")
        return heads, at + 1 + rule, False
    if not _is_column(lines[at]):
        return [], at, False
    end = at
    while end < len(lines) and end - at < 6 and _is_column(lines[end]):
        end += 1
    heads = _columns(" ".join(line.strip() for line in lines[at:end]))
    is_titled = any(map(_NUMBER.fullmatch, heads[1:])) or (heads and len(heads[0]) > _LONGEST_FIRST)  # 任务分工 above 序号
    return (heads, end, True) if len(heads) >= 2 and not is_titled else ([], at, False)


def _is_column(line: str) -> bool:
    line = line.strip()
    return len(line) <= _LONGEST_HEAD and bool(
        _NUMBER.fullmatch(line) or _TASK.fullmatch(line) or _DUTY.fullmatch(line) or line == "备注"
    )


def _row_at(lines: list[str], at: int, heads: list[str], in_lines: bool) -> tuple[list[str], int] | None:
    """Return the cells of the row that begins at line ``at``, and the line after it; None where none does.

    Below heads in one line, too, the cells of a row may have lines of their own.
    """
    if not in_lines and _is_row(heads, row := _cells(lines[at])):
        at += 1
        if at < len(lines) and row[-1][-1:] in ("，", "、") and len(_cells(lines[at])) == 1:  # the last cell goes on
            row[-1] += lines[at].strip()
            at += 1
        return row, at
    row = [line.strip() for line in lines[at : at + len(heads)]]
    is_apart = in_lines or (_NUMBER.fullmatch(heads[0]) and all(row))
    return (row, at + len(heads)) if is_apart and _is_row(heads, row) else None


def _is_row(heads: list[str], row: list[str]) -> bool:
    if len(row) != len(heads):
        return False
    if _NUMBER.fullmatch(heads[0]) and not _DIGITS.fullmatch(row[0]):
        return False
    duties = [cell for head, cell in zip(heads, row, strict=True) if _DUTY.fullmatch(head)]
    return all(len(cell) <= 60 and "。" not in cell for cell in duties) and any(duties)


def _row(heads: list[str], row: list[str]) -> Iterator[str]:
    number = ""
    measures: list[str] = []
    duties: list[str] = []
    for head, cell in zip(heads, row, strict=True):
        if _NUMBER.fullmatch(head):
            digits = _DIGITS.fullmatch(cell)
            number = f"{digits[1]}." if digits else cell
        elif cell in _NO_CELL:
            continue
        elif _DUTY.fullmatch(head):
            duties.append(f"{head}：{cell}")
        else:
            measures.append(cell)
    yield number + " ".join(measures)
    yield from duties
