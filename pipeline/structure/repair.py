"""stub"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Repaired:
    text: str
    repeated: int = 0

    def is_cut(self, t: str) -> bool:
        return False


def repair(text: str) -> Repaired:
    return Repaired(text)
