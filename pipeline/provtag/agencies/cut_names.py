"""Names with a blank in them, where a line once ended or a list was spaced out: 市公安 局, 市 妇 联."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from provtag.agencies.word_search import WordSearch

_GAP = re.compile(" (?<=[一-鿿] )(?<![0-9][一-鿿] )(?=[一-鿿])")  # no number of things (8分 局党委) begins a name
_LEVEL_ALONE = re.compile("(?<![一-鿿])[市县区省州旗镇乡]")


class Closed(NamedTuple):
    """A folded text without the blanks inside names. ``kept``: where each of its characters stood; None where none went."""

    text: str
    kept: Sequence[int] | None = None

    def printed(self, start: int, end: int) -> tuple[int, int]:
        """Return where ``text[start:end]``, which is not empty, stands in the text as it is printed."""
        return (self.kept[start], self.kept[end - 1] + 1) if self.kept else (start, end)


class CutNames:
    """Takes out the blanks that cut a name; those between two names stay."""

    def __init__(self, names: WordSearch) -> None:
        self._names = names

    def closed(self, folded: str) -> Closed:
        """Return a folded text without the blanks inside the words of names, and behind the level that one begins with."""
        gaps = [gap.start() for gap in _GAP.finditer(folded)] if " " in folded else []
        if not gaps:  # most texts
            return Closed(folded)
        places = {gap - before for before, gap in enumerate(gaps)}  # where each was, when all are gone
        found = self._names.find(_GAP.sub("", folded))
        cut = {place for start, end in found for place in range(start + 1, end) if place in places}
        begins = {start for start, _ in found}
        going = {
            gap
            for before, gap in enumerate(gaps)
            if gap - before in cut or (gap - before in begins and _LEVEL_ALONE.match(folded, gap - 1))
        }
        if not going:
            return Closed(folded)
        kept = [at for at in range(len(folded)) if at not in going]
        return Closed("".join(map(folded.__getitem__, kept)), kept)
