"""What a letter orders by itself, besides sending the text below it: its sentences, each as a line of its own."""

from __future__ import annotations

import re

from provtag.structure.actors import opens_with_actor
from provtag.structure.front_matter import BINDS
from provtag.structure.portal import is_portal
from provtag.structure.sentences import top_level
from provtag.structure.text import OPENING, Line

_ASKS = re.compile(
    r"^(?:各|你|凡|全[市县省区体系])[^，。；]{0,24}(?<![主重需必简])[要须請请](?!求|素|件|点|點)|[前内]报(?!告)|^各[^。；]{0,30}[日周月年底][前内以]"
)
_DECIDES = re.compile("[决決]定，?(?:[从從自于於在由][^。；：]{1,40})?(?:[开開]展|成立|[调調]整|建立|[组組][织織])")
_FORMULA = re.compile(  # sends the text, or speaks of how it is to be carried out
    r"印[发發](?:[给給]?你|执行|各)|[转轉][发發][给給]?你|[现現](?:予|将|將|就).{0,80}(?:印[发發]|公布|[发發]布|如下)"
    r"|(?:[执執试試]行|工作)[中过].{0,8}(?:[问問]题|[问問]題|意[见見]|情[况況])"
)
_BACKGROUND = re.compile("[近今去]年|根据|根據|按照|[为為](?:了|做|[贯貫]|[进進]|切)")


def orders_in(line: Line) -> list[Line]:
    """Return the sentences of ``line``, a paragraph of a letter, that order something: 各校应当于6月底前报送名单。

    What only sends the text, or says why, orders nothing.
    """
    text = line.text
    if text[-1] not in "。：；！" or text[0] in OPENING or is_portal(text):  # titles, addressees, facts
        return []
    marks = sorted({*top_level(text, 0, len(text))[0], len(text)})
    sentences = zip([0, *marks], marks, strict=False)
    return [Line(line.start + start, line.start + end, text[start:end]) for start, end in sentences if _orders(text[start:end])]


def _orders(words: str) -> bool:
    if _FORMULA.search(words):
        return bool(BINDS.search(words)) and not _BACKGROUND.match(words)
    if BINDS.search(words) or _DECIDES.search(words):
        return True
    return bool(_ASKS.search(words)) or (opens_with_actor(words) and "要" in words)
