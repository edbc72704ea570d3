"""What is wrong with a text: gaps in the numbering, numbers that stand twice, sentences that were cut."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from provtag.schema import Clause, Health, Span
from provtag.structure.accounting import share
from provtag.structure.damage import Repaired
from provtag.structure.outline import Block

_MISSING = 2_000  # numbers kept at most; more are no gap, but a number that was misread
_SHOWN = 30  # numbers at most in a warning
_ARTICLE = re.compile(r"art(\d+)(?:-\d+)?")


def examine(
    text: str,
    blocks: Sequence[Block],
    clauses: Sequence[Clause],
    repaired: Repaired,
    left_over: tuple[Span, ...],
    warnings: Iterable[str],
) -> Health:
    """Return the health of a parsed text.

    ``repaired`` says what the repair took out and where words are lost, ``left_over`` what belongs nowhere.
    """
    said = list(warnings)
    paths = Counter(block.path for block in blocks)
    numbers = {int(found[1]) for path in paths if (found := _ARTICLE.fullmatch(path))}
    gaps = (n for n in range(min(numbers, default=0), max(numbers, default=0)) if n not in numbers)
    missing = tuple(islice(gaps, _MISSING))
    if missing:
        said.append(f"{max(numbers) - min(numbers) + 1 - len(numbers)} article numbers missing: {_listed(missing)}")
    if twice := sorted(path.removeprefix("art") for path, count in paths.items() if count > 1 and _ARTICLE.fullmatch(path)):
        said.append(f"article numbers that stand twice: {_listed(twice)}")
    if repaired.repeated:
        said.append(f"damaged text repaired: {repaired.repeated} repeated sentences removed")
    truncated = tuple(Span(c.start, c.end) for c in clauses if any(c.start <= at <= c.end for at in repaired.losses))
    if truncated:
        said.append(f"{len(truncated)} sentences are cut")
    if lost := sum(block.after_loss for block in blocks):
        said.append(f"{lost} passages stand alone because the beginning of their article is lost")
    if not blocks:
        said.append("no provision found")
    if left_over:
        said.append(
            f"{len(left_over)} passages are in no clause and no other part: {_listed([text[s.start : s.end][:20] for s in left_over])}"
        )
    return Health(missing, repaired.repeated, truncated, tuple(said), share(text, left_over), left_over)


def _listed(items: Sequence[object]) -> str:
    return ", ".join(map(str, items[:_SHOWN])) + (", …" if len(items) > _SHOWN else "")
