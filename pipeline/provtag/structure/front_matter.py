"""Where the body of a document begins and ends: what stands before is front matter, what stands after back matter."""

from __future__ import annotations

import re

from provtag.structure.markers import is_numbered

_CONTENTS_LINES = 300  # at most in a table of contents
_SEARCHED = 60  # lines at most in which a transmittal is looked for

TRANSMITTAL = re.compile(
    r"印[发發][给給]?你|[请請].{0,12}(?:贯彻|遵照|组织|抓好|认真|結合|结合|認真).{0,14}(?:[执執]行|[实實]施|落[实實])。?$"
    r"|[现現](?:予|将|將|就)?.{0,60}(?:印[发發]|公布|[发發]布|通知如下)"
)
_ADDRESSED = re.compile(r"^各|政府|[单單]位|部[门門]|委|局|办|辦")
_END_OF_INFO = re.compile(r"<!--.*-->")
_ENACTING = re.compile(r"^[为為根依].{10,}(?:制定|制订|制訂|提出|结合|結合)")
_SENTENCE = re.compile(r"[。；！？]|[\u4e00-\u9fff]\.$")
_TITLE = re.compile(r"(?:[办辦]法|[细細][则則]|[条條]例|[规規]定|方案|意[见見]|[计計][划劃]|通知|清[单單])$|[〔\[]\d{4}[〕\]]")
_CONTENTS = re.compile(r"目 ?[录錄次]")
_PORTAL = re.compile(
    r"^(?:[发發]布日期|[发發]布[时時][间間]|[来來]源|信息[来來]源|浏览|瀏覽|[访訪][问問]量|字[号號体體]|打印|【?[打關关]|分享|索引号|索引號"
    r"|主题分类|发文|發文|成文日期|有效性|[标標][题題]|当前位置|當前位置|您[当现所]|首[页頁]|[来來]文|[体體]裁|文 ?号|名 ?称|公开"
    r"|点击|保护视力)"
)
_BACK = re.compile(
    r"附件|附：|附:|抄送|主送|相[关關](?:[链鏈]接|文件|[阅閱][读讀]|解[读讀])|解[读讀]|打印|分享|关闭|關閉|【|\[|责任编辑|編輯|编辑|[来來]源|上一篇|下一篇|扫一扫|掃一掃"
    r"|(?:网站|網站)|主[办辦][单單]位：|版[权權]|联系我们|返回|[（(]此件|[（(]联系|ICP|备案|特此(?:通知|公告|函|报告|批复)|<!--|-{3,}|主[题題][词詞]|（完）|责编|公开属性|政策"
)
# What is no law even where it ends like a sentence: fixed phrases, and a keyword with a colon (来源：…, 附件1：…).
_PHRASE = re.compile(r"特此|[（(]此件|[（(]联系|[（(]完|<!--|-{3,}|【?(?:打印|打開|关闭|關閉)[】 ]|版[权權]所有|扫一扫|掃一掃")
_FIELD = re.compile(r"[^，。：:]{0,4}[：:]")
_DATE = re.compile(
    r"(?:\d{4}|[〇○ＯO零一二三四五六七八九]{4}) ?[年\-/.] ?[\d一二三四五六七八九十]{1,3} ?[月\-/.]"
    r" ?[\d一二三四五六七八九十]{1,3} ?日?\.?$"
)
_SIGNATURE = re.compile(
    r"^[^，。；：、]{2,40}(?:政府|办公[厅室]|辦公[廳室]|委[员員][会會]|[厅廳局委办辦院会會部]|[联聯]席[会會][议議]\S*|中心|[联聯])$"
)
ATTACHMENT = re.compile(r"附 ?[件表录錄] ?[\d一二三四五六七八九十]*[：:]?$")


def _opens(keyword: re.Pattern[str], line: str) -> bool:
    """Say whether ``line`` opens with a keyword of front or back matter and is not a sentence of the law."""
    found = keyword.match(line)
    if not found:
        return False
    return line[-1] not in "。；！" or bool(_PHRASE.match(line) or found[0][-1] in "：:" or _FIELD.match(line, found.end()))


def _after_contents(lines: list[str], at: int) -> int:
    """Return the line after a table of contents that begins at ``at``, or ``at``: its lines all come again in the body."""
    if not _CONTENTS.fullmatch(lines[at].strip("# *")):
        return at
    later = [line.strip("# ").replace(" ", "") for line in lines[at + 1 :]]
    end = at + 1
    while end < min(len(lines), at + _CONTENTS_LINES):
        entry = re.sub(r"[.…·\s\-—]*\d*$", "", later[end - at - 1])
        if not entry or entry not in later[end - at :] or _SENTENCE.search(entry):
            break
        end += 1
    return end


def body_start(lines: list[str]) -> int:
    """Return the index of the first line of the body (``len(lines)`` when all is front matter)."""
    marked = next((i for i, line in enumerate(lines[:_SEARCHED]) if _END_OF_INFO.fullmatch(line)), None)
    at = 0 if marked is None else marked + 1
    first_number = next((i for i, line in enumerate(lines) if is_numbered(line)), len(lines))
    for i in range(at, min(first_number, _SEARCHED, len(lines))):
        if TRANSMITTAL.search(lines[i]) and _SENTENCE.search(lines[i]) and not _ENACTING.search(lines[i]):
            at = i + 1
    searched = at
    while at < len(lines):
        line = lines[at]
        after = _after_contents(lines, at)
        if after > at:
            at = after
            continue
        if is_numbered(line) and not line.startswith(("- ", "* ")) and not _opens(_PORTAL, line):
            return at
        is_prose = _SENTENCE.search(line) and not _opens(_PORTAL, line) and not line.startswith(("（", "(", "#"))
        if is_prose or (len(line) > 60 and "，" in line and not line.endswith("：")):
            return at
        if line.endswith(("：", ":")) and not _ADDRESSED.search(line):
            return at
        at += 1
    return _unmarked_start(lines, searched)


def _unmarked_start(lines: list[str], at: int) -> int:
    """Return the first line below the title, for a text without any number or end mark: its lines are all there is."""
    for i in range(at + 1, len(lines)):
        line = lines[i]
        is_front = line[:1] in ("", "（", "(", "#", "<") or line.endswith(("：", ":")) or _TITLE.search(line)
        if not (is_front or _DATE.search(line) or _SIGNATURE.match(line) or _opens(_PORTAL, line) or _opens(_BACK, line)):
            return i
    return len(lines)


def body_end(lines: list[str], start: int) -> int:
    """Return the index after the last line of the body that began at ``start``."""
    end = len(lines)
    while end > start:
        line = lines[end - 1]
        is_back = _opens(_BACK, line) or (
            not is_numbered(line) and not _SENTENCE.search(line) and (_DATE.search(line) or _SIGNATURE.match(line))
        )
        if not is_back and end < len(lines) and _DATE.search(lines[end]):
            is_back = len(line) <= 30 and not is_numbered(line) and not re.search("[。，；：、|]", line)
        if not is_back and not (re.match(r"\d+[．.、]", line) and _lists_attachments(lines, end - 1, start)):
            break
        end -= 1
    return end


def _lists_attachments(lines: list[str], at: int, start: int) -> bool:
    """Say whether line ``at`` continues a list of attachments ("附件：1．…" and below it "2．…")."""
    while at > start and re.match(r"\d+[．.、]", lines[at]) and not _SENTENCE.search(lines[at]):
        at -= 1
    return lines[at].startswith(("附件", "附：", "附:"))
