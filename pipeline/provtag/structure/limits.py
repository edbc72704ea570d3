"""Time limits: which words say by when something is done, behind a label or alone."""

from __future__ import annotations

import re

from provtag.patterns import Pattern
from provtag.structure.actors import opens_with_actor
from provtag.structure.text import OPENING, PAUSES, SENTENCE_END

LABELLED_LIMIT = Pattern(
    rf"[{re.escape(OPENING)}]?(?:完成|整改|办结|實施|实施|落实|推进)?(?:时限|時限|时间|時間|期限|时间节点)"
    r"(?:要求)?(?:[：:]| +(?=[^ ]))"
)
_LONGEST = 30  # characters of a time limit with what is said of it
_LONGEST_SURE = 40  # the same behind a label that can be nothing else
_TIME = Pattern(
    r"(?:[\d〇○一二三四五六七八九十年月日号底前后後起至到旬季度每上中下半初末内內止以之周天个個—–\-~～.．/、，, ]"
    "|长期|長期|连续|持续|持續|常年|全年|立即|即日|即时|随时|坚持|推进|完成|实施|落实|并|工作)+"
)
_FIRST_TIME = Pattern(f"^{_TIME.pattern}")
_POINT_IN_TIME = Pattern("[\\d一二三四五六七八九十] ?[月日]|[年季月]底")
_LIMIT_LABEL = Pattern("[时時]限")
SURE_LIMIT = Pattern("(?:完成[时時][间間]|(?:完成|[办辦][结結理])?[时時]限)[：:]")
_IS_NONE = Pattern("应|應|必须|必須|不得|(?<![主重需必])要(?!求)|[由负負]|^已|^正在|中$")  # or say what is done
_ENDS_AS_TIME = Pattern(r"(?:[日天月年周季内內前后後起末初底旬节]|小时|分钟|学期|期间|[季年]度|[一二两三四五六\d]次)$")
_SHORTEST_STEP = 10  # characters of what is done rather than when: 逐日到家属家中看望
_STEP = Pattern("[上通]报|报[告送县市省公]|告知|通知|回访|出具|反馈|移送|转交")  # what is done then
_SAYS_WHEN = Pattern("^[随隨]案|^按[^，]*$|[学學]期|[\\d一二三四五六七八九十] ?[个個]?(?:工作)?(?:[年月日天次]|小[时時])")
_ORDERED = Pattern("送|报[县市省公民妇]|通知(?![后後])|出警|电话")  # the same in more words
_LAST_LIMIT = Pattern(rf"[，,；; ]+(?:在|于|於)?(?=[^，,；;]*(?:\d|长期|長期|全年))(?:{_TIME.pattern})$")


def opens_limit(words: str) -> bool:
    """Say whether ``words`` open with a label (完成时限：) and go on with nothing but a time to the end of the sentence.

    Behind a label that can be nothing else a few words may follow the time: 完成时限：5月底前建档，全年走访; behind 时限 any few
    words that order nothing are a time: 完成时限：学期末.
    """
    label = LABELLED_LIMIT.match(words)
    if not label:
        return False
    time = SENTENCE_END.split(words[label.end() :], maxsplit=1)[0].strip(" ）)】〕")
    if not time or is_time(time):
        return True
    if "限" not in label[0] or len(time) > _LONGEST or _says_who(time):
        return False
    if _TIME.match(time) or _POINT_IN_TIME.search(time):
        return True
    first, *others = PAUSES.split(time)
    is_brief = _ends_as_time(first) or (len(first) < _SHORTEST_STEP and not _STEP.search(first))  # 学年结束
    is_none = _IS_NONE.search(time) or not _LIMIT_LABEL.search(label[0])
    return is_brief and not is_none and all(_ends_as_time(part) or is_time(part) for part in others)


def _says_who(words: str) -> bool:
    """Say whether one part of ``words`` says, behind a time or without, who does something: 5月底前，县教育局组织检查."""
    return any(opens_with_actor(_FIRST_TIME.sub("", part)) for part in PAUSES.split(words))


def _ends_as_time(words: str) -> bool:
    """Say whether ``words`` end as a time does: 收到通知后5个工作日."""
    return bool(_ENDS_AS_TIME.search(words))


def may_be_limit(words: str) -> bool:
    """Say whether ``words`` open with a sure label, and a few words behind it say when and order nothing: 时限：按公安规定."""
    label = SURE_LIMIT.match(words)
    if not label:
        return False
    said = words[label.end() :].rstrip("。；; ")
    is_none = SENTENCE_END.search(said) or _IS_NONE.search(said) or _ORDERED.search(said) or _says_who(said)
    return len(said) <= _LONGEST_SURE and bool(_SAYS_WHEN.search(said)) and not is_none


def is_bare_limit(words: str) -> bool:
    """Say whether ``words``, which stand behind a sentence, are the day by which it is done: ★6月30日前."""
    bare = words.strip("★☆▲△*＊ 。；;，,")
    is_end = bare.endswith(("前", "底", "内", "內", "止", "末")) and _POINT_IN_TIME.search(bare)  # no date of a letter
    return bool(is_end) and len(bare) <= _LONGEST and is_time(bare)


def is_time(words: str) -> bool:
    """Say whether ``words`` are a time and nothing else: 3月底前, 长期坚持."""
    return bool(_TIME.fullmatch(words))


def limit_in(words: str) -> int:
    """Return where in ``words`` a time limit begins with its label, ``len(words)`` where there is none."""
    label = LABELLED_LIMIT.search(words)
    return label.start() if label and opens_limit(words[label.start() :]) else len(words)


def without_limit(words: str) -> str:
    """Return ``words`` without the time limit behind the last comma: 市公安局牵头，3月底前."""
    return _LAST_LIMIT.sub("", words)
