"""Duty notes (责任分工): the list of agencies that closes a paragraph, in brackets or after a label."""

from __future__ import annotations

import re

from provtag.structure.text import OPENING

VERB = "负责|負責|牵头|牽頭|配合|参与|參與|协助|協助|参加|參加|分工|落实|落實|主办|主辦|协办|協辦|督导|承办|承辦"
_PART = "|".join(
    (
        "负责|負責|责任|責任|牵头|牽頭|配合|参与|參與|参加|參加|协办|協辦|协助|協助|主办|主辦|主责|主責",
        "主管|实施|實施|承办|承辦|协同|協同|联合|聯合|督导|督導",
    )
)
_BODY = "单位|單位|部门|部門|主体|主體|机构|機構|处室|科室"
LABELLED = re.compile(
    rf"(?:(?:{_PART})(?:及|和|、)?(?:{_PART})?(?P<body>{_BODY})?(?:[（(][^）)]{{0,8}}[）)])?|分工|职责分工|任务分工)"
    r"(?:[：:]|(?(body) +(?=[^ ])|[：:]))"
)
DEADLINE = re.compile(
    rf"[{re.escape(OPENING)}]?(?:完成|整改|办结|實施|实施|落实|推进)?(?:时限|時限|时间|時間|期限|时间节点)(?:[：:]| +(?=[^ ]))"
)
_ROLE = re.compile(rf"(?:{VERB})(?:[^，,；;。]{{0,4}})?[。；;]?$")
_SUFFIX = (
    "局|委|办|辦|院|部|厅|廳|会|會|府|联|聯|队|隊|公司|署|处|處|站|社|团|團|中心|单位|單位|部门|部門|机关|機關|等|街道|镇|乡|县|区|市|州|"
    "公安|民政|教育|卫健|司法|财政|人社|妇联|团委|工会|残联"
)
_AGENCY = re.compile(rf".{{1,24}}(?:{_SUFFIX})(?:[（(].*[）)])?$|(?:{_SUFFIX})$")
_SEPARATORS = re.compile("[、，,；; ]|(?<![资資]源)(?<!住房)(?<!文化)(?<!工业)(?<!发展)和|及|\n")
_GLOSS = re.compile("以下|下[称稱]|[含指即包]|不含|原|详见|[详見]见|见附")
_STOP = re.compile("[。！？!?：:](?=.)")
_ORDER = re.compile("应当|應當|(?<![主重需必])要|必须|必須|不得|开展|開展|做好|加强|加強|会同|會同|^由|^对|^對")
_LONGEST_NAME = 30  # characters of an agency in a list
_LONGEST_LIMIT = 30  # characters of a time limit with what is said of it
_TIME = re.compile(
    r"(?:[\d〇○一二三四五六七八九十年月日号底前后後起至到旬季度每上中下半初末内內止以之周天个個—–\-~～.．/、，, ]"
    "|长期|長期|持续|持續|常年|全年|立即|即日|即时|随时|坚持|推进|完成|实施|落实|并|工作)+"
)
_SENTENCE_END = re.compile("[。；;！？!?\n]")


def opens_labelled_note(words: str) -> bool:
    """Say whether ``words`` open with a label (责任单位：) and go on with nothing but agencies to the end of the sentence.

    A label that is also a word of the law (配合：, 分工：), or without a colon, needs names that are agencies by their endings.
    """
    label = LABELLED.match(words)
    if not label:
        return False
    listed = _SENTENCE_END.split(words[label.end() :], maxsplit=1)[0]
    return lists_agencies(listed[: deadline_in(listed)], named=not label["body"] or label[0].endswith(" "))


def lists_agencies(words: str, named: bool) -> bool:
    """Say whether ``words`` are short names and no orders; ``named``: there is one, and each ends as an agency does."""
    names = [name for name in _SEPARATORS.split(LABELLED.sub("、", words).strip(" 。；;")) if name]
    if any(len(name) > _LONGEST_NAME or _ORDER.search(name) for name in names):
        return False
    return not named or (bool(names) and all(_AGENCY.match(re.sub(rf"(?:{VERB})$", "", name)) for name in names))


def deadline_in(words: str) -> int:
    """Return where in ``words`` a time limit begins with its label, ``len(words)`` where there is none."""
    label = DEADLINE.search(words)
    return label.start() if label and opens_deadline(words[label.start() :]) else len(words)


def opens_deadline(words: str) -> bool:
    """Say whether ``words`` open with a label (完成时限：) and go on with nothing but a time to the end of the sentence.

    Behind a label that can be nothing else a few words may follow the time: 完成时限：5月底前建档，全年走访.
    """
    label = DEADLINE.match(words)
    if not label:
        return False
    time = _SENTENCE_END.split(words[label.end() :], maxsplit=1)[0].strip(" ）)】〕")
    is_limit = "限" in label[0] and len(time) <= _LONGEST_LIMIT and _TIME.match(time)
    return not time or bool(is_limit or _TIME.fullmatch(time))


def is_bracketed_note(inner: str, after_end_mark: bool) -> bool:
    """Say whether ``inner``, the text between two brackets, lists who does what.

    A list without any verb counts only when it stands after the end of a sentence.
    """
    inner = inner.strip()
    if not inner or opens_deadline(inner) or _GLOSS.match(inner):
        return False
    if opens_labelled_note(inner):
        return True
    if _STOP.search(inner):
        return False
    agencies = [part for part in _SEPARATORS.split(inner.strip("。；;")) if part]
    if _ROLE.search(inner):
        return after_end_mark or len(agencies) > 1 or bool(_AGENCY.match(re.sub(rf"(?:{VERB})$", "", inner)))
    return after_end_mark and bool(agencies) and all(_AGENCY.match(part) for part in agencies)
