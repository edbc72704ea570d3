"""Markdown for people: tables, and the sections of a page that are made from data."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from provtag.schema import ProvtagError

NOT_AVAILABLE = "n/a"


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(_cell(value) for value in line) + " |" for line in lines)


def with_section(page: str, name: str, content: str) -> str:
    """Return ``page`` with ``content`` between its marks ``<!-- name -->`` and ``<!-- /name -->``; ProvtagError without them."""
    begin, end = f"<!-- {name} -->\n", f"<!-- /{name} -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ProvtagError(f"the page has no section {name!r}; put {begin.strip()} and {end} on lines of their own")
    return f"{before}{begin}{content.strip()}\n{end}{after}"


def _cell(value: object) -> str:
    return str(value).replace("|", "\\|")


def interval(figures: Mapping[str, Any], low: str, high: str) -> str:
    """Return an interval as it is shown."""
    return f"{shown(figures[low])} – {shown(figures[high])}"


def shown(value: float | str | None) -> str:
    """Return a figure with three digits; a missing one cannot be read as zero."""
    return NOT_AVAILABLE if value is None or isinstance(value, str) else f"{value:.3f}"


def percent(value: float | str) -> str:
    """Return a share in per cent."""
    return value if isinstance(value, str) else f"{value:.1%}"
