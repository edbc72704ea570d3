"""What a line at the head of a document is: the first of its body, or one of those that stand above: titles, facts, receivers."""

from __future__ import annotations

from provtag.patterns import Pattern
from provtag.structure.actors import opens_with_act
from provtag.structure.annexes import annex_label
from provtag.structure.bodies import lists_agencies
from provtag.structure.cells import BAR, cells_in_signs
from provtag.structure.changes import is_changes_head
from provtag.structure.markers import is_numbered
from provtag.structure.portal import PORTAL, is_back, is_comment, is_portal, opens
from provtag.structure.table_heads import is_table_head
from provtag.structure.text import OPENING
from provtag.structure.titles import ends_like_title, holds_sentence, is_bare_date, is_signature

_FACT = Pattern(
    "(?:会议)?(?:[时時]间|地点|主[题題]|[议議][题題])|主持|[参參]加|[出列缺]席|[请請]假|[记記][录錄]"
)  # 时间｜3月｜镇政府
_LEAST_CELLS = 3  # of a row
_LONG = 60  # characters from which a line with a comma is a sentence
_ADDRESSED = Pattern(r"^各|政府|[单單]位|部[门門]|委|局|办|辦|朋友|同志|家长|市民|居民|村民|群众|^尊敬|^亲爱|[您你]们?好")
# Several kinds of receivers: 站内各科室，区属各救助站：, but not what each has to do: 镇、村各设一名联络员：.
_ADDRESSEES = Pattern(
    "(?=[^。；]*[、，])[^。；：:]{0,200}各(?!自|[项項種种类類负負设設建配])[^。；：:]{0,200}"
    "[队隊站部者员員人业業科室所处處们們区區院构構点點店吧校园園馆館厂廠场場社司矿礦村镇鎮乡鄉街组組户戶班会會厅廳庭县縣市关關位门門铺栈家心团團"
    "）)][：:]$"
)
_HAVE_TO = Pattern(
    "应|應|要|须|須|必|[做搞抓]|负责|負責|注意|如何|怎么|组织|開展|开展|任务|职责|分工|措施|[建设設成][立置]|组建|配[备備]|确定|明确|指定"
    "|制[定订]|落[实實]|[推实實]行|[签簽][订訂]|[报報][送告]|上[报報]|[一二三两兩\\d][名个個支]"
)
# A sentence that leads into what follows, not the bodies that a letter is addressed to.
_LEADS_IN = Pattern(
    r"^(?:[为為根依经經因]|按照|[决決]定)|如下|下列|以下(?![简簡合统統]称)|(?:[决決]定|承[诺諾]|倡[议議]|[有是为為]|包括)[：:]$"
)


def opens_body(line: str) -> bool:
    """Say whether ``line`` is the first of a regulation: numbered, a sentence, or the lead-in of a list."""
    if is_portal(line) or is_comment(line):
        return False
    if is_changes_head(line) or is_table_head(line):
        return True
    is_fact = opens(PORTAL, line)
    if is_numbered(line) and not line.startswith(("- ", "* ")) and not is_fact:
        return True
    if holds_sentence(line) and not is_fact and not line.startswith(("（", "(", "#")):
        return True
    if len(line) > _LONG and not line.endswith("：") and ("，" in line or ("、" in line and not _is_head(line))):
        return True
    if _is_row(line):
        return True
    return line.endswith(("：", ":")) and not annex_label(line) and bool(_LEADS_IN.search(line) or not _is_addressed(line))


def _is_head(line: str) -> bool:
    """Say whether ``line`` is a title, a fact, what stands below a title in brackets, or the bodies that issued the text."""
    is_fact = "：" in line or line[0] in OPENING or opens(PORTAL, line)
    return is_fact or ends_like_title(line) or is_signature(line) or lists_agencies(line, named=True)


def _is_row(line: str) -> bool:
    """Say whether ``line`` is a row of cells, one of which says who: 清点渡口／县海事处／5月底; no fact, and no path."""
    cells = cells_in_signs(line)
    if len(cells) < _LEAST_CELLS or any(map(is_bare_date, cells)) or is_back(line) or _is_head(line):
        return False
    return not _FACT.match(cells[0]) and any(lists_agencies(cell, named=True) for cell in cells[1:])


def _is_addressed(line: str) -> bool:
    """Say whether ``line``, which ends in a colon, names whom a letter is for."""
    return bool(_ADDRESSED.search(line)) or (bool(_ADDRESSEES.fullmatch(line)) and not _HAVE_TO.search(line))


def is_title(line: str) -> bool:
    """Say whether ``line`` is the title of a text and nothing else."""
    return len(line) <= _LONG and ends_like_title(line) and not (holds_sentence(line) or is_numbered(line) or is_back(line))


def menu(lines: list[str]) -> set[int]:
    """Return the line of cells right above the first title, which is no row of a table: 政务公开│县公安局│网上办事."""
    titled = next((i for i, line in enumerate(lines) if is_title(line)), 0)
    return {titled - 1} if titled and BAR.search(lines[titled - 1]) else set()


def subtitle(lines: list[str]) -> set[int]:
    """Return the line of the subtitle, all that a dash opens, below a first line that ends like no title: 带孩子回家,
    ——河湾市2024年护童计划."""
    dashed = [i for i, line in enumerate(lines) if line.startswith("——")]
    if dashed != [1] or ends_like_title(lines[0]):
        return set()
    words = lines[1].lstrip("— ")
    return {1} if is_title(words) and "，" not in words and not opens_with_act(words) else set()
