"""Lines of a letter that show by their form what they are: titles, signatures, dates."""

from __future__ import annotations

import re

from provtag.patterns import Pattern
from provtag.structure.bodies import LABELLED

# The last word of a title, in simplified characters, and more that some titles end with.
KINDS = (
    "条例|办法|规定|细则|方案|意见|通知|计划|规划|决定|规则|制度|章程|纲要|要点|措施|规程|规范|预案|决议|公告|通告|机制|指南|标准"
    "|批复|函|守则|公约|准则|清单|通报|纪要"
)
MORE_KINDS = (
    "條例|辦法|規定|細則|意見|計劃|要點|分工|职责|職責|流程|指引|要求|须知|名单|名單|任务|倡议书|表|图|书|样本|格式|目录|说明"
)
_ENDS = Pattern(rf"(?:{KINDS}|{MORE_KINDS})(?:[（(][^）)]{{1,14}}[）)])?$")
PROSE = Pattern("[。；！？]")  # in a line: it is no title, signature or date
_SENTENCE_END = Pattern(rf"{PROSE.pattern}|[\u4e00-\u9fff]\.$")
_DATE = Pattern(
    r"(?:\d{4}|[〇○ＯO零一二三四五六七八九]{4}) ?[年\-/.] ?[\d一二三四五六七八九十]{1,3} ?[月\-/.]"
    r" ?[\d一二三四五六七八九十]{1,3} ?日?\.?$"
)
WHERE = Pattern("于[\u4e00-\u9fff]{1,11}[省市县縣区區州旗盟镇鎮乡鄉村]$")  # behind the date of what was signed there
_MONTH = Pattern(r"(?:\d{4}|[〇○ＯO零一二三四五六七八九]{4}) ?年 ?[\d一二三四五六七八九十]{1,3} ?月")
_SEAL = "[（(](?:公?章|盖章|印章?)[）)]"
_SIGNATURE = Pattern(
    r"^[^，。；：、]{2,40}(?:(?:政府|办公[厅室]|辦公[廳室]|委[員员][会會]|[厅廳局委办辦院會会部]|[联聯]席[會会][议議]\S*|中心|[联聯]"
    rf"|[支总總大]队|派出所|[分车]站|公司|集团|[学學]校|小学|中学|幼儿园|工会|商会|协会)(?:{_SEAL})?|(?:站|社|海[关關]|公安[处處]|[支分]行){_SEAL})$"
    r"|^[（(](?:[^）)]{2,20}代章|公?章|盖章|印章?)[）)]$"
)
# Of the fields of a signature: 甲方（盖章）：, 代表：, 记录人签字：.
_SIGNS = Pattern("(?:[（(](?:公?章|盖章|印章?|签[名字章])[）)]|签[名字章]|^(?:.* )?(?:法定|授权|[甲乙丙丁]方)?代表人?|^签署)$")
_PERSON = Pattern("[\u4e00-\u9fff×]{2,4}")
_SIGNER = Pattern(
    rf"\S{{3,30}} +[^，。；：、 ]{{0,8}}(?:[长長]|主席|主任|[书書][记記]) +(?!每|全年|[长長]期|年|[随隨][时時]){_PERSON.pattern}"
)
_LONGEST_JOINT = 80  # characters of a line of seals; a longer one is a roster
# What somebody does, and when, or a cell with a number (走访 120户 县妇联): no name of a body holds it.
_DOES = Pattern(
    r" \d|\d(?:[月日]|个月)|每[年月周季日天半]|召[开開]|[举舉][办辦行]|[参參]加|[应應][当當]|不得|必[须須]|[负負][责責]"
    "|[按及][时時]|[签簽][收领領]|[并后後再][交报報送到由]"
)


def ends_like_title(line: str) -> bool:
    """Say whether ``line`` ends with a word that titles end with: 办法, 方案（试行）."""
    return bool(_ENDS.search(line))


def holds_sentence(line: str) -> bool:
    """Say whether a sentence ends in ``line``, also with a point."""
    return bool(_SENTENCE_END.search(line))


def is_date(line: str) -> bool:
    """Say whether ``line`` ends with a date, and where it was signed, or is the year and the month alone."""
    return bool(_DATE.search(WHERE.sub("", line)) or _MONTH.fullmatch(line))


def is_bare_date(line: str) -> bool:
    """Say whether ``line`` is a day and nothing else."""
    return bool(_DATE.fullmatch(line))


def is_signature(line: str) -> bool:
    """Say whether ``line`` is the name of a body, or of several, and nothing else, also no label: 责任单位:县公安局."""
    is_joint = " " in line and len(line) <= _LONGEST_JOINT and all(map(_SIGNATURE.match, line.split()))
    return (is_joint or bool(_SIGNATURE.match(line))) and not (_DOES.search(line) or LABELLED.match(line))


def is_signed(line: str) -> bool:
    """Say whether ``line`` is nothing but the fields of a signature, each with a body, a person, or nothing behind it."""
    *labels, last = re.split("[：:] *", line)
    if not labels or len(line) > _LONGEST_JOINT or not all(map(_SIGNS.search, labels)):
        return False
    return not last or is_signature(last) or bool(_PERSON.fullmatch(last))


def names_signer(line: str) -> bool:
    """Say whether ``line`` says who signs for a body: 县公安局 副局长 李明."""
    return bool(_SIGNER.fullmatch(line)) and is_signature(line.partition(" ")[0])
