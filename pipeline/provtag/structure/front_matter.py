"""Where the body of a document begins: what stands before is front matter."""

from __future__ import annotations

from provtag.patterns import Pattern
from provtag.structure.actors import BINDS, may_be_act, opens_with_act, opens_with_actor
from provtag.structure.annexes import listed_annexes
from provtag.structure.bodies import agencies_alone
from provtag.structure.counting import counted
from provtag.structure.duty_notes import opens_labelled_note
from provtag.structure.first_lines import is_title, menu, opens_body, subtitle
from provtag.structure.limits import opens_limit
from provtag.structure.markers import ANY, article_at, is_numbered, item_at
from provtag.structure.portal import PORTAL, is_back, is_comment, opens
from provtag.structure.titles import ends_like_title, holds_sentence, is_date, is_signature

_IN_BRACKETS = Pattern("【[^】]{2,20}】")
_LETTER = 8  # lines of a letter with its signature
_HEAD = 12  # lines in which a letter is, and in which the text begins that it sends
_FOOT = 4  # lines in which a signature stands
_CONTENTS_LINES = 300  # at most in a table of contents
_SEARCHED = 60  # lines at most in which a transmittal, or a table of contents, is looked for

TRANSMITTAL = Pattern(
    r"印[发發][给給]?你|[请請].{0,12}(?:贯彻|遵照|组织|抓好|认真|結合|结合|認真).{0,14}(?:[执執]行|[实實]施|落[实實])。?$"
    r"|(?:^|[，；。])[现現](?:予|将|將|就)?.{0,60}(?:印[发發]|公布|[发發]布|通知如下)"
)
_GREETS = Pattern(r"^各|^尊敬|^亲爱|[您你]们?好|(?:朋友|同志|家长|村民|居民)们?$")
_ENACTING = Pattern(r"^[为為根依].{10,}(?:制定|制订|制訂|提出|结合|結合)")
_TITLE = Pattern(r"(?:[办辦]法|[细細][则則]|[条條]例|[规規]定|方案|意[见見]|[计計][划劃]|通知|清[单單])$|[〔\[]\d{4}[〕\]]")
# The second line of a title: 公安机关查找失踪儿童|工作流程.
_SECOND_LINE = Pattern("(?:流程|制度|知识|措施|职责|预案|须知|指南|手册|机制|规范|要求)$")
_CONTENTS = Pattern(r"目 *[录錄次]")
_DOTS = r".…·\s\-—"
# Where in the text the entry of a table of contents stands: its page, the articles of its chapter.
_PLACE = Pattern(
    rf"(?<![{_DOTS}\d])[{_DOTS}]*(?:[（(]?第{ANY}[条條](?:[至到—–－~～-]{{1,2}}第?{ANY}[条條])?[）)]?[{_DOTS}]*)?\d{{0,4}}$"
)
_BARE = Pattern(r"[\u4e00-\u9fff]{2,12}|[\u4e00-\u9fff] {1,4}[\u4e00-\u9fff]")
_BULLETS = "·•◆-*—● "
_VERSE = Pattern("[\u4e00-\u9fff]{2,8}[，,][\u4e00-\u9fff]{2,8}")  # 外来媳妇，查明来历
_FIRST_HEADING = Pattern("[总總] ?[则則]|一般[规規]定|基本[规規]定|基本原[则則]")


def _after_contents(lines: list[str], at: int) -> int:
    """Return the line after a table of contents that begins at ``at``, or ``at``: its lines all come again in the body."""
    if not _CONTENTS.fullmatch(lines[at].strip("# *")):
        return at
    later = [line.strip("# ").replace(" ", "") for line in lines[at + 1 :]]
    last = {line: i for i, line in enumerate(later)}
    end = 0
    while end < min(len(later), _CONTENTS_LINES):
        entry = _PLACE.sub("", later[end])
        if not entry or last.get(entry, -1) <= end or holds_sentence(entry):
            break
        end += 1
    return at + 1 + end


def contents_in(lines: list[str], end: int) -> range:
    """Return the lines of the table of contents that begins before line ``end``; none where there is none."""
    found = (range(at, after) for at in range(min(end, _SEARCHED)) if (after := _after_contents(lines, at)) > at + 1)
    return next(found, range(0))


def body_start(lines: list[str]) -> int:
    """Return the index of the first line of the body (``len(lines)`` when all is front matter)."""
    numbered = counted(lines)
    below_title = subtitle(lines)
    first_number = next(
        (i for i, line in enumerate(lines) if i not in below_title and (i in numbered or is_numbered(line))), len(lines)
    )
    marked = next((i for i, line in enumerate(lines[: min(first_number + 1, _SEARCHED)]) if is_comment(line)), None)
    at = 0 if marked is None else marked + 1
    for i in range(at, min(first_number, _SEARCHED, len(lines))):
        if TRANSMITTAL.search(lines[i]) and holds_sentence(lines[i]) and not _ENACTING.search(lines[i]):
            at = i + 1 if _sends(lines, i, first_number) else at
    searched = at
    has_contents = False
    listed = listed_annexes(lines, 0, min(len(lines), _SEARCHED)) | below_title | menu(lines[:_HEAD])
    while at < len(lines):
        line = lines[at]
        after = at if has_contents else _after_contents(lines, at)
        if after > at:
            at, has_contents = after, True
        elif at not in listed and (at in numbered or opens_body(line) or _is_first_duty(lines, at)):
            if (end := _letter_end(lines, at)) == at:
                headed = _with_first_heading(lines, at)
                return headed if headed < at or has_contents else _with_unmarked_orders(lines, max(searched, 1), at, listed)
            at = end
        else:
            at += 1
    return _unmarked_start(lines, searched, listed)


def _sends(lines: list[str], at: int, first_number: int) -> bool:
    """Say whether line ``at``, which reads like a transmittal, has a text below it, or alone an annex: a text may end with such
    words, too."""
    if not any(map(opens_body, lines[:at])) and any(line.startswith("附") for line in lines[at + 1 :]):
        return True
    if at > _HEAD and first_number - at > _HEAD and not any(map(is_title, lines[at + 1 : at + 1 + _HEAD])):
        return False
    return any(map(opens_body, lines[at + 1 :]))


def _letter_end(lines: list[str], at: int) -> int:
    """Return the line behind the date of the letter that begins at ``at`` and sends the text below it, or ``at``."""
    for i in range(at + 1, min(at + _LETTER, len(lines) - 1)):
        if is_numbered(lines[i - 1]):
            break
        if is_date(lines[i]) and not holds_sentence(lines[i]) and any(map(is_title, lines[i + 1 : i + 3])):
            return i + 1
    return at


def _is_first_duty(lines: list[str], at: int) -> bool:
    """Say whether line ``at`` is no title, but a measure: who has it stands below."""
    is_name = is_signature(lines[at]) and not may_be_act(lines[at])  # 清查车站 ends like one
    if at + 1 == len(lines) or ends_like_title(lines[at]) or is_name or opens(PORTAL, lines[at]):
        return False
    note, below = lines[at + 1], range(at + 2, len(lines))
    if opens_limit(note):  # other rows, too, have a limit
        is_noted = bool(below) and opens_labelled_note(lines[below[0]])
        return is_noted and any(opens_limit(lines[i]) for i in below[1:])
    if not opens_labelled_note(note) or is_back(note):
        return False
    return any(opens_labelled_note(lines[i]) for i in below)  # one alone says who has all that the title names


def _with_first_heading(lines: list[str], at: int) -> int:
    """Return the line of the heading without a number above ``at``, the first article or the first duty, or ``at``."""
    if at < 2:
        return at
    if _IN_BRACKETS.fullmatch(lines[at - 1]) and not opens(PORTAL, lines[at - 1]):
        return at - 1
    if agencies_alone(lines[at - 1].rstrip("：")):  # one of the bodies under whose names the duties stand
        sign = "：" if lines[at - 1].endswith("：") else ""
        item = item_at(lines[at])
        is_duty = opens_with_act(lines[at][item.end if item else 0 :])
        if not sign:  # above sentences, as it is: else it issued the text
            others = (lines[i] for i in range(at + 1, len(lines) - 1) if _opens_part(lines[i + 1]) and not is_date(lines[i + 1]))
        else:
            stop = -1 if is_duty else -_FOOT
            others = (line.removesuffix(sign) for line in lines[at + 1 : stop] if line.endswith(sign))
        least = 2 if sign and not is_duty else 1  # a letter, too, begins with 县民政局：
        return at - 1 if sum(map(bool, map(agencies_alone, others))) >= least else at
    if not _opens_part(lines[at]):
        return at
    line = lines[at - 1].strip("# ")
    if not _BARE.fullmatch(line) or _TITLE.search(line) or is_signature(line) or is_date(line) or opens(PORTAL, line):
        return at
    if _GREETS.search(line):
        return at
    is_first = _FIRST_HEADING.fullmatch(line) and article_at(lines[at])
    return at - 1 if is_first or _has_bare_headings(lines, at) else at


def _with_unmarked_orders(lines: list[str], start: int, at: int, listed: set[int]) -> int:
    """Return the first of the lines above ``at`` and not above ``start`` that order without an end mark, or ``at``."""
    first = at
    while first > start and not (_is_front(lines, first - 1, listed) or ends_like_title(lines[first - 1])):
        first -= 1
    above = [line.lstrip(_BULLETS) for line in lines[first:at]]
    if len(above) == 1 and (_SECOND_LINE.search(above[0]) or lines[first - 1].endswith("关于")):
        return at
    orders = sum(bool(BINDS.search(line) or opens_with_actor(line)) for line in above)
    verses = sum(bool(_VERSE.fullmatch(line)) for line in above)
    return first if (orders + (verses if verses > 1 else 0)) * 3 >= len(above) else at


def _opens_part(line: str) -> bool:
    """Say whether ``line`` is an article or a sentence without a number, as they stand below a bare heading."""
    return bool(article_at(line)) or (holds_sentence(line) and not is_numbered(line))


def _has_bare_headings(lines: list[str], at: int) -> bool:
    """Say whether a short line without any mark stands below line ``at`` between two articles, or two sentences as it is."""
    is_article = bool(article_at(lines[at]))
    return any(
        _BARE.fullmatch(lines[i].strip("# ")) and lines[i - 1][-1:] in "。！" and _opens_part(lines[i + 1])
        for i in range(at + 1, len(lines) - 1)
        if is_article == bool(article_at(lines[i + 1]))
    )


def _unmarked_start(lines: list[str], at: int, listed: set[int]) -> int:
    """Return the first line below the title, for a text without any number or end mark: its lines are all there is.

    ``listed`` are the lines that only name annexes.
    """
    if at < len(lines) and BINDS.search(lines[at]) and not _TITLE.search(lines[at]):
        return at  # not even a title
    for i in range(at + 1, len(lines)):
        if not _is_front(lines, i, listed):
            return i
    return len(lines)


def _is_front(lines: list[str], at: int, listed: set[int]) -> bool:
    """Say whether line ``at``, which has no end mark, is one of those that stand above a text."""
    line = lines[at]
    if at in listed or line[:1] in ("", "（", "(", "#", "<") or line.endswith(("：", ":")) or _TITLE.search(line):
        return True
    return is_date(line) or is_signature(line) or opens(PORTAL, line) or is_back(line)
