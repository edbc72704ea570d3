"""Links that a database of laws puts between the articles: how many cases and other laws cite each, 【释义】."""

from __future__ import annotations

import re

from provtag.documents import notices

_NAME = (
    "关联法规|关联案例|关联文件|相关法规|相关案例|案例与裁判文书|裁判文书|司法案例|案例|实务指南|实务|条文释义|条文理解|条文沿革|本条变迁|本条沿革"
    "|释义|司法解释|地方性?法规|部门规章|行政法规|中央法规|法律法规|法学期刊|期刊|论文|律所实务|法律资讯|修订沿革|立法资料|英文版|权威观点|专题参考"
)
_COUNT = "[（(]?[0-9]{1,7}[）)]? ?[篇条件个部]?"
_LINE = re.compile(
    rf"[【\[]?法宝(?:联想|之窗|新AI)[】\]]?(?:[：:].{{0,200}})?|(?:{_NAME}) ?{_COUNT}"
    rf"|(?:(?:{_NAME})(?:[ \u3000\xa0]?{_COUNT})?[ \u3000\xa0|｜/]*){{2,}}|(?:[【\[](?:{_NAME})[】\]]\s*)+"
)
_BEHIND = re.compile(rf"(?<=[。；：])[ \u3000\xa0]*(?:[【\[](?:{_NAME}|法宝联想)[】\]][ \u3000\xa0]*)+(?=\r?$)", re.MULTILINE)
_ANY = re.compile(rf"法宝|{_NAME}")
_LONGEST = 240  # characters


def without_law_links(text: str) -> tuple[str, tuple[str, ...]]:
    """Return ``text`` without the links of a database, alone in their lines or behind a sentence, and a warning of them."""
    if not _ANY.search(text):  # most texts
        return text, ()
    text, count = _BEHIND.subn("", text)
    lines = text.split("\n")
    kept = [line for line in lines if len(line) > _LONGEST or not _LINE.fullmatch(line.strip())]
    count += len(lines) - len(kept)
    return "\n".join(kept), (notices.LAW_LINKS.format(count=count),) if count else ()
