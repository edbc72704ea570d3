"""The title with which a numbered line opens: 加强救助。县民政局接收…, 预防（县公安局牵头）。…"""

from __future__ import annotations

from provtag.patterns import Pattern
from provtag.structure.actors import MUST, is_actor, names_field, opens_with_actor
from provtag.structure.blocks import MARKED_END, ORDER
from provtag.structure.bodies import agencies_alone
from provtag.structure.cells import cells_in_signs
from provtag.structure.duty_notes import (
    closing_note,
    is_broken_note,
    is_duty_sentence,
    is_in_brackets,
    is_note_line,
    note_apart,
    opens_with_note,
)
from provtag.structure.limits import is_time
from provtag.structure.markers import Marker, Style, continues, item_at
from provtag.structure.portal import is_contact
from provtag.structure.text import IN_BRACKETS

_TITLE = Pattern(r"[^。；：，,;:？！!?]{1,28}。")
# A title with who has its duties, in front of what they are: 加强救助（县民政局牵头）。
_CHARGED_TITLE = Pattern(r"(?P<title>[^。；：，,;:？！!?（(]{2,28})[（(][^。]{2,80}?[）)][。：:](?=.)")
# What words say that tell or order something, and no title says: 房东须登记, 儿童由保安送来, 证件一律查验.
_TELLS = Pattern(
    "(?<!必)[须須](?![知要臾])|(?<=[^自理事案缘])由(?![来來于於头])|在[^，。]{1,6}[内內](?!部|容|外)|一律|同[样樣][受要]"
    "|不[^，。的]{1,3}的(?:上[报報]|[报報][告送警]|移[送交])"
)
# 3月至5月开展走访 tells so, too; but 3月组织发动阶段 and 9月开展宣传月 name a stage.
_IN_MONTH = Pattern(r"^\d{1,2}月.*?(?:开展|进行|组织|完成|举办|搞|做)(?!.*(?:阶段|工作|活动|行动|部署|[月周])。?$)")
_WHAT_MUST_BE = Pattern(rf"(?:{MUST})[^，。]+的[^的，。]{{1,6}}。?$")  # names what is ordered: 应当报告的情形
_EXHORTS = Pattern("(?<!必)[要须須]|[负負][责責](?=。)|^增加")  # as a title may among titles: 嘴要严, 首接负责
_MUCH_LONGER = 2
_HOLDS_ORDER = Pattern("[，。]")  # above a list: a sentence or a part of one stands before what announces it
_BARE_TITLE = 80  # characters at most of a numbered line without any end mark that is a title


def is_no_title(words: str) -> bool:
    """Say whether ``words`` order something, or say of somebody what they do, or name somebody."""
    tells = ORDER.search(words) or _TELLS.search(words) or _IN_MONTH.search(words)
    return bool(tells and not _WHAT_MUST_BE.match(words)) or opens_with_actor(words) or is_actor(words)


def exhorts(words: str) -> bool:
    """Say whether ``words`` open with a few that nothing but an exhortation keeps from being a title: 零工市场要有人管。"""
    opened = _TITLE.match(words)
    if not opened or not _EXHORTS.search(opened[0]) or opens_with_actor(words):
        return False
    return not is_no_title(_EXHORTS.sub("", opened[0]))


def title_length(line: str, marker: Marker, has_more: bool, has_children: bool, may_exhort: bool = False) -> int:
    """Return the length of the title with which ``line``, the words behind its number ``marker``, opens; 0 when it has none.

    ``has_more``: something of the block stands below the line. ``has_children``: that is a deeper list. ``may_exhort``: it stands
    among titles, and may be one even where it ``exhorts``.
    """
    apart = note_apart(line)
    title = line[:apart].rstrip(" ，,；;：:") if apart else line
    is_marked = MARKED_END.search(title) or "。" in line or _are_several(IN_BRACKETS.sub("", title))
    is_row = marker.style is Style.CODE and "，" in line and not has_children
    if not (is_marked or is_row) and len(line) <= _BARE_TITLE:
        return len(line) if has_more else 0
    if has_children and line.endswith(("：", ":")) and len(line) <= _BARE_TITLE and not _HOLDS_ORDER.search(line):
        return len(line)
    charged = _CHARGED_TITLE.match(line)
    if charged and closing_note(charged[0]) and not (is_no_title(charged["title"]) or closing_note(line)):
        return charged.end()
    titled = _TITLE.match(line)
    if not titled or item_at(line):
        return 0
    if is_no_title(titled[0]) and not (may_exhort and exhorts(line)):
        return 0
    behind = line[titled.end() :]
    remainder = behind.strip()
    if not remainder:
        return len(line) if has_more else 0
    if has_children and is_in_brackets(remainder) and is_note_line(remainder):  # 强化打击。（县公安局负责）
        return len(line)
    is_of_title = is_in_brackets(remainder) or is_broken_note(remainder.partition("。")[0]) or opens_with_note(remainder)
    is_note = is_note_line(remainder) or is_duty_sentence(remainder) or is_contact(remainder)
    if is_of_title or is_note or len(agencies_alone(remainder.rstrip("。"))) > 1:
        return 0
    if not (has_children or _announces(titled[0], remainder, behind.startswith(" "))):
        return 0
    following = item_at(remainder)
    if following and continues(following, marker.style, marker.key):  # 1．点名。2．走访。
        return 0
    return titled.end()


def _are_several(words: str) -> bool:
    """Say whether ``words`` are sentences, or the cells of a row, not 线上／线下宣传.

    One of two cells says by when, or one of more who.
    """
    cells = cells_in_signs(words)
    is_charged = len(cells) > 2 and any(map(agencies_alone, cells))
    return "；" in words or (len(cells) > 1 and (is_charged or any(map(is_time, cells))))


def _announces(title: str, remainder: str, is_apart: bool) -> bool:
    """Say whether ``title`` names a field, or is shorter than the ``remainder`` of its line; else both are sentences.

    A remainder that a blank sets apart, without an end mark, must be much longer: it may be the next cell of a row, 全部入库.
    """
    bare = IN_BRACKETS.sub("", title).rstrip("。")
    if is_apart and not MARKED_END.search(remainder):
        return _MUCH_LONGER * len(bare) < len(remainder)
    return names_field(bare) or len(bare) < len(remainder.rstrip("。"))
