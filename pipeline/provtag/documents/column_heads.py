"""The heads of columns: what they say of the cells below them, as a grammar of the part in a duty and the kind of body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from provtag.documents.agency_cells import AGENCY_END
from provtag.patterns import Pattern

BODY_LABEL = "责任单位"  # what the agency of a row is in a table of duties by agency
LIMIT_LABEL = "完成时限"
_BARE_SUFFIX = "单位"  # what a head without a kind of body means: 牵头

# What a body has to do with a duty. The first may stand without a kind of body: 牵头, 配合.
BARE_PARTS = (
    "牵头|牽頭|配合|参与|參與|参加|參加|协办|協辦|协助|協助|主办|主辦|主责|主責|承办|承辦|协同|協同|协管|協管|(?:经办|經辦)(?!人)"
)
PARTS = (
    f"{BARE_PARTS}|负责|負責|责任|責任|主管|分管|包抓|包保|实施|實施|办理|辦理|处理|處理|处置|處置|落实|落實|执行|執行|联合|聯合"
    "|承担|承擔|督导|督導|督办|督辦|监督|監督|指导|指導|协调|協調|联动|聯動|支持|协作|協作"
)
BODIES = (
    "单位|單位|部门|部門|主体|主體|机构|機構|机关|機關|党组织|黨組織|社会组织|社會組織|群团组织|处室|處室|科室|股室|部室|委办局|委辦局|警种|警種"
    "|科所队|科所|股所|站所|所队|镇街|鎮街|乡镇|鄉鎮|街道|力量"
)
PERSONS = "领导|領導|人员|人員|人|[岗崗]位?"
_AND = "[及和与與、/／]"
LEVEL = "[省市州盟县縣区區旗镇鎮乡鄉本][级級]"
FIRST = f"主要|共同|具体|具體|直接|其他|其它|第[一二三]|{LEVEL}"
PART_LABEL = rf"(?:{FIRST})?(?:{PARTS}){_AND}?(?:{PARTS})?"
BODY_TAIL = rf"(?:{_AND}(?:{PARTS}|[联聯][系络絡繫])?(?:{BODIES}|{PERSONS}))?"
CONTACTS = "[联聯][系络絡繫]?(?:人|[电電][话話]|方式)(?:及(?:[联聯]系)?(?:[电電][话話]|方式))?|(?:值班)?[电電][话話]|手[机機]"
AGENCY_LABEL = rf"{PART_LABEL}(?:(?:{PERSONS}){_AND}(?:{PARTS})?)?(?:{BODIES}){BODY_TAIL}"  # 牵头单位, 责任领导/科室
LABEL_TAIL = rf"(?P<body>(?:{BODIES}|{PERSONS}){BODY_TAIL})?(?:[（(][^）)]{{0,8}}[）)])?"  # of a label before a list of bodies

_REMARK_BEHIND = Pattern(r"[（(][^（）()]{1,20}[）)]$")
# Either word is a name, or a part: 科（室）, 处（科）室, 牵头（责任）单位.
_OR = Pattern(rf"[（(](室)[）)]$|[（(](?:.|{PARTS})[）)](?=[\u3400-\u9fff])")
_AGENCY = Pattern(rf"(?P<label>{AGENCY_LABEL})(?:名[称稱])?")
_BARE = Pattern(rf"(?:{BARE_PARTS})(?:{_AND}(?:{BARE_PARTS}))?")
_ASKED = Pattern(f"[谁誰][来來]?(?P<part>{BARE_PARTS}|负责|負責|主管|[做办辦干管]|[帮幫][忙扶助衬襯]?)")  # 谁牵头
_PERSON = Pattern(rf"{PART_LABEL}(?:{PERSONS})")
_TIME = Pattern(
    r"(?:完成|[办辦](?:[结結]|理(?=[时時]限))|整改|[实實]施)?(?:[时時]限|[时時][间間]|期限)(?:要求|[节節][点點]|安排)?|(?:工作)?[进進]度(?:安排|要求)?"
)
_LIMIT = Pattern("(?:完成)?[时時]限")
_CONTACT = Pattern(CONTACTS)
_KIND = Pattern("(?:任[务務]|工作|[项項]目)?(?:[类類][别別型]|分[类類])|领域|板块")
_NUMBER = Pattern("序号?|序號|(?:[问問][题題]|任[务務]|[项項]目)?(?:编号|編號)")
_REMARK = Pattern("备注|備註")
_TASK = Pattern(
    r"(?:.*(?:任[务務]|[内內]容|措施|[职職]责|職責|事[项項]|[项項]目|要求|目[标標]|工作|分工))(?:[内內]容|名[称稱]|措施)?"
    "|(?:具体|具體|主要|工作)?(?:情形|活[动動]|[举舉]措|步[骤驟])|[做办辦干管]什[么麼]"
)
# What is done, below a head that says neither task nor duty elsewhere, and what is only listed or has been done.
_DEED = Pattern(
    ".*(?:任[务務]|[问問][题題]|[内內]容|[活行][动動]|主[题題]|[标標]准|措施|要求|事[项項]|[项項]目|工作|[环環][节節]|步[骤驟]|情形|[做办辦]法"
    "|目[标標]|重[点點])(?:名[称稱]|[内內]容)?"
)
_ROSTER = Pattern(
    "姓名|[职職][务務]|地址|[户戶][数數]|[结結]果|[情状狀][况況]|日期|路段|村名|案件|站[点點]|[点點]位|[金数數][额額]"
)
_SHARES = Pattern("[责責]任分工")
_BODY = Pattern(r"(?:成[员員]|有关|有關|相关|相關|职能|職能|各)?(?:[单單]位|部[门門]|[机機][构構關关])(?:名[称稱])?")
_FIELD = Pattern(".*(?:[职職]责|職責|任[务務]|措施|分工|工作(?:内容)?|预防|預防|打[击擊]|解救|救助|安置|宣[传傳]|防范|教育)")
_MEMBER = Pattern("姓名|职务|職務")
_LONGEST = 12  # characters of a head
_NAMELESS = Pattern(rf".*(?:{BODIES}|人[员員])")  # ends as an agency does, and is none: 科室, 联系人员
_WHEN = Pattern("[\\d年月季周]|[长長]期|常[年态態]|持[续續]|立即|即[时時]")
# How the names of other columns end: what is counted or measured, who, when, where, what, and how it went.
_COLUMN = Pattern(
    "(?:是否|有无|有無).+|.*(?:[谁誰]|什[么麼]).?|.*(?:"
    "[数數][量额額]?|[户戶人]次|率|[金余餘总總][额額]|分值|得分|比例|占比|[编編床工警][号號]|[号號][码碼]|姓?名|名[称稱]|性[别別]|年[龄齡]|民族|[国國]籍|[职職]称"
    "|日期|年月|[时時][间間刻段]|[频頻][次率]|周期|年度|月份|星期|地[点點址]|住址|籍地|部位|[点點]位|[区區]域|片[区區]|依据|方[式法]|形式|情[况況節节]"
    "|[结結]果|[结結][论論]|原因|事由|特征|批次|[类類][型别別]?|[对對]象|要[点點务務]|[岗崗]位|[签簽][名字]|[说說]明"
    "|(?:[联聯]系|[负負][责責]|[经經承主][办辦]|承包|填[报報表]|[审審]核|移交|接收|走[访訪])人)"
)
_AND_MORE = Pattern("[及和与與、/／][\u3400-\u9fff/／]+$")  # 证件类型及号码
_COUNTED_IN = Pattern("[（(](?:[个個件户戶人份条條次起家张張间間辆輛场場元宗所名天台处處％%]|万元|[人家]次)[）)]")


def plain_head(head: str) -> str:
    """Return ``head`` without blanks, without the remark in brackets behind it, with one of two names or parts: 处（科）室."""
    return _REMARK_BEHIND.sub("", _OR.sub(r"\1", "".join(head.split())))


def duty_label(head: str) -> str:
    """Return the label of the cells below a column head in a duty note, "" for a column of another kind.

    Agencies and persons keep the words of their head, and so does a limit (时限); any other time is a 完成时限.
    """
    head = plain_head(head)
    if agency := _AGENCY.fullmatch(head):
        return agency["label"]
    if _BARE.fullmatch(head):
        return head + _BARE_SUFFIX
    if asked := _ASKED.fullmatch(head):
        if asked["part"][0] in "帮幫":
            return f"配合{_BARE_SUFFIX}"
        return asked["part"] + _BARE_SUFFIX if len(asked["part"]) > 1 else BODY_LABEL
    if _PERSON.fullmatch(head) or is_contact_head(head) or _LIMIT.fullmatch(head):
        return head
    return LIMIT_LABEL if is_time_head(head) else ""


def is_agency_head(head: str) -> bool:
    """Say whether a column head says what part the agencies below it have: 牵头单位, 主要责任部门, 配合."""
    plain = plain_head(head)
    return any(pattern.fullmatch(plain) for pattern in (_AGENCY, _ASKED, _BARE))


def is_bare_agency_head(head: str) -> bool:
    """Say whether a column head says only the part, as an entry of a table may, too: 牵头."""
    return bool(_BARE.fullmatch(plain_head(head)))


def is_time_head(head: str) -> bool:
    """Say whether a column head stands over times: 完成时限, 进度安排."""
    return bool(_TIME.fullmatch(plain_head(head)))


def is_contact_head(head: str) -> bool:
    """Say whether a column head, or a label, stands over whom to call."""
    return bool(_CONTACT.fullmatch(head))


def is_number_head(head: str) -> bool:
    """Say whether the cells below a column head number the rows."""
    return bool(_NUMBER.fullmatch(head))


def is_remark_head(head: str) -> bool:
    """Say whether a column head stands over remarks."""
    return bool(_REMARK.fullmatch(head))


def is_task_head(head: str) -> bool:
    """Say whether a column head stands over what is to be done: 重点任务, 具体措施."""
    return bool(_TASK.fullmatch(head))


def is_deed_head(head: str) -> bool:
    """Say whether a column head that names no task stands over what is done all the same: 重点问题, 标准."""
    return bool(_DEED.fullmatch(head))


def is_roster_head(head: str) -> bool:
    """Say whether a column head stands over what is only listed, or has been done: 姓名, 结果."""
    return bool(_ROSTER.search(head))


def is_column_name(head: str) -> bool:
    """Say whether ``head`` is the name of a column by how it ends, of whatever table: 出生日期, 解救人数, 立案（件）."""
    plain = plain_head(head)
    if _COUNTED_IN.search(head) or is_number_head(plain) or is_remark_head(plain) or is_task_head(plain) or duty_label(plain):
        return True
    names = (plain, _AND_MORE.sub("", plain))
    return any(pattern.fullmatch(name) for name in names for pattern in (_COLUMN, _DEED, _BODY))


def kind_column(heads: Sequence[str]) -> int:
    """Return the column that says of what kind the task beside it is (类别), -1 where there is none."""
    kinds = [column for column, head in enumerate(heads) if _KIND.fullmatch(head)]
    return kinds[0] if kinds and any(is_task_head(head) or is_number_head(head) for head in heads[kinds[0] + 1 :]) else -1


def is_body_head(head: str) -> bool:
    """Say whether a column head stands over agencies and nothing else: 部门, 成员单位."""
    return bool(_BODY.fullmatch(plain_head(head)))


def is_field_head(head: str) -> bool:
    """Say whether ``head`` is one of those that a table of tasks has: 重点任务, 责任单位, 部门, 时限, 序号, 备注."""
    is_named = bool(duty_label(head)) or is_task_head(head) or is_body_head(head)
    return is_named or is_number_head(head) or is_remark_head(head)


def holds_entries(cells: Sequence[str]) -> bool:
    """Say whether ``cells`` are heads with what is entered beside each: 任务 | 走访 | 责任单位 | 市公安局."""
    heads, entries = cells[::2], cells[1::2]
    if len(heads) < 2 or len(heads) != len(entries) or not all(map(is_field_head, heads)) or any(map(duty_label, entries)):
        return False
    return any(map(_is_entry, heads, entries))


def _is_entry(head: str, entry: str) -> bool:
    """Say whether what stands beside ``head`` is surely no head: a body beside that of bodies, a time beside that of times."""
    if is_agency_head(head) or is_body_head(head):
        return bool(AGENCY_END.search(entry)) and not _NAMELESS.fullmatch(entry)
    return is_time_head(head) and bool(_WHEN.search(entry)) and not is_column_name(entry)


def _has_sentence(heads: Sequence[str]) -> bool:
    return any(len(head) > _LONGEST or head.endswith("。") for head in heads)


def are_duty_heads(heads: Sequence[str], is_first: bool = False) -> bool:
    """Say whether the column heads beside that of the agencies stand over their duties: 职责, 打击, 救助措施.

    Where that of the agencies ``is_first``, others may stand among them (工作标准), but none of a list of members (姓名).
    """
    fields = [head for head in heads if not (is_number_head(head) or is_remark_head(head))]
    if any(len(head) > _LONGEST or _MEMBER.search(head) for head in fields):
        return False
    of_duties = [bool(_FIELD.fullmatch(head)) for head in fields]
    return any(of_duties) and (is_first or all(of_duties))


def with_agencies(heads: Sequence[str]) -> list[str]:
    """Return the ``heads`` of a table, 责任单位 for one that stands over agencies because no other does: 任务 | 责任分工."""
    shares = [i for i, head in enumerate(heads) if _SHARES.fullmatch(plain_head(head))]
    others = [head for i, head in enumerate(heads) if i not in shares]
    is_named = any(is_agency_head(head) or is_body_head(head) or is_roster_head(head) for head in others)
    if len(shares) != 1 or is_named or not any(map(is_task_head, others)):
        return list(heads)
    return [BODY_LABEL if i in shares else head for i, head in enumerate(heads)]


def duty_columns(heads: Mapping[int, str]) -> dict[int, str]:
    """Return the columns of agencies and time limits when ``heads`` is the header row of a table of tasks, else none.

    A form whose first column is the header (责任单位 | 市公安局) has no header row: no other cell of the row names tasks, or
    its cells are entries.
    """
    plain = {column: plain_head(head) for column, head in heads.items()}
    if _has_sentence(list(plain.values())) or _are_entries(plain):
        return {}
    plain = dict(zip(plain, with_agencies(list(plain.values())), strict=True))
    duties = {column: label for column, head in plain.items() if (label := duty_label(head))}
    is_of_tasks = any(is_task_head(head) or is_number_head(head) for column, head in plain.items() if column not in duties)
    is_of_duties = any(is_agency_head(head) or _LIMIT.fullmatch(head) or _PERSON.fullmatch(head) for head in plain.values())
    return duties if is_of_tasks and is_of_duties else {}


def body_columns(heads: Mapping[int, str]) -> dict[int, str]:
    """Return the columns of agencies and time limits, with their labels, when ``heads`` heads a table by agency, else none."""
    if _are_entries(heads):
        return {}
    columns = {column: BODY_LABEL for column, head in heads.items() if is_body_head(head)}
    duties = {column: label for column, head in heads.items() if column not in columns and (label := duty_label(head))}
    others = [head for column, head in heads.items() if column not in columns and column not in duties]
    fields = (column for column in sorted(heads) if not (is_number_head(heads[column]) or is_remark_head(heads[column])))
    is_first = next(fields, -1) in columns
    return columns | duties if len(columns) == 1 and are_duty_heads(others, is_first) else {}


def _are_entries(heads: Mapping[int, str]) -> bool:
    """Say whether a row holds entries, with the empty cells that it has or without those that a cell only reaches over."""
    cells = [heads[column] for column in sorted(heads)]
    return holds_entries(cells) or holds_entries([cell for cell in cells if cell])


def is_form_row(cells: Sequence[str]) -> bool:
    """Say whether ``cells`` are a head and what is entered beside it (责任单位 | 市公安局), as in a form, no heads of columns."""
    heads = [plain_head(cell) for cell in cells if cell.strip()]
    is_head = [bool(duty_label(head)) or is_task_head(head) or is_body_head(head) for head in heads]
    return len(heads) > 1 and ((is_head[0] and not any(is_head[1:])) or holds_entries(heads))
