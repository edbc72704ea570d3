"""Line breaks inside sentences: where a page or a fixed width broke a line, the line is made whole again."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise
from math import inf
from string import digits
from typing import NamedTuple

from provtag.language.widths import ROOM, columns
from provtag.patterns import Pattern
from provtag.structure.actors import MUST, is_actor
from provtag.structure.blocks import BELOW
from provtag.structure.bodies import BARE_LABEL, LABELLED, lists_agencies
from provtag.structure.cells import BARS
from provtag.structure.counting import counted
from provtag.structure.duty_notes import is_bracketed_note, is_note_line, note_apart, with_plain_labels
from provtag.structure.limits import LABELLED_LIMIT
from provtag.structure.markers import (
    ANY,
    ARTICLE,
    OF_PARTS,
    C,
    N,
    Style,
    article_at,
    article_number,
    heading_at,
    is_numbered,
    item_at,
    starts_flow,
)
from provtag.structure.portal import is_contact
from provtag.structure.runs import PAUSE, goes_on_in, is_ended, is_next_order, is_whole_note, names_go_on, names_run_on
from provtag.structure.table_heads import is_table_head
from provtag.structure.text import CLOSING, LOST, OPENING, are_letters
from provtag.structure.titles import ends_like_title, is_signature

_LONG_HEADING = 14  # characters of a chapter's heading that may have been too long for its line
WRAPPED = 40  # characters from which a numbered line without an end mark may be a broken sentence by its length alone
PROSE = 25  # the same for unnumbered lines
_WRAPPED_LINES = 8  # from so many lines without an end mark on, most of one length, a text is broken at a fixed width
_FULL_LINES = 2  # as long as its longest line, from so many on a shorter text is, and one with headings
SENTENCE = 12  # what an article begins with is no title, but a sentence, from this length on
LONGEST = 5_000  # characters of a paragraph; beyond it the line breaks are not of a page
_FAR = 200  # lines in which the article before is looked for
_LAW = 5  # articles, from which on a text is a law
_NARROWEST = 32  # columns of the longest line of a text that is broken at a fixed width
_WIDTHS = range(36, 100)  # of a shorter text, and of one with headings

_NEVER_FIRST = "，。；：、！？》"  # signs that open no line
_PROSE = Pattern("[，。、；,]")
_LAW_TITLE = Pattern("《[^《》]{4,60}》(?:[（(][^）)]{1,8}[）)])?")  # alone: its articles stand below it
_REFERS = Pattern(
    r"(?:[依按参參据據]照|根据|根據|依据|依據|违反|違反|符合|[》、至和或及与與，]|本(?:办法|辦法|条例|條例|规定|規定|细则|細則|法))$"
)
_OPENED = Pattern(rf"(?:^(?:#+ *)?\**|(?<=[。！？；])){ARTICLE}")
_SCRAP = Pattern("[\u4e00-\u9fff][。；]*|[\u4e00-\u9fff]{2}[。；]+")
_NUMBER_ALONE = Pattern(rf"[（(](?:{C}{{1,3}}|{N}{{1,2}})[）)]|(?:{C}{{1,3}}|{N}{{1,2}})[、．.]|[①-⑳]")
_ROW = Pattern(r"\S {2,}\S.* {2,}\S")  # cells of a table, which blanks divide
_BARRED_ROW = Pattern(f"[{BARS}／].+[{BARS}／]")  # or bars
_SENTENCE_INSIDE = Pattern("；|的，")  # no title holds this
_REFERRED = Pattern(rf"第 ?{ANY} ?[条條款项項]|[（(]{C}{{1,3}}[）)][款项項][规規所中的和、]")
_OPEN_END = Pattern(
    "(?:(?<![存所])在|(?<![比核校])[对對]|(?<!自)(?<!理)由|[将將把和及与與]|会同|會同|应当|應當|或者|以及|依法依规|切实|进一步|逐步|坚决|不[少低高]于|不超过|至|达到|下列|按照|(?:依据|依據|依照|根据|根據|按照|违反|違反)[^，。；]{1,16})$"
)
_DANGLES = Pattern("(?:应当|應當|不得|或者|以及|会同|會同|按照|依照)$")  # no title ends so
_NUMBER_CUT = Pattern(rf"第 ?{ANY}$|[（(]{C}{{1,3}}$")
_REST_OF_NUMBER = Pattern("[条條章节節](?! ?例)|[）)]")
_BINDS = Pattern(MUST)
_NO_TITLE = Pattern(f"{MUST}|自.{{1,20}}之日$")  # what the words of an article hold that are no title
_TO_WHAT_END = Pattern("[为為](?!(?:什么|什麼|何|谁|誰|民)[^由]{0,4}$)")  # 为什么签协议 is a title
_COUNTS = frozenset("一二三四五六七八九1234567890")
_ENUMERATES = Pattern(f"{C}、{C}[级級年审審类類期批季档等]")
_MEASURES = Pattern(r"\d{1,6}(?:\.\d+)?(?:[万亿元%％人名倍天]|个|日内|小时)")
_ABOVE_LIST = Pattern(BELOW)
_BARE = Pattern("[\u4e00-\u9fff、（）]{2,20}")
_JOINS = Pattern("和|与|與|及|以及|、")
_GOES_ON = Pattern(f"{MUST}|予以|以及|或者|并(?=[应及])")
_ORDERS = Pattern("(?<![主重需必简])要(?!求|素|件|点|點)|负责|負責|对.+进行|由.+[负实执]")
# When or of whom something is done, which no title says: 发现走失儿童 and 接到报警后, but 发现报告 and 对外宣传.
_CASE = Pattern(
    "(?:[发發][现現](?![和与與及、])|[对對](?![外内內象口接策照比]))"
    "(?!.*(?:[报報]告|[处處][置理罚罰]|整改|[机機]制|制度|工作|流程|要求|措施|管理|教育|宣[传傳]|打[击擊]|解救|救助|安置|[帮幫]扶|保[护護]|服[务務])$)"
    "|接[到获獲]|收到|遇(?![险險難难])|凡|.*(?:[后後时時]|(?<!目)的)$"
)
_OWN_SUBJECT = Pattern(
    r"(?:各|公安|民政|教育|[\u4e00-\u9fff]{1,12}?(?:部门|部門|机关|機關|政府|单位|單位|机构|機構|局|厅|委|会|院))[^，。；]{0,12}?(?:应当|應當|要|必须|必須|不得|负责|負責)"
)
_GIVES_REASON = Pattern("(?:[为為][^，：]{4}|根据|根據|按照|依据|依據|[经經][^，：]{2}|近年)[^：]*，")  # as no heading does
_LABEL = Pattern(
    r"附件|附表|附录|(?:[\u4e00-\u9fff（）/]{2,8})(?<!如下|以下|下列)[：:]|[报送发][：:]"
    r"|[\u4e00-\u9fff] {1,4}[\u4e00-\u9fff][：:]|[|<#(（〔【\f]|\d{4}年|\d{4}[.．]\d{1,2}[.．]\d|[一二〇○0]{4}年|抄送"
)
_BRACKETS = re.escape(OPENING + CLOSING)
_PAIRS = (("“", "”"), ("「", "」"), ("（", "）"), ("(", ")"))
_LINES_OF_PAIR = 6  # at most, below the first
_OPENED_NOTE = Pattern(rf"[{re.escape(OPENING)}](?P<words>[^{_BRACKETS}]*)$")
_REST_OF_NOTE = Pattern(rf"(?P<words>[^{_BRACKETS}]*)[{re.escape(CLOSING)}][ 。；;]*")
_OPEN, _CLOSE = (Pattern(f"[{re.escape(signs)}]") for signs in (OPENING, CLOSING))
_LABEL_ALONE = Pattern(rf"(?:[-*] )?(?:{LABELLED.pattern}|{LABELLED_LIMIT.pattern}) ?")
_DATE = Pattern(r"[\d〇○一二三四五六七八九十]{4} ?年.{1,8}日(?: ?印[发發制]?)?$")


def _unclosed(line: str) -> bool:
    """Say whether a bracket opens in ``line`` and does not close."""
    return len(_OPEN.findall(line)) > len(_CLOSE.findall(line))


def _is_scrap(line: str, following: str) -> bool:
    """Say whether ``following`` is the sign, or two and an end mark, for which the line above had no room: …更新数|据."""
    return len(line) >= PROSE and bool(_SCRAP.fullmatch(following) and PAUSE.search(line)) and not is_ended(line)


def _is_torn_note(line: str, following: str) -> bool:
    """Say whether a note in brackets at the end of ``line`` goes on in ``following``: （责任单位：市公安局、|市民政局）."""
    opened = _OPENED_NOTE.search(line)
    if not opened or is_numbered(following):
        return False
    if rest := _REST_OF_NOTE.fullmatch(following):
        return is_bracketed_note(f"{opened['words']}{rest['words']}", after_end_mark=True)
    return bool(LABELLED.match(opened["words"])) and is_note_line(following)  # and is not at its end yet


def _is_in_pair(line: str, lines: list[str], at: int) -> bool:
    """Say whether ``line`` ends with ； inside a quotation or brackets that close soon in ``lines`` from ``at`` on."""
    if line[-1] not in "；;":  # most lines
        return False
    for opening, closing in _PAIRS:
        if line.count(opening) > line.count(closing):
            inside, closed, _ = "\n".join(lines[at : at + _LINES_OF_PAIR]).partition(closing)
            return bool(closed) and opening not in inside and not any(map(is_numbered, inside.split("\n")))
    return False


class _Numbering:
    """How the lines of a text are numbered: which articles stand twice, and of which style a line is a sentence."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    @cached_property
    def articles(self) -> Counter[str]:
        """How often each article number opens a line."""
        found = (article_at(line) for line in self.lines)
        return Counter(article.key for article in found if article)

    @property
    def is_law(self) -> bool:
        """Whether the text has so many articles as a law has."""
        return len(self.articles) >= _LAW

    @cached_property
    def _ended(self) -> Counter[Style]:
        """How many more numbered lines of each style hold the end of a sentence than do not."""
        ended: Counter[Style] = Counter()
        for line in self.lines:
            if item := item_at(line):
                ended[item.style] += 1 if "。" in line or line[-1] in "；;！." else -1
        return ended

    def holds_sentences(self, style: Style) -> bool:
        """Say whether numbered lines of ``style`` are, for the greater part, sentences that end in their line."""
        return self._ended[style] >= 0

    def is_reference(self, above: list[str], following: str) -> bool:
        """Say whether the article number that opens ``following`` goes on with the last line ``above``: 依照《…》|第三条及时…

        A number that comes once, and in its turn, opens its article.
        """
        if not _REFERS.search(above[-1]) or _LAW_TITLE.fullmatch(above[-1]):
            return False
        article = article_at(following)
        if article is None:
            return False
        if self.articles[article.key] > 1:
            return True
        last = _last_article(above)
        return last is not None and article.key != str(last + 1)


def _last_article(above: list[str]) -> int | None:
    """Return the number of the last article that opens a sentence of the last line ``above``, or a line not far."""
    inside = [article_number(found)[0] for found in _OPENED.finditer(above[-1])]
    if inside:
        return max(inside)
    opened = (article_at(line) for line in above[:-_FAR:-1] if line.startswith(("第", "#", "*")))
    return next((int(article.key.partition("-")[0]) for article in opened if article), None)


def _goes_on_below(line: str, following: str, numbering: _Numbering) -> bool:
    """Say whether a numbered ``line`` without an end mark is a sentence that goes on in ``following``, not a title."""
    item = item_at(line)
    if item is None:
        return False
    if note_apart(line):
        return names_go_on(line, following)
    is_short = len(line) - item.end < SENTENCE
    may_be_title = is_short and not _CASE.match(line, item.end)
    if following[-1] in "；;" and not may_be_title:
        return True
    if _GOES_ON.match(following) and (not may_be_title or is_actor(line[item.end :])):
        return True
    if _BINDS.search(line, item.end) or _SENTENCE_INSIDE.search(line, item.end):
        return True
    if len(line) >= WRAPPED and _PROSE.search(line):
        return numbering.holds_sentences(item.style) or item.style not in OF_PARTS
    if _OWN_SUBJECT.match(following) or is_short:
        return False
    if not numbering.holds_sentences(item.style):
        return False
    is_of_law = numbering.is_law and len(line) >= PROSE  # there no item has a title
    return is_of_law or bool(_ORDERS.search(line, item.end))


def _is_broken(line: str, lines: list[str], at: int, width: _Width, numbering: _Numbering) -> bool:
    """Say whether the sentence of ``line`` goes on in the line below it, ``lines[at]``."""
    following = lines[at]
    if following[0] in _NEVER_FIRST or _is_torn_note(line, following):
        return True
    if line[-1] in "。；！？":  # most lines
        return False
    if _is_scrap(line, following):
        return True
    if following[0] in "条條章节節）)" and _NUMBER_CUT.search(line) and _REST_OF_NUMBER.match(following):
        return True
    if following[0] in _COUNTS and (
        _ENUMERATES.match(following) or (line[-1] in "为為达達处處计至到" and _MEASURES.match(following))
    ):
        return not is_ended(line)  # no number, but 一、二审案件 and 1.5万元
    if following[-1] in "：:" and not PAUSE.search(following) and _ABOVE_LIST.search(line) and not is_ended(line):
        return not is_numbered(following)  # 下列儿童应当优先|救助：
    if _NUMBER_ALONE.fullmatch(line) and not is_numbered(following):
        return True
    if BARE_LABEL.fullmatch(line) and lists_agencies(following, named=True):
        return True
    if line[-1] not in "。；：" and _unclosed(line) and _CLOSE.search(following):
        return not is_numbered(following) or following.startswith(tuple(digits))
    if _LABEL_ALONE.fullmatch(line):
        return not (is_numbered(following) or _LABEL.match(following))
    if _REFERRED.match(following) and not ((is_ended(line) and line[-1] != "》") or is_numbered(following) or heading_at(line)):
        return True
    if following[-1] in "：:" and ends_like_title(line):
        return False  # a title above whom it is addressed to
    if line[-1] not in "，、" and (
        _BARRED_ROW.search(line) or (_ROW.search(line) and (_ROW.search(following) or is_signature(following)))
    ):
        return False
    is_open = line[-1] in "，、," or (_is_sentence(line) and _OPEN_END.search(line)) or _DANGLES.search(line)
    if is_open and not (is_numbered(following) or starts_flow(following) or _DATE.search(following)):
        return True
    if is_ended(line) or line[0] in "#<|" or is_contact(line) or _LABEL.match(following) or _DATE.search(following):
        return False
    if is_table_head(following):
        return False
    if is_numbered(following) or starts_flow(following):
        return False
    if columns(line) >= (width.prose if _PROSE.search(line) else width.line):
        return width.line < inf or not is_next_order(line, lines, at)  # in a page most lines are full by their width alone
    if is_whole_note(line):
        return names_go_on(line, following) or names_run_on(lines, at)
    tail = line[line.rfind("。") + 1 :]
    if len(tail) < len(line) and is_numbered(tail):
        return False  # a heading that stands behind a sentence
    if article := article_at(line):
        return len(line) - article.end >= SENTENCE or _is_cut(line[article.end :])
    if is_numbered(line):
        return _goes_on_below(line, following, numbering)
    if len(line) >= PROSE:
        is_prose = bool(_PROSE.search(line))
    else:
        is_prose = "，" in line and following[-1] in "。；：:" and (numbering.is_law or bool(_GIVES_REASON.match(line)))
    return is_prose and goes_on_in(line, lines, at)


def _is_sentence(line: str) -> bool:
    """Say whether ``line`` is no title: it has a pause, or is an article of ``SENTENCE`` characters and more."""
    article = article_at(line)
    return "，" in line or "。" in line or (article is not None and len(line) - article.end >= SENTENCE)


def _is_cut(words: str) -> bool:
    """Say whether ``words``, all that an article holds in its line, are a sentence that goes on below, no title."""
    if _TO_WHAT_END.match(words):
        return True
    return _NO_TITLE.search(words) is not None and not _ABOVE_LIST.search(words)


def _is_broken_heading(line: str, following: str, below: str) -> bool:
    """Say whether the heading in ``line`` goes on in ``following``: by its words, or by its length over an article ``below``."""
    if not _BARE.fullmatch(following) or line[-1] in "。；：！":
        return False
    heading = heading_at(line)
    if (_JOINS.match(following) or line[-1] in "、和与與及的") and (heading or item_at(line)):
        return True
    if line[-1] in "、和与與及" and _BARE.fullmatch(line) and article_at(below):
        return True
    is_long = heading is not None and len(line) - heading.end >= _LONG_HEADING
    return is_long and is_numbered(below)


class _Width(NamedTuple):
    """From how many columns on a line is full: ``line`` any line, ``prose`` a line with a comma."""

    line: float
    prose: float


def _fixed_width(lines: list[str]) -> _Width:
    """Return the columns at which most lines of the text are broken, or those with a comma below headings that are shorter."""
    widest = max(map(columns, lines))
    full = widest - ROOM
    if not _come_to_an_end(lines, full):
        return _Width(inf, inf)
    filled = [line for line in lines if columns(line) >= full]
    unended = [line for line in lines if not is_ended(line)]
    if len(unended) >= _WRAPPED_LINES:
        filled = [line for line in filled if not is_ended(line)]
        if widest >= _NARROWEST and len(filled) > 0.6 * len(unended):
            return _Width(full, full)
        filled = list(filter(PAUSE.search, filled))
    return _Width(inf, full if widest in _WIDTHS and len(filled) >= _FULL_LINES else inf)


def _come_to_an_end(lines: list[str], full: int) -> bool:
    """Say whether lines of ``full`` columns that have no end mark are followed by one that has: else they are a list."""
    below = pairwise([*lines, ""])
    return not any(
        columns(line) >= full > columns(following) and not (is_ended(line) or is_ended(following)) for line, following in below
    )


def heal(text: str, rows: str = "") -> str:
    """Join lines that were broken inside a sentence; everything else stays. ``text`` is clean (see ``text.clean``).

    The lines of ``rows``, which were rows of a table, are as they were printed: none of them is joined.
    """
    text, apart = with_plain_labels(text), frozenset(with_plain_labels(rows).split("\n"))
    while (healed := _join(text, apart)) != text:  # a line made whole may show that the next one is broken too
        text = healed
    return text


def _join(text: str, rows: frozenset[str]) -> str:
    lines = text.split("\n")
    width = _fixed_width(lines)
    numbering = _Numbering(lines)
    numbered = counted(lines)
    healed = [lines[0]]
    for i, line in enumerate(lines[1:], 1):
        before = healed[-1]
        if (
            before
            and line
            and LOST not in (before, line)
            and len(before) < LONGEST
            and i not in numbered
            and rows.isdisjoint((before, line))
            and (
                (line[0] == "第" and numbering.is_reference(healed, line))
                or _is_in_pair(before, lines, i)
                or _is_broken(before, lines, i, width, numbering)
                or (i + 1 < len(lines) and _is_broken_heading(before, line, lines[i + 1]))
            )
        ):
            is_name = before[-1] not in "：:" and is_whole_note(before) and names_run_on(lines, i)
            blank = " " if is_name or are_letters(before, line) or BARE_LABEL.fullmatch(before) else ""
            healed[-1] = f"{before}{blank}{line}"
        else:
            healed.append(line)
    return "\n".join(healed)
