"""Whether a text is a Chinese regulation at all, in whole sentences: what makes one doubt it, in plain words."""

from __future__ import annotations

from itertools import islice, pairwise

from provtag.documents import notices
from provtag.documents.text import plausibility
from provtag.patterns import Pattern

GLANCE = 400  # characters that are looked at first, and are enough where they read like a regulation
ENOUGH = 8  # official words in a glance with which it does
SAMPLE = 20_000  # characters that are looked at otherwise
CHINESE = 0.1  # share of Chinese characters below which a text is none
RUNNING = 0.25  # share of common characters below which Chinese characters are no running text
OFFICIAL = 1.0  # official words in a hundred characters below which a text is no regulation
NARROWEST, WIDEST = 6, 14  # characters of lines that are too short to be told from those of a list
TORN = 2  # ends of sentences that stand alone below such a line
FULL = 0.4  # share of lines that are as long as the longest
SHORT = 600  # characters of a page beyond which it is more than a message

_LATIN = Pattern("[A-Za-z]+")
_HAN = Pattern("[\u3400-\u9fff]")
_WORD = Pattern(
    "应当|應當|应该|應該|不得|禁止|负责|負責|牵头|牽頭|配合|规定|規定|办法|辦法|条例|條例|细则|細則|方案|要点|要點|通知|意见|意見|决定|決定"
    "|部门|部門|机关|機關|政府|人民|单位|單位|公安|警察|民政|教育|司法|法院|检察|檢察|卫健|卫生|衛生|人社|妇联|婦聯|街道|乡镇|鄉鎮|依法|依照|依据|依據"
    "|犯罪|拐卖|拐賣|反拐|打拐|受害|被害|救助|解救|安置|[监監][护護督]|执法|執法|[责責]任|[职職][责責]|施行|实施|實施|制定|訂定|审批|[报報][告批案警]"
)
_MESSAGE = Pattern(
    r"(?i)(?<!\d)(?:40[0-9]|50[0-4])(?!\d)|forbidden|not found|bad gateway|access denied|captcha|javascript|loading"
    "|被拒绝|拒[绝絕][访訪][问問]|禁止[访訪]问"
    "|[没沒]有[权權]限|[无無][权權][访訪]|[验驗][证證]码|人机验证|安全[验驗][证證]|滑动验证|[启啟]用.{0,10}(?:脚本|[Jj]ava[Ss]cript)"
    "|浏览器.{0,8}(?:不支持|版本)|不支持.{0,4}脚本|正在(?:加载|跳转|检[测查])|加载中|页面(?:不存在|已(?:被)?删除|无法)|找不到.{0,6}页面"
    "|无法(?:显示|访问)|系统(?:维护|繁忙|升级)|请稍[候后]|(?:会话|登录).{0,4}(?:超时|过期|失效)|请(?:先|重新)?登[录陆]|被.{0,6}拦截|防火墙"
)
_END_MARKS = "。；：！？，"
_ARTICLE = Pattern(r"(?m)^\s*(?:第[一二三四五六七八九十百\d ]{1,6}[条條]|[一二三四五六七八九十]{1,3}、)")


def doubts(text: str) -> tuple[str, ...]:
    """Return at most one warning: why ``text`` is perhaps no Chinese regulation."""
    glance = text[:GLANCE]
    if len(text) > SHORT and sum(1 for _ in islice(_WORD.finditer(glance), ENOUGH)) == ENOUGH:
        return ()
    words = "".join(text[:SAMPLE].split())
    if len(_HAN.findall(words)) <= CHINESE * len(words):
        return (notices.FEW_CHINESE,)
    words = _LATIN.sub("", words)  # a translation beside the text speaks for nothing
    if len(words) > 50 and plausibility(words) < RUNNING:
        return (notices.FEW_CHINESE,)
    if len(words) < SHORT and _MESSAGE.search(words) and not _ARTICLE.search(text):
        return (notices.NO_PAGE,)
    if len(words) > 50 and len(_WORD.findall(words)) * 100 < OFFICIAL * len(words):
        return (notices.NO_REGULATION,)
    return ()


def torn(text: str) -> tuple[str, ...]:
    """Return at most one warning: the lines of ``text`` are broken at so few characters that no sentence is surely whole."""
    lines = [line for line in map(str.strip, text.split("\n")) if line]
    width = max(map(len, lines), default=0)
    if not NARROWEST <= width <= WIDEST:  # most texts
        return ()
    full = [len(line) >= width - 1 for line in lines]
    ends = sum(  # of a sentence, for which the line above had no room; those of verses are as long as the rest
        is_full and line[-1] not in _END_MARKS and below[-1] in "。；" and not (below_full or _ARTICLE.match(below))
        for (line, is_full), (below, below_full) in pairwise(zip(lines, full, strict=True))
    )
    return (notices.NARROW.format(count=width),) if ends >= TORN and sum(full) >= FULL * len(lines) else ()
