"""Tables of duties, by task or by agency, as plain lines: every row gets a line for its measure, and one for each duty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from provtag.documents.column_heads import (
    BARE_PARTS,
    BODIES,
    BODY_LABEL,
    are_duty_heads,
    duty_label,
    is_agency_head,
    is_bare_agency_head,
    is_body_head,
    is_column_name,
    is_contact_head,
    is_deed_head,
    is_number_head,
    is_remark_head,
    is_roster_head,
    is_task_head,
    is_time_head,
    kind_column,
)
from provtag.documents.table import DIGITS, Dittos, duty_lines, idle_line, in_one_line, is_ditto, kind_line, with_number
from provtag.language.numerals import STEMS
from provtag.structure.cells import (
    BARS,
    SLASHES,
    cells_apart,
    cells_in,
    has_blanks_of_two_widths,
    row_cells,
    slashes_as_bars,
    with_bars,
)
from provtag.structure.duty_notes import is_time, lists_agencies
from provtag.structure.markers import is_numbered
from provtag.structure.rows_without_heads import lines_of_row, may_hold_rows

_RULE = "|-: ─━═┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛"  # signs of a line that only divides rows
_BORDER = re.compile(rf"[{BARS} \t\u3000]")
_SURE_BORDER = re.compile(rf"[{BARS}\t\u3000]|\S  ")  # stands between no two words of a sentence
_BAR = re.compile(rf"[{BARS}\t]")
_PAIR_OF_BLANKS = re.compile("  |\u3000\u3000")  # two pairs stand around an empty cell
# The end of a column head that names agencies: in most texts there is none.
_LAST_OF_BODIES = "".join(sorted({body[-1] for body in BODIES.split("|")}))
_HEAD_END = re.compile(rf"(?:[{_LAST_OF_BODIES}股人）)]|{BARE_PARTS}|[谁誰].{{0,3}})(?:名[称稱])?[{BARS}{SLASHES} \t\u3000\r\n]")
_HEAD_WORD = re.compile(f"{BODIES}|[时時期][限间間]|[进進]度|{BARE_PARTS}|[谁誰]")
# What says the columns in a sentence, （格式：序号｜事项｜牵头｜时限）, or is a row of heads between slashes.
_STATED_HEADS = re.compile("(?:^|[：:“‘「（(为])(?P<heads>[^：:“”‘’「」（）()，。；为]{5,80})(?:[”’」）)。]|$)")
_STATED_BETWEEN = ("|", *SLASHES)  # the first that stands between three or more
_OTHER_HEAD = re.compile("[\u3400-\u9fff]{2,8}(?:[（(][^（()）]{1,8}[）)])?")
_LINK = re.compile("[上下]一[篇条條页頁]|返回(?:首[页頁]|列表|[顶頂]部)?|打印(?:本[页頁])?|[关關][闭閉](?:窗口)?")  # of a site
_NAMED = re.compile(f"(?:{BODIES})$")
_CODE_CELL = re.compile(rf"[A-Z{STEMS}][-－—.．]?\d{{1,3}}")
_HANDED_TO = re.compile("[移报報抄转轉送交接收]")  # a head above bodies that get something: 移送单位
_AGENCY = (
    "[^ 、，；。]{0,16}(?:局|办|辦|委|院|庭|部|厅|廳|会|會|府|联|聯|队|隊|所|站|科|股|室|处|處|校|园|園|中心|公司|企业|街道|镇|乡"
    "|村|社区|机构|公安|民政|教育|[单單]位|部[门門]|[机機][关關])(?:[（(][^）)]*[）)])?"
)
_AGENCIES = re.compile(rf"(?:{_AGENCY})(?:[、，, ]{_AGENCY})*|")  # or the empty cell below an agency
_OPENS_AS_BODY = re.compile(f"{_AGENCY}|$")
_BREAK = re.compile("<br ?/?>")
_LONGEST_TASK_HEAD = 12  # characters of a head that stands over tasks, in plain lines
_LONGEST_HEAD = 20  # characters of one column head
_LONGEST_OTHER = 8  # the same of a head that says neither task nor duty
_LONGEST_FIRST = 6  # the same of the first, where each has a line of its own
_LONGEST = 80  # characters of a header row
_LEAST_COLUMNS, _LEAST_ROWS = 3, 2  # of a table whose heads are not all known
_MOST_BETWEEN, _LONGEST_BETWEEN = 4, 40  # lines between two rows, and the characters of one
_FAR = 12  # lines between a sentence that says the heads and the rows
_NO_CELL = {"", "—", "-", "——", "/", "无"}


@dataclass(frozen=True, slots=True)
class _Head:
    """The header row of a table: its column heads, the line after it, and how they stand.

    ``body``: the column of the agencies in a table of their duties, -1 in a table of tasks. ``in_lines``: each head has a
    line of its own. ``in_sentence``: what says them is no header row. ``stated``: the sign that divides them in a
    sentence or, where they have a line, the slash; then the rows have such signs, or bars, and bodies, and may stand far.
    """

    columns: list[str]
    rows_at: int
    body: int = -1
    in_lines: bool = False
    in_sentence: bool = False
    stated: str = ""


def _cells_beside_empty(line: str, heads: list[str]) -> list[str]:
    """Return the cells of a row that blanks divide and that leave a cell empty; none where they may be padded, or no row.

    Each must be what its head says, and the first body that ``heads`` ask for is there.
    """
    cells = _PAIR_OF_BLANKS.split(line.strip(" \r\u3000"))
    first = next((column for column, head in enumerate(heads) if is_agency_head(head)), -1)
    if len(cells) != len(heads) or first < 0 or not cells[first] or "：" in line:
        return []
    is_fit = all(
        not cell or (is_time(cell) if is_time_head(head) else not is_agency_head(head) or bool(_AGENCIES.fullmatch(cell)))
        for head, cell in zip(heads, cells, strict=True)
    )
    return cells if is_fit and (is_number_head(heads[0]) or not is_numbered(cells[0])) else []


def is_duty_head(line: str) -> bool:
    """Say whether ``line`` is the header row of a table of duties: 序号 工作任务 牵头单位 完成时限, or 部门 职责.

    Between bars, as the row is written once its rows are known, other heads may stand in it.
    """
    return bool(_columns(line)) or (line.startswith("| ") and bool(_heads_above_rows(line)))


def _columns(line: str) -> list[str]:
    """Return the column heads in ``line``; none where it is no header row of a table of duties."""
    if len(line) > _LONGEST or line[-1:] in "。；：，" or not _BORDER.search(line):
        return []
    if not _HEAD_WORD.search(line):  # most lines
        return []
    line = with_bars(line)
    heads = _heads_apart(cells_apart(line))
    if _body_column(heads) >= 0:
        return heads
    tasks = [head for head in heads if (_is_task(head) or are_duty_heads([head])) and not duty_label(head)]
    kind = kind_column(heads)
    others = [
        head for i, head in enumerate(heads) if i != kind and not (is_number_head(head) or _is_task(head) or duty_label(head))
    ]
    is_sure = "|" in line or "\t" in line  # there another head may stand among these: 做到什么程度
    are_known = all(is_remark_head(head) or (is_sure and len(head) <= _LONGEST_OTHER) for head in others)
    bare = sum(map(is_bare_agency_head, heads))  # one could be a word of a sentence
    is_known = are_known and 2 * len(others) <= len(heads) and (bare != 1 or "|" in line or is_number_head(heads[0]))
    return heads if tasks and is_known and any(map(_is_duty, heads)) else []


def _heads_apart(cells: list[str]) -> list[str]:
    """Return ``cells`` of a header row, with those apart that a narrower blank divides than the others: 序号　任务."""
    parts = [cell.split() for cell in cells]
    are_heads = [all(map(_is_known_head, some)) for some in parts]
    return [head for cell, some, known in zip(cells, parts, are_heads, strict=True) for head in (some if known else [cell])]


def _heads_above_rows(line: str) -> list[str]:
    """Return the cells of ``line`` where it can be a header row: agencies stand below one, what they do below another, or
    agencies with different parts stand below two.

    Each is short, and none is of a list of places, cases or results; none for any other line.
    """
    if len(line) > _LONGEST or not _SURE_BORDER.search(line.strip()) or not _HEAD_WORD.search(line):  # most lines
        return []
    heads = cells_in(line)
    others = [head for head in heads if not (is_number_head(head) or is_remark_head(head) or duty_label(head))]
    are_heads = all(_OTHER_HEAD.fullmatch(head) and (_NAMED.search(head) or not _AGENCIES.fullmatch(head)) for head in others)
    is_timed = any(map(is_time_head, heads))
    parts = len({duty_label(head) for head in heads if is_agency_head(head) or (is_timed and is_body_head(head))})
    is_of_duties = bool(others) and parts > (not any(map(is_deed_head, others)))
    is_known = are_heads and is_of_duties and not any(map(is_roster_head, others))
    return heads if is_known and len(heads) >= _LEAST_COLUMNS else []


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


def _is_task(head: str) -> bool:
    return len(head) <= _LONGEST_TASK_HEAD and is_task_head(head)


def _is_duty(head: str) -> bool:
    return is_agency_head(head) or is_time_head(head)


def _body_column(heads: list[str]) -> int:
    """Return the column of the agencies where all others are of their duties, else -1."""
    bodies = [i for i, head in enumerate(heads) if is_body_head(head)]
    others = [head for i, head in enumerate(heads) if i not in bodies and not duty_label(head)]
    is_first = bodies[:1] == [int(is_number_head(heads[0]))]
    return bodies[0] if len(bodies) == 1 and are_duty_heads(others, is_first) else -1


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
        shown = " ".join(head.columns) if head.in_lines else lines[at]
        yield shown if head.in_sentence or is_duty_head(_stored(shown)) else f"| {' | '.join(head.columns)} |"
        at = head.rows_at
        kind = kind_column(head.columns)
        above = ""  # the kind of the rows so far
        dittos = Dittos()
        named = _named_columns(lines, head)
        body = ""  # the agency of the row, and of the rows below it that name none
        while at < len(lines):
            if found := _row_at(lines, at, head):
                cells, at = found
                row = [dittos.spelled_out(column, cell) for column, cell in enumerate(cells)]
                if head.body >= 0:
                    body = row[head.body] = row[head.body] or body
                if kind >= 0 and row[kind] not in (*_NO_CELL, above):
                    above = row[kind]
                    yield kind_line(above)
                yield from _row(head, row, kind, named)
            elif at < (following := _row_behind(lines, at, head)):
                yield from lines[at:following]  # a heading between two rows
                at = following
            else:
                break


def _stored(line: str) -> str:
    """Return ``line`` with the blanks that it is stored with."""
    return line.replace("\t", " ")


def _row_behind(lines: list[str], at: int, head: _Head) -> int:
    """Return where a row begins behind the blank lines and headings at line ``at``; ``at`` where none does."""
    place = at
    stop = min(len(lines), at + (_FAR if head.stated else _MOST_BETWEEN))
    while place < stop and _is_between(lines[place], is_far=bool(head.stated)):
        place += 1
        if place < len(lines) and _row_at(lines, place, head):
            return place
    return at


def _is_between(line: str, is_far: bool) -> bool:
    """Say whether ``line`` may stand between two rows; where they may be far from their heads, anything but another table may."""
    if is_far:
        return not (_columns(line) or _BAR.search(line))
    ends = line.rstrip()[-1:] in tuple("。；：，、") or line.startswith("附") or bool(_columns(line))
    return len(line) <= _LONGEST_BETWEEN and not ends


def _head_at(lines: list[str], at: int) -> _Head | None:
    """Return the column heads that begin at line ``at``."""
    if heads := _columns(lines[at]):
        return _Head(heads, _behind_rule(lines, at), _body_column(heads))
    if heads := _heads_above_rows(lines[at]):
        head = _Head(heads, _behind_rule(lines, at))
        return head if _has_rows(lines, head) else None
    if heads := _columns(lines[at].replace("／", "|") if "／" in lines[at] else ""):  # above rows that blanks divide
        head = _Head(heads, at + 1, _body_column(heads))
        if _has_rows(lines, head):
            return head
    if stated := _stated_head(lines[at], at + 1):
        return stated if _row_at(lines, at + 1, stated) or _row_behind(lines, at + 1, stated) > at + 1 else None
    if not _is_column(lines[at]):
        return None
    end = at
    while end < len(lines) and end - at < 6 and _is_column(lines[end]):
        end += 1
    heads = _columns(" ".join(line.strip() for line in lines[at:end]))
    is_titled = any(map(is_number_head, heads[1:])) or (heads and len(heads[0]) > _LONGEST_FIRST)  # 任务分工 above 序号
    return _Head(heads, end, in_lines=True) if len(heads) >= 2 and not is_titled else None


def _stated_head(line: str, rows_at: int) -> _Head | None:
    """Return the column heads that a sentence in ``line`` says, or that slashes divide."""
    if not _HEAD_WORD.search(line):  # most lines
        return None
    for found in _STATED_HEADS.finditer(line):
        words = with_bars(found["heads"].strip())
        sign = next((sign for sign in _STATED_BETWEEN if words.count(sign) >= _LEAST_COLUMNS - 1), "")
        if sign and (heads := _columns(words.replace(sign, "|"))):
            return _Head(heads, rows_at, in_sentence=found["heads"] != line, stated=sign)
    return None


def _behind_rule(lines: list[str], at: int) -> int:
    """Return the line after the header row at line ``at`` and the rule below it."""
    rule = at + 1 < len(lines) and not lines[at + 1].strip(_RULE)
    return at + 1 + rule


def _is_column(line: str) -> bool:
    line = line.strip()
    return len(line) <= _LONGEST_HEAD and _is_known_head(line)


def _is_known_head(head: str) -> bool:
    return bool(is_number_head(head) or _is_task(head) or _is_duty(head) or is_remark_head(head))


def _row_at(lines: list[str], at: int, head: _Head) -> tuple[list[str], int] | None:
    """Return the cells of the row that begins at line ``at``, and the line after it; None where none does.

    Below heads in one line, too, the cells of a row may have lines of their own.
    """
    heads = head.columns
    if at == len(lines) or _columns(lines[at]) or not lines[at].strip(_RULE):  # another table begins
        return None
    line = slashes_as_bars(lines[at], len(heads)) if head.stated in tuple(SLASHES) else lines[at]
    is_ruled = max(map(with_bars(line, len(heads)).count, "|\t")) >= len(heads) - 1
    if not head.in_lines and (is_ruled or not head.stated):
        row = row_cells(line, len(heads))
        if len(row) != len(heads) and not is_ruled:
            row = _cells_beside_empty(line, heads) or row
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
    is_apart = head.in_lines or (is_number_head(heads[0]) and all(row) and not head.stated)
    return (row, at + len(heads)) if is_apart and _is_row(head, row) else None


def _bodies(head: _Head, row: list[str]) -> list[str]:
    """Return the cells of ``row`` below the heads that ask for bodies."""
    return [cell for column, cell in zip(head.columns, row, strict=True) if is_agency_head(column)]


def _is_row(head: _Head, row: list[str], is_ruled: bool = False) -> bool:
    """Say whether ``row`` holds the cells of a row; where it ``is_ruled``, cells of it may be empty."""
    if len(row) != len(head.columns) or not any(row) or any(map(_LINK.fullmatch, row)):
        return False
    is_named = any(_bodies(head, row)[:1]) and bool(_AGENCIES.fullmatch(_bodies(head, row)[0]))
    if head.stated and not (is_named or (not head.in_sentence and any(map(is_time, row)))):
        return False
    if is_number_head(head.columns[0]) and not _is_number(row[0]) and (row[0] or head.body < 0):
        return False
    if head.body >= 0:
        named = row[head.body]
        is_named = bool(_AGENCIES.fullmatch(named)) or is_ditto(named) or (is_ruled and lists_agencies(named, named=True))
        return is_named and (is_ruled or any(row[head.body + 1 :]))
    duties = [cell for column, cell in zip(head.columns, row, strict=True) if _is_duty(column)]
    return all(len(cell) <= 60 and "。" not in cell for cell in duties) and (is_ruled or any(duties))


def _is_number(cell: str) -> bool:
    """Say whether ``cell`` numbers its row: 3, A3."""
    return bool(DIGITS.fullmatch(cell) or _CODE_CELL.fullmatch(cell))


def _named_columns(lines: list[str], head: _Head) -> set[int]:
    """Return the columns in which bodies alone stand below a head that says nothing else (我院, 外单位) in a table of tasks."""
    heads = enumerate(head.columns)
    others = [
        i
        for i, words in heads
        if is_body_head(words) or not (is_column_name(words) or is_roster_head(words) or _HANDED_TO.match(words))
    ]
    rows: list[list[str]] = []
    at = head.rows_at
    while others and head.body < 0 and at < len(lines) and (found := _row_at(lines, at, head)):
        rows.append(found[0])
        at = found[1]
    named = {i for i in others if all(row[i] and _AGENCIES.fullmatch(row[i]) for row in rows)}
    return named if len(rows) >= _LEAST_ROWS else set()


def _row(head: _Head, row: list[str], kind: int, named: set[int]) -> Iterator[str]:
    number = ""
    measures: list[str] = []
    duties: list[tuple[str, str]] = []
    for i, (column, cell) in enumerate(zip(head.columns, row, strict=True)):
        if cell in _NO_CELL or i == kind:
            continue
        if is_number_head(column):
            digits = DIGITS.fullmatch(cell)
            number = f"{digits[1]}." if digits else f"{cell}、" if _is_number(cell) else cell
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
