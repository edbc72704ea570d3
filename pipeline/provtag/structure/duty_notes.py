"""Duty notes (责任分工): the list of agencies that closes a paragraph, in brackets or after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provtag.documents.column_heads import BODIES, LABEL_TAIL, LEVEL, PART_LABEL, PARTS, PERSONS
from provtag.structure.actors import is_actor
from provtag.structure.text import CLOSING, OPENING

_BY_DUTIES = "(?:按照?|依)(?:各自)?职责(?:分工)?(?:办理|实施|推进|落实)?"
_VERB = "负责|負責|牵头|牽頭|配合|参与|參與|协助|協助|参加|參加|分工|落实|落實|主办|主辦|协办|協辦|督导|承办|承辦"
_PART = f"{_VERB}|{PARTS}|督促|统筹|統籌|承担|承擔"  # what, in brackets, a body that is named has to do with a duty
BARE_LABEL = re.compile(rf"{PART_LABEL}(?:{BODIES}|{PERSONS})")  # without a sign: the agencies stand on the next line
LABELLED = re.compile(
    rf"(?:{PART_LABEL}{LABEL_TAIL}|分工|职责分工|任务分工)"
    r"(?:[：:]|(?(body) +(?=[^ ])|[：:]))"
)
_OF_LEVEL = re.compile(LEVEL)
_OF_STEP = re.compile("经办|經辦|协作|協作")  # a label that may also head a step, which may end with the body that gets it
_HANDED_ON = re.compile("[后後](?=.)|[日天时時]内|[转轉]")
DEADLINE = re.compile(
    rf"[{re.escape(OPENING)}]?(?:完成|整改|办结|實施|实施|落实|推进)?(?:时限|時限|时间|時間|期限|时间节点)"
    r"(?:要求)?(?:[：:]| +(?=[^ ]))"
)
# With what labels begin.
LABEL_SIGNS = frozenset(
    f"经經负负責责任牵牽配参參协協主实實承联聯督监監指支执執分职管包共具直第其省市州盟县縣区區旗镇鎮乡鄉本完整办落推时時期{OPENING}"
)
_SPACED = re.compile("(?<![\u4e00-\u9fff] )(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff] ){2,}[\u4e00-\u9fff](?= ?[：:])")
_ROLE = re.compile(rf"(?:(?:{_VERB})(?:[^，,；;。]{{0,4}})?|{_BY_DUTIES})[。；;]?$")
_ROLE_ALONE = re.compile(rf"(?:{_VERB})+")  # 【分工】 above the bodies
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
# A place where one goes, or that gets something, is no body: 就近的派出所, 报城关派出所.
_NAMED = "(?![报送到去找在向]|交(?!警|通))[^的]{0,24}"
_BODY = re.compile(rf"(?:.{{,24}}(?:{_SUFFIX})|{_NAMED}(?:{_OFFICE}))$")
_AGENCY = re.compile(rf"{_BODY.pattern}|{_NAMED}(?:{_ROOM})$")
_CHARGEABLE = re.compile(rf"{_AGENCY.pattern}|{_NAMED}事务所$")  # in brackets alone one goes there
# May be a body beside sure ones.
_RARE_BODY = re.compile("[^的]{1,10}(?:(?<![场場])所|[务務运運]段|[总總]支|[农農林渔漁][场場]|[宫宮])|各[^的自]{1,3}[帮幫组組班]")
_OWN = "[省市县縣区區镇鎮乡鄉](?![区區镇鎮村内內直各]|城(?![关關管建投]))"  # 市图书馆, not 市区旅馆
_IN_CHARGE = re.compile(f"{_BODY.pattern}|{_OWN}")
_IN_NOTE = re.compile(f"{_IN_CHARGE.pattern}|各|[乡鄉镇鎮][镇鎮村]|[省市县縣区區][直各]")  # in brackets no order: 各校
_OWN_PLACE = re.compile(f"(?:^|[）)、．.] ?){_OWN}[^的]{{1,16}}(?:中心|[站所院校馆館])$")
# How a name ends that is that of a body also where nothing else says so.
_NAME_ENDS = (
    *("局", "厅", "廳", "委", "办", "辦", "办公室", "法院", "检察院", "檢察院", "宣传部", "宣傳部", "组织部", "统战部", "政府"),
    *("妇联", "婦聯", "残联", "工会", "工會", "红十字会", "派出所", "大队", "支队", "事务中心", "办事处", "镇街", "乡镇", "鄉鎮"),
    *("街道", "各单位", "部门", "部門", "机关", "機關", "电视台", "司法所"),
)
_IN_BRACKETS = f"[{re.escape(OPENING)}][^{re.escape(OPENING + CLOSING)}]*[{re.escape(CLOSING)}]"
_GLOSSES = re.compile(rf"{_IN_BRACKETS}|(?<=[\u4e00-\u9fff{re.escape(CLOSING)}])[★☆*＊]+(?=[、，,；;]|$)")
_LAST_SIGNS = frozenset(end[-1] for end in _NAME_ENDS)
_NAME = re.compile(rf"[\u4e00-\u9fff（）]{{1,16}}(?:{'|'.join(_NAME_ENDS)})")
# What stands between names: 和 only behind the end of one, unlike that in 文化广电和旅游局.
_SEPARATORS = re.compile(f"[、，,；; \n]|(?<=[{''.join({end[-1] for end in _SUFFIX.split('|')})}])和|及")
_REQUEST = f"请(?:[于在将把]|(?!示)(?![^，,；;。：:]*(?:{_VERB})))"  # not 请县公安局牵头
_GLOSS = re.compile(f"[^（(]*[简簡][称稱]|{_REQUEST}|以下|下[称稱]|[含指即包]|不含|原|详见|[详見]见|见附")
_DASH = re.compile("(?:——|[-－—*●·] ?)")
_MARKS = " 。；;，,"  # that may stand behind a note
_LONGEST_LIST = 80  # characters of a line that is a list of agencies
_STOP = re.compile("[。！？!?：:](?=.)")
_ORDER = re.compile("应当|應當|(?<![主重需必])要|必须|必須|不得|开展|開展|做好|加强|加強|会同|會同|^由|^对|^對|^接?受(?!理)")
_LONGEST_NAME = 30  # characters of an agency in a list
_LONGEST_LIMIT = 30  # characters of a time limit with what is said of it
_LONGEST_BELOW_NOTE = 40  # the same right below a duty note
_TIME = re.compile(
    r"(?:[\d〇○一二三四五六七八九十年月日号底前后後起至到旬季度每上中下半初末内內止以之周天个個—–\-~～.．/、，, ]"
    "|长期|長期|连续|持续|持續|常年|全年|立即|即日|即时|随时|坚持|推进|完成|实施|落实|并|工作)+"
)
_POINT_IN_TIME = re.compile("[\\d一二三四五六七八九十] ?[月日]|[年季月]底")
_LIMIT_LABEL = re.compile("[时時]限")
_SURE_LIMIT = re.compile("(?:完成[时時][间間]|(?:完成|[办辦][结結理])?[时時]限)[：:]")
_LIMIT_IS_NONE = re.compile("应|應|必须|必須|不得|(?<![主重需必])要(?!求)|[由负負]|^已|^正在|中$")  # or say what is done
_ENDS_AS_TIME = re.compile(r"(?:[日天月年周季内內前后後起末初底旬节]|小时|分钟|学期|期间|[季年]度|[一二两三四五六\d]次)$")
_STEP = re.compile("[上通]报|报[告送县市省公]|告知|通知|回访|出具|反馈|移送|转交")
_SAYS_WHEN = re.compile("^[随隨]案|^按[^，]*$|[学學]期|[\\d一二三四五六七八九十] ?[个個]?(?:工作)?(?:[年月日天次]|小[时時])")
_ORDERED = re.compile("送|报[县市省公民妇]|通知(?![后後])|出警|电话")  # what is done at that time
_SHORTEST_STEP = 10  # characters of what is done rather than when: 逐日到家属家中看望
_LIMIT = re.compile(rf"[，,；; ]+(?:在|于|於)?(?=[^，,；;]*(?:\d|长期|長期|全年))(?:{_TIME.pattern})$")
_LONGEST_SENTENCE = 120  # characters of a sentence that only says who
LONGEST_BROKEN = 300  # characters of a note with a bracket lost
_LONGEST_TITLE = 20  # characters of an item that brackets with names alone may close
_PARTS = re.compile("[，,；;]")
_LONG_DASH = re.compile("—+ ?")
_CHARGE = re.compile(_VERB)
_BY = re.compile("(?:(?:[此该本]项?|以上|上述)(?:工作|任务))?由")
_BY_INSIDE = re.compile("(?<!自)由")  # before it stands what they have: 防护绿地由有关单位负责
_JOINTLY = "(?:(?:按照?)?(?:各自)?职责(?:分工)?|分别|分別|共同|具体|等)*"
_CHARGED = re.compile(rf"{_JOINTLY}(?:{_VERB})+(?:实施)?$")
_TAKES_PART = re.compile(rf"{_JOINTLY}(?:{_PART})++$")
_LONGEST_CHARGE = 40  # characters of verbs and how it is done: 按职责分工共同负责
_IS_NONE = re.compile("以下|除外|应当|應當|不得|必须|必須")  # said of the bodies, or what they are ordered
_SENTENCE_END = re.compile("[。；;！？!?\n]")


def without_spacing(text: str) -> str:
    """Return ``text`` with its letter-spaced labels whole: 责 任 单 位：市公安局."""
    if not any(spaced in text for spaced in ("单 位", "單 位", "部 门", "部 門", "时 限", "時 限")):  # most texts
        return text
    return _SPACED.sub(_whole_label, text)


def _whole_label(found: re.Match[str]) -> str:
    label = found[0].replace(" ", "")
    return label if BARE_LABEL.fullmatch(label) or DEADLINE.match(f"{label}：") else found[0]


def opens_labelled_note(words: str) -> bool:
    """Say whether ``words`` open with a label (责任单位：) and go on with nothing but agencies to the end of the sentence.

    A label that is also a word of the law (配合：, 分工：), without a colon, or of a level, which may stand before its duties
    (县级主管部门：), needs names that are agencies by their endings; behind another label rare ones may stand beside them.
    """
    label = LABELLED.match(words)
    if not label:
        return False
    listed = _SENTENCE_END.split(words[label.end() :], maxsplit=1)[0]
    if _OF_STEP.match(words) and _HANDED_ON.search(listed):
        return False
    listed = listed[: deadline_in(listed)]
    named = not label["body"] or label[0].endswith(" ") or bool(_OF_LEVEL.match(words))
    lists = _named_lists(_without_glosses(listed)) if named else []
    is_sure = [lists_agencies(part, named=True) for part in lists]
    if any(is_sure):  # 牵头：县公安局 配合：案发农场
        are_named = all(sure or _are_rare_bodies(part) for part, sure in zip(lists, is_sure, strict=True))
        return are_named and lists_agencies(listed, named=False)
    return lists_agencies(listed, named)


def _named_lists(listed: str) -> list[str]:
    """Return the lists in ``listed``, but for those behind a label that says what their names are: 责任人：."""
    labels = list(LABELLED.finditer(listed))
    stops = [*(label.start() for label in labels), len(listed)]
    others = (listed[label.end() : stop] for label, stop in zip(labels, stops[1:], strict=True) if not label["body"])
    return [listed[: stops[0]], *others]


def _are_rare_bodies(words: str) -> bool:
    names = filter(None, _SEPARATORS.split(words.strip(_MARKS)))
    return all(_CHARGEABLE.match(name) or _RARE_BODY.fullmatch(name) for name in names)


def lists_agencies(words: str, named: bool) -> bool:
    """Say whether ``words`` are short names and no orders; ``named``: there is one, and each ends as an agency does."""
    bare = LABELLED.sub("、", _without_glosses(words))
    names = [name for name in _SEPARATORS.split(bare.strip(" 。；;")) if name]
    if any(len(name) > _LONGEST_NAME or _ORDER.search(name) for name in names):
        return False
    return not named or (bool(names) and all(_CHARGEABLE.match(re.sub(rf"(?:{_VERB})$", "", name)) for name in names))


def _without_glosses(words: str) -> str:
    """Return ``words`` without brackets in and behind names (各市〔州〕、县〔市、区〕人民政府), and stars behind them."""
    return _GLOSSES.sub("", words)


def is_note_line(line: str) -> bool:
    """Say whether ``line`` as a whole is a duty note or a time limit: in brackets or behind a label."""
    words = line[dash.end() :] if (dash := _DASH.match(line)) else line
    behind = words.partition("。")[2].strip()
    goes_on = behind[:1] not in ("", *OPENING) and not (
        LABELLED.match(behind) or DEADLINE.match(behind)
    )  # 牵头：人事股。甲股：资质
    if not goes_on and (opens_labelled_note(words) or opens_deadline(words)):
        return True
    bare = words.rstrip(_MARKS)
    return bare[:1] in tuple(OPENING) and bare[-1] in CLOSING and is_bracketed_note(bare[1:-1], after_end_mark=True)


def agencies_alone(line: str) -> list[str]:
    """Return the names of bodies that ``line`` consists of: 县公安局  县民政局; none where anything else stands in it."""
    if line[-1:] not in _LAST_SIGNS or len(line) > _LONGEST_LIST:  # most lines
        return []
    names = _names(line)
    return names if all(map(_NAME.fullmatch, names)) else []


def _names(words: str) -> list[str]:
    return [name for name in re.split("[、 ]+", words) if name]


def deadline_in(words: str) -> int:
    """Return where in ``words`` a time limit begins with its label, ``len(words)`` where there is none."""
    label = DEADLINE.search(words)
    return label.start() if label and opens_deadline(words[label.start() :]) else len(words)


def opens_deadline(words: str) -> bool:
    """Say whether ``words`` open with a label (完成时限：) and go on with nothing but a time to the end of the sentence.

    Behind a label that can be nothing else a few words may follow the time: 完成时限：5月底前建档，全年走访; behind 时限 any few
    words that order nothing are a time: 完成时限：学期末.
    """
    label = DEADLINE.match(words)
    if not label:
        return False
    time = _SENTENCE_END.split(words[label.end() :], maxsplit=1)[0].strip(" ）)】〕")
    is_short = "限" in label[0] and len(time) <= _LONGEST_LIMIT
    is_dated = is_short and (_TIME.match(time) or _POINT_IN_TIME.search(time))
    is_brief = is_short and _LIMIT_LABEL.search(label[0]) and not _LIMIT_IS_NONE.search(time)
    first, *others = _PARTS.split(time)
    is_brief = is_brief and _is_short_limit(first) and all(_ENDS_AS_TIME.search(part) or is_time(part) for part in others)
    return not time or bool(is_dated or is_brief or _TIME.fullmatch(time))


def is_limit(text: str, start: int, end: int) -> bool:
    """Say whether ``text[start:end]`` opens with a time limit; right below a duty note a line of a few words with a time is one.

    牵头：县海事处⏎完成时间：5月挂牌，年底达标.
    """
    words = text[start:end]
    if opens_deadline(words):
        return True
    if not may_be_limit(words) or text[start - 1 : start] != "\n" or text[end : end + 1] not in ("", "\n"):
        return False
    return is_note_line(text[text.rfind("\n", 0, start - 1) + 1 : start - 1])


def is_bare_limit(words: str) -> bool:
    """Say whether ``words``, which stand behind a sentence, are the day by which it is done: ★6月30日前."""
    bare = words.strip(f"★☆▲△*＊{_MARKS}")
    is_end = bare.endswith(("前", "底", "内", "內", "止", "末")) and _POINT_IN_TIME.search(bare)  # no date of a letter
    return bool(is_end) and len(bare) <= _LONGEST_LIMIT and is_time(bare)


def may_be_limit(words: str) -> bool:
    """Say whether ``words`` open with a sure label, and a few words behind it say when and order nothing: 时限：按公安规定."""
    label = _SURE_LIMIT.match(words)
    if not label:
        return False
    said = words[label.end() :].rstrip("。；; ")
    is_none = _SENTENCE_END.search(said) or _LIMIT_IS_NONE.search(said) or _ORDERED.search(said)
    return len(said) <= _LONGEST_BELOW_NOTE and bool(_SAYS_WHEN.search(said)) and not is_none


def _is_short_limit(words: str) -> bool:
    """Say whether ``words`` end as a time does (收到通知后5个工作日), or are too few for a step and tell nobody: 学年结束."""
    return bool(_ENDS_AS_TIME.search(words)) or (len(words) < _SHORTEST_STEP and not _STEP.search(words))


def is_time(words: str) -> bool:
    """Say whether ``words`` are a time and nothing else: 3月底前, 长期坚持."""
    return bool(_TIME.fullmatch(words))


def is_bracketed_note(inner: str, after_end_mark: bool) -> bool:
    """Say whether ``inner``, the text between two brackets, lists who does what.

    A list without any verb counts only when it stands after the end of a sentence and not all of it may be places or subjects.
    """
    inner = inner.strip()
    if not inner or opens_deadline(inner) or _GLOSS.match(inner) or _ROLE_ALONE.fullmatch(inner):
        return False
    inner = _LIMIT.sub("", inner)
    bare = _without_glosses(inner)
    if opens_labelled_note(inner) or _charges(bare, after_end_mark):
        return True
    if _STOP.search(inner):
        return False
    agencies = [part for part in _SEPARATORS.split(bare.strip("。；;")) if part]
    if role := _ROLE.search(inner):
        return after_end_mark or len(agencies) > 1 or bool(_AGENCY.match(_without_glosses(inner[: role.start()])))
    return after_end_mark and any(map(_IN_NOTE.match, agencies)) and all(_AGENCY.match(part) for part in agencies)


def closes_title(title: str, inner: str) -> bool:
    """Say whether ``inner``, in brackets at the end of an item, names the bodies that have it: 加强督导（市反拐办）.

    The item is a few words, and no body that the brackets name once more.
    """
    bare = title.strip()
    if not 2 <= len(bare) <= _LONGEST_TITLE or _PARTS.search(bare) or _SENTENCE_END.search(bare):
        return False
    is_gloss = inner.rstrip().endswith("办公室") and _OWN_PLACE.search(bare)  # 县服务中心（联席会议办公室）
    if bare.endswith(_NAME_ENDS) or is_gloss:
        return False
    names = _names(_without_glosses(inner.strip()))
    sure = sum(bool(_NAME.fullmatch(name)) for name in names)
    return 2 * sure >= len(names) > 0 and all(map(_AGENCY.match, names))


def closing_note(title: str) -> tuple[int, int] | None:
    """Return where the brackets stand that close ``title`` and say who has the duties below: 预防（县公安局牵头）."""
    bare = title.rstrip("。：:；; ")
    if bare[-1:] not in CLOSING:  # most headings
        return None
    depth = 0
    for at in range(len(bare) - 1, 0, -1):
        depth += (bare[at] in CLOSING) - (bare[at] in OPENING)
        if depth == 0:
            inner = bare[at + 1 : -1]
            is_note = is_bracketed_note(inner, after_end_mark=bare[at - 1] == "。") or closes_title(bare[:at], inner)
            return (at, len(bare)) if is_note else None
    return None


def _charges(words: str, after_end_mark: bool) -> bool:
    """Say whether one part of ``words`` is who does it, the others when or to what end: 市公安局牵头，每季度走访一次.

    It comes first, or wherever it stands behind the end of a sentence. There bodies that are named by their endings need no verb
    where they come first or behind a semicolon.
    """
    first, *others = map(str.strip, _PARTS.split(words))
    if "。" in words or _IS_NONE.search(words):
        return False
    if _is_charged(first, _TAKES_PART):
        return True
    if not (others and after_end_mark):
        return False
    last = re.split("[；;]", words)[-1].strip()
    return any(_is_charged(part, _TAKES_PART) for part in others) or any(map(_are_bodies, (first, last)))


def _is_charged(words: str, verbs: re.Pattern[str]) -> bool:
    """Say whether ``words`` are bodies and what ``verbs`` say that they do: 由市公安局、市民政局分别负责."""
    charge = verbs.search(words, max(0, len(words) - _LONGEST_CHARGE))
    if not charge:
        return False
    by = _BY.match(words)
    bodies = words[by.end() if by else 0 : charge.start()]
    return not _BY_INSIDE.search(bodies) and lists_agencies(bodies, named=True)


def _are_bodies(words: str) -> bool:
    names = _names(_without_glosses(words))
    return bool(names) and all(map(_NAME.fullmatch, names))


def is_broken_note(words: str) -> bool:
    """Say whether ``words``, behind the end of a sentence, are a note one of whose brackets is missing or of another kind:
    （市公安局牵头，市民政局配合."""
    bare = words.strip(_MARKS)
    opened, closed = bare.startswith(tuple(OPENING)), bare.endswith(tuple(CLOSING))
    if not (opened or closed) or len(bare) > LONGEST_BROKEN:
        return False
    inner = bare[opened : len(bare) - closed]
    depths = [depth for _, depth in _depths(inner)]
    has_pairs = min(depths, default=0) >= 0 and not any(depths[-1:])
    return has_pairs and "。" not in inner and is_bracketed_note(inner, after_end_mark=True)


def opens_with_note(words: str) -> bool:
    """Say whether ``words``, which stand behind the end of a sentence, open with a duty note in brackets."""
    closed = _first_closed(words)
    return closed > 0 and words[0] in OPENING and is_bracketed_note(words[1:closed], after_end_mark=True)


def is_in_brackets(words: str) -> bool:
    """Say whether ``words`` are one pair of brackets and what stands in it."""
    bare = words.rstrip(_MARKS)
    return bare.startswith(tuple(OPENING)) and bare.endswith(tuple(CLOSING)) and _first_closed(bare) == len(bare) - 1


def _first_closed(words: str) -> int:
    """Return where the brackets that ``words`` open are all closed for the first time, 0 where they never are."""
    return next((i for i, (sign, depth) in enumerate(_depths(words)) if sign in CLOSING and depth == 0), 0)


def _depths(words: str) -> Iterator[tuple[str, int]]:
    """Yield the signs of ``words``, each with the number of brackets that are open behind it."""
    depth = 0
    for sign in words:
        depth += (sign in OPENING) - (sign in CLOSING)
        yield sign, depth


def is_duty_sentence(words: str) -> bool:
    """Say whether ``words`` are a sentence that only says who has the duty before it: 市公安局牵头，市民政局配合。

    One of its names is surely that of a body: 各校参加。 is an order. Behind a dash names alone are enough: ——市公安局.
    """
    dash = _LONG_DASH.match(words)
    if not (dash or _CHARGE.search(words)) or len(words) > _LONGEST_SENTENCE or opens_labelled_note(words):
        return False
    bare = words[dash.end() if dash else 0 :].rstrip("。；;")
    if dash and _are_bodies(bare):
        return True
    parts = _PARTS.split(_LIMIT.sub("", bare))
    names = (_CHARGED.sub("", name) for name in _SEPARATORS.split(_without_glosses(bare)))
    return any(map(_IN_CHARGE.match, names)) and all(_is_charged(part.strip(), _CHARGED) for part in parts)


def says_who_or_when(line: str) -> bool:
    """Say whether ``line`` only says who has what stands above it, or by when: that is no title then."""
    words = line.rstrip("。；;")
    is_labelled = LABELLED.match(line) or DEADLINE.match(line)
    is_who = agencies_alone(words) or is_actor(words) or is_duty_sentence(line)
    return bool(is_labelled or is_who or is_note_line(line) or is_time(words))
