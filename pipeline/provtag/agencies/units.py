"""Inner units of agencies: how they are named and introduced, and what an agency calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provtag.agencies.register import GENERAL, JOINT, Register, expand
from provtag.documents.column_heads import is_agency_head
from provtag.language.folding import fold
from provtag.patterns import Pattern

_OFFICE = "办公室"
# What has units that issue documents.
_ORGANS = ("局", "厅")
_NO_LIST, _MARKS, _NUMBER = Pattern("[^一-鿿()、]+"), Pattern("[、()]"), Pattern("^[^一-鿿]{1,6}")
_LONGEST_LABEL = 80
_LABEL_ENDS = (":", " ")


class UnitGrammar:
    """How units of an agency are named and introduced (section ``units`` of the register)."""

    def __init__(self, register: Register) -> None:
        table = register.table("units_of_issuer")
        name = f"(?P<name>[一-鿿]{{1,12}}?(?:{'|'.join(table['heads'])}))"
        self._verbs = re.compile(register.pattern("not_in_units"))
        self.behind = str(table["behind"])
        self._shared = tuple(table["shared"])
        self._own = {
            str(head): tuple(form for word in words for form in expand(fold(word))) for head, words in table["own"].items()
        }
        self._known = {re.compile(f"(?:{end})$"): tuple(words) for end, words in table["known"].items()}
        self.only_before_units = frozenset(table["only_before_units"])
        self._unit = re.compile(name)
        self._member = re.compile(rf"(?:^|(?<=[(、:]))(?:{'|'.join(table['own_before'])})?{name}(?=[、)(:和\n]|$)")
        # A unit that begins a part of a sentence, or stands behind 由, and acts.
        self._subject = re.compile(rf"(?:(?<![一-鿿])|(?<=由)){name}(?<![站所])(?={table['acts']})")
        shared = "|".join(self._shared)
        # A unit that something is told or done by: 报|安全股, 由|基教股.
        self._told = re.compile(rf"(?<=[{self.behind}])(?![我告易济])(?P<name>[一-鿿]{{2,6}}?(?:{shared}))(?=[,;。、)\n]|$)")
        own_name = rf"(?:[一二三四五六七八九十]|(?:(?!{table['not_named']})[一-鿿]){{2,4}})"
        self._named = re.compile(rf"(?:(?<![一-鿿])|(?<=[{self.behind}和与及])){own_name}$")
        self.partner = re.compile(f"(?:{register.table('duty_note')['partner']})$")
        self.never = re.compile("|".join(table["never"]))

    def own_names(self, agency_id: str, name: str) -> Iterator[str]:
        """Yield what an issuer may call itself, by how its name ends and whose unit it is (公安局|刑侦支队: 支队; 局, 县局)."""
        if agency_id in GENERAL:
            return
        for head, words in self._own.items():
            if name.endswith(head) or (head in _ORGANS and head in name and agency_id not in JOINT):
                yield from words

    def known_units(self, name: str) -> Iterator[str]:
        """Yield the units that a body has whose ``name`` ends as it does (法院: 刑庭), whatever its document introduces."""
        for end, words in self._known.items():
            if end.search(name):
                yield from words

    def is_shared(self, word: str) -> bool:
        """Say whether the units of many agencies have names like ``word`` (法制科, 指挥中心)."""
        return word.endswith(self._shared)

    def is_inner(self, word: str) -> bool:
        """Say whether ``word``, a member of a list of bodies, is built like the name of a unit of one (房地产市场股)."""
        return self.is_shared(word) and not (word.endswith(_OFFICE) or self._verbs.search(word) or self.never.search(word))

    def introduced(self, text: str) -> Iterator[str]:
        """Yield the units that a folded clause or note introduces: as a label of duties, acting, or two at least in one list."""
        acting = (match["name"] for match in self._subject.finditer(text))
        told = (match["name"] for match in self._told.finditer(text) if match["name"] != _OFFICE)
        units = [name for name in (*acting, *told) if not self._verbs.search(name)]
        if label := self._label(text):
            units += [match["name"] for match in self._member.finditer(label)]
        else:
            for run in (run for run in _NO_LIST.split(text) if "、" in run):
                listed = [match["name"] for match in self._member.finditer(run) if match.group() != _OFFICE]
                units += listed if len(listed) > 1 else []
        yield from (unit for unit in units if not self.never.search(unit) and not is_agency_head(unit))

    def _label(self, text: str) -> str:
        """What stands before the first colon or in the first cell, if it is nothing but units (安全股、人事股:); else empty."""
        for mark in _LABEL_ENDS:
            label, found, _ = text[:_LONGEST_LABEL].partition(mark)
            label = _NUMBER.sub("", label)
            members = [part for part in _MARKS.split(label) if part]
            is_list = found and members and all(self._unit.fullmatch(part) for part in members)
            if is_list and (mark == ":" or label.endswith(self._shared)):
                return label
        return ""

    def named_start(self, text: str, start: int) -> int:
        """Return where a unit begins whose kind stands at ``start``: with its own name (人口|支队), if it has one."""
        places = (self._named.match(text, first, start) for first in range(max(start - 4, 0), start))
        return next((place.start() for place in places if place and not self._verbs.search(place.group())), start)
