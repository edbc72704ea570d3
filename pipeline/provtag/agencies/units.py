"""Inner units of agencies: how they are named and introduced, and what an agency calls itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from provtag.agencies.register import GENERAL, Register, expand
from provtag.language.folding import fold

_LISTS = re.compile(r"[一-鿿()]+(?:、[一-鿿()]+)+")


class UnitGrammar:
    """How units of an agency are named and introduced (section ``units`` of the register)."""

    def __init__(self, register: Register) -> None:
        table = register.table("units_of_issuer")
        name = f"(?P<name>[一-鿿]{{1,12}}?(?:{'|'.join(table['heads'])}))"
        gloss = r"(?:\([^()]{1,20}\))?"
        plain = name.replace("?P<name>", "?:")
        self.behind = str(table["behind"])
        self._own = {str(head): tuple(form for word in words for form in expand(fold(word))) for head, words in table["own"].items()}
        self._label = re.compile(rf"^[^一-鿿]{{0,6}}(?:{plain}{gloss}[、和])*{plain}{gloss}:")
        self._member = re.compile(rf"(?:^|(?<=[(、:]))(?:{'|'.join(table['own_before'])})?{name}(?=[、)(:和]|$)")
        self.never = re.compile("|".join(table["never"]))

    def own_names(self, agency_id: str, core: str) -> tuple[str, ...]:
        """Return what an issuer may call itself, by how its name ends (支队, 大队; 县局, 局)."""
        if agency_id in GENERAL:
            return ()
        return next((words for head, words in self._own.items() if core.endswith(head)), ())

    def introduced(self, text: str) -> Iterator[str]:
        """Yield the units that a folded clause or note introduces: as a label of duties, or two at least in one list."""
        label = self._label.match(text)
        for run in [label.group()] if label else _LISTS.findall(text):
            units = [match["name"] for match in self._member.finditer(run)]
            if label or len(units) > 1:
                yield from (unit for unit in units if not self.never.search(unit))
