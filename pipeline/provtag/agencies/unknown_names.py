"""Names that the register lacks: stretches of a text that stand where an agency may stand and are built like one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from provtag.language.ideographs import ideographs_but
from provtag.patterns import Pattern

_BEFORE = "由|并由|交由|交(?![通警管投运])|含原|设在|会同|联合|协同|配合|协助|督促|邀请|和|与|及|向|报|抄送"
_AFTER = r"(?=[、,;。:()〔〕【】\[\]\n]|$|和|与|及|等|负责|牵头|按职责|配合|参与|协助|会同|联合|应当|要|参加)"
# No name has these: verbs, prepositions, particles. Nor does a name begin with how many there are (六部门).
_CHARACTER = ideographs_but("由和与及向对在从经将把被报请给让的是为以或按至到了着过等不")
_LED = f"(?:各级|国家|[省市县区旗州镇乡]){_CHARACTER}{{1,8}}?(?:局|厅|纪委|委员会|部门|机关|联合会|协会)"
_LAST = "[局厅委办处署会社院站所部段团室组门关队司心科股]"
_UNKNOWN = Pattern(f"(?<![一-鿿])(?:{_BEFORE})?(?P<name>{_LED}|(?![两三四五六七八九十几多]){_CHARACTER}{{2,16}}?{_LAST}{_AFTER})")
# Last characters that make an organ only together with the one before.
_LONG_ENDINGS = {
    "室": ("办公室", "督查室", "监督室", "督导室"),
    "组": ("小组",),
    "门": ("部门",),
    "关": ("机关",),
    "队": ("支队", "大队", "总队", "中队"),
    "司": ("公司",),
    "心": ("中心",),
    "会": ("协会", "联合会", "委员会", "理事会", "商会", "总会", "学会", "研究会"),
    "社": ("联社", "合作社", "日报社"),
    "院": ("法院", "检察院", "考试院"),
    "段": ("车务段", "客运段", "工务段"),
    "团": ("集团",),
}


class Stretch(NamedTuple):
    """A stretch of a folded text."""

    start: int
    end: int


def unknown_names(text: str, taken: Sequence[tuple[int, int]] = ()) -> Iterator[Stretch]:
    """The stretches of a folded text built like names that touch none already ``taken``, which are in order."""
    following = 0
    for match in _UNKNOWN.finditer(text):
        start, end = match.span("name")
        endings = _LONG_ENDINGS.get(text[end - 1])
        if endings and not text.endswith(endings, start, end):
            continue
        while following < len(taken) and taken[following][1] <= start:
            following += 1
        if following == len(taken) or end <= taken[following][0]:
            yield Stretch(start, end)
