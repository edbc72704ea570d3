"""Chinese and Arabic numerals as they are printed in front of articles, chapters and items."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from provtag.patterns import Pattern

DIGITS = (
    {c: i for i, c in enumerate("〇一二三四五六七八九")}
    | {"零": 0, "○": 0, "Ｏ": 0, "两": 2, "兩": 2}
    | dict.fromkeys("－—―ー", 1)
)  # dashes: how OCR reads 一
ALONE = "\\-–"  # more of them, which are no digits but where they stand alone: （-）, -、
TENS = {"廿": 20, "卅": 30}
UNITS = {"十": 10, "百": 100, "千": 1000}
CHINESE = "".join([*DIGITS, *TENS, *UNITS])
ARABIC = "0-9０-９"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
FORMAL = "壹贰貳叁參肆伍陆陸柒捌玖拾"
STEMS = "甲乙丙丁戊己庚辛壬癸"
ROMAN = "Ⅰ-Ⅻⅰ-ⅻ"
# One sign that is a number and its brackets or point at once.
IN_BRACKETS, ARABIC_IN_BRACKETS, WITH_POINT, ENCIRCLED = "㈠-㈩", "⑴-⒇", "⒈-⒛", f"{CIRCLED}❶-❿➀-➉⓵-⓾"

_SIGN = Pattern(f"[{ENCIRCLED}{ROMAN}{IN_BRACKETS}{ARABIC_IN_BRACKETS}{WITH_POINT}]")
_FORMAL = str.maketrans(FORMAL, "一二二三三四五六六七八九十")


@lru_cache(maxsize=4096)
def to_int(numeral: str) -> int:
    """Read a printed numeral below 10,000: 一百零三, 两百, 廿一, 二〇二一, 17, １７, ④, ㈣, Ⅳ, 肆, 丁; blanks inside are allowed.

    Raises ValueError when it is none.
    """
    numeral = "".join(numeral.split())
    if not numeral:
        raise ValueError("empty numeral")
    if _SIGN.fullmatch(numeral):
        return int(unicodedata.numeric(numeral))
    if numeral in ("-", "–"):  # ``ALONE``
        return 1
    if len(numeral) == 1 and numeral in STEMS:
        return STEMS.index(numeral) + 1
    numeral = numeral.translate(_FORMAL)
    if numeral.isdecimal():
        return int(numeral)
    if all(c in DIGITS for c in numeral):
        return int("".join(str(DIGITS[c]) for c in numeral))
    total = digit = 0
    for c in numeral:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in TENS:
            total += TENS[c]
        elif c in UNITS:
            total += (digit or 1) * UNITS[c]
            digit = 0
        else:
            raise ValueError(f"not a numeral: {numeral!r}")
    return total + digit


def to_chinese(number: int) -> str:
    """Write 0 ≤ ``number`` < 10,000 the way articles are numbered: 10 → 十, 101 → 一百零一. Raises ValueError outside."""
    if not 0 <= number < 10_000:
        raise ValueError(f"out of range: {number}")
    if number == 0:
        return "零"
    digits = "零一二三四五六七八九"
    written, zeros = "", False
    for unit, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, unit)
        if digit:
            written += ("零" if zeros else "") + digits[digit] + sign
        zeros = bool(written) and not digit
    return written.removeprefix("一") if written.startswith("一十") else written
