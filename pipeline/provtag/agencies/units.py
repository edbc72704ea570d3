"""Inner units of agencies: how they are named and introduced, and what an agency calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provtag.agencies.register import GENERAL, Register, expand
from provtag.documents.column_heads import is_agency_head
from provtag.language.folding import fold

_OFFICE = "办公室"
_NO_LIST, _MARKS, _NUMBER = re.compile("[^一-鿿()、]+"), re.compile("[、()]"), re.compile("^[^一-鿿]{1,6}")
_LONGEST_LABEL = 80


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
        self._unit = re.compile(name)
        self._member = re.compile(rf"(?:^|(?<=[(、:]))(?:{'|'.join(table['own_before'])})?{name}(?=[、)(:和]|$)")
        # A unit that begins a part of a sentence, or stands behind 由, and acts.
        self._subject = re.compile(rf"(?:(?<![一-鿿])|(?<=由)){name}(?<![站所])(?={table['acts']})")
        self._named = re.compile(rf"(?:(?<![一-鿿])|(?<=[{self.behind}和与及]))(?![我本各该其全两三四每])[一-鿿]{{1,4}}$")
        self.never = re.compile("|".join(table["never"]))

    def own_names(self, agency_id: str, core: str) -> tuple[str, ...]:
        """Return what an issuer may call itself, by how its name ends (支队, 大队; 县局, 局)."""
        if agency_id in GENERAL:
            return ()
        return next((words for head, words in self._own.items() if core.endswith(head)), ())

    def is_shared(self, word: str) -> bool:
        """Say whether the units of many agencies have names like ``word`` (法制科, 指挥中心)."""
        return word.endswith(self._shared)

    def introduced(self, text: str) -> Iterator[str]:
        """Yield the units that a folded clause or note introduces: as a label of duties, acting, or two at least in one list."""
        acting = (match["name"] for match in self._subject.finditer(text))
        units = [name for name in acting if not self._verbs.search(name)]
        if label := self._label(text):
            units += [match["name"] for match in self._member.finditer(label)]
        else:
            for run in (run for run in _NO_LIST.split(text) if "、" in run):
                listed = [match["name"] for match in self._member.finditer(run) if match.group() != _OFFICE]
                units += listed if len(listed) > 1 else []
        yield from (unit for unit in units if not self.never.search(unit) and not is_agency_head(unit))

    def _label(self, text: str) -> str:
        """What stands before the first colon, where it is nothing but units (安全股、人事股:); empty where it is not."""
        label, colon, _ = text[:_LONGEST_LABEL].partition(":")
        label = _NUMBER.sub("", label)
        members = [part for part in _MARKS.split(label) if part]
        return label if colon and members and all(self._unit.fullmatch(part) for part in members) else ""

    def named_start(self, text: str, start: int) -> int:
        """Return where a unit begins whose kind stands at ``start``: with its own name (人口|支队), if it has one."""
        named = self._named.search(text, max(start - 5, 0), start)
        return named.start() if named and not self._verbs.search(named.group()) else start
