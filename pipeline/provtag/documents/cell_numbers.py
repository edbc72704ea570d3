"""Numbers of a spreadsheet as they are shown: by their number format, dates and percentages among them."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from provtag.patterns import Pattern

GENERAL = "General"
_DATE, _LONG_DATE, _TIME = "yyyy/m/d", 'yyyy"年"m"月"d"日"', "h:mm:ss"
_CLOCK, _CLOCK_SECONDS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
_HALF, _HALF_SECONDS = f"上午/下午{_CLOCK}", f"上午/下午{_CLOCK_SECONDS}"
_MONTH, _DAY = 'yyyy"年"m"月"', 'm"月"d"日"'
# Formats that files name by number only, as a Chinese program shows them.
BUILT_IN = {
    0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: _DATE, 15: "d-mmm-yy", 16: "d-mmm",
    17: "mmm-yy", 18: "h:mm", 19: _TIME, 20: "h:mm", 21: _TIME, 22: "yyyy/m/d h:mm", 27: _MONTH, 28: _DAY, 29: _DAY,
    30: "m-d-yy", 31: _LONG_DATE, 32: _CLOCK, 33: _CLOCK_SECONDS, 34: _HALF, 35: _HALF_SECONDS, 36: _MONTH, 37: "#,##0",
    38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss", 50: _MONTH, 51: _DAY,
    52: _MONTH, 53: _DAY, 54: _DAY, 55: _HALF, 56: _HALF_SECONDS, 57: _MONTH, 58: _DAY,
}  # fmt: skip
_SYSTEM = {"[$-f800]": _LONG_DATE, "[$-x-sysdate]": _LONG_DATE, "[$-f400]": _TIME, "[$-x-systime]": _TIME}
_TOKEN = Pattern(
    r'"(?P<quoted>[^"]*)"|\\(?P<escaped>.)|[_*].|\[(?P<passed>h+|m+|s+)\]|\[[^\]]*\]|(?P<half>am/pm|a/p|上午/下午)|(?P<general>general)'
    r"|(?P<date>y+|m+|d+|h+|s+(?:\.0+)?|a{3,4}|e+(?![+-]))|(?P<digits>[#0?][#0?,]*(?:\.[#0?]*)?,*(?:e[+-]0+)?|\.[#0?]+)|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
)
_WEEKDAYS = "一二三四五六日"
_LONGEST_NUMBER = Decimal(10) ** 15
_LAST_DAY = 2_958_465  # 31 December 9999
_LEAP_DAY = 60  # the day that the count has and February 1900 had not
_FIRST_OF_1904 = 1462
_DAY_SECONDS = 86_400
_SECONDS = {"h": 3600, "m": 60, "s": 1}  # of what has passed in all: [h]:mm


def shown(value: str, code: str, from_1904: bool = False) -> str:
    """Return how a cell with the number ``value`` and the format ``code`` shows it."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    if not number.is_finite() or abs(number) >= _LONGEST_NUMBER:
        return value
    code = next((form for sign, form in _SYSTEM.items() if sign in code.lower()), code)
    sections = _parts(code)
    chosen = 1 if number < 0 and len(sections) > 1 else 2 if number == 0 and len(sections) > 2 else 0
    tokens = list(_TOKEN.finditer(sections[chosen]))
    if any(token["date"] or token["passed"] for token in tokens):
        day = number + _FIRST_OF_1904 if from_1904 else number
        return _moment(day, tokens) if 0 <= day <= _LAST_DAY else _general(number)
    written = _number(abs(number), tokens)
    return f"-{written}" if number < 0 and chosen == 0 and re.search("[1-9]", written) else written


def day_number(written: str) -> str:
    """Return the number of a day that a cell holds as text (2024-06-30T00:00:00), what is no day as it is."""
    try:
        passed = datetime.fromisoformat(written).replace(tzinfo=None) - datetime(1899, 12, 30)
    except ValueError:
        return written
    return str(passed.days + Decimal(passed.seconds) / _DAY_SECONDS)


def _parts(code: str) -> list[str]:
    """Return the formats of positive numbers, negative ones, nought and text; a semicolon in quotation marks parts none."""
    return re.sub(r'("[^"]*"|\\.)|;', lambda match: match[1] or "\0", code).split("\0")


def _general(number: Decimal) -> str:
    """Return a number as a cell without a format shows it: no .0, and no more digits than programs show."""
    return f"{number:.0f}" if number == number.to_integral_value() else f"{float(number):.10g}"


def _number(number: Decimal, tokens: list[re.Match[str]]) -> str:
    """Return a number without sign, with the words around it; a format that shows nothing (;;;) gives ""."""
    forms = [token["digits"] for token in tokens if token["digits"]]
    if len(forms) > 1 or any("e" in form.lower() for form in forms):  # fractions, powers of ten, numbers with signs between
        return _general(number)
    number = number.scaleb(2 * sum(token["other"] == "%" for token in tokens))
    written = []
    for token in tokens:
        if token["digits"]:
            written.append(_digits(number, token["digits"]))
        else:
            written.append(_general(number) if token["general"] or token["other"] == "@" else _words(token))
    return "".join(written).strip()


def _digits(number: Decimal, form: str) -> str:
    whole, _, decimals = form.rstrip(",").partition(".")
    plain = whole.rstrip(",")
    thousands = len(form) - len(form.rstrip(",")) + len(whole) - len(plain)  # a comma behind the digits: in thousands
    rounded = number.scaleb(-3 * thousands).quantize(Decimal(1).scaleb(-len(decimals)), ROUND_HALF_UP)
    before, _, behind = f"{rounded:{',' if ',' in plain else ''}f}".partition(".")
    fixed = len(decimals.rstrip("#?"))
    behind = behind[:fixed] + behind[fixed:].rstrip("0")
    before = "" if before == "0" and "0" not in whole and behind else before.zfill(whole.count("0"))
    return before + ("." + behind if behind else "")


def _words(token: re.Match[str]) -> str:
    return token["quoted"] or token["escaped"] or token["other"] or ""


def _moment(day: Decimal, tokens: list[re.Match[str]]) -> str:
    """Return the date and time of day that a number counts."""
    seconds = round(day * _DAY_SECONDS)
    moment = datetime(1899, 12, 30) + timedelta(days=day < _LEAP_DAY, seconds=seconds)
    units = [(token["date"] or token["passed"] or "")[:1].lower() for token in tokens]
    has_half = any(token["half"] for token in tokens)
    written = []
    for i, token in enumerate(tokens):
        if token["half"]:
            written.append("下午" if moment.hour >= 12 else "上午")
        elif token["passed"]:
            written.append(f"{seconds // _SECONDS[units[i]]:0{len(token['passed'])}d}")
        elif not token["date"]:
            written.append(_words(token))
        else:
            others = [unit for unit in units[:i] if unit][-1:], [unit for unit in units[i + 1 :] if unit][:1]
            is_minute = units[i] == "m" and len(token["date"]) < 3 and (others[0] == ["h"] or others[1] == ["s"])
            written.append(_unit(moment, token["date"].lower(), is_minute, has_half))
    return "".join(written).strip()


def _unit(moment: datetime, unit: str, is_minute: bool, has_half: bool) -> str:
    """Return one unit of a moment; months and weekdays that a format spells out are Chinese."""
    kind, width = unit[0], len(unit)
    if kind in "ye":
        return f"{moment.year % 100:02d}" if kind == "y" and width < 3 else str(moment.year)
    if kind == "a" or (kind == "d" and width > 2):
        return ("星期" if width > 3 or kind == "d" else "") + _WEEKDAYS[moment.weekday()]
    if kind == "m" and width > 2:
        return f"{moment.month}月"
    hour = (moment.hour % 12 or 12) if has_half else moment.hour
    value = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}[kind]
    return f"{value:02d}" if width > 1 else str(value)
