"""What stands around the sentences of a body and is none of them: who met, whom to ring, who signed, what is announced."""

from __future__ import annotations

from itertools import pairwise

from provtag.patterns import Pattern
from provtag.structure.actors import BINDS
from provtag.structure.duty_notes import is_note_line, opens_labelled_note
from provtag.structure.markers import Style, heading_at, is_numbered, item_at, opens_anew
from provtag.structure.sentences import top_level
from provtag.structure.titles import ends_like_title, is_bare_date, is_signature

_MEETING = Pattern(
    r"(?:(?P<sure>主 *持 *人?|出 *席|列 *席|请 *假|缺 *席|记 *录 *人?)|(?:会 *议 *)?(?:时 *间|地 *点)|参 *加|[参与到] *会"
    r"|议 *[题程]) *(?:人 *员?|单 *位|领 *导)?[：:]"
)
_LEAST_FACTS = 2  # lines that stand together and say of a meeting when it was, who came, who wrote
_HEADS_MINUTES = Pattern("(?:记录|纪要)$")
# What minutes say of a meeting, and no rule on meetings does.
_MINUTES = Pattern(
    "会议(?:[认認][为為]|指出|要求|[强強][调調]|[决決]定|[议議]定|明确|[听聽]取|研究了|最后|原则|同意|[纪紀]要)|本[纪紀]要|下次[会會][议議]"
)
# What a rule on meetings, or on who stands guard, says: who does it instead, how often, what they do.
_RULES = Pattern(
    "由|每|因故|不能|委托|[随隨][时時]|可以|可[视視]|做好|整理|征集|提前|[负負][责責](?!人|同志)|[应應][当當]|不得|必[须須]"
)
_CLOSE = Pattern(
    r"散会(?:时间)?[：:][^，。；]{1,20}|(?:参会|与会|到会)(?:人员?|同志|代表)?签[名字到]*(?:[：:][^，。；]{0,20}|[（(][^）)。]{1,20}[）)])"
    r"|(?:倡议|发起)(?:单位|人|者)[：:][^。；：:]{2,200}"
    r"|[（(](?:主持人?|记录人?)(?:[审阅]签)?[：:][^，。；]{1,40}[）)]|记录人[：:][^，。；：]{1,16}"
)
_NUMBER = r"(?>[\d×X][\d×X \-—－转]{1,18}[\d×X](?: ?[（(][^（）()。]{1,16}[）)])?)"
_PHONES = Pattern(
    rf"[^，。；：:]{{0,24}}(?:电话|手机|热线|专线|传真)[：:] *{_NUMBER}(?: +(?:[^，。；：:]{{2,16}}[：:] *)?{_NUMBER})*+"
)
# Several numbers, one of which is to be rung in need: 报警：110 值班：6220110.
_RINGS = Pattern(rf"(?=.*(?:报警|值班|举报|求助))(?:[^，。；：:\d ]{{2,12}}[：:] *{_NUMBER}(?: +|$)){{2,}}")
# A name or a number: 李明, 县妇联 李明, 李明，电话：6220110, but not a post.
_ASKED = Pattern(
    r"(?:联[系络絡]人|聯[繫絡]人)[：:] *"
    rf"(?:(?:[^，。；：: ]{{2,20}} +)*[\u4e00-\u9fff×]{{2,3}}(?<![员員长長者任部警])|[^。；]{{2,40}}[ ：:]{_NUMBER})"
)
_ALSO_ASKED = Pattern(rf"[^，。；：:\d]{{2,24}}[：: ] *{_NUMBER}")  # below such a line: 城关派出所：6220110
# A date, an amount, or what is to be done: 截止日期：2024-06-30.
_COUNTS = Pattern(r"(?:19|20)\d\d ?[-—－]{1,2} ?\d{1,2}(?!\d)|[日时時][期间間]|[数數額额]|截止|期限|各|每|确定|指定")
# In the first sentence above a list of numbers.
_SAYS_WHOM = Pattern("[电電][话話]|[联聯][系繫络絡]|[热熱][线線]|[号號][码碼]|方式")
_SHORT = 20  # characters of such a sentence
_WHAT = "方案|意见|安排|通知|通报|通告|公告|报告|汇报|总结|纪要|告知|函告|函复"
# All of a sentence; who orders, why and when would stand in front of a comma.
_ANNOUNCES = Pattern(
    rf"现?在?(?:[将把就][^，。；：:]{{2,30}})?(?:制定|制订|提出)?(?:本|具体|实施|工作)?(?:{_WHAT})如下"
    rf"|现?(?:就[^，。；：:]{{2,30}})?(?:制定|制订|提出|作出)(?:如下|以下)(?:具体|实施|工作)?(?:{_WHAT})|有关事项(?:{_WHAT})如下|具体如下"
)
_AHEAD_END = Pattern("[如以]下[^，。；：:]{0,10}[。：:]$")  # what such a sentence ends with
_ENDED = tuple("。；！？")  # no heading ends so
_TRANSFERS = Pattern("并|移交|移送|上[报報]|[报報]送|送交")  # a task: 建立台账并报县打拐办
_NEW_TEXT = Pattern("附|[-—－＿_…]|.*(?:记录|名单)$")  # or a title, what a text begins with


def set_apart(lines: list[str]) -> set[int]:
    """Return which of ``lines``, a body, are facts of a meeting, contacts, or a signature with its date."""
    return {*_of_meetings(lines), *_contacts(lines), *_signatures(lines)}


def _of_meetings(lines: list[str]) -> list[int]:
    """Return the lines that say when a meeting was and who came: such lines stand together, and one says what minutes do.

    They stand above the first number or below the title of minutes, or at the end of minutes.
    """
    found = [i for i, line in enumerate(lines) if _CLOSE.fullmatch(line) and not _RULES.search(line)]
    if not any(map(_MEETING.match, lines)):  # most texts
        return found
    numbers = [i for i, line in enumerate(lines) if is_numbered(line)] or [len(lines)]
    head, foot = range(numbers[0]), range(numbers[-1], len(lines))
    are_minutes = any(map(_MINUTES.search, lines))
    run: list[int] = []
    for i, line in enumerate([*lines, ""]):
        if _is_fact(line):
            run.append(i)
            continue
        is_head = bool(run) and (run[0] in head or bool(_HEADS_MINUTES.search(lines[run[0] - 1])))
        is_foot = bool(run) and are_minutes and run[0] in foot and not _is_heading(lines[run[0] - 1])
        if (is_head or is_foot) and len(run) >= _LEAST_FACTS and _tells_of_meeting([lines[at] for at in run]):
            found += run
        run = []
    return found


def _tells_of_meeting(facts: list[str]) -> bool:
    """Say whether ``facts`` are those of one meeting, and not how meetings are held."""
    sure = any(fact["sure"] for fact in map(_MEETING.match, facts) if fact)
    return sure and not any(map(_RULES.search, facts))


def _is_heading(line: str) -> bool:
    return is_numbered(line) and not line.endswith(_ENDED)


def _is_fact(line: str) -> bool:
    """Say whether ``line`` is the fact of a meeting, not its label above a text or what somebody has to do."""
    fact = _MEETING.match(line)
    return fact is not None and fact.end() < len(line) and "。" not in line.rstrip("。") and not BINDS.search(line)


def _contacts(lines: list[str]) -> list[int]:
    """Return the lines that only say whom to ring, but for those below a heading or a lead-in that is about them.

    Beside who has a duty, or by when, they are about that: 责任单位：县公安局⏎联系人：李明.
    """
    asked = [*map(_is_only_whom_to_ring, lines)]
    below = [""] * len(lines)  # the line below such lines that stand together
    for i in range(len(lines) - 2, -1, -1):
        below[i] = below[i + 1] if asked[i + 1] else lines[i + 1]
    found: list[int] = []
    for i, (above, line) in enumerate(pairwise(lines), 1):
        if found[-1:] == [i - 1]:
            is_contact = asked[i] or (bool(_ALSO_ASKED.fullmatch(line)) and not _COUNTS.search(line))
        else:
            is_contact = asked[i] and (not _introduces(above) or any(map(is_note_line, (above, below[i]))))
        found += [i] if is_contact else []
    return found


def _is_only_whom_to_ring(line: str) -> bool:
    if is_numbered(line):
        return False
    rings = _PHONES.fullmatch(line) or _RINGS.fullmatch(line) or (_ASKED.fullmatch(line) and not _COUNTS.search(line))
    return bool(rings) and not opens_labelled_note(line)


def _introduces(line: str) -> bool:
    """Say whether the numbers below ``line``, a heading, are what it is about: they stay, and so do those below them."""
    return not line.endswith(_ENDED) or (is_numbered(line) and len(line) <= _SHORT and bool(_SAYS_WHOM.search(line)))


def _signatures(lines: list[str]) -> list[int]:
    """Return the lines of names and the date below them between two texts.

    Names and dates below other lines than sentences are cells of a table, and so are those above another cell.
    """
    found: list[int] = []
    names: list[int] = []
    for i, (line, below) in enumerate(pairwise([*lines, ""])):
        if names and is_bare_date(line) and _ends_sentence(lines[names[0] - 1]) and _opens_text(below):
            found += [*names, i]
        is_name = is_signature(line) and not (is_numbered(line) or _TRANSFERS.search(line))
        names = [*names, i] if is_name and i else []
    return found


def _ends_sentence(line: str) -> bool:
    return line.endswith((*_ENDED, "”", "）"))


def _opens_text(line: str) -> bool:
    """Say whether ``line`` is the first of another text, or a heading, or none."""
    return not line or bool(heading_at(line) or ends_like_title(line) or _NEW_TEXT.match(line))


def announcement(lines: list[str], at: int) -> int:
    """Return where the last sentence of line ``at`` begins, if it only announces what is below; else the length of the line.

    The line stands before the first number. What ends in a colon above the items of a list is their lead-in.
    """
    line = lines[at]
    if not _AHEAD_END.search(line):  # most lines
        return len(line)
    marks = [mark for mark in top_level(line, 0, len(line))[0] if mark < len(line)]
    start = marks[-1] if marks else 0
    if not _ANNOUNCES.fullmatch(line[start:].strip(" 。：:")):
        return len(line)
    if at + 1 == len(lines):  # all that the text says
        return len(line)
    return start if line[-1] == "。" or _is_outermost(lines[at + 1]) else len(line)


def _is_outermost(line: str) -> bool:
    """Say whether ``line`` opens an article, a chapter or a part: 一、, 【预防】."""
    item = item_at(line)
    is_part = line.startswith("【") or (item is not None and item.style is Style.COMMA)
    return is_part or opens_anew(line)
