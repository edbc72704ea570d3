"""Title, document number, issuer, region and date, from the front matter."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from provtag.language.folding import fold
from provtag.language.numerals import to_int
from provtag.language.regions import Region, contains, leading_region, regions_in
from provtag.patterns import Pattern
from provtag.schema import Metadata
from provtag.structure.annexes import annex_title
from provtag.structure.cells import with_bars
from provtag.structure.markers import is_numbered
from provtag.structure.portal import PORTAL, is_portal, opens
from provtag.structure.titles import KINDS, WHERE

# All patterns meet folded text: simplified characters, half-width marks. Rare ones are simplified to signs before U+4E00.
_SIGNS = "#* \t★☆●◆■▲"  # around a title
_READ = 5_000  # characters that are searched; no front matter is longer
_TITLE_LINES = 3  # over which a title is broken, at most

_EDITION = (
    r"(?:\((?:[^()]{0,12}(?:试行|暂行|修订|修正|草案|稿)[^()]{0,12}|(?=[^()]*年|\d{4}[^\d年]\d{4}\))[\d—\-–~至年 ]{4,16})\))?"
)
_EDITION_ALONE = Pattern(r"\([^()]*\)$")
_SPACED = Pattern(r"(?:\S(?:[()]\S?)? +){1,59}\S\)?")
_TITLE = Pattern(rf"[^。;!?|]{{2,110}}(?:{KINDS}|(?<=的)(?:报告|汇报|请示|总结|答复)){_EDITION}$")
_TITLE_LABEL = Pattern(r"^(?:标\s*题|(?:信息|文件)?名\s*称)\s*:\s*")
_SITE = Pattern(r"[_|].*$|\s+文\s*号\s*:.*$")
_NO_TITLE = Pattern(
    r"^(?:发布|来源|索\s*引|成文|信息|文\s*号|主\s*题|各|根据|为了?|按照|附件|经|现将?|当前|您|《[^》]*》已"
    r"|\d{4}年\s*(?:\d{1,2}月|$)|[一二三四五六七八九〇○零]{4}年\s*(?:[一二三四五六七八九十]{1,2}月|$)|<!--)|[>»›:]"
)
_YEAR = Pattern(r"\d{4}年|[一二三四五六七八九〇○零]{4}年")  # opens a title, and goes on with none
_NOTICE = Pattern(
    r"(?P<issuer>[^。:]{0,400}?)(?:关于|(?=[印转]发《))(?:印发|发布|公布|颁布|下发|转发)\s*(?P<title>[^。]{4,90}?)\s*的(?:通知|决定|公告|令)"
)
_PLACE = Pattern("[\u3400-\u9fff]{1,10}[省市县区州旗盟镇乡]")  # that the title of the notice leaves out
_FIRST_LINE = Pattern(r"(?=[^\u3400-\u9fff]*[\u3400-\u9fff]{2})[^。;!?|<>{}]{2,60}")
_HEAD = Pattern(
    r"\S{1,40}文件$|\S{1,14}[〔\[(【]\s*(?:19|20)[\dX×]{2}\s*年?\s*[〕\])】]\s*第?\s*[\dX×]{1,5}\s*号$"
)  # above a title
_WIDTHS = str.maketrans("–-", "——")

_NUMBER = Pattern(
    r"(?P<office>[\u3400-\u9fff]{1,14})\s*[〔\[(【﹝〈]\s*(?P<year>(?:19|20)\d\d)\s*年?\s*[〕\])】﹞〉]\s*第?\s*(?P<number>\d{1,5}|[一二三四五六七八九十百]{1,6})\s*号"
)
_OTHER_KINDS = "|".join(kind for kind in KINDS.split("|") if kind != "函")  # which stands in numbers, too: 云政办函〔2022〕5号
_NOT_OFFICE = Pattern(rf".*(?:{_OTHER_KINDS}|文号|字号|编号|名称)(?=.)")
_QUOTED = Pattern(r"》\s*\(\s*$")
_ORDER = Pattern(
    r"日?(?P<office>[\u3400-\u9fff]{2,24}(?:令|公告))\s*[(〔\[]?\s*第\s*(?P<number>[\d〇零一二三四五六七八九十百]{1,8})\s*号"
)

_ORDER_HEAD = Pattern("(?P<issuer>[\u3400-\u9fff]{3,24}(?:政府|委员会|局|厅|部))(?:令|公告)")
_HEAD_LINES = 12  # in which the heads of orders and joint notices stand

_BODY = (
    "(?:人民代表大会常务委员会|人民代表大会|人民政府|办公[厅室]|领导小组|联席会议|委员会|总工会|联合会"
    "|[\u3400-\u9fff]{1,12}?(?:[厅局委部院会办]|(?<!部)署|[妇残]联|海关|[大支总]队|公司|学校|[中小大]学|中心校|派出所|(?<!网)站|中心|[支分银]行|处))"
)
_ISSUER = Pattern(rf"[\u3400-\u9fffX×〇○、\s]{{0,400}}{_BODY}$")  # XX市公安局: places may be left open
_ABOUT = Pattern(r"(?P<issuer>[^。:《]{2,400}?)\s*关于")
_FORWARDS = Pattern("转发|批转|印发")  # 甲局转发乙厅关于…的通知
_OF_TITLE = Pattern(rf"关于|{_FORWARDS.pattern}|^(?:进一步)?(?:加强|开展|做好|规范|建立|完善)")  # no body is called so
_DAY = r"\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日"
_ADOPTED = Pattern(
    rf"{_DAY}\s*(?P<issuer>[^\n,。《》]{{1,24}}?(?:人民代表大会|人大|人民政府)(?:常务委员会|常委会)?)[^\n]{{0,12}}?(?:会议|令)"
)
_AMENDED = Pattern(rf"(?P<date>{_DAY})(?:(?!{_DAY})[^。]){{0,200}}?(?:通过|修订|修正|修改(?!部分|\s*[〈《<])|公布|发布)")
_SESSION = Pattern(r"第?[一二三四五六七八九十\d]+届")
_ISSUER_LABEL = Pattern(r"(?:发文(?:机关|机构|单位)|制定机关|印发机关)\s*[:\s】]\s*(?P<issuer>[\u3400-\u9fff]+)")
_PARTY = Pattern(r"(?:^|\n)[甲乙丙丁戊己]\s*方\s*:\s*([\u3400-\u9fff]+)")  # of an agreement
# Who put the text on a page: often the office that issued it, never the media centre that runs the site.
_PUBLISHER = Pattern(r"(?:发布(?:机构|机关|单位|部门)|来\s*源)\s*[:\s】]\s*(?P<issuer>[\u3400-\u9fff]++)(?<!中心)(?<!站)")

_DATE = Pattern(
    r"(?:19|20)\d\d\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日|(?:19|20)\d\d\s*([-/.])\s*\d{1,2}\s*\1\s*\d{1,2}(?!\d)"
    r"|[一二][〇○O零〡一二三四五六七八九]{3}\s*年\s*[一二三四五六七八九十]{1,3}\s*月\s*[一二三四五六七八九十廿卅]{1,3}\s*日"
)
_MONTH = Pattern(r"(?:\d{4}|[一二][〇○O零〡一二三四五六七八九]{3})\s*年\s*[\d一二三四五六七八九十]{1,2}\s*月$")
_WRITTEN = Pattern(r"(?:成文日期|发文日期|印发日期|生成日期)\s*:?\s*$")
_HEAD_OF_BODY = r"(?:[省市州县区镇乡]\s*长|主任|主席|局长|厅长|部长|院长|检察长)[\s:]*[\u3400-\u9fff×]{1,4}"
_SIGNED = Pattern(rf"(?:^|\n)(?![^\n]*来\s*源)[^\n]*(?:{_BODY}[\s()章印]*|(?:^|\n)\s*{_HEAD_OF_BODY}\s*)$")
_FILE = Pattern(r"文\s*件$")  # behind one of the names in a red head, or alone beside them
_SEAL = Pattern(r"\((?:公?章|盖章|印章?)\)")
_LAST_SENTENCE = ("。\n", "。)\n")
_PROMULGATED = Pattern(r"《(?P<title>[^《》\n]{4,60})》[^。]*(?:通过|公布|发布|批准)")
_PUBLISHED = Pattern(r"(?:(?:发布日期|发布时间|公[布开](?:日期|时间)|日\s*期|时间)[】\]]?\s*:?\s*|\d\s*号\s+)$")
_TAKES_EFFECT = Pattern(r"(?:施行|生效|实施|失效|废止)(?:日期|时间)[】\]]?\s*:?\s*$")
_IN_FORCE = Pattern(r"\s*(?:起|施行(?!日期|时间)|前|之前|至|—)")


def read_metadata(front_matter: str, back_matter: str = "") -> Metadata:
    """Return what front matter says, and the signature in the back matter; None where they say nothing.

    The title is the regulation's own, that of the transmittal notice where only the notice names it; title and issuer are
    as printed, a document number has its year in 〔〕. The date is that of writing (by a label, by the
    signature, or alone below the last sentence), else that of the last adoption or amendment, else one that stands alone in
    its line or in the imprint, else that of publication.
    """
    printed = front_matter[:_READ]
    folded = with_bars(fold(printed))
    lines = [_TITLE_LABEL.sub("", line.strip(_SIGNS)) for line in folded.split("\n")]
    lines = ["".join(line.split()) if _SPACED.fullmatch(line) else line for line in lines]
    lines = [line for line in lines if line and line != "文件"]  # that word stands alone beside the names in a red head
    text = "\n".join(lines)
    joint = _joint(lines)
    own = [line for i, line in enumerate(lines) if i not in joint]
    notice = _notice(own)
    found = _promulgated(lines, text) or _title(own, text, notice)
    title = _with_edition(annex_title(found or "".join(lines[:1])) or found, lines)
    regulation = notice.group("title").lstrip("《") if notice else title
    foot = [line for line in fold(back_matter[-_READ:]).split("\n") if line]
    issuer = _issuer([*lines, "", *foot], text, regulation, notice)

    back = "\n".join(["。", *foot])  # it stands below the last sentence
    issued = _signed(text) or _signed(back) or _issued(text) or _issued(back) or _published(text)

    def as_printed(value: str) -> str:
        at = folded.replace("\n", "").find(value)
        return printed.replace("\n", "")[at : at + len(value)] if at >= 0 else value

    issuers = "、".join(as_printed(name) for name in issuer.split("、")) if issuer else None
    return Metadata(title and as_printed(title), _doc_number(text), issuers, _region(issuer, regulation, text), issued)


def _promulgated(lines: list[str], text: str) -> str | None:
    """Return the title that an order or announcement (令, 公告) puts in force and that stands above the text itself."""
    above = {_EDITION_ALONE.sub("", line): line for line in lines}
    return next((above[found["title"]] for found in _PROMULGATED.finditer(text) if found["title"] in above), None)


def _with_edition(title: str | None, lines: list[str]) -> str | None:
    """Return ``title`` with the edition that stands in a line of its own below it: 护童计划, (2022—2030年)."""
    editions = (i for i, line in enumerate(lines) if "," not in line and re.fullmatch(_EDITION, line))
    below = (i for i in editions if title and "".join(lines[max(0, i - _TITLE_LINES) : i]).endswith(title))
    return next((f"{title}{lines[i]}" for i in below), title)


def _joint(lines: list[str]) -> set[int]:
    """Return which of ``lines`` only name several bodies, or one of several that stand in lines of their own."""
    named = {i: names for i, line in enumerate(lines) if (names := _names(line))}
    return {i for i, names in named.items() if len(names) > 1 or any(named.get(at, names) != names for at in (i - 1, i + 1))}


def _names(line: str) -> list[str]:
    """Return the bodies that ``line`` names, none where it says anything else."""
    names = _FILE.sub("", _SEAL.sub("", line)).split()
    return names if all(map(_ISSUER.match, names)) and not _OF_TITLE.search(line) else []


def _bodies_above(lines: list[str], at: int) -> str:
    """Return the bodies that the lines above line ``at`` name, as its signature or the head of a joint notice."""
    bodies: list[str] = []
    while at and (names := _names(lines[at - 1])):
        bodies = [*names, *bodies]
        at -= 1
    return "、".join(bodies)


def _notice(lines: list[str]) -> re.Match[str] | None:
    """Return the title of the transmittal notice, in which line breaks may fall."""
    for first in range(len(lines)):
        for count in range(1, _TITLE_LINES + 1):
            if _HEAD.match(lines[first]):
                break
            found = _NOTICE.match("".join(lines[first : first + count]))
            if found and not _NO_TITLE.match(found.group()):
                return found
    return None


def _bare(text: str) -> str:
    """Return ``text`` for comparison: without blanks and quotation marks, dashes of one kind."""
    return re.sub(r"[\s《》〈〉]", "", text).translate(_WIDTHS)


def _title(lines: list[str], text: str, notice: re.Match[str] | None) -> str | None:
    if notice:
        own = notice.group("title")
        own = own[1:-1] if own.startswith("《") and own.find("》") == len(own) - 1 else own
        if _bare(own) not in _bare(text).replace(_bare(notice.group()), ""):
            return notice.group().strip()
        return next((line for line in lines if line.endswith(own) and _PLACE.fullmatch(line, 0, len(line) - len(own))), own)
    for first in range(len(lines)):
        for count in range(1, _TITLE_LINES + 1):
            parts = lines[first : first + count]
            joined = _SITE.sub("", "".join(parts))
            if any(map(_HEAD.match, parts)) or any(map(is_numbered, parts)):
                break
            if (
                _TITLE.match(joined)
                and len(parts) == count
                and not (any(map(_YEAR.match, parts[1:])) or any(map(_NO_TITLE.search, [*parts[1:], joined])))
            ):
                return joined
    return _heading_like(lines)


def _heading_like(lines: list[str]) -> str | None:
    """Return the first line that could be a heading, for a title that ends like none: 致全市家长的一封信.

    The name of a body is one only where no other line could be.
    """
    could_be = list(filter(_could_be_heading, lines))
    return next((line for line in could_be if not (_names(line) or line.startswith("("))), next(iter(could_be), None))


def _could_be_heading(line: str) -> bool:
    if _HEAD.match(line) or _DATE.search(line) or _NO_TITLE.search(line) or opens(PORTAL, line) or is_portal(line):
        return False
    return bool(_FIRST_LINE.fullmatch(line))


def _doc_number(text: str) -> str | None:
    """Return the first document number that is not the number of a quoted document, else the number of an order."""
    for match in _NUMBER.finditer(text):
        office = _NOT_OFFICE.sub("", match.group("office"))
        if "的" not in office and not _QUOTED.search(text[: match.start()][-4:]):
            return f"{office}〔{match.group('year')}〕{match.group('number')}号"
    order = _ORDER.search(text)
    return f"{order.group('office')}第{order.group('number')}号" if order else None


def _issuer(lines: list[str], text: str, title: str | None, notice: re.Match[str] | None) -> str | None:
    """Return the body that an order, the title, the adoption, a label, the signature, a page, the parties of an agreement or the
    first line names, in this order."""
    about = notice or (_ABOUT.match(title) if title else None)
    adopted = _ADOPTED.search(text)
    order = next((found["issuer"] for line in lines[:_HEAD_LINES] if (found := _ORDER_HEAD.fullmatch(line))), None)
    signed = [i for i, line in enumerate(lines) if _DATE.match(line) or _MONTH.match(line)]
    headed = [
        i + bool(_names(line)) for i, line in enumerate(lines[:_HEAD_LINES]) if line.startswith("关于") or _HEAD.match(line)
    ]
    joint = _joint(lines[:_HEAD_LINES])
    listed = [i + 1 for i in sorted(joint) if i + 1 not in joint]  # behind a list of bodies
    red = listed[:1] if 0 in joint else []  # where it opens the text, they are written out
    named = [
        *([_unabridged(order)] if order else []),
        *([_FORWARDS.split(about.group("issuer"))[0].strip(" 》】]")] if about else []),
        *([_unabridged(adopted.group("issuer"))] if adopted else []),
        *(match.group("issuer") for match in _ISSUER_LABEL.finditer(text)),
        *(_bodies_above(lines, i) for i in [*red, *signed, *headed, *listed]),
        *(match.group("issuer") for match in _PUBLISHER.finditer(text)),
        "、".join(party for party in _PARTY.findall(text) if _ISSUER.match(party)),
        *("、".join(_names(line)) for line in lines[:1] if not line.endswith("小组")),  # of which a roster is
    ]
    issuer = next(("、".join(name.split()) for name in named if _ISSUER.match(name)), None)
    return _with_region(issuer, title, text) if issuer else None


def _unabridged(body: str) -> str:
    """Return "杭州市人民代表大会常务委员会" for "杭州市十二届人大常委会"."""
    body = re.sub("人大(?=常委会|$)", "人民代表大会", _SESSION.sub("", body))
    return body.replace("大会常委会", "大会常务委员会")


def _with_region(issuer: str, title: str | None, text: str) -> str:
    """Return "省人民政府办公厅" with its region, as the text or the title gives it ("贵州省人民政府办公厅")."""
    if leading_region(issuer):
        return issuer
    fuller = re.search(rf"(?:^|[\s:,。)、]|来源)(?P<name>[\u3400-\u9fff]{{2,12}}?{re.escape(issuer)})", text)
    if fuller and leading_region(fuller.group("name")):
        return fuller.group("name")
    region = leading_region(title) if title else None
    return region.name + issuer[1:] if region and region.name[-1] == issuer[0] else issuer


def _region(issuer: str | None, title: str | None, text: str) -> Region | None:
    """Return the narrowest place that issuer and title begin with."""
    around = regions_in(text)
    of_issuer = leading_region(issuer, around) if issuer else None
    of_title = leading_region(title, (of_issuer,) if of_issuer else around) if title else None
    return of_title if of_title and (not of_issuer or contains(of_issuer, of_title)) else of_issuer


def _signed(text: str) -> str | None:
    """Return the day of writing, else that of the signature, else one that stands alone below the last sentence of a letter, as
    writers put it: 2022-03-01 is of a site."""
    days = [day for day in _days(text) if not day.is_imprint]
    signed = ([day for day in days if pattern.search(day.before)] for pattern in (_WRITTEN, _SIGNED))
    closing = [day for day in days if day.is_alone and day.is_spelt and day.before.endswith(_LAST_SENTENCE)]
    return next((found[0].iso for found in [*signed, closing] if found), None)


def _issued(text: str) -> str | None:
    """Return the day of the last adoption, else that of a date alone in its line, or of the imprint."""
    adopted = [iso for match in _AMENDED.finditer(text) if (iso := _iso(match.group("date")))]
    return max(adopted) if adopted else next((day.iso for day in _days(text) if day.is_alone or day.is_imprint), None)


def _published(text: str) -> str | None:
    """Return the day on which a label or the line of the document number says that the text was published."""
    return next((day.iso for day in _days(text) if _PUBLISHED.search(day.before)), None)


class _Day(NamedTuple):
    """A date as ISO date, with what stands ``before`` it in the text, and ``behind`` it in its line; ``is_spelt``: with 年."""

    before: str
    behind: str
    iso: str
    is_spelt: bool

    @property
    def is_alone(self) -> bool:
        """Whether the date is all of its line, in brackets or not, but for the place where the text was signed."""
        return not (self.before.rpartition("\n")[2].strip("(") or WHERE.sub("", self.behind).strip(")"))

    @property
    def is_imprint(self) -> bool:
        """Whether it is the day on which the printing office printed the text: 2022年3月1日印发."""
        return self.behind.lstrip().startswith("印")


def _days(text: str) -> list[_Day]:
    """Return the dates in ``text`` that are no days of effect."""
    found = ((text[max(0, match.start() - 40) : match.start()], match) for match in _DATE.finditer(text))
    return [
        _Day(before, text[match.end() :].partition("\n")[0], iso, "年" in match.group())
        for before, match in found
        if (iso := _iso(match.group())) and not (_IN_FORCE.match(text, match.end()) or _TAKES_EFFECT.search(before))
    ]


def _iso(written: str) -> str | None:
    """Return a printed date as ISO date, None when the calendar has none such."""
    parts = re.split(r"[年月日\-/.]", re.sub(r"\s", "", written).translate(str.maketrans("O〡", "〇一")))
    try:
        year, month, day = map(to_int, parts[:3])
        return date(year, month, day).isoformat()
    except ValueError:
        return None
