"""What labels teach the recogniser: where names are, whose they are, and what they are in their clause."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from provtag.agencies.choice import Choice
from provtag.agencies.decision import Decision
from provtag.agencies.links import Links


class Learned(NamedTuple):
    """The choice of possible names, the links of those that the register lacks, and the decision on roles."""

    choice: Choice
    links: Links
    decision: Decision

    def save(self, folder: Path) -> None:
        """Write the parts; the same parts give the same bytes."""
        for part in self:
            part.save(folder)

    @classmethod
    def load(cls, folder: Path) -> Learned | None:
        """Read what ``save`` wrote; None where nothing was stored. Raises ValueError where arrays have other shapes."""
        decision = Decision.load(folder)
        return cls(Choice.load(folder), Links.load(folder), decision) if decision else None
