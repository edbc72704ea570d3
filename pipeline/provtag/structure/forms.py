"""Forms and tables of figures: the names of fields to be filled in, and the heads of columns, say nothing that is done.

Fields stand below a title that says so (移交单, 登记表), with blanks behind them or without: 姓名　性别　联系电话.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise, takewhile

from provtag.documents.column_heads import is_task_head
from provtag.patterns import Pattern
from provtag.schema import PartKind
from provtag.structure.actors import BINDS, is_actor, opens_with_act, opens_with_actor
from provtag.structure.duty_notes import is_note_line
from provtag.structure.limits import is_time
from provtag.structure.markers import is_numbered
from provtag.structure.table_heads import is_above_rows, is_duty_head
from provtag.structure.text import IN_BRACKETS, LOST

_TO_FILL = Pattern(r"_{2,}|＿{2,}|… *…|年 +月(?: +日)?|[：:](?: {2,}|$| *(?=[^ ：:]{1,10}[：:]))")
_BLANKS = Pattern(r"(?:(?:[（(][^）)]{1,8}[）)]|[^，。；：:_ ])++[：:]?[ _＿]*+)++")
_TITLE = Pattern(
    r"表[一二三四五六七八九十\d]{1,2}[：: ][^，。；]{1,40}"
    r"|[^，。；]{0,50}(?:(?<![代发])表|(?<!明白|提示)卡|(?<![简清])单|簿|(?<!手)册|台账|回执|格式|[样式]式|栏目|[年季月周日]报)》?(?:[（(][^（()）]{1,16}[）)])?"
    r"|[^，。；]{0,50}[（(](?:格式|[样式]式|样[表本]|模板|栏目)[）)]"
)
# Who does what, and when: no lines of these are fields.
_OF_OTHER_TABLES = Pattern("名单|分工|分解|任务|职责|责任|安排|日程|排期|值班")
_NOTE = Pattern("(?:填[表报写]|本表)?说明[：:](?=.)|备?注[：:](?=.)|附[件表录]")  # on the form, or another annex
_SERIAL = Pattern("[\u4e00-\u9fff]{0,8}〔[ \\d_＿×X]*〕 *第?[ _＿×X]+号")
_UNIT = Pattern("[（(](?:[户人件条起次份场家名元个间套例天％%]|[家人件]次|万元)[）)]")  # 立案（件）
_ANSWER = Pattern(
    r"\d{4}年(?=[_＿])|[_＿]+(?:[岁年月日时分至厘米元人名]+(?![\u4e00-\u9fff]))?|(?:\d{2,4} *)?年 +月(?: +日)?(?: +时)?(?: +分)?"
)
_BETWEEN = Pattern(r" *(?:——|[｜|；;]) *| +")
_MARKS = Pattern("[，。！？,!?]")
_FIGURE = Pattern(r"\d|[×Xx]{2}")
_OWN_FIGURE = Pattern(r"\d(?=岁以下|周岁|$)|第\d次|1[48]")  # of a field: 14岁以下儿童, 核查人2, 第1次
_YEAR = Pattern(r"\d{4}年(?:[\d—–-]{1,5}月)?")
_CHOICE = Pattern("[□○☐]|[^：:]{1,10}[/／][^：:]{1,10}")
_NAMED = Pattern(
    "(?:名称?|性别|年龄|民族|职务|电话|手机|传真|邮箱|号码?|编号|时[间刻段]|日期|年月|月份|季度|周期|地点|[地住网]址|户籍地?|来源地|单位|部门|科室|机构"
    "|人口?|[员者]|签[名字收章]|盖章|意见|情况|结果|结论|原因|特征|物品|备注|说明|去向|来源|类别|类型|性质|级别|[数量率额次]|得分|扣分|分值|关系|状[况态]"
    "|经过|摘要|描述|籍贯|文化程度|身高|体重|口音|语[言种]|衣着|血型|照片|证件|材料|岗位|内容|项目|事项|序号|样本|称呼|位置|方式)\\d?$"
)
_ASKS = Pattern("(?:是否|有无).{1,8}")
_LONGEST_FIELD = 16  # characters of the name of a field
_LEAST = 3  # fields, or cells, that make a line a form or a row by itself
_MANY = 5  # cells from which on a third of them shows what the line is, else half
_LONGEST_HEAD = 80  # characters of the heads of columns
_LONGEST = 250  # of a line of fields
_LONGEST_TITLE = 70  # of a title
_LONGEST_ROW_LABEL = 12  # characters of what stands in front of a row whose cells are to be filled in
_SEARCHED = 12  # rows at most that show of what kind their table is
_SURE_ROWS, _LEAST_ROWS = 3, 2  # below the head of columns, and below one whose cells are names of fields


def is_form(line: str) -> bool:
    """Say whether ``line`` is nothing but blanks to be filled in: 填表人：      审核人：      年  月  日."""
    if not line.endswith(("：", ":", "_", "＿", "日", "月")) or "。" in line or len(line) > 120:  # most lines
        return False
    if BINDS.search(line):  # an order with blanks: 甲方应当在____前接回儿童：____
        return False
    places = len(_TO_FILL.findall(line))
    return (places > 1 or "__" in line or "＿＿" in line or " 月 " in line) and bool(_BLANKS.fullmatch(line))


def form_lines(lines: Sequence[str], heads: Iterable[str]) -> dict[int, PartKind]:
    """Return what those of ``lines`` are, a body below ``heads``, that are of a form, or the head of columns above rows."""
    found = {i: PartKind.TABLE_HEAD for i in range(len(lines)) if _is_above_figures(lines, i) or is_above_rows(lines, i)}
    titles = [i for i in range(len(lines) - 1) if _is_title(lines[i]) and not is_numbered(lines[i]) and _is_field(lines[i + 1])]
    above = [-1] if any(map(_is_title, heads)) else []
    for title, stop in pairwise([*above, *titles, len(lines)]):
        of_form = _below_title(lines[title + 1 : stop])
        found |= {title + 1 + i: kind for i, kind in of_form.items()}
        if title >= 0 and PartKind.FORM in of_form.values():
            found[title] = PartKind.HEADING
    return found


def _is_title(line: str) -> bool:
    if line[-1] in "。；：，" or len(line) > _LONGEST_TITLE:  # most lines
        return False
    return bool(_TITLE.fullmatch(line)) and not _OF_OTHER_TABLES.search(line)


def _below_title(lines: Sequence[str]) -> dict[int, PartKind]:
    """Return what the first of ``lines`` are below the title of a form: all up to a sentence or an act where half are fields,
    else those above the first other line; none where no line shows that it is to be filled in, as each of a list is one name."""
    region = list(takewhile(_may_be_among_fields, lines))
    fields = [_is_field(line) for line in region]
    widths = [len(_cells(line)) for line in region]
    is_to_fill = any(
        is_field and (width > 1 or _TO_FILL.search(line)) for is_field, width, line in zip(fields, widths, region, strict=True)
    )
    if not (is_to_fill and fields[0]):
        return {}
    columns = next((i for i, width in enumerate(widths) if fields[i] and width >= _LEAST), len(region))
    below = range(columns + 1, len(region))
    labels = [i for i in below if not fields[i] and widths[i] < 2 and len(region[i]) <= _LONGEST_ROW_LABEL]
    is_whole = len(region) > 1 and 2 * sum(fields) >= len(region) - len(labels)
    end = len(region) if is_whole else [*fields, False].index(False)
    found = {i: PartKind.FORM for i in range(end) if is_whole or widths[i] >= _LEAST or is_form(region[i])}
    is_head = end - 1 in found and widths[end - 1] >= _LEAST and not is_form(region[end - 1])
    if is_head and any(len(_row(line)) > 1 and not _NOTE.match(line) for line in lines[end : end + 1]):
        found[end - 1] = PartKind.TABLE_HEAD
    return found


def _may_be_field(line: str) -> bool:
    """Say whether ``line`` may stand in a form by its marks: it is no sentence, no item, no title and no note."""
    if len(line) > _LONGEST or line == LOST or is_numbered(line.lstrip("□○☐")):
        return False
    if _NOTE.match(line) or is_note_line(line) or is_duty_head(line):
        return False
    words = IN_BRACKETS.sub("", line)
    words = words.removesuffix("。") if "；" in words else words  # 单位；走访户数；联系人。
    return bool(words) and not (_MARKS.search(words) or BINDS.search(words))


def _may_be_among_fields(line: str) -> bool:
    """Say whether ``line`` may stand between fields: it is one itself, or has a label, or says neither what is done nor when."""
    if not _may_be_field(line) or _is_field(line) or "：" in line:
        return _may_be_field(line)
    return not any(opens_with_act(cell) or (is_time(cell) and cell != line) for cell in _row(line))


def _cells(line: str) -> list[str]:
    """Return the cells of ``line``, without what is to be filled in and what brackets say of it."""
    plain = IN_BRACKETS.sub("", _UNIT.sub("数", _SERIAL.sub("", line.removesuffix("。"))))
    return [cell for cell in _BETWEEN.split(_ANSWER.sub(" ", plain).strip()) if cell]


def _is_field(line: str) -> bool:
    return _may_be_field(line) and (is_form(line) or _are_fields(_cells(line)))


def _are_fields(cells: Sequence[str]) -> bool:
    """Say whether ``cells`` are names of fields: short, without figures, and enough of them end, or ask, as such names do."""
    if not cells or any(len(cell) > _LONGEST_FIELD or _FIGURE.search(_OWN_FIGURE.sub("", cell)) for cell in cells):
        return False
    known = sum(bool(_CHOICE.search(cell) or _ASKS.fullmatch(cell) or _is_name(cell)) for cell in cells)
    return known * (3 if len(cells) >= _MANY else 2) >= len(cells)


def _is_name(cell: str) -> bool:
    """Say whether ``cell`` ends as the name of a field does; what a body does ends so, too: 派出所核对证件."""
    return bool(cell[-1] in "：:" or _NAMED.search(cell)) and not opens_with_actor(cell)


def _is_above_figures(lines: Sequence[str], i: int) -> bool:
    """Say whether line ``i`` is the head of columns: rows of as many cells stand below it, with figures below a word or year."""
    if " " not in lines[i] or len(lines[i]) > _LONGEST_HEAD or is_numbered(lines[i]) or not _may_be_field(lines[i]):  # most lines
        return False
    heads = _cells(lines[i])
    if len(heads) < _LEAST or any(_FIGURE.search(_YEAR.sub("", head)) for head in heads):
        return False
    rows = list(takewhile(lambda row: len(row) == len(heads), map(_row, lines[i + 1 : i + 1 + _SEARCHED])))
    is_known = _are_fields(heads) or any(map(_YEAR.fullmatch, heads))
    if len(rows) < _LEAST_ROWS or not (is_known or _are_unlike_rows(heads, rows)):
        return False
    return any(all(_FIGURE.search(cell) and not _YEAR.fullmatch(cell) for cell in column) for column in zip(*rows, strict=True))


def _are_unlike_rows(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> bool:
    """Say whether ``heads``, no names of fields, are no row either: there are more of those, and they name who or when."""
    return len(rows) >= _SURE_ROWS and not any(is_actor(head) or (is_time(head) and not is_task_head(head)) for head in heads)


def _row(line: str) -> list[str]:
    return _BETWEEN.split(line)
