"""Duty notes (责任分工): the list of agencies that closes a paragraph, in brackets or after a label."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provtag.documents.column_heads import CONTACTS, LEVEL, PART_LABEL, PARTS, PERSONS, duty_label, is_bare_agency_head
from provtag.patterns import Pattern
from provtag.structure.actors import MUST, is_actor, may_be_act
from provtag.structure.bodies import (
    AGENCY,
    BARE_LABEL,
    IN_CHARGE,
    IN_NOTE,
    LABELLED,
    NAME,
    NAME_ENDS,
    OWN_PLACE,
    SEPARATORS,
    VERB,
    agencies_alone,
    are_bodies,
    are_rare_bodies,
    lists_agencies,
    names_in,
    without_glosses,
)
from provtag.structure.limits import LABELLED_LIMIT, SURE_LIMIT, is_time, limit_in, may_be_limit, opens_limit, without_limit
from provtag.structure.text import CLOSING, OPENING, PAUSES, SENTENCE_END

_MARKS = " 。；;，,"  # that may stand behind a note
_STOP = Pattern("[。！？!?：:](?=.)")
_DASH = Pattern("(?:——|[-－—*●·] ?)")
_LONG_DASH = Pattern("—+ ?")
_APART = Pattern("(?<=\\S)(?: ?[，,；;] ?| ?[—―－]+ ?|[：:]| +)")  # what may stand between a title and who has it

# By when, and whom to call, where that stands before who: 完成时限：6月 联系人：李明 责任单位：市公安局.
_CALLED = rf"(?:{CONTACTS})[：:][^：:。；;]{{0,20}}?[^：:。；;，, ]"
_AHEAD = Pattern(
    rf"(?:(?:{LABELLED_LIMIT.pattern}[^：:。；;]{{0,30}}?[^：:。；;，, ]|{_CALLED})[；;，, ]++)+(?={LABELLED.pattern})"
)
_CALLED_ALONE = Pattern(f"{_CALLED}[。；;]?")
_OF_LEVEL = Pattern(LEVEL)
_OF_STEP = Pattern("经办|經辦|协作|協作")  # a label that may also head a step, which may end with the body that gets it
_HANDED_ON = Pattern("[后後](?=.)|[日天时時]内|[转轉]")
# With what labels begin.
LABEL_SIGNS = frozenset(
    f"电電手经經负负責责任牵牽配参參协協主实實承联聯督监監指支执執分职管包共具直第其省市州盟县縣区區旗镇鎮乡鄉本完整办落推时時期{OPENING}"
)
_LABEL_IN_BRACKETS = Pattern(
    r"[【〔\[﹝〖［](?P<label>[^】〕\]﹞〗］\n]{2,12})[】〕\]﹞〗］] ?[：:]? *"
    "(?P<above>$)?",
    re.MULTILINE,
)
_ENDED = ("", *"\n。；;！!，, ")  # before a label that stands apart
_BEHIND_LABEL = Pattern(r"\n?[^\n。；;【〔\[﹝〖［]+")
_PERSON = Pattern(rf"{PART_LABEL}(?:{PERSONS})|[联聯][系络絡繫]人")
_SPACED = Pattern("(?<![\u4e00-\u9fff] )(?<![\u4e00-\u9fff])(?:[\u4e00-\u9fff] ){2,}[\u4e00-\u9fff](?= ?[：:])")

_BY_DUTIES = "(?:按照?|依)(?:各自)?职责(?:分工)?(?:办理|实施|推进|落实)?"
_ROLE = Pattern(rf"(?:(?:{VERB})(?:[^，,；;。]{{0,4}})?|{_BY_DUTIES})[。；;]?$")
_ROLE_ALONE = Pattern(rf"(?:{VERB})+")  # 【分工】 above the bodies
_REQUEST = f"请(?:[于在将把]|(?!示)(?![^，,；;。：:]*(?:{VERB})))"  # not 请县公安局牵头
_GLOSS = Pattern(f"[^（(]*[简簡][称稱]|{_REQUEST}|以下|下[称稱]|[含指即包]|不含|原|详见|[详見]见|见附")
_LONGEST_HEADED = 60  # characters of a title before the note with which it ends
_LONGEST_AHEAD = 200  # characters of what is said before who has a duty
_GIVES = Pattern(
    "(?:并|再|及[时時]|按[时時]|直接|立即|每[月季年周])*(?:[报報送交到]|移[送交]|[通上][报報]|[会會]商|抄[送报報])"
)  # to the bodies behind it
_LONGEST_TITLE = 20  # characters of an item that brackets with names alone may close
_LONGEST_TASK = 60  # the same where each name is surely that of a body
LONGEST_BROKEN = 300  # characters of a note with a bracket lost

_PART = f"{VERB}|{PARTS}|督促|统筹|統籌"  # what, in brackets, a body that is named has to do with a duty
# Titles of what is at, with or from a body, and none of its duties: 会议地点：县公安局.
_OF_BODIES = ("单位", "成员", "地点", "人员", "对象", "范围", "来源", "召集人", "主持人", "主管", "电话")
_CHARGE = Pattern(VERB)
_JOINTLY = "(?:(?:按照?)?(?:各自)?职责(?:分工)?|分别|分別|共同|具体|等)*"
_CHARGED = Pattern(rf"{_JOINTLY}(?:{VERB})+(?:实施)?$")
_TAKES_PART = Pattern(rf"{_JOINTLY}(?:{_PART})++$")
_BY = Pattern("(?:(?:[此该本]项?|以上|上述)(?:工作|任务))?由")
_BY_INSIDE = Pattern("(?<!自)由")  # before it stands what they have: 防护绿地由有关单位负责
_IS_NONE = Pattern(f"以下|除外|{MUST}")  # said of the bodies, or what they are ordered
_LONGEST_CHARGE = 40  # characters of verbs and how it is done: 按职责分工共同负责
_LONGEST_SENTENCE = 120  # characters of a sentence that only says who


def with_plain_labels(text: str) -> str:
    """Return ``text`` with a colon behind labels in brackets (【责任单位】市公安局), and spaced ones whole: 责 任 单 位：."""
    text = _LABEL_IN_BRACKETS.sub(_plain_label, text)
    if not any(spaced in text for spaced in ("单 位", "單 位", "部 门", "部 門", "时 限", "時 限")):  # most texts
        return text
    return _SPACED.sub(_whole_label, text)


def _plain_label(found: re.Match[str]) -> str:
    label = found["label"]
    is_label = duty_label(label).startswith(label) or SURE_LIMIT.fullmatch(f"{label}：")
    if not is_label or (found["above"] is not None and is_bare_agency_head(label)):  # 【配合】 heads duties
        return found[0]
    words = _BEHIND_LABEL.match(found.string, found.end())
    if not words or not (lists_agencies(words[0], named=True) or opens_limit(f"{label}：{words[0]}") or _PERSON.fullmatch(label)):
        return found[0]  # it is only spoken of: 填写【责任单位】栏
    before = found.string[found.start() - 1 : found.start()]
    return f"{'' if before in _ENDED else ' '}{label}："


def _whole_label(found: re.Match[str]) -> str:
    label = found[0].replace(" ", "")
    return label if BARE_LABEL.fullmatch(label) or LABELLED_LIMIT.match(f"{label}：") else found[0]


def fields_ahead(text: str, start: int, end: int) -> int:
    """Return how many characters of ``text[start:end]`` say by when, or whom to call, before a label."""
    ahead = _AHEAD.match(text, start, min(end, start + _LONGEST_AHEAD))
    return ahead.end() - start if ahead else 0


def says_whom_to_call(words: str) -> bool:
    """Say whether ``words``, in a duty note, are whom to call: 联系电话：6220110."""
    return bool(_CALLED_ALONE.fullmatch(words))


def opens_labelled_note(words: str) -> bool:
    """Say whether ``words`` open with a label (责任单位：) and go on with nothing but agencies to the end of the sentence.

    A label that is also a word of the law (配合：, 分工：), without a colon, or of a level, which may stand before its duties
    (县级主管部门：), needs names that are agencies by their endings; behind another label rare ones may stand beside them.
    """
    words = words[fields_ahead(words, 0, len(words)) :]
    label = LABELLED.match(words)
    if not label:
        return False
    listed = SENTENCE_END.split(words[label.end() :], maxsplit=1)[0]
    if _OF_STEP.match(words) and _HANDED_ON.search(listed):
        return False
    listed = listed[: limit_in(listed)]
    named = not label["body"] or label[0].endswith(" ") or bool(_OF_LEVEL.match(words))
    lists = _named_lists(without_glosses(listed)) if named else []
    is_sure = [lists_agencies(part, named=True) for part in lists]
    if any(is_sure):  # 牵头：县公安局 配合：案发农场
        are_named = all(sure or are_rare_bodies(part) for part, sure in zip(lists, is_sure, strict=True))
        return are_named and lists_agencies(listed, named=False)
    return lists_agencies(listed, named)


def _named_lists(listed: str) -> list[str]:
    """Return the lists in ``listed``, but for those behind a label that says what their names are: 责任人：."""
    labels = list(LABELLED.finditer(listed))
    stops = [*(label.start() for label in labels), len(listed)]
    others = (listed[label.end() : stop] for label, stop in zip(labels, stops[1:], strict=True) if not label["body"])
    return [listed[: stops[0]], *others]


def is_note_line(line: str) -> bool:
    """Say whether ``line`` as a whole is a duty note or a time limit: in brackets or behind a label."""
    words = line[dash.end() :] if (dash := _DASH.match(line)) else line
    behind = words.partition("。")[2].strip()
    is_labelled = LABELLED.match(behind) or LABELLED_LIMIT.match(behind)
    goes_on = behind[:1] not in ("", *OPENING) and not is_labelled  # 牵头：人事股。甲股：资质
    if not goes_on and (opens_labelled_note(words) or opens_limit(words)):
        return True
    bare = words.rstrip(_MARKS)
    return bare[:1] in tuple(OPENING) and bare[-1] in CLOSING and is_bracketed_note(bare[1:-1], after_end_mark=True)


def is_limit(text: str, start: int, end: int) -> bool:
    """Say whether ``text[start:end]`` opens with a time limit; right below a duty note a line of a few words with a time is one.

    牵头：县海事处⏎完成时间：5月挂牌，年底达标.
    """
    words = text[start:end]
    if opens_limit(words):
        return True
    if not may_be_limit(words) or text[start - 1 : start] != "\n" or text[end : end + 1] not in ("", "\n"):
        return False
    return is_note_line(text[text.rfind("\n", 0, start - 1) + 1 : start - 1])


def limit_field(note: str) -> tuple[int, int]:
    """Return where the first time limit of a labelled ``note`` begins, and where the next label, or the note, ends it."""
    limit = limit_in(note)
    following = LABELLED.search(note, limit)
    return limit, following.start() if following else len(note)


def is_bracketed_note(inner: str, after_end_mark: bool) -> bool:
    """Say whether ``inner``, the text between two brackets, lists who does what.

    A list without any verb counts only when it stands after the end of a sentence and not all of it may be places or subjects.
    """
    inner = inner.strip()
    if fields_ahead(inner, 0, len(inner)) and opens_labelled_note(inner):
        return True
    if not inner or opens_limit(inner) or _GLOSS.match(inner) or _ROLE_ALONE.fullmatch(inner):
        return False
    inner = without_limit(inner)
    bare = without_glosses(inner)
    if opens_labelled_note(inner) or _charges(bare, after_end_mark):
        return True
    if _STOP.search(inner):
        return False
    agencies = [part for part in SEPARATORS.split(bare.strip("。；;")) if part]
    if role := _ROLE.search(inner):
        return after_end_mark or len(agencies) > 1 or bool(AGENCY.match(without_glosses(inner[: role.start()])))
    return after_end_mark and any(map(IN_NOTE.match, agencies)) and all(AGENCY.match(part) for part in agencies)


def closes_title(title: str, inner: str) -> bool:
    """Say whether ``inner``, in brackets at the end of an item, names the bodies that have it: 加强督导（市反拐办）.

    The item is no body that the brackets name once more, and a few words where these may name something else.
    """
    bare = title.strip()
    is_brief = len(bare) <= _LONGEST_TITLE and not PAUSES.search(bare)
    if not 2 <= len(bare) <= _LONGEST_TASK or SENTENCE_END.search(bare):
        return False
    is_gloss = inner.rstrip().endswith("办公室") and OWN_PLACE.search(bare)  # 县服务中心（联席会议办公室）
    if bare.endswith(NAME_ENDS) or is_gloss:
        return False
    if not is_brief and _GIVES.match(PAUSES.split(bare)[-1].strip()):
        return False
    names = names_in(without_glosses(inner.strip()))
    sure = sum(bool(NAME.fullmatch(name)) for name in names)
    return (2 if is_brief else 1) * sure >= len(names) > 0 and all(map(AGENCY.match, names))


def closing_note(title: str) -> tuple[int, int] | None:
    """Return where the brackets stand that close ``title`` and say who has the duties below (预防（县公安局牵头）), or the words
    that do so without brackets: 预防 责任单位：县公安局."""
    bare = title.rstrip("。：:；; ")
    if bare[-1:] not in CLOSING:  # most headings
        return (start, len(bare)) if (start := note_apart(bare)) else None
    depth = 0
    for at in range(len(bare) - 1, 0, -1):
        depth += (bare[at] in CLOSING) - (bare[at] in OPENING)
        if depth == 0:
            inner = bare[at + 1 : -1]
            is_note = is_bracketed_note(inner, after_end_mark=bare[at - 1] == "。") or closes_title(bare[:at], inner)
            return (at, len(bare)) if is_note else None
    return None


def note_apart(words: str) -> int:
    """Return where the labelled note begins, or behind a dash or a colon the names of bodies, with which a title ends; else 0."""
    for sign in _APART.finditer(words, 0, _LONGEST_HEADED):
        title, rest = words[: sign.start()], words[sign.end() :]
        is_set_off = sign[0].strip(" ，,；;") and not title.endswith((*_OF_BODIES, *NAME_ENDS))
        if opens_labelled_note(rest) or (is_set_off and are_bodies(rest) and not may_be_act(rest)):
            return sign.end()
    return 0


def _charges(words: str, after_end_mark: bool) -> bool:
    """Say whether one part of ``words`` is who does it, the others when or to what end: 市公安局牵头，每季度走访一次.

    It comes first, or wherever it stands behind the end of a sentence. There bodies that are named by their endings need no verb
    where they come first or behind a semicolon.
    """
    first, *others = map(str.strip, PAUSES.split(words))
    if "。" in words or _IS_NONE.search(words):
        return False
    if _is_charged(first, _TAKES_PART):
        return True
    if not (others and after_end_mark):
        return False
    last = re.split("[；;]", words)[-1].strip()
    return any(_is_charged(part, _TAKES_PART) for part in others) or any(map(are_bodies, (first, last)))


def _is_charged(words: str, verbs: Pattern) -> bool:
    """Say whether ``words`` are bodies and what ``verbs`` say that they do: 由市公安局、市民政局分别负责."""
    charge = verbs.search(words, max(0, len(words) - _LONGEST_CHARGE))
    if not charge:
        return False
    by = _BY.match(words)
    bodies = words[by.end() if by else 0 : charge.start()]
    return not _BY_INSIDE.search(bodies) and lists_agencies(bodies, named=True)


def is_broken_note(words: str) -> bool:
    """Say whether ``words``, behind the end of a sentence, are a note that lacks a bracket: （市公安局牵头，市民政局配合."""
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
    if dash and are_bodies(bare):
        return True
    parts = PAUSES.split(without_limit(bare))
    names = (_CHARGED.sub("", name) for name in SEPARATORS.split(without_glosses(bare)))
    return any(map(IN_CHARGE.match, names)) and all(_is_charged(part.strip(), _CHARGED) for part in parts)


def says_who_or_when(line: str) -> bool:
    """Say whether ``line`` only says who has what stands above it, or by when: that is no title then."""
    words = line.rstrip("。；;")
    is_labelled = LABELLED.match(line) or LABELLED_LIMIT.match(line)
    is_who = agencies_alone(words) or is_actor(words) or is_duty_sentence(line)
    return bool(is_labelled or is_who or is_note_line(line) or is_time(words))
