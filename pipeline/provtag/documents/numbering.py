"""Word's automatic numbering: the number that Word prints in front of a paragraph but does not store in its text."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from provtag.language.numerals import CIRCLED, to_chinese
from provtag.patterns import Pattern

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
LEVELS = 9

_SUFFIXES = {"tab": "\t", "space": " ", "nothing": ""}
_HEAVENLY, _EARTHLY = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_FINANCIAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_DIGITS = str.maketrans("0123456789", "〇一二三四五六七八九")
_FULL_WIDTH = str.maketrans("0123456789", "０１２３４５６７８９")
_ROMAN = {
    1000: "M", 900: "CM", 500: "D", 400: "CD", 100: "C", 90: "XC", 50: "L", 40: "XL", 10: "X", 9: "IX", 5: "V", 4: "IV", 1: "I"
}  # fmt: skip


def _from(signs: str) -> Callable[[int], str]:
    """Return the format that prints the first numbers as single signs and the others as digits."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _roman(number: int) -> str:
    written = ""
    for value, sign in _ROMAN.items():
        written += sign * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number > 0 else ""


_CHINESE_FORMATS = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
    "ideographDigital2",
)
_DIGIT_FORMATS = ("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital2")
_FINANCIAL_FORMATS = ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal")

FORMATS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(_CHINESE_FORMATS, to_chinese),
    **dict.fromkeys(_DIGIT_FORMATS, lambda number: str(number).translate(_DIGITS)),
    **dict.fromkeys(_FINANCIAL_FORMATS, lambda number: to_chinese(number).translate(_FINANCIAL)),
    "decimalZero": "{:02d}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL_WIDTH),
    "decimalEnclosedCircle": _from(CIRCLED),
    "decimalEnclosedCircleChinese": _from(CIRCLED),
    "decimalEnclosedFullstop": _from("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
    "decimalEnclosedParen": _from("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
    "ideographEnclosedCircle": _from("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    "ideographTraditional": _from(_HEAVENLY),
    "ideographZodiac": _from(_EARTHLY),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "none": lambda number: "",
}
_LOST = Pattern(r"(\?)?(%[1-9])\?")


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list: how its numbers look, where they begin and which higher level restarts them."""

    text: str = ""
    format: str = "decimal"
    start: int = 1
    suffix: str = "\t"
    restart: int | None = None  # 0: never; n: when level n or a higher one is used; None: any higher level
    legal: bool = False
    style: str = ""


def attribute(element: Any, path: str, default: str = "") -> str:
    """Return ``w:val`` of the first element at ``path`` below ``element``, ``default`` where there is none."""
    found = element.find(path.replace("w:", W)) if element is not None else None
    return default if found is None else str(found.get(f"{W}val", default))


def _number(value: str, default: int = 0) -> int:
    return int(value) if re.fullmatch(r"\d{1,9}", value) else default


def _with_signs(text: str) -> str:
    """Return the ``text`` of a level with the signs for which a program without Chinese wrote a question mark: %1、 （%1）."""
    return _LOST.sub(lambda lost: f"（{lost[2]}）" if lost[1] else f"{lost[2]}、", text)


def _level(element: Any) -> _Level:
    restart = attribute(element, "w:lvlRestart")
    return _Level(
        _with_signs(attribute(element, "w:lvlText")),
        attribute(element, "w:numFmt", "decimal"),
        _number(attribute(element, "w:start"), 1),
        _SUFFIXES.get(attribute(element, "w:suff", "tab"), "\t"),
        _number(restart) if restart else None,
        element.find(f"{W}isLgl") is not None,
        attribute(element, "w:pStyle"),
    )


def _levels(parent: Any) -> dict[int, _Level]:
    return {_number(element.get(f"{W}ilvl", "0")): _level(element) for element in parent.iterfind(f"{W}lvl")}


class Numbering:
    """Counts the numbered paragraphs of one document, in document order."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        """Take the root elements of numbering.xml and styles.xml, None where the file has none."""
        self._styles: dict[str, Any] = {}
        self._default_style = ""
        for style in styles.iterfind(f"{W}style") if styles is not None else ():
            self._styles[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true", "on"):
                self._default_style = style.get(f"{W}styleId", "")
        self._abstract: dict[str, Any] = {}
        self._nums: dict[str, Any] = {}
        self._lists: dict[str, tuple[str, dict[int, _Level], dict[int, int]]] = {}
        if numbering is not None:
            self._abstract = {e.get(f"{W}abstractNumId", ""): e for e in numbering.iterfind(f"{W}abstractNum")}
            self._nums = {e.get(f"{W}numId", ""): e for e in numbering.iterfind(f"{W}num")}
            for number_id, num in self._nums.items():
                self._lists[number_id] = self._list(num)
        self._counters: dict[str, dict[int, int]] = {}
        self._restarted: set[tuple[str, int]] = set()

    def _list(self, num: Any) -> tuple[str, dict[int, _Level], dict[int, int]]:
        """Return the abstract list of ``num``, its levels, and the starts at which ``num`` begins anew."""
        abstract_id = attribute(num, "w:abstractNumId")
        for _ in range(LEVELS):  # a list may only point to a style, whose list holds the levels
            style = attribute(self._abstract.get(abstract_id), "w:numStyleLink")
            linked = self._nums.get(attribute(self._styles.get(style), "w:pPr/w:numPr/w:numId")) if style else None
            if linked is None:
                break
            abstract_id = attribute(linked, "w:abstractNumId")
        abstract = self._abstract.get(abstract_id)
        levels = _levels(abstract) if abstract is not None else {}
        starts: dict[int, int] = {}
        for override in num.iterfind(f"{W}lvlOverride"):
            level = _number(override.get(f"{W}ilvl", "0"))
            levels.update((level, own) for own in _levels(override).values())
            if override.find(f"{W}startOverride") is not None:
                starts[level] = _number(attribute(override, "w:startOverride"), 1)
                levels[level] = replace(levels.get(level, _Level()), start=starts[level])
        return abstract_id, levels, starts

    def _place(self, properties: Any | None) -> tuple[str, int]:
        """Return list and level of a paragraph with ``properties`` (w:pPr); list "0" where it is not numbered."""
        number_id = attribute(properties, "w:numPr/w:numId")
        level = attribute(properties, "w:numPr/w:ilvl")
        style_id = attribute(properties, "w:pStyle", self._default_style)
        seen: set[str] = set()
        while not number_id and style_id in self._styles and style_id not in seen:
            seen.add(style_id)
            style = self._styles[style_id]
            number_id = attribute(style, "w:pPr/w:numPr/w:numId")
            level = level or attribute(style, "w:pPr/w:numPr/w:ilvl")
            if number_id in self._lists:
                bound = [depth for depth, own in self._lists[number_id][1].items() if own.style == style_id]
                level = str(bound[0]) if bound else level
            style_id = attribute(style, "w:basedOn")
        return number_id or "0", _number(level)

    def next(self, properties: Any | None) -> str:
        """Return what Word prints before the next paragraph, which has ``properties`` (w:pPr), "" for an unnumbered one."""
        number_id, depth = self._place(properties)
        if number_id not in self._lists:
            return ""
        abstract_id, levels, starts = self._lists[number_id]
        level = levels.get(depth)
        if level is None:
            return ""
        counters = self._counters.setdefault(abstract_id, {})
        for own, start in starts.items():
            if (number_id, own) not in self._restarted and own <= depth:
                self._restarted.add((number_id, own))
                counters[own] = start - (own == depth)
                for deeper in [other for other in counters if other > own]:
                    del counters[deeper]
        for upper in range(depth):
            counters.setdefault(upper, levels.get(upper, _Level()).start)
        counters[depth] = counters.get(depth, level.start - 1) + 1
        for deeper in [other for other in counters if other > depth]:
            restart = levels.get(deeper, _Level()).restart
            if restart is None or depth < restart:
                del counters[deeper]
        return self._printed(level, levels, counters)

    @staticmethod
    def _printed(level: _Level, levels: dict[int, _Level], counters: dict[int, int]) -> str:
        if level.format == "bullet":
            return level.text + level.suffix if level.text and not level.text.strip("—–―") else ""

        def sign(match: re.Match[str]) -> str:
            depth = int(match.group(1)) - 1
            if depth not in counters:
                return ""
            number = counters[depth]
            form = "decimal" if level.legal else levels.get(depth, _Level()).format
            return FORMATS.get(form, str)(number) if number < 10_000 else str(number)

        text = re.sub("%([1-9])", sign, level.text)
        return text + level.suffix if text else ""
