"""Lists of bodies: how their names end, what stands between them, and the labels before them."""

from __future__ import annotations

import re

from provtag.documents.column_heads import BODIES, LABEL_TAIL, PART_LABEL, PERSONS
from provtag.patterns import Pattern
from provtag.structure.actors import MUST
from provtag.structure.text import CLOSING, OPENING

VERB = "负责|負責|牵头|牽頭|配合|参与|參與|协助|協助|参加|參加|分工|落实|落實|主办|主辦|协办|協辦|督导|承办|承辦"
BARE_LABEL = Pattern(rf"{PART_LABEL}(?:{BODIES}|{PERSONS})")  # without a sign: the agencies stand on the next line
LABELLED = Pattern(
    rf"(?:{PART_LABEL}{LABEL_TAIL}|分工|职责分工|任务分工)"
    r"(?:[：:]|(?(body) +(?=[^ ])|[：:]))"
)
_SUFFIX = (
    "局|委|办|辦|院|部|厅|廳|会|會|府|联|聯|队|隊|公司|署|处|處|站|社|团|團|中央|中心|单位|單位|部门|部門|机关|機關|等|街道|镇|乡|县|区|市|州"
    "|公安|民政|教育|卫健|司法|财政|人社|妇联|团委|工会|残联"
)
_OFFICE = (
    "(?:派出|司法|监管|监督|研究|卫生|交警|保健)所|(?<=[\u4e00-\u9fff]{2})科|股|办公室|辦公室|支部|[银銀支分]行|[记科文]协"
    "|电视台|各地"
)
# What is inspected, or taught, may end so, too: 候车室, 理科.
_ROOM = "^各[所村]|刑科所|科|室|(?<![一二三四五六七八九十0-9])[组組]|(?<!家)庭|校|幼儿园|馆|館"
_LONGEST_NAME = 40  # characters of an agency in a list
# A place where one goes, or that gets something, is no body: 就近的派出所, 报城关派出所.
_NAMED = f"(?![报送到去找在向]|交(?!警|通))[^的]{{0,{_LONGEST_NAME}}}"
_BODY = Pattern(rf"(?:[^。]{{,{_LONGEST_NAME}}}(?:{_SUFFIX})|{_NAMED}(?:{_OFFICE}))$")
AGENCY = Pattern(rf"{_BODY.pattern}|{_NAMED}(?:{_ROOM})$")
_CHARGEABLE = Pattern(rf"{AGENCY.pattern}|{_NAMED}事务所$")  # in brackets alone one goes there
# May be a body beside sure ones.
_RARE_BODY = Pattern("[^的]{1,10}(?:(?<![场場])所|[务務运運]段|[总總]支|[农農林渔漁][场場]|[宫宮])|各[^的自]{1,3}[帮幫组組班]")
_OWN = "[省市县縣区區镇鎮乡鄉](?![区區镇鎮村内內直各]|城(?![关關管建投]))"  # 市图书馆, not 市区旅馆
IN_CHARGE = Pattern(f"{_BODY.pattern}|{_OWN}")
IN_NOTE = Pattern(f"{IN_CHARGE.pattern}|各|[乡鄉镇鎮][镇鎮村]|[省市县縣区區][直各]")  # in brackets no order: 各校
OWN_PLACE = Pattern(f"(?:^|[）)、．.] ?){_OWN}[^的]{{1,16}}(?:中心|[站所院校馆館])$")
# How a name ends that is that of a body also where nothing else says so.
NAME_ENDS = (
    *("局", "厅", "廳", "委", "办", "辦", "办公室", "法院", "检察院", "檢察院", "宣传部", "宣傳部", "组织部", "统战部", "政府"),
    *("妇联", "婦聯", "残联", "工会", "工會", "红十字会", "派出所", "大队", "支队", "总队", "党组", "事务中心"),
    *("办事处", "镇街", "乡镇", "鄉鎮", "街道", "各单位", "部门", "部門", "机关", "機關", "电视台", "司法所"),
)
_IN_BRACKETS = f"[{re.escape(OPENING)}][^{re.escape(OPENING + CLOSING)}]*[{re.escape(CLOSING)}]"
_GLOSSES = Pattern(rf"{_IN_BRACKETS}|(?<=[\u4e00-\u9fff{re.escape(CLOSING)}])[★☆*＊]+(?=[、，,；;]|$)")
_LAST_SIGNS = frozenset(end[-1] for end in NAME_ENDS)
NAME = Pattern(rf"[\u4e00-\u9fff（）]{{1,16}}(?:{'|'.join(NAME_ENDS)})")
# What stands between names: 和 only behind the end of one, unlike that in 文化广电和旅游局.
SEPARATORS = Pattern(f"[、，,；; \n]|(?<=[{''.join({end[-1] for end in _SUFFIX.split('|')})}])和|及")
_LONGEST_LIST = 80  # characters of a line that is a list of agencies
_ORDER = Pattern(f"{MUST}|(?<![主重需必])要|开展|開展|做好|加强|加強|会同|會同|^由|^对|^對|^接?受(?!理)")


def lists_agencies(words: str, named: bool) -> bool:
    """Say whether ``words`` are short names and no orders; ``named``: there is one, and each ends as an agency does."""
    bare = LABELLED.sub("、", without_glosses(words))
    names = [name for name in SEPARATORS.split(bare.strip(" 。；;")) if name]
    if any(len(name) > _LONGEST_NAME or _ORDER.search(name) for name in names):
        return False
    return not named or (bool(names) and all(_CHARGEABLE.match(re.sub(rf"(?:{VERB})$", "", name)) for name in names))


def are_rare_bodies(words: str) -> bool:
    """Say whether ``words`` are names that may be those of bodies where sure ones stand beside them."""
    names = filter(None, SEPARATORS.split(words.strip(" 。；;，,")))
    return all(_CHARGEABLE.match(name) or _RARE_BODY.fullmatch(name) for name in names)


def agencies_alone(line: str) -> list[str]:
    """Return the names of bodies that ``line`` consists of: 县公安局  县民政局; none where anything else stands in it."""
    if line[-1:] not in _LAST_SIGNS or len(line) > _LONGEST_LIST:  # most lines
        return []
    names = names_in(line)
    return names if all(map(NAME.fullmatch, names)) else []


def are_bodies(words: str) -> bool:
    """Say whether ``words`` are names of bodies by their endings, with glosses or without."""
    names = names_in(without_glosses(words))
    return bool(names) and all(map(NAME.fullmatch, names))


def names_in(words: str) -> list[str]:
    """Return the names in ``words``, a list."""
    return [name for name in re.split("[、 ]+", words) if name]


def without_glosses(words: str) -> str:
    """Return ``words`` without brackets in and behind names (各市〔州〕、县〔市、区〕人民政府), and stars behind them."""
    return _GLOSSES.sub("", words)
