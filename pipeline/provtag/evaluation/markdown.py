"""Markdown for people: tables, and the sections of a page that are made from data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from provtag.schema import ProvtagError


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
