"""What a web page or a printing office puts around a regulation: facts and links, greetings, statements, distribution lists."""

from __future__ import annotations

from provtag.patterns import Pattern
from provtag.structure.actors import MUST
from provtag.structure.duty_notes import opens_labelled_note
from provtag.structure.markers import is_numbered

PORTAL = Pattern(
    r"^(?:[发發]布日期|[发發]布[时時][间間]|[来來]源|信息[来來]源|浏览|瀏覽|[访訪][问問]量|字[号號体體]|【?(?:打印|打[開开]|[關关][闭閉])|分享|索引号|索引號"
    r"|主题分类|发文|發文|成文日期|有效性|[标標][题題]|当前位置|當前位置|您[当现所]|首[页頁]|[来來]文|[体體]裁|文 ?号|名 ?称|公开"
    r"|点击|保护视力)"
)
BACK = Pattern(
    r"附[件表]|附：|附:|抄 ?送|抄 ?[报報]|分 ?送|主送|相[关關](?:[链鏈]接|文件|[阅閱][读讀]|解[读讀])|解[读讀]|打印|分享|关闭"
    r"|關閉|【|\[|责任编辑|編輯|编辑|[来來]源|上一篇|下一篇|扫一扫|掃一掃|(?:网站|網站)|主[办辦][单單]位：|版[权權]|联系我们|返回|[（(]此[件函文]|[（(]联系"
    r"|ICP|备案|专此|妥否|以上(?:报告|意见|请示)，?(?:妥否|请)|此通知。?$"
    r"|特此(?:通[知告报]|公告|[函复答]|报告|批复|证明|说明)|<!--|-{3,}|主[题題][词詞]|（完）|责编|公开属性|政策"
    r"|联[系络絡]人|聯[繫絡]人|联系[电方地]|聯繫[電方]|电子?邮箱|电子信箱|[传傳] ?真[：:]|[电電] ?[话話][：:]|[邮郵] ?箱[：:]"
    r"|(?:出席|列席|请假|缺席)(?:人[员員]|[单單]位)?[：:]|[签簽][发發](?:[领領][导導]|人)[：:]|信息公[开開]|公[开開]方式|打字[：:]"
    r"|校[对對]：|[（(]共印|共印\d{1,5}份$|网友|網友|评论|評論|声明|聲明|免责"
)
# What is no law even where it ends like a sentence: fixed phrases, and a keyword with a colon (来源：…, 附件1：…).
_PHRASE = Pattern(
    r"[特专]此|妥否|以上(?:报告|意见|请示)，?(?:妥否|请)|此通知。?$"
    r"|[（(]此件|[（(]联系|[（(]完|[（(]共印|<!--|-{3,}|【?(?:打印|打開|关闭|關閉)[】 ]|版[权權]所有|扫一扫|掃一掃"
)
_FIELD = Pattern(r"[^，。：:]{0,4}[：:]")
_ORDER = Pattern(f"{MUST}|负责|負責")
_PROSE = Pattern(
    r"[欢歡]迎(?:您)?(?:[访訪][问問]|光[临臨]|[来來]到|[关關]注|下[载載])|[无無]障[碍礙](?:[浏瀏][览覽]|[阅閱][读讀])|^(?:您好，)?今天是\d"
    r"|本[网網站](?![点點内內工]).{0,14}(?:[开開]通|提供|[转轉][载載]|刊[载載]|[仅僅]供|承[担擔]|版[权權])|以(?:正式|官方).{0,6}[文版]本[为為][准準]"
    r"|[转轉][载載].{0,8}[请請]?.{0,4}注明|[扫掃].{0,6}二[维維][码碼]|[发發]表(?:您的)?[评評][论論]|[网網]友[评評][论論留]"
)
_LABEL = Pattern(
    r"相[关關](?:[链鏈]接|[阅閱][读讀]|新[闻聞]|文章|推[荐薦]|解[读讀])|[网網]友|(?:最新|[热熱][门門点點]|推[荐薦])(?:[评評][论論]|文章|新[闻聞])"
    r"|[上下]一[篇条條]|分享到|[责責]任[编編][辑輯]|版[权權]所有|【?打印|[扫掃]一[扫掃]|抄 ?送[：: ]|主[题題][词詞]|您可能"
    r"|猜你喜[欢歡]|友情[链鏈]接|[网網]站地[图圖]|[联聯]系我[们們]|[发發]表[评評][论論]|[（(]此件"
)
_EXPLAINS = Pattern(
    r"(?:.{0,40}[《〈“].{2,80}[》〉”]|关于.{2,60}|.{2,30}(?:办法|条例|规定|方案|细则|意见))的?(?:政策)?(?:文字|图文)?"
    r"(?:[解图圖][读讀]|起草说明|编制说明)(?:之[一二三四]|[（(].{1,8}[）)])?|一[图圖][读讀]懂.{2,60}|关于.{2,80}[》）)]的?说明|.{2,80}答?[记記]者[问問]"
)
_EXPLAINS_ALONE = Pattern("(?:政策|文件)?(?:[解图圖][读讀]|解[读讀]材料|问答)")  # behind the end of the regulation
_PHONE = Pattern(r"[^，。；]{0,40}(?:电话|手机|传真)[：:]? ?[\d×—－-]{5,20}")
_COMMENT = Pattern(r"<!--.*-->")
_CONTACT = Pattern(
    r"[（(]?(?:联[系络絡]人|聯[繫絡]人|联系电话|聯繫電話|联系方式|[举舉][报報](?:电话|電話|邮箱|信箱|方式|地址)|咨询电话)"
    r"(?:及电话|及联系方式)?[：: ]"
)
_PERSON = Pattern("(?:联[系络絡]|聯[繫絡]|[责責]任)人[：:]")
_LINKS = Pattern(
    r"(?=.*(?:[上下]一页|打印|[关關][闭閉]|字[体體号號]|[浏瀏][览覽]))(?:[首尾末]页|[上下]一?页|第?\d++[页次]?|共\d++页|打印(?:本页)?"
    r"|[关關][闭閉](?:窗口)?|字[体體号號]|[大中小]|[浏瀏][览覽](?:次[数數]|量)?|[\s|｜<>«»….：:【】])++"
    r"|(?:(?:[当當]前|您)[^，。；：:]{0,6}位置[：:]|首[页頁] *[>＞»])[^，。；]*"
)
# Who gets a copy: 报：市委办公室，市政府办公室。
_RECEIVES = Pattern("[报報送发發][：:]")
_COPIED_TO = Pattern(
    rf"{_RECEIVES.pattern}[^。；：:]{{0,300}}"
    "(?:委|局|办|厅|室|部|科|院|府|站|所|会|队|校|社|园|联|公司|企业|[单單]位|部[门門]|领导|机关|[县区市镇乡村])"
    "(?:[（(][^）)]{1,12}[）)])?。?"
)
# What such a line of steps says: 报：发现线索报派出所, 送：走失儿童送到救助站.
_REPORTS = Pattern("[发發][现現]|立即|及[时時]|[线線]索|[向将將把到找拨撥送]|打(?!拐|[击擊]|黑|私|非|假)|以上")
_STEP = Pattern("[^报報送发發注附抄\\d][：:]")  # 看：, 问：, 查：
_STEPS = 10  # lines at most that stand above as steps do
_IMPRINT = Pattern(r"[^，。；]{2,40}\d{1,2} ?日 ?印[发發制]$|(?!\d)[^，。；]{2,40}\d{1,2} ?日 ?印$")


def opens(keyword: Pattern, line: str) -> bool:
    """Say whether ``line`` opens with a keyword of front or back matter and is not a sentence of the law."""
    found = keyword.match(line)
    if not found:
        return False
    if _PHRASE.match(line) or found[0][-1] in "：:" or _FIELD.match(line, found.end()):
        return True
    return line[-1] not in "。；！" and not _ORDER.search(line)


def is_comment(line: str) -> bool:
    """Say whether ``line`` is a comment of the markup, which no page shows."""
    return bool(_COMMENT.fullmatch(line))


def is_navigation(line: str) -> bool:
    """Say whether ``line`` is links of a site and nothing else, wherever it stands: 首页 上一页 1 2 下一页 尾页, 打印 关闭."""
    return bool(_LINKS.fullmatch(line))


def is_portal(line: str) -> bool:
    """Say whether ``line``, which stands before or behind the regulation, is said by the site that shows it."""
    return bool(_PROSE.search(line))


def is_back(line: str) -> bool:
    """Say whether ``line``, which stands behind the regulation, is no part of it."""
    return (
        opens(BACK, line)
        or (bool(_PHONE.fullmatch(line)) and not opens_labelled_note(line))
        or is_portal(line)
        or bool(_IMPRINT.match(line))
        or _is_for_receivers(line)
    )


def _is_for_receivers(line: str) -> bool:
    return bool(_COPIED_TO.fullmatch(line)) and not (_ORDER.search(line) or _REPORTS.search(line, 2))


def is_step(lines: list[str], at: int) -> bool:
    """Say whether line ``at`` is a step (报：) below others (看：, 问：) or a heading, and not who gets a copy."""
    if not _RECEIVES.match(lines[at]):  # most lines
        return False
    for line in reversed(lines[max(0, at - _STEPS) : at]):
        if _STEP.match(line):
            return True
        if not _RECEIVES.match(line):
            return is_numbered(line) and line[-1] not in "。；！？"
    return False


def opens_explanation(line: str, is_behind_end: bool) -> bool:
    """Say whether ``line`` is the title of what explains the regulation; words that say no more only where it has ended."""
    words = line.strip("#* ")
    return bool(_EXPLAINS.fullmatch(words) or (is_behind_end and _EXPLAINS_ALONE.fullmatch(words)))


def is_contact(line: str) -> bool:
    """Say whether ``line`` says only whom to ask: 联系人：…，电话：…."""
    return bool(_CONTACT.match(line))


def names_contact(line: str) -> bool:
    """Say whether ``line`` says who is to be asked about what stands above it: 联系人：李敏."""
    return bool(_PERSON.match(line))


def opens_end(line: str) -> bool:
    """Say whether all that stands behind ``line`` is no regulation either: comments, links, a distribution list."""
    return opens(_LABEL, line)
