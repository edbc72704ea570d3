"""What a letter orders by itself, besides sending the text below it: its sentences, each as a line of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from provtag.patterns import Pattern
from provtag.structure.actors import BINDS, opens_with_actor
from provtag.structure.front_matter import TRANSMITTAL
from provtag.structure.portal import PORTAL, is_back, is_contact, is_portal, opens, opens_end
from provtag.structure.sentences import top_level
from provtag.structure.text import OPENING, Line
from provtag.structure.titles import KINDS, is_date, is_signature

_ASKS = Pattern(
    r"^(?:各|你|凡|全[市县省区体系])[^，。；]{0,24}(?<![主重需必简])[要须請请](?!求|素|件|点|點)|(?<![此目以])[前内](?:上?报(?!告)|(?:[提上]?交|完成)(?!来?[的了過过]))|^各[^。；]{0,30}[日周月年底][前内以]"
)
_REQUEST = Pattern("(?:^|[，；])(?:另[：，:]?|[备備]?注[：:])?[请請](?![求示])")
_OF_A_SITE = Pattern("浏览器|登[录陆錄]|验证码|网友|客户端|扫码|扫描|关注|下载|点击|访问|[您]")
_DECIDES = Pattern(
    "[决決商]定，?(?:[从從自于於在由][^。；：]{1,40})?(?:[开開]展|成立|[调調]整|建立|[组組][织織])"
    r"|(?:定于|[决決]定[自从從]) ?(?:\d{4}年)?\d{1,2}月"
)
_FORMULA = Pattern(  # sends the text
    "印[发發](?:[给給]?你|执行|各)|[转轉][发發][给給]?你|[现現](?:予|将|將|就).{0,80}(?:印[发發]|公布|[发發]布|如下)"
)
_NO_LIMIT = "(?!要|[^，。；]{0,16}(?:[前底内內]|起))"  # 今年6月底前 is a time limit, 今年要办的事 is to come
# Tells what was or how things are, or says good day.
_TELLS = Pattern(
    r"^(?:有[的些]|[个個][别別]|少[数數]|多[数數]|部分|希望)|我[^们們的]{1,3}是|再[过過]|年[来來]|以[来來]|截至|截止|目前|[过過][后後]|即[将將]"
    rf"|(?:[近今去昨往][年日期天晚来來]|\d{{4}}年){_NO_LIMIT}|[据據][^，。]{{2,10}}，|伊始|上半年|(?<![为為除])了(?!解)|(?:[议議]|[讨討][论論])通[过過]"
    r"|已(?![满滿])|[曾仍]|尚[未有存]|\d(?:[起％%]|\.\d)|[了生]一起|一群|[现現日][有均]|有[发發]生|依然存在|存在.{0,12}[问問][题題]|致使|[进進]入高"
    r"|所幸|教[训訓]|[问問][题題](?:集中|[是在出])|研究(?:同意|[决決]定)|[废廢]止|好！$"
    # What is said of older texts, not of whom they bind: 原方案停止执行.
    rf"|(?:作[废廢]|^[原旧舊《][^，；]*(?:{KINDS}|文件|[》号號])[^，；]{{0,16}}(?:不再|停止)(?:使用|[执執]行))[。；]?$"
)
# Said of a case that may come, not of one that was: 仍找不到的，采集血样; 执行中遇到的问题，请及时反馈.
_CASE = Pattern(
    "(?!有的)[^，。；]{2,40}的，|[^。；]*(?:立即|立刻|马上(?![就要到开過过])|一律)"
    "|(?:[执執试試]行(?:[过過]程)?中|遇[到有])[^，。；]{0,10}(?:[问問][题題]|意[见見]|情[况況])(?![较較很还還仍])"
)
# What is asked behind a formula, besides to carry the text out: 请遵照执行，名单于3月5日前上报.
_BESIDES = Pattern("[日周月年底][前内]|^并[将將把]|^每[周月季年]")
_BACKGROUND = Pattern(f"[近今去]年{_NO_LIMIT}|根据|根據|按照|[为為](?:了|做|[贯貫]|[进進]|切)")


def orders_in(line: Line) -> list[Line]:
    """Return the sentences of ``line``, a paragraph of a letter, that order something: 各校应当于6月底前报送名单。

    What only sends the text, or says why, orders nothing.
    """
    text = line.text
    if text[-1] not in "。：；！" or text[0] in OPENING or _is_fact(text):  # titles, addressees
        return []
    found: list[Line] = []
    is_told = "。" not in text and text[-1] in "：:"  # nor are the bodies to which a letter goes told what to do
    for sentence in _sentences(text):
        ordered: set[tuple[int, int]] = set()
        for start, end in sentence:
            words = text[start:end]
            is_order, sends = _orders(words), _sends(words)
            # What follows is told, too, where it does not say who does what, up to what sends the text.
            is_told = not sends and (is_told or (_tells(words) and not is_order))
            if is_order or _is_plain_order(words, is_told):
                ordered.add((start, end))
        if ordered:
            own = [part for part in sentence if part in ordered or not _is_front(text[slice(*part)])]
            found += [Line(line.start + start, line.start + end, text[start:end]) for start, end in _joined(own)]
    return found


def _sentences(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the ranges between the marks of ``text``, those that semicolons join as one sentence."""
    marks = sorted({*top_level(text, 0, len(text))[0], len(text)})
    sentence: list[tuple[int, int]] = []
    for start, end in pairwise([0, *marks]):
        sentence.append((start, end))
        if text[end - 1] not in "；;" or end == len(text):
            yield sentence
            sentence = []


def _joined(ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield ``ranges``, those that adjoin as one."""
    starts = {start for start, _ in ranges}
    ends = {end for _, end in ranges}
    yield from zip(sorted(starts - ends), sorted(ends - starts), strict=True)


def orders_behind(lines: list[Line]) -> list[Line]:
    """Return those of ``lines``, which stand behind a signature, that order something: 另：请各校派一人参加。"""
    own = takewhile(lambda line: not opens_end(line.text), lines)
    return [line for line in own if _is_order_behind(line.text)]


def _is_order_behind(text: str) -> bool:
    words = text.strip("（()）")
    is_sentence = text[-1] in "。；！）)" or opens_with_actor(words)  # headlines and buttons of a site are none
    if not words or not is_sentence or _OF_A_SITE.search(words):
        return False
    if is_back(text) or is_date(text) or is_signature(text) or _is_fact(words) or _FORMULA.search(words):
        return False
    return bool(_REQUEST.match(words) or _ASKS.search(words))


def _is_fact(text: str) -> bool:
    return is_portal(text) or is_contact(text) or opens(PORTAL, text)


def _is_front(words: str) -> bool:
    return _sends(words) or _tells(words)


def _sends(words: str) -> bool:
    return bool(_FORMULA.search(words) or TRANSMITTAL.search(words))


def _tells(words: str) -> bool:
    return not _CASE.match(words) and bool(_BACKGROUND.match(words) or _TELLS.search(words))


def _is_plain_order(words: str, is_told: bool) -> bool:
    """Say whether a sentence orders without a word that binds: 派出所每周巡查车站。

    In what ``is_told`` it says who does it, or asks for it.
    """
    if words[-1] not in "。；！" or _sends(words):
        return False
    return not is_told or ((_charges(words) or bool(_REQUEST.search(words))) and not _tells(words))


def _orders(words: str) -> bool:
    """Say whether ``words`` order something by their form, even where they send a text, too."""
    if formula := _FORMULA.search(words):
        before, behind = words[: formula.start()], words[formula.end() :].split("，")[1:]
        if any(_CASE.match(part) or _BESIDES.search(part) for part in behind):
            return True
        is_asked = before.endswith("，") and (_charges(before) or bool(_ASKS.search(before)))
        return not _BACKGROUND.match(words) and (is_asked or bool(BINDS.search(words)))
    if BINDS.search(words) or _DECIDES.search(words):
        return True
    return bool(_ASKS.search(words)) or (opens_with_actor(words) and "要" in words)


def _charges(words: str) -> bool:
    """Say whether ``words`` say what somebody does, or what befalls who does not: 房东不登记的，处罚款。"""
    return opens_with_actor(words) or bool(_CASE.match(words))
