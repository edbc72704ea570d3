"""What is wrong with a text: gaps in the numbering, sentences that were cut, numbering that is not understood."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.schema import Clause, Health, Span
from pipeline.structure.outline import Block
from pipeline.structure.repair import Repaired

_ARTICLE = re.compile(r"art(\d+)(?:-\d+)?$")


def examine(text: str, blocks: Sequence[Block], clauses: Sequence[Clause], repaired: Repaired, warnings: Iterable[str]) -> Health:
    """Return the health of a parsed text; ``repaired`` says what the repair took out and found cut."""
    said = list(warnings)
    numbers = [int(found[1]) for block in blocks if (found := _ARTICLE.fullmatch(block.path))]
    present = set(numbers)
    missing = tuple(n for n in range(min(present), max(present)) if n not in present) if present else ()
    if missing:
        said.append(f"{len(missing)} article numbers missing: " + ", ".join(map(str, missing)))
    twice = sorted({n for n in present if numbers.count(n) > 1}) if len(numbers) > len(present) + 0 else []
    twice = [n for n in twice if sum(block.path == f"art{n}" for block in blocks) > 1]
    if twice:
        said.append("article numbers that stand twice: " + ", ".join(map(str, twice)))
    if repaired.repeated:
        said.append(f"damaged text repaired: {repaired.repeated} repeated sentences removed")
    truncated = tuple(Span(c.start, c.end) for c in clauses if any(c.start <= at <= c.end for at in repaired.losses))
    if truncated:
        said.append(f"{len(truncated)} sentences are cut")
    if not blocks:
        said.append("no provision found")
    return Health(missing, repaired.repeated, truncated, tuple(said))
