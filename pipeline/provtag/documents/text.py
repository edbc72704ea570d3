"""Plain text and Markdown: which encoding the bytes are in, and the characters they stand for."""

from __future__ import annotations

import codecs
import re
from pathlib import Path

from provtag.documents import notices
from provtag.documents.characters import mended
from provtag.documents.limits import fault
from provtag.patterns import Pattern

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
CANDIDATES = ("gb18030", "big5hkscs", "utf-8", "utf-16-le", "utf-16-be")  # on a tie the earlier one wins
SAMPLE = 1 << 16  # bytes that decide between encodings
PLAUSIBLE = 0.15  # share of common characters below which a text is taken for none; running Chinese has 0.5 and more
CLEARLY_BETTER = 0.15  # by so much more common characters another encoding is right and the declared one is wrong
GARBLED = 0.3  # share of Latin letters with accents from which on a text looks as if it had been encoded twice
BROKEN = 0.02  # share of undecodable or control characters above which bytes are taken for no text
DAMAGED = 0.2  # share of characters that were lost before the file was written above which nothing is to be understood

# The characters that make up half of any Chinese official text, in both scripts, with the marks between them.
COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相"
    "全表间样与关各重新线内数正心反你明看原又利比或但质气第向道命此变条只没结解问意建月公无系军情者最立代想已通并提直题程展五果料"
    "象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别手角期根论运农指几九区强放决西被干做必战先回则任取"
    "据处府给色光门即保治北造百规热领七海口东导器压志世争济阶术极交受联什认六共权收证改清己再采转更单风切打教速安场身车例真务具万每"
    "目至达走积示议声报完类八离名确才科张信马节话整空况今集温传土许步群广记需段研界林律究观越织装影算低持音众书布复容儿须际商非验连断"
    "反拐卖口妇女儿童公安案犯罪救助被害妥善社区责负责牵配会宣传预防省市县乡镇街村委局厅室办施细则章附"
    "這為個國時來們發動過說產種後學經進電裡現實體機當點從業應開還樣與關條無系軍題員總設長頭資邊級圖統較將組見計別論運農幾區強決戰"
    "則據處給門規熱領東導壓爭濟階術極聯認權證轉單風場車務萬達積議聲報類離確張馬節話況傳許廣記觀織裝眾書復須際驗連斷婦兒賣負責牽細辦廳"
    "，。、；：（）《》“”〔〕0123456789\n\r \u3000"
)
# What files say of their encoding → the encoding that reads it. Other names say nothing: some decode any bytes into nonsense.
_DECLARED = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk", "gb_2312-80", "cp936", "ms936", "windows-936", "euc-cn", "gb18030"), "gb18030"),
    **dict.fromkeys(("big5", "big5-hkscs", "big5hkscs", "x-x-big5", "cp950", "ms950"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8"), "utf-8"),
}
_SEVEN_BIT = (("hz", re.compile(rb"~\{[!-~]{4,}")), ("utf-7", re.compile(rb"\+[A-Za-z0-9+/]{8,}")))
# The characters that programs for Western Europe show for bytes, which is what encoding twice leaves.
_WESTERN = {bytes([byte]).decode("cp1252", "ignore") or chr(byte): byte for byte in range(256)} | {chr(b): b for b in range(256)}
_ACCENTED = Pattern("[\x80-\xff]")
_CONTROL = Pattern("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")


def plausibility(text: str) -> float:
    """Return the share of characters of ``text`` that are common in Chinese official texts, 0 for an empty one."""
    return sum(map(text.count, COMMON.intersection(text))) / len(text) if text else 0.0


def decode(data: bytes, path: Path, declared: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Return text, encoding and warnings of ``data``; ``declared`` is what the file itself says (HTML).

    Order: byte order mark, valid UTF-8 (or a seven-bit encoding in it), declared, then the encoding in which most characters
    are common ones, which also counts where it is clearly better than the declared one. Raises InputError when the bytes are
    no text.
    """
    for mark, encoding in BOMS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, path)
    own = _DECLARED.get(declared.lower()) if declared else None
    if data.count(0) * 100 <= len(data):
        try:
            return _from_utf8(data, path)
        except UnicodeDecodeError:
            pass
        if own and _share_lost(data, own) < BROKEN:
            best = max(CANDIDATES, key=lambda name: _score(data[:SAMPLE], name))
            if _score(data[:SAMPLE], best) <= _score(data[:SAMPLE], own) + CLEARLY_BETTER:
                return _decoded(data, own, path)
    encoding = max(CANDIDATES, key=lambda name: _score(data[:SAMPLE], name))
    if _score(data[:SAMPLE], encoding) < PLAUSIBLE:
        raise fault(path, "not a text in a known encoding", "save it as UTF-8")
    text, encoding, warnings = _decoded(data, encoding, path)
    if own and own != encoding:
        warnings = (notices.WRONG_CHARSET.format(declared=declared, encoding=encoding), *warnings)
    return text, encoding, warnings


def _from_utf8(data: bytes, path: Path) -> tuple[str, str, tuple[str, ...]]:
    """Return text, encoding and warnings of valid UTF-8, which may hold Chinese in seven bits or be UTF-8 of UTF-8."""
    if data.isascii():
        for encoding, pattern in _SEVEN_BIT:
            if pattern.search(data) and _score(data[:SAMPLE], encoding) > PLAUSIBLE:
                return _decoded(data, encoding, path)
    text = data.decode("utf-8")
    if once := _encoded_once(text):
        return _checked(once, "utf-8", path, (notices.TWICE_ENCODED,))
    return _checked(text, "utf-8", path)


def _encoded_once(text: str) -> str | None:
    """Return the text that was taken for Western letters and encoded again; None where ``text`` is as it should be."""
    sample = text[:SAMPLE]
    if len(_ACCENTED.findall(sample)) < GARBLED * len(sample):
        return None
    try:
        data = bytes(_WESTERN[sign] for sign in text)
    except KeyError:
        return None
    best = max(("utf-8", "gb18030", "big5hkscs"), key=lambda name: _score(data[:SAMPLE], name))
    return data.decode(best, "replace") if _score(data[:SAMPLE], best) > PLAUSIBLE else None


def _score(sample: bytes, encoding: str) -> float:
    text = sample.decode(encoding, "replace")
    return plausibility(text) - 5 * text.count("\ufffd") / max(len(text), 1)


def _share_lost(data: bytes, encoding: str) -> float:
    text = data[:SAMPLE].decode(encoding, "replace")
    return text.count("\ufffd") / max(len(text), 1)


def _decoded(data: bytes, encoding: str, path: Path) -> tuple[str, str, tuple[str, ...]]:
    return _checked(data.decode(encoding, "replace"), encoding, path)


def _checked(text: str, encoding: str, path: Path, said: tuple[str, ...] = ()) -> tuple[str, str, tuple[str, ...]]:
    junk = len(_CONTROL.findall(text))
    lost = text.count("\ufffd")
    if junk > BROKEN * len(text) or lost > DAMAGED * len(text):
        raise fault(path, "not a text (binary data)", "check the file or its suffix")
    if lost:
        said = (*said, notices.UNDECODABLE.format(count=lost, encoding=encoding))
    return mended(text), encoding, said
