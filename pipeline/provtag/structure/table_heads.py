"""Header rows of tables in plain lines: of duties, and of any other table by the names of its columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from provtag.documents.column_heads import is_column_name, is_deed_head, is_number_head
from provtag.structure.actors import is_actor, may_be_act, opens_with_act
from provtag.structure.bodies import agencies_alone
from provtag.structure.cells import BAR, cells_in
from provtag.structure.duty_heads import is_duty_head
from provtag.structure.limits import is_time
from provtag.structure.markers import is_numbered

_NAME = re.compile(r"[\u3400-\u9fff/／、]{1,14}(?:[（(][^（）()]{1,24}[）)])?")
# What is said of a deed, 检查内容, is a name unless it is said what is done with it: 落实措施.
_SAID_OF_DEED = re.compile(
    "(?!落[实實]|推[进進行]|完[成善]|制定|建立|健全|加[强強大]|[开開]展|[组組][织織]|做好|抓好|[实實]行|[确確]保|[严嚴]格|[统統]一|全面|切[实實]|[认認]真)"
    ".*(?:[项項]目|[内內]容|[标標][准準]|要求|重[点點]|措施|主[题題])"
)
_COUNT = re.compile("[\\d一二两兩三四五六七八九十]+[人名次个個]")
_LONGEST = 160  # characters of a row of names
_LONGEST_ABOVE_ROWS = 8  # of one name in a head that its rows show
_LEAST_COLUMNS, _LEAST_ROWS = 3, 2


def is_table_head(line: str) -> bool:
    """Say whether ``line`` is the header row of a table, of duties or of any other kind."""
    return is_duty_head(line) or _are_column_names(line)


def is_row_below(above: str, line: str) -> bool:
    """Say whether ``line`` goes on with the table whose head or row is ``above``: as many bars divide both."""
    return len(BAR.findall(above)) == len(BAR.findall(line)) >= _LEAST_COLUMNS - 1


def is_above_rows(lines: Sequence[str], i: int) -> bool:
    """Say whether line ``i``, with bars, is the head of the rows below it: the first of them, short names, one of a column, and
    none that a row has, too."""
    if not BAR.search(lines[i]) or (i > 0 and is_row_below(lines[i - 1], lines[i])):  # most lines
        return False
    rows = lines[i + 1 : i + 1 + _LEAST_ROWS]
    if len(rows) < _LEAST_ROWS or not all(is_row_below(lines[i], row) for row in rows):
        return False
    heads = _names(lines[i])
    if any(cell in heads for row in rows for cell in cells_in(row)):
        return False
    is_known = any(is_column_name(head) and not _is_act(head) for head in heads)
    return is_known and not any(len(head) > _LONGEST_ABOVE_ROWS or _is_entry(head) for head in heads)


def _is_entry(cell: str) -> bool:
    return bool(is_time(cell) or _COUNT.fullmatch(cell) or agencies_alone(cell) or is_actor(cell) or opens_with_act(cell))


def _are_column_names(line: str) -> bool:
    """Say whether half of the cells of ``line``, or more, are names of columns by their form, or the first numbers the rows, and
    none is an entry."""
    heads = _names(line)
    if not heads or is_number_head(heads[0]):
        return bool(heads)
    known = [is_column_name(head) and not _is_act(head) for head in heads]
    is_entry = (is_time(head) or agencies_alone(head) for head, is_known in zip(heads, known, strict=True) if not is_known)
    return sum(known) * 2 >= len(heads) and not any(is_entry)


def _is_act(head: str) -> bool:
    """Say whether ``head`` is what somebody does, though it ends as the name of a column: 发放材料, 排查问题, not 登记时间."""
    if _SAID_OF_DEED.fullmatch(head):
        return False
    return opens_with_act(head) or (is_deed_head(head) and may_be_act(head))


def _names(line: str) -> list[str]:
    """Return the cells of ``line`` where each is a short name, three or more; none for any other line."""
    heads = [] if len(line) > _LONGEST or line[-1:] in "。；：，" else cells_in(line)
    are_names = len(heads) >= _LEAST_COLUMNS and all(map(_NAME.fullmatch, heads)) and not is_numbered(line)
    return heads if are_names else []
