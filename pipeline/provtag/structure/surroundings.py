"""What stands around the sentences of a body and is none of them: who met, whom to ring, who signed, what is announced."""

from __future__ import annotations

import re

from provtag.structure.front_matter import BINDS
from provtag.structure.markers import Style, article_at, heading_at, is_numbered, item_at
from provtag.structure.sentences import top_level
from provtag.structure.titles import is_bare_date, is_signature

_MEETING = re.compile(
    r"(?:(?P<sure>主 *持 *人?|出 *席|列 *席|请 *假|缺 *席|记 *录 *人?)|(?:会 *议 *)?(?:时 *间|地 *点)|参 *加|[参与到] *会"
    r"|议 *[题程]) *(?:人 *员?|单 *位|领 *导)?[：:]"
)
_LEAST_FACTS = 2  # lines that stand together and say of a meeting when it was, who came, who wrote
_CLOSE = re.compile(
    r"散会(?:时间)?[：:][^，。；]{1,20}|(?:参会|与会|到会)(?:人员?|同志|代表)?签[名字到]*(?:[：:][^，。；]{0,20}|[（(][^）)。]{1,20}[）)])"
    r"|[（(](?:主持人?|记录人?)(?:[审阅]签)?[：:][^，。；]{1,40}[）)]|记录人[：:][^，。；：]{1,16}"
)
_NUMBER = r"(?>[\d×X][\d×X \-—－转]{1,18}[\d×X](?: ?[（(][^（）()。]{1,16}[）)])?)"
_PHONES = re.compile(
    rf"[^，。；：:]{{0,24}}(?:电话|手机|热线|专线|传真)[：:] *{_NUMBER}(?: +(?:[^，。；：:]{{2,16}}[：:] *)?{_NUMBER})*+"
)
_ASKED = re.compile("(?:联[系络絡]人|聯[繫絡]人)[：:][^。；]{2,60}")
_ALSO_ASKED = re.compile(rf"[^，。；：:\d]{{2,24}}[：: ] *{_NUMBER}")  # below such a line: 城关派出所：6220110
_SAYS_WHOM = re.compile("电话|联系|热线|号码")  # in the heading or the lead-in of a list of numbers
_IS_NUMBER = re.compile(r"[^，。；：:]{2,24}[：:][^。；]*\d{3}[^。；]*")
_LONGEST = 120  # characters of a line of contacts
_WHAT = "方案|意见|安排|通知|通报|通告|公告|报告|汇报|总结|纪要|告知|函告|函复"
# All of a sentence; who orders, why and when would stand in front of a comma.
_ANNOUNCES = re.compile(
    rf"现?在?(?:[将把就][^，。；：:]{{2,30}})?(?:制定|制订|提出)?(?:本|具体|实施|工作)?(?:{_WHAT})如下"
    rf"|现?(?:就[^，。；：:]{{2,30}})?(?:制定|制订|提出|作出)(?:如下|以下)(?:具体|实施|工作)?(?:{_WHAT})|有关事项(?:{_WHAT})如下|具体如下"
)

_ANNOUNCED = re.compile("[如以]下[^，。；：:]{0,10}[。：:]$")  # what such a sentence ends with
_NEAR = 20  # characters of the end of a line


def set_apart(lines: list[str]) -> set[int]:
    """Return which of ``lines``, a body, are facts of a meeting, contacts, or a signature with its date."""
    return {*_of_meetings(lines), *_contacts(lines), *_signatures(lines)}


def _of_meetings(lines: list[str]) -> list[int]:
    """Return the lines that say when a meeting was and who came: such lines stand together, and one says what minutes do."""
    found = [i for i, line in enumerate(lines) if _CLOSE.fullmatch(line)]
    run: list[int] = []
    for i, line in enumerate([*lines, ""]):
        if _is_fact(line):
            run.append(i)
            continue
        sure = sum(bool((fact := _MEETING.match(lines[at])) and fact["sure"]) for at in run)
        found += run if sure and len(run) >= _LEAST_FACTS else []
        run = []
    return found


def _is_fact(line: str) -> bool:
    """Say whether ``line`` is the fact of a meeting, not its label above a text or what somebody has to do."""
    fact = _MEETING.match(line)
    return fact is not None and fact.end() < len(line) and "。" not in line[:-1] and not BINDS.search(line)


def _contacts(lines: list[str]) -> list[int]:
    """Return the lines that only say whom to ring, but for those below a heading or a lead-in that is about them."""
    found: list[int] = []
    for i, line in enumerate(lines):
        if i == 0 or len(line) > _LONGEST:
            continue
        if found and found[-1] == i - 1:
            is_contact = bool(_ALSO_ASKED.fullmatch(line)) or _is_contact(line)
        else:
            is_contact = _is_contact(line) and not _introduces(lines[i - 1])
        found += [i] if is_contact else []
    return found


def _is_contact(line: str) -> bool:
    return not is_numbered(line) and bool(_PHONES.fullmatch(line) or _ASKED.fullmatch(line))


def _introduces(line: str) -> bool:
    """Say whether the numbers below ``line`` are what it is about: they stay, and so do those below one of them that stays."""
    if line[-1] in "：:" or (len(line) <= _LONGEST and _IS_NUMBER.fullmatch(line)):
        return True
    return line[-1] not in "。；！" and bool(_SAYS_WHOM.search(line))


def _signatures(lines: list[str]) -> list[int]:
    """Return the lines of names and the date below them between two texts."""
    found: list[int] = []
    names: list[int] = []
    for i, line in enumerate(lines):
        if names and is_bare_date(line):
            found += [*names, i]
        names = [*names, i] if is_signature(line) and not is_numbered(line) else []
    return found


def announcement(lines: list[str], at: int) -> int:
    """Return where the last sentence of line ``at``, which stands before the first number, only announces what is below it.

    The length of the line where it says more. What ends in a colon above the items of a list is their lead-in.
    """
    line = lines[at]
    if not _ANNOUNCED.search(line, max(0, len(line) - _NEAR)):  # most lines
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
    item = item_at(line, 0, len(line))
    is_part = line.startswith("【") or (item is not None and item.style is Style.COMMA)
    return is_part or bool(article_at(line, 0, len(line)) or heading_at(line, 0, len(line)))
