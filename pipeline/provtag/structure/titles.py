"""Which lines are titles of documents."""

from __future__ import annotations

import re

# The last word of a title, in simplified characters.
KINDS = (
    "条例|办法|规定|细则|方案|意见|通知|计划|规划|决定|规则|制度|章程|纲要|要点|措施|规程|规范|预案|决议|公告|通告|机制|指南|标准"
    "|批复|函|守则|公约|准则|清单"
)
_MORE_KINDS = (
    "條例|辦法|規定|細則|意見|計劃|要點|分工|职责|職責|流程|指引|要求|须知|名单|名單|任务|倡议书|表|图|书|样本|格式|目录|说明"
)
_ENDS = re.compile(rf"(?:{KINDS}|{_MORE_KINDS})(?:[（(][^）)]{{1,14}}[）)])?$")


def ends_like_title(line: str) -> bool:
    """Say whether ``line`` ends with a word that titles end with: 办法, 方案（试行）."""
    return bool(_ENDS.search(line))
