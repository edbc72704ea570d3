"""The grammar of numbering: which characters at the start of a line or sentence are a number, and of what kind."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from string import ascii_uppercase
from typing import NamedTuple

from provtag.language.numerals import (
    ALONE,
    ARABIC,
    ARABIC_IN_BRACKETS,
    CHINESE,
    ENCIRCLED,
    FORMAL,
    IN_BRACKETS,
    ROMAN,
    STEMS,
    WITH_POINT,
    to_int,
)
from provtag.patterns import Pattern

C, N = f"[{CHINESE}]", f"[{ARABIC}]"
ANY = f"(?:{C}(?: ?{C}){{0,7}}|{N}{{1,4}}|[{FORMAL}]{{1,4}})"  # 九千九百九十九, 9999: no number is longer


class Style(StrEnum):
    """How a number is printed."""

    BOOK = "编"
    SUBBOOK = "分编"
    PART = "部分"
    GRAND = "壹、"
    CHAPTER = "章"
    SECTION = "节"
    ARTICLE = "条"
    COMMA = "一、"
    BRACKET = "（一）"
    POINT = "1．"
    DECIMAL = "1.1"
    ARABIC_BRACKET = "（1）"
    HALF_BRACKET = "1）"
    CIRCLE = "①"
    LETTER = "A．"
    CODE = "A1"
    TASK = "任务一："
    FLOW = "一是"  # a number that is also the first words of its sentence
    DASH = "——"
    LINE = "line"  # an item of a list that has no number but its line


_ARABIC = (Style.POINT, Style.ARABIC_BRACKET, Style.HALF_BRACKET)  # mistaken for each other when a list is typed
OF_PARTS = (Style.COMMA, Style.BRACKET, Style.POINT)  # of these long lines may be titles
HEADING_STYLES = (Style.BOOK, Style.SUBBOOK, Style.PART, Style.GRAND, Style.CHAPTER, Style.SECTION)

# Behind a number with points or a blank these are measures: 1.5万元, 2 名民警.
_MEASURE = (
    "(?! ?(?:[万亿元%％倍米吨千百毫℃岁歲]|个(?![人案别体性])|個(?![人案別體性])|年(?![度龄检审轻级])|月(?!报)|日(?![常程报志])"
    "|度(?!假)|名(?![词称单录额])|天(?![眼网])|次(?!序)|户(?![口籍外])|项(?!目)|項(?!目)|条(?![件例])|條(?![件例])|份(?!额)|届(?!时)|号(?!码)|號(?!碼)"
    "|周(?![期边报])|起(?![诉草始点步])|公[里斤顷平]|平方|小时|分钟|人(?![社力民大事口审员工身])|家(?![长長庭暴政访访属])))"
)
_YEAR = f"(?:19|20){N}{N}年"
# Behind the point of a number, digits that count something whole: 15．26个村, 21．2015年, 3.12348热线 (but 2.5万元).
_COUNTED = (
    rf"(?={N}{{1,3}}(?:名(?![词称单录额])|个(?![百人案])|户(?![口籍])|所|起(?!诉)|件|月(?!报))|{N}{{2,3}}(?:家(?![长庭])|天|岁|人)"
    rf"|{_YEAR}|{N}{{5}}[\u4e00-\u9fff]|{N}{{1,3}}(?:[,，]{N}{{3}})+[\u4e00-\u9fff])"
)
BULLETS = "▀-◊◌-➿※•"  # blocks, shapes, stars and arrows of print, without the circle that is a nought (二○○九年)
TIME = "[0-9０-９]{1,4} ?[年月]"  # behind a number in Chinese: 三、2019年的打算
MEASURED = f"{C}{{1,2}}[两兩]?[级級月年类類批期季層层线線審审產产日、]"  # behind a first number: 三、四月份, 一、二级医院
FLOW = "[一二三四五六七八九十]{1,2}(?=[是要](?![否不]))|第[一二三四五六七八九十](?=，)"
_JOINED = "[、和与與及两兩双雙三类類级級岗崗组組栋班区區型楼]"  # behind two letters: A、B岗, A、C两类, but not A、B超
ITEM = "|".join(
    (
        rf"(?P<comma>{C}{{1,8}}|[{ALONE}](?=、))"
        rf"(?: ?[、．.](?:(?![0-9０-９]|{MEASURED})|(?={TIME}))|：(?!{C})(?=[\u4e00-\u9fff]))",
        rf"[（(〔【] ?(?P<bracket>{C}{{1,8}}|[{ALONE}]) ?[）)〕】][、．.]?(?! ?(?:[项項款目][规規所中的、和至]|[至、和] ?[（(]))",
        rf"(?P<bracket_sign>[{IN_BRACKETS}])[、．.]?",
        rf"(?P<point>{N}{{1,2}}) ?(?:、(?:(?![0-9０-９])|(?={_YEAR}))|[．.](?:(?![0-9０-９])|{_COUNTED}))",
        rf"(?P<point_sign>[{WITH_POINT}])",
        rf"(?P<decimal>{N}{{1,2}}(?:[.．]{N}{{1,2}}){{1,3}})[.．、]?(?: +|(?=[\u4e00-\u9fff《“])){_MEASURE}",
        rf"(?P<outer_decimal>{N}{{1,2}}) +(?=[\u4e00-\u9fff《“]){_MEASURE}",
        rf"[（(] ?(?P<arabic>{N}{{1,2}}) ?[）)][、．.]?",
        rf"(?P<arabic_sign>[{ARABIC_IN_BRACKETS}])[、．.]?",
        rf"(?P<half>{N}{{1,2}}) ?[）)][、．.]?",
        rf"(?P<closed>{C}{{1,2}})[）)](?=[\u4e00-\u9fff])",  # the other bracket is lost
        rf"[（(](?P<opened>{C}{{1,2}}) +(?=[\u4e00-\u9fff])",
        rf"(?P<circle>[{ENCIRCLED}])",
        rf"(?P<grand>[{FORMAL}]{{1,3}}|[{ROMAN}])[、．.]",
        rf"(?P<stem>[{STEMS}])、(?![{STEMS}])",
        rf"(?:任[务務]|措施|步[骤驟]|行[动動])(?P<task>{C}{{1,2}}|{N}{{1,2}})(?:[：:、．.] *| +)",
        rf"(?:第(?P<stage>{C}{{1,2}}|{N}{{1,2}})[阶階]段|[问問][题題](?P<problem>{C}{{1,2}}|{N}{{1,2}}))[：:] *",
        rf"(?P<letter>[A-Za-z])(?:、(?![A-Za-z](?:{_JOINED}|$))|[．）)]|\. ?(?=[\u4e00-\u9fff]))",
        rf"(?P<flow>{FLOW})",
        rf"(?P<dash>(?:——|[{BULLETS}]|[-*] )(?=[^\w\n]{{0,40}}\w))",  # no rule of signs
    )
)
_ITEM_STYLES = {
    "comma": Style.COMMA,
    "bracket": Style.BRACKET,
    "bracket_sign": Style.BRACKET,
    "closed": Style.BRACKET,
    "opened": Style.BRACKET,
    "point": Style.POINT,
    "point_sign": Style.POINT,
    "decimal": Style.DECIMAL,
    "outer_decimal": Style.DECIMAL,
    "arabic": Style.ARABIC_BRACKET,
    "arabic_sign": Style.ARABIC_BRACKET,
    "half": Style.HALF_BRACKET,
    "circle": Style.CIRCLE,
    "grand": Style.GRAND,
    "stem": Style.GRAND,
    "task": Style.TASK,
    "stage": Style.TASK,
    "problem": Style.TASK,
    "letter": Style.LETTER,
    "flow": Style.FLOW,
    "dash": Style.DASH,
}
_FLOW = Pattern(FLOW)
_MARKS = (
    "(?:#{1,6}+ *+)?+"  # of a heading in Markdown; bounded and never given back, or rules of such signs would cost their square
)
_STARS = r"\*{0,3}+"
_ITEM = Pattern(rf"{_MARKS}(?:{ITEM})")
_OPENS = Pattern(
    f"[{CHINESE}{ALONE}{ARABIC}（(〔【{IN_BRACKETS}{WITH_POINT}{ARABIC_IN_BRACKETS}{ENCIRCLED}{FORMAL}{ROMAN}{STEMS}"
    f"任措步行问問A-Za-z第#—{BULLETS}*-]"
)
_HEADING_STYLES = {
    "分编": "SUBBOOK",
    "分編": "SUBBOOK",
    "编": "BOOK",
    "編": "BOOK",
    "篇": "BOOK",
    "部分": "PART",
    "章": "CHAPTER",
    "节": "SECTION",
    "節": "SECTION",
}

# 第十二条规定的…, 第三条、第五条…: a reference that happens to open a line, not the start of an article.
REFERENCE = (
    r"(?!规定|規定|之?[规規]定|所[称稱列规規]|(?:[至到]|[—–－~～-]{1,2}) ?第|、 ?(?:[第本前《和]|及(?![时時早]))"
    r"|[和或](?![谐諧睦平解])|及(?![时時早])|至(?![少今迟遲])"
    rf"|[与與](?![会會])|中的|的[规規]定|修改为|修改為|改为|改為|第{ANY}[款项項])"
)
ARTICLE = (
    rf"[第笫] ?(?P<article>{ANY})(?:(?<={N}) ?[-－–—之] ?(?P<dash_branch>{N}{{1,2}}))? ?[条條粂]"
    rf"(?:之(?P<branch>{C}{{1,2}}|{N}{{1,2}}))?{REFERENCE}"
)
_ARTICLE = Pattern(
    rf"{_MARKS}{_STARS}(?P<opened>[【\[〔])?{ARTICLE}(?(opened)(?:[】\]〕]|(?= [^】\]〕\n]{{1,40}}[】\]〕])))[\*：:、．.，,]*"
)
_JOINT = Pattern(
    rf"(?:第 ?(?P<first>{ANY}) ?[条條])(?:(?:[、和至到—-]|[—]{{2}})第 ?{ANY} ?[条條])+ +(?![规規所])"
)  # 第九条、第十条 …
_ARTICLE_OPENS = ("第", "笫", "#", "*", "【", "[", "〔")
_HEADING = Pattern(
    rf"{_MARKS}{_STARS}(?:第 ?(?P<n>{ANY}) ?(?P<sign>分?[编編]|[篇章节節]|部分)(?![^ ]{{0,3}}[规規]定)"
    rf"|(?P<of_three>[上中下])(?P<volume>[篇编編])(?= |$)"
    rf"|(?P<stem>[{STEMS}])、(?![{STEMS}])"
    rf"|(?P<grand>[{FORMAL}]{{1,3}}|[{ROMAN}])[、．.] ?)"
)
_HEADING_OPENS = ("第", "#", "*", *"上中下", *STEMS, *FORMAL, *"ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ")
_NO_HEADING = tuple("。；：，")  # what ends so is none
_LONGEST_HEADING = 60  # characters


class Marker(NamedTuple):
    """A number as printed. ``end`` is the offset after it and its blanks; ``key`` its normalised value: 17, 10-1, 1.2."""

    style: Style
    number: str
    key: str
    end: int


def _skip_blanks(text: str, at: int, end: int) -> int:
    while at < end and text[at] == " ":
        at += 1
    return at


def article_number(found: re.Match[str]) -> tuple[int, int]:
    """Return article and branch of a match of ``ARTICLE``: 第十条之一 and 第 10-1 条 are (10, 1), 第十条 is (10, 0)."""
    article, branch, dash_branch = found.group("article", "branch", "dash_branch")
    branch = branch or dash_branch
    return to_int(article), to_int(branch) if branch else 0


def article_at(text: str, start: int = 0, end: int | None = None) -> Marker | None:
    """Return the article number that opens ``text[start:end]``."""
    if not text.startswith(_ARTICLE_OPENS, start):  # most lines: spares the pattern
        return None
    end = len(text) if end is None else end
    found = _ARTICLE.match(text, start, end)
    if not found:
        joint = _JOINT.match(text, start, end)
        return Marker(Style.ARTICLE, joint[0].strip(), str(to_int(joint["first"])), joint.end()) if joint else None
    article, branch = article_number(found)
    key = f"{article}-{branch}" if branch else str(article)
    number = found[0].strip("#* ：:、．.，,【[〔】]〕")
    return Marker(Style.ARTICLE, number, key, _skip_blanks(text, found.end(), end))


def heading_at(text: str, start: int = 0, end: int | None = None) -> Marker | None:
    """Return the number of the 编, 部分, 章 or 节 (or 壹、) whose heading is ``text[start:end]``."""
    if not text.startswith(_HEADING_OPENS, start):  # most lines
        return None
    end = len(text) if end is None else end
    if end - start > _LONGEST_HEADING or text.endswith(_NO_HEADING, start, end):
        return None
    found = _HEADING.match(text, start, end)
    if not found or (found["grand"] and found.end() == end):
        return None
    if found["stem"]:
        return Marker(Style.PART, found[0].strip("#* "), str(to_int(found["stem"])), _skip_blanks(text, found.end(), end))
    style = Style.GRAND if found["grand"] else Style[_HEADING_STYLES[found["sign"] or found["volume"]]]
    key = str(" 上中下".index(found["of_three"]) if found["of_three"] else to_int(found["n"] or found["grand"]))
    return Marker(style, found[0].strip("#* "), key, _skip_blanks(text, found.end(), end))


def item_at(text: str, start: int = 0, end: int | None = None) -> Marker | None:
    """Return the plan or item number (一、（一）1．（1）①——) that opens ``text[start:end]``."""
    if not _OPENS.match(text, start):  # most sentences
        return None
    end = len(text) if end is None else end
    found = _ITEM.match(text, start, end)
    if not found or found.end() == end:
        return None
    group = found.lastgroup or "dash"
    style = _ITEM_STYLES[group]
    if style is Style.FLOW:
        return Marker(style, "", "", start)
    return Marker(style, found[0].strip("# "), key_of(style, found[group]), _skip_blanks(text, found.end(), end))


@lru_cache(maxsize=4096)
def key_of(style: Style, printed: str) -> str:
    """Return the normalised value of a number of ``style``."""
    if style is Style.DASH:
        return ""
    if style is Style.LETTER:
        return str(f" {ascii_uppercase}".index(printed.upper()))
    key = ".".join(str(to_int(part)) for part in re.split("[.．]", printed))
    return key.removesuffix(".0") if style is Style.DECIMAL else key  # 1.0 stands above 1.1


def opens_anew(line: str) -> bool:
    """Say whether ``line`` is an article or the heading of a chapter."""
    return bool(article_at(line) or heading_at(line))


def begins(marker: Marker) -> bool:
    """Say whether ``marker`` is the first of a list, or has no count: 1, （一）, 2.1, ——."""
    return marker.key.rpartition(".")[2] in ("", "1")


def continues(marker: Marker, style: Style, key: str) -> bool:
    """Say whether ``marker`` is the number after ``key`` in a list, though it may be printed in other signs: 1、 2） （3）."""
    is_alike = marker.style is style or (marker.style in _ARABIC and style in _ARABIC)
    return is_alike and marker.key == key_after(key)


def key_after(key: str) -> str:
    """Return the key that counts on from ``key``: 2 from 1, 1.3 from 1.2; "" where it has no count."""
    part, point, last = key.rpartition(".")
    return f"{part}{point}{int(last) + 1}" if last.isdecimal() else ""


def is_numbered(line: str) -> bool:
    """Say whether a number of any kind opens ``line``."""
    item = item_at(line)
    return bool(item and item.style is not Style.FLOW) or opens_anew(line)


def starts_flow(line: str) -> bool:
    """Say whether ``line`` begins with a number that is also its first words: 一是, 第二，"""
    return bool(_FLOW.match(line))
