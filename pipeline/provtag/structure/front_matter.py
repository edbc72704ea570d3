"""Where the body of a document begins and ends: what stands before is front matter, what stands after back matter."""

from __future__ import annotations

import re

from provtag.structure.actors import may_be_act, opens_with_act, opens_with_actor
from provtag.structure.changes import is_changes_head
from provtag.structure.counting import counted
from provtag.structure.duty_notes import (
    agencies_alone,
    is_note_line,
    lists_agencies,
    opens_deadline,
    opens_labelled_note,
)
from provtag.structure.markers import ANY, article_at, is_numbered, opens_anew
from provtag.structure.portal import PORTAL, is_back, is_comment, is_portal, is_step, opens, opens_end, opens_explanation
from provtag.structure.table_heads import is_table_head
from provtag.structure.text import OPENING
from provtag.structure.titles import ends_like_title, is_bare_date, is_date, is_signature, is_signed, names_signer

_EXPLANATION_ENDS = tuple("读讀问問明答）)懂料》")  # spares most lines the pattern
_LONGEST_TITLE = 110  # characters
_IN_FORCE = re.compile("(?:施行|[执執]行|[废廢]止)。?$")
_IN_BRACKETS = re.compile("【[^】]{2,20}】")
_BAR, _CELLS = re.compile("[|｜／]|/(?![A-Za-z0-9])|(?<![A-Za-z0-9])/"), 3  # between the cells of a row, and the fewest it has
_FACT = re.compile(
    "(?:会议)?(?:[时時]间|地点|主[题題]|[议議][题題])|主持|[参參]加|[出列缺]席|[请請]假|[记記][录錄]"
)  # 时间｜3月｜镇政府
_LETTER = 8  # lines of a letter with its signature
_HEAD = 12  # lines in which a letter is, and in which the text begins that it sends
_FOOT = 4  # lines in which a signature stands
_BELOW_DATE = 12  # lines at most behind the date of a signature
_CONTENTS_LINES = 300  # at most in a table of contents
_LONG = 60  # characters from which a line with a comma is a sentence
_SITE_LINES = 60  # at most behind a regulation that a site shows
_SEARCHED = 60  # lines at most in which a transmittal, or a table of contents, is looked for

TRANSMITTAL = re.compile(
    r"印[发發][给給]?你|[请請].{0,12}(?:贯彻|遵照|组织|抓好|认真|結合|结合|認真).{0,14}(?:[执執]行|[实實]施|落[实實])。?$"
    r"|(?:^|[，；。])[现現](?:予|将|將|就)?.{0,60}(?:印[发發]|公布|[发發]布|通知如下)"
)
_ADDRESSED = re.compile(r"^各|政府|[单單]位|部[门門]|委|局|办|辦|朋友|同志|家长|市民|居民|村民|群众|^尊敬|^亲爱|[您你]们?好")
_GREETS = re.compile(r"^各|^尊敬|^亲爱|[您你]们?好|(?:朋友|同志|家长|村民|居民)们?$")
# Several kinds of receivers: 站内各科室，区属各救助站：, but not what each has to do: 镇、村各设一名联络员：.
_ADDRESSEES = re.compile(
    "(?=[^。；]*[、，])[^。；：:]{0,200}各(?!自|[项項種种类類负負设設建配])[^。；：:]{0,200}"
    "[队隊站部者员員人业業科室所处處们們区區院构構点點店吧校园園馆館厂廠场場社司矿礦村镇鎮乡鄉街组組户戶班会會厅廳庭县縣市关關位门門铺栈家心团團"
    "）)][：:]$"
)
_HAVE_TO = re.compile(
    "应|應|要|须|須|必|[做搞抓]|负责|負責|注意|如何|怎么|组织|開展|开展|任务|职责|分工|措施|[建设設成][立置]|组建|配[备備]|确定|明确|指定"
    "|制[定订]|落[实實]|[推实實]行|[签簽][订訂]|[报報][送告]|上[报報]|[一二三两兩\\d][名个個支]"
)
# A sentence that leads into what follows, not the bodies that a letter is addressed to.
_LEADS_IN = re.compile(
    r"^(?:[为為根依经經因]|按照|[决決]定)|如下|下列|以下(?![简簡合统統]称)|(?:[决決]定|承[诺諾]|倡[议議]|[有是为為]|包括)[：:]$"
)
_ENACTING = re.compile(r"^[为為根依].{10,}(?:制定|制订|制訂|提出|结合|結合)")
_ENDED = tuple("。！？；”")  # ends the line above a signature, and of no form or list of members
_SENTENCE = re.compile(r"[。；！？]|[\u4e00-\u9fff]\.$")
_TITLE = re.compile(r"(?:[办辦]法|[细細][则則]|[条條]例|[规規]定|方案|意[见見]|[计計][划劃]|通知|清[单單])$|[〔\[]\d{4}[〕\]]")
# The second line of a title: 公安机关查找失踪儿童|工作流程.
_SECOND_LINE = re.compile("(?:流程|制度|知识|措施|职责|预案|须知|指南|手册|机制|规范|要求)$")
_OUTERMOST = re.compile("[一二三四五六七八九十]{1,3}、")
BINDS = re.compile("应当|應當|不得|必须|必須|严禁|嚴禁")
_CONTENTS = re.compile(r"目 *[录錄次]")
_DOTS = r".…·\s\-—"
# Where in the text the entry of a table of contents stands: its page, the articles of its chapter.
_PLACE = re.compile(
    rf"(?<![{_DOTS}\d])[{_DOTS}]*(?:[（(]?第{ANY}[条條](?:[至到—–－~～-]{{1,2}}第?{ANY}[条條])?[）)]?[{_DOTS}]*)?\d{{0,4}}$"
)
_BARE = re.compile(r"[\u4e00-\u9fff]{2,12}|[\u4e00-\u9fff] {1,4}[\u4e00-\u9fff]")
_BULLETS = "·•◆-*—● "
_VERSE = re.compile("[\u4e00-\u9fff]{2,8}[，,][\u4e00-\u9fff]{2,8}")  # 外来媳妇，查明来历
_FIRST_HEADING = re.compile("[总總] ?[则則]|一般[规規]定|基本[规規]定|基本原[则則]")


def _after_contents(lines: list[str], at: int) -> int:
    """Return the line after a table of contents that begins at ``at``, or ``at``: its lines all come again in the body."""
    if not _CONTENTS.fullmatch(lines[at].strip("# *")):
        return at
    later = [line.strip("# ").replace(" ", "") for line in lines[at + 1 :]]
    last = {line: i for i, line in enumerate(later)}
    end = 0
    while end < min(len(later), _CONTENTS_LINES):
        entry = _PLACE.sub("", later[end])
        if not entry or last.get(entry, -1) <= end or _SENTENCE.search(entry):
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
    subtitle = _subtitle(lines)
    first_number = next(
        (i for i, line in enumerate(lines) if i not in subtitle and (i in numbered or is_numbered(line))), len(lines)
    )
    marked = next((i for i, line in enumerate(lines[: min(first_number + 1, _SEARCHED)]) if is_comment(line)), None)
    at = 0 if marked is None else marked + 1
    for i in range(at, min(first_number, _SEARCHED, len(lines))):
        if TRANSMITTAL.search(lines[i]) and _SENTENCE.search(lines[i]) and not _ENACTING.search(lines[i]):
            at = i + 1 if _sends(lines, i, first_number) else at
    searched = at
    has_contents = False
    listed = _listed_attachments(lines, 0, min(len(lines), _SEARCHED)) | subtitle
    while at < len(lines):
        line = lines[at]
        after = at if has_contents else _after_contents(lines, at)
        if after > at:
            at, has_contents = after, True
        elif at not in listed and (at in numbered or _opens_body(line) or _is_first_duty(lines, at)):
            if (end := _letter_end(lines, at)) == at:
                headed = _with_first_heading(lines, at)
                return headed if headed < at or has_contents else _with_unmarked_orders(lines, max(searched, 1), at, listed)
            at = end
        else:
            at += 1
    return _unmarked_start(lines, searched, listed)


def _subtitle(lines: list[str]) -> set[int]:
    """Return the line of the subtitle, all that a dash opens, below a first line that ends like no title: 带孩子回家,
    ——河湾市2024年护童计划."""
    dashed = [i for i, line in enumerate(lines) if line.startswith("——")]
    if dashed != [1] or ends_like_title(lines[0]):
        return set()
    words = lines[1].lstrip("— ")
    return {1} if _is_title(words) and "，" not in words and not opens_with_act(words) else set()


def _sends(lines: list[str], at: int, first_number: int) -> bool:
    """Say whether line ``at``, which reads like a transmittal, has a text below it, or alone an annex: a text may end with such
    words, too."""
    if not any(map(_opens_body, lines[:at])) and any(line.startswith("附") for line in lines[at + 1 :]):
        return True
    if at > _HEAD and first_number - at > _HEAD and not any(map(_is_title, lines[at + 1 : at + 1 + _HEAD])):
        return False
    return any(map(_opens_body, lines[at + 1 :]))


def _letter_end(lines: list[str], at: int) -> int:
    """Return the line behind the date of the letter that begins at ``at`` and sends the text below it, or ``at``."""
    for i in range(at + 1, min(at + _LETTER, len(lines) - 1)):
        if is_numbered(lines[i - 1]):
            break
        if is_date(lines[i]) and not _SENTENCE.search(lines[i]) and any(map(_is_title, lines[i + 1 : i + 3])):
            return i + 1
    return at


def _is_title(line: str) -> bool:
    return len(line) <= _LONG and ends_like_title(line) and not (_SENTENCE.search(line) or is_numbered(line) or is_back(line))


def _opens_body(line: str) -> bool:
    """Say whether ``line`` is the first of a regulation: numbered, a sentence, or the lead-in of a list."""
    if is_portal(line) or is_comment(line):
        return False
    if is_changes_head(line) or is_table_head(line):
        return True
    is_fact = opens(PORTAL, line)
    if is_numbered(line) and not line.startswith(("- ", "* ")) and not is_fact:
        return True
    if _SENTENCE.search(line) and not is_fact and not line.startswith(("（", "(", "#")):
        return True
    if len(line) > _LONG and not line.endswith("：") and ("，" in line or ("、" in line and not _is_head(line))):
        return True
    if _is_row(line):
        return True
    return line.endswith(("：", ":")) and bool(_LEADS_IN.search(line) or not _is_addressed(line))


def _is_head(line: str) -> bool:
    """Say whether ``line`` is a title, a fact, what stands below a title in brackets, or the bodies that issued the text."""
    is_fact = "：" in line or line[0] in OPENING or opens(PORTAL, line)
    return is_fact or ends_like_title(line) or is_signature(line) or lists_agencies(line, named=True)


def _is_row(line: str) -> bool:
    """Say whether ``line`` is a row of cells, one of which says who: 清点渡口／县海事处／5月底; no fact, and no path."""
    cells = [cell.strip() for cell in _BAR.split(line.strip("|｜"))]
    if len(cells) < _CELLS or any(map(is_bare_date, cells)) or is_back(line) or _is_head(line):
        return False
    return not _FACT.match(cells[0]) and any(lists_agencies(cell, named=True) for cell in cells[1:])


def _is_addressed(line: str) -> bool:
    """Say whether ``line``, which ends in a colon, names whom a letter is for."""
    return bool(_ADDRESSED.search(line)) or (bool(_ADDRESSEES.fullmatch(line)) and not _HAVE_TO.search(line))


def _is_first_duty(lines: list[str], at: int) -> bool:
    """Say whether line ``at`` is no title, but a measure: who has it stands below."""
    is_name = is_signature(lines[at]) and not may_be_act(lines[at])  # 清查车站 ends like one
    if at + 1 == len(lines) or ends_like_title(lines[at]) or is_name or opens(PORTAL, lines[at]):
        return False
    note, below = lines[at + 1], range(at + 2, len(lines))
    if opens_deadline(note):  # other rows, too, have a limit
        is_noted = bool(below) and opens_labelled_note(lines[below[0]])
        return is_noted and any(opens_deadline(lines[i]) for i in below[1:])
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
        if not sign:  # above sentences, as it is: else it issued the text
            others = (lines[i] for i in range(at + 1, len(lines) - 1) if _opens_part(lines[i + 1]) and not is_date(lines[i + 1]))
        else:
            others = (line.removesuffix(sign) for line in lines[at + 1 : -_FOOT] if line.endswith(sign))
        return at - 1 if sum(map(bool, map(agencies_alone, others))) > bool(sign) else at  # a letter, too, begins with 县民政局：
    if not _opens_part(lines[at]):
        return at
    line = lines[at - 1].strip("# ")
    if not _BARE.fullmatch(line) or _TITLE.search(line) or is_signature(line) or is_date(line) or opens(PORTAL, line):
        return at
    if _GREETS.search(line):
        return at
    is_first = _FIRST_HEADING.fullmatch(line) and article_at(lines[at], 0, len(lines[at]))
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
    return bool(article_at(line, 0, len(line))) or (bool(_SENTENCE.search(line)) and not is_numbered(line))


def _has_bare_headings(lines: list[str], at: int) -> bool:
    """Say whether a short line without any mark stands below line ``at`` between two articles, or two sentences as it is."""
    is_article = bool(article_at(lines[at], 0, len(lines[at])))
    return any(
        _BARE.fullmatch(lines[i].strip("# ")) and lines[i - 1][-1:] in "。！" and _opens_part(lines[i + 1])
        for i in range(at + 1, len(lines) - 1)
        if is_article == bool(article_at(lines[i + 1], 0, len(lines[i + 1])))
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


def explanation_start(lines: list[str]) -> int:
    """Return the line with the title of what explains the regulation behind it, ``len(lines)`` where there is none."""
    body = next((i for i, line in enumerate(lines) if _SENTENCE.search(line)), len(lines))
    for i in range(body + 1, len(lines)):
        line, before = lines[i], lines[i - 1]
        if len(line) > _LONGEST_TITLE or not line.endswith(_EXPLANATION_ENDS) or is_numbered(line):
            continue
        has_ended = is_date(before) or is_back(before) or bool(_IN_FORCE.search(before))
        if opens_explanation(line, has_ended) and not _counts_on(lines, i):
            return i
    return len(lines)


def _counts_on(lines: list[str], at: int) -> bool:
    """Say whether the articles above line ``at`` are counted on below it."""
    above = (article_at(line, 0, len(line)) for line in reversed(lines[:at]))
    last = next((article.key for article in above if article), "")
    if not last.isdecimal():
        return False
    below = (article_at(line, 0, len(line)) for line in lines[at + 1 :])
    return any(article.key == str(int(last) + 1) for article in below if article)


def body_end(lines: list[str], start: int) -> int:
    """Return the index after the last line of the body that began at ``start``."""
    end = _site_start(lines, start)
    listed = _listed_attachments(lines, start, end)
    end = _signed_end(lines, start, end, listed)
    closing = listed | _signed(lines, start, end)
    while end > start:
        line = lines[end - 1]
        signs = not is_numbered(line) and not _SENTENCE.search(line) and (is_date(line) or is_signature(line))
        is_end = is_back(line) or signs or (end - 1) in closing or _stands_over_date(lines, end)
        if not is_end or _labels_again(lines, start, end - 1) or is_step(lines, end - 1):
            break
        end -= 1
    return end


def _labels_again(lines: list[str], start: int, at: int) -> bool:
    """Say whether line ``at`` is the duty note of a row like one of those from ``start`` on: 主办单位 is a word of sites, too."""
    label = re.split("[：:]", lines[at], maxsplit=1)[0]
    same = (f"{label}：", f"{label}:")
    return is_note_line(lines[at]) and any(lines[above].startswith(same) for above in range(start, at))


def says_more(line: str) -> bool:
    """Say whether ``line``, which stands behind a signature, is a sentence and none of the facts that stand there."""
    return line.rstrip("）)")[-1:] in ("。", "！") and not is_back(line)


def _signed_end(lines: list[str], start: int, end: int, listed: set[int]) -> int:
    """Return the line behind the last signature and its date before ``end``, where no number follows them; else ``end``.

    The numbers of annexes that are only named, the lines ``listed``, are none.
    """
    for i in range(end - 1, max(start, end - 1 - _BELOW_DATE), -1):
        if is_date(lines[i]) and is_signature(lines[i - 1]):
            return i + 1
        if (is_numbered(lines[i]) and i not in listed) or len(lines[i]) > _LONGEST_TITLE:
            break
    return end


def _stands_over_date(lines: list[str], end: int) -> bool:
    """Say whether the line before ``end`` is a name above a date."""
    if end == len(lines) or not (is_date(lines[end]) or is_bare_date(lines[end].rstrip("印发發制"))):
        return False
    line = lines[end - 1]
    if len(line) > 30 or is_numbered(line) or re.search("[。，；：:、|]", line):
        return False
    return is_signature(line) or not opens_with_actor(line)


def _signed(lines: list[str], start: int, end: int) -> set[int]:
    """Return the lines of fields of a signature, and of who signs above a date or another name; only seals stand below others
    than sentences, where the rest is of a form or a list of members."""
    signed: set[int] = set()
    for i in range(start, end):
        line, above, below = lines[i], lines[i - 1] if i > start else "", lines[i + 1 : i + 2]
        is_below_text = i - 1 in signed or above.endswith(_ENDED) or is_signature(above)
        is_sealed = "章）" in line and not is_numbered(above)
        is_signer = names_signer(line) and any(is_date(one) or is_signature(one) or names_signer(one) for one in below)
        if (is_below_text and is_signer) or ((is_below_text or is_sealed) and is_signed(line) and not is_numbered(line)):
            signed.add(i)
    return signed


def _site_start(lines: list[str], start: int) -> int:
    """Return where the site's own words begin behind the regulation, which no article and no heading follows."""
    begins = len(lines)
    for i in range(len(lines) - 1, max(start, len(lines) - _SITE_LINES), -1):
        line = lines[i]
        if opens_anew(line) or _OUTERMOST.match(line):
            break
        if opens_end(line):
            begins = i
    return begins


def _listed_attachments(lines: list[str], start: int, end: int) -> set[int]:
    """Return the lines that continue a list of attachments ("附件：1．…" and below it "2．…")."""
    listed: set[int] = set()
    if not any(line.startswith("附") for line in lines[start:end]):
        return listed
    in_list = False
    for i in range(start, end):
        line = lines[i]
        continues = re.match(r"\d+[．.、]", line) and not _SENTENCE.search(line)
        in_list = line.startswith(("附件", "附：", "附:")) or (in_list and bool(continues))
        if in_list and continues:
            listed.add(i)
    return listed
