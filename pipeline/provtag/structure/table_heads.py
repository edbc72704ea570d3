"""Header rows of tables in plain lines: of duties, and of any other table by the names of its columns."""

from __future__ import annotations

from collections.abc import Sequence

from provtag.documents.column_heads import (
    BARE_PARTS,
    BODIES,
    are_duty_heads,
    duty_label,
    is_agency_head,
    is_bare_agency_head,
    is_body_head,
    is_column_name,
    is_deed_head,
    is_number_head,
    is_remark_head,
    is_roster_head,
    is_task_head,
    is_time_head,
    kind_column,
    with_agencies,
)
from provtag.patterns import Pattern
from provtag.structure.actors import is_actor, may_be_act, opens_with_act
from provtag.structure.bodies import agencies_alone
from provtag.structure.cells import BAR, BARS, SLASHES, cells_apart, cells_in, with_bars
from provtag.structure.limits import is_time
from provtag.structure.markers import is_numbered

CELL_OF_BODY = (
    "[^ 、，；。]{0,16}(?:局|办|辦|委|院|庭|部|厅|廳|会|會|府|联|聯|队|隊|所|站|科|股|室|处|處|校|园|園|中心|公司|企业|街道|镇|乡"
    "|村|社区|机构|公安|民政|教育|[单單]位|部[门門]|[机機][关關])(?:[（(][^）)]*[）)])?"
)
CELL_OF_BODIES = Pattern(rf"(?:{CELL_OF_BODY})(?:[、，, ]{CELL_OF_BODY})*|")  # or the empty cell below an agency
_BORDER = Pattern(rf"[{BARS} \t\u3000]")
_SURE_BORDER = Pattern(rf"[{BARS}\t\u3000]|\S  ")  # stands between no two words of a sentence
_HEAD_WORD = Pattern(f"{BODIES}|[时時期][限间間]|[进進]度|{BARE_PARTS}|[谁誰]|分工")
_HALF_A_BRACKET = Pattern("^[^（(]*[）)]|[（(][^）)]*$")
# What says the columns in a sentence: （格式：序号｜事项｜牵头｜时限）.
_STATED_HEADS = Pattern("(?:^|[：:“‘「（(为])(?P<heads>[^：:“”‘’「」（）()，。；为]{5,80})(?:[”’」）)。]|$)")
_OTHER_HEAD = Pattern("[\u3400-\u9fff]{2,8}(?:[（(][^（()）]{1,8}[）)])?")
_NAMED = Pattern(f"(?:{BODIES})$")
_LONGEST_TASK_HEAD = 12  # characters of a head that stands over tasks, in plain lines
_LONGEST_OTHER = 8  # the same of a head that says neither task nor duty
_LONGEST = 80  # characters of a header row of duties

_NAME = Pattern(r"[\u3400-\u9fff/／、]{1,14}(?:[（(][^（）()]{1,24}[）)])?")
# What is said of a deed, 检查内容, is a name unless it is said what is done with it: 落实措施.
_SAID_OF_DEED = Pattern(
    "(?!落[实實]|推[进進行]|完[成善]|制定|建立|健全|加[强強大]|[开開]展|[组組][织織]|做好|抓好|[实實]行|[确確]保|[严嚴]格|[统統]一|全面|切[实實]|[认認]真)"
    ".*(?:[项項]目|[内內]容|[标標][准準]|要求|重[点點]|措施|主[题題])"
)
_COUNT = Pattern("[\\d一二两兩三四五六七八九十]+[人名次个個]")
_LONGEST_ROW = 160  # characters of a row of names
_LONGEST_ABOVE_ROWS = 8  # of one name in a head that its rows show
_LEAST_COLUMNS, _LEAST_ROWS = 3, 2


def is_table_head(line: str) -> bool:
    """Say whether ``line`` is the header row of a table, of duties or of any other kind."""
    return is_duty_head(line) or _are_column_names(line)


def is_duty_head(line: str) -> bool:
    """Say whether ``line`` is the header row of a table of duties: 序号 工作任务 牵头单位 完成时限, or 部门 职责.

    Between bars, as the row is written once its rows are known, other heads may stand in it.
    """
    return bool(duty_heads(line)) or (line.startswith("| ") and bool(heads_above_rows(line)))


def duty_heads(line: str) -> list[str]:
    """Return the column heads in ``line``; none where it is no header row of a table of duties."""
    if len(line) > _LONGEST or line[-1:] in "。；：，" or not _BORDER.search(line):
        return []
    if not _HEAD_WORD.search(line):  # most lines
        return []
    line = with_bars(line)
    heads = with_agencies(_heads_apart(cells_apart(line)))
    if body_column(heads) >= 0:
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
    return heads if tasks and is_known and any(map(is_duty, heads)) else []


def _heads_apart(cells: list[str]) -> list[str]:
    """Return ``cells`` of a header row, with those apart that a narrower blank divides than the others: 序号　任务."""
    parts = [cell.split() for cell in cells]
    are_heads = [all(map(is_known_head, some)) for some in parts]
    return [head for cell, some, known in zip(cells, parts, are_heads, strict=True) for head in (some if known else [cell])]


def heads_above_rows(line: str) -> list[str]:
    """Return the cells of ``line`` where it can be a header row: agencies stand below one, what they do below another, or
    agencies with different parts stand below two.

    Each is short, and none is of a list of places, cases or results; none for any other line.
    """
    if len(line) > _LONGEST or not _SURE_BORDER.search(line.strip()) or not _HEAD_WORD.search(line):  # most lines
        return []
    heads = cells_in(line)
    others = [head for head in heads if not (is_number_head(head) or is_remark_head(head) or duty_label(head))]
    are_heads = all(
        _OTHER_HEAD.fullmatch(head) and (_NAMED.search(head) or not CELL_OF_BODIES.fullmatch(head)) for head in others
    )
    is_timed = any(map(is_time_head, heads))
    parts = len({duty_label(head) for head in heads if is_agency_head(head) or (is_timed and is_body_head(head))})
    is_of_duties = bool(others) and parts > (not any(map(is_deed_head, others)))
    is_known = are_heads and is_of_duties and not any(map(is_roster_head, others))
    return heads if is_known and len(heads) >= _LEAST_COLUMNS else []


def stated_heads(line: str) -> tuple[list[str], bool]:
    """Return the column heads that slashes divide in ``line``, or that a sentence in it says, and whether one does."""
    if not _HEAD_WORD.search(line):  # most lines
        return [], False
    for slash in () if is_numbered(line) else SLASHES:
        heads = duty_heads(line.replace(slash, "|") if slash in line else "")
        if heads and not any(map(_HALF_A_BRACKET.search, heads)):  # else a sentence says them in brackets
            return heads, False
    for found in _STATED_HEADS.finditer(line):
        words = with_bars(found["heads"].strip())
        sign = next((sign for sign in ("|", *SLASHES) if words.count(sign) >= _LEAST_COLUMNS - 1), "")
        if sign and (heads := duty_heads(words.replace(sign, "|"))):
            return heads, True
    return [], False


def body_column(heads: list[str]) -> int:
    """Return the column of the agencies where all others are of their duties, else -1."""
    bodies = [i for i, head in enumerate(heads) if is_body_head(head)]
    others = [head for i, head in enumerate(heads) if i not in bodies and not duty_label(head)]
    is_first = bodies[:1] == [int(is_number_head(heads[0]))]
    return bodies[0] if len(bodies) == 1 and are_duty_heads(others, is_first) else -1


def is_known_head(head: str) -> bool:
    """Say whether ``head`` is a column head of a table of tasks by its words."""
    return bool(is_number_head(head) or _is_task(head) or is_duty(head) or is_remark_head(head))


def _is_task(head: str) -> bool:
    return len(head) <= _LONGEST_TASK_HEAD and is_task_head(head)


def is_duty(head: str) -> bool:
    """Say whether the cells below ``head`` say who has a task, or by when."""
    return is_agency_head(head) or is_time_head(head)


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
    heads = [] if len(line) > _LONGEST_ROW or line[-1:] in "。；：，" else cells_in(line)
    are_names = len(heads) >= _LEAST_COLUMNS and all(map(_NAME.fullmatch, heads)) and not is_numbered(line)
    return heads if are_names else []
