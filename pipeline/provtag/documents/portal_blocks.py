"""Blocks of a web page that lead to other pages or stand below every page of a site, told by what they are made of."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from provtag.patterns import Pattern

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ASIDE = frozenset(("aside", "footer"))
_NAMES = Pattern(
    r"(?:^|[\s_-])(?:foot(?:er)?(?![_-]?notes?)|aside|side(?:bar)?|copyright|relate[ds]?|recommend(?:ed)?|friend(?:link)?s?|share|menu|nav)(?=$|[\s_-])",
    re.IGNORECASE,
)
_ATTACHED = Pattern(r"附[件表录錄：:]|.*\.(?:docx?|pdf|xlsx?|wps|ofd|zip|rar)\b", re.IGNORECASE)
_SENTENCE_END = tuple("。；：")


@dataclass(slots=True)
class Line:
    """One line of the page: its text, how many of its characters are links, whether a heading, the block it stands in,
    whether it is a row of a table."""

    text: str
    linked: int
    heading: bool
    block: Any
    is_row: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that stand together beside the regulation; ``element`` holds them all, None for those within its own blocks."""

    lines: range
    element: Any


def portal_above(lines: Sequence[Line], first: int, own: Collection[Any]) -> set[int]:
    """Return the lines before the line ``first`` of the regulation that are lists of links or what the page calls its side, but
    for the regulation's ``own`` elements."""
    blocks = list(_blocks(lines, range(first), lines[first].block))
    attached = _attachments(lines, blocks)
    lists = (block for at, block in enumerate(blocks) if at not in attached and _is_list(lines, blocks, at))
    return _lines_of([*lists, *(block for block in blocks if _is_called_beside(block, own))])


def portal_behind(lines: Sequence[Line], first: int, last: int, own: Collection[Any]) -> set[int]:
    """Return the portal's lines behind the regulation, which has numbers from ``first`` to ``last``.

    These are what the page calls its foot or side, but for the regulation's ``own`` elements, and all from a list of links on, or
    of entries below a heading apart from the regulation, with the heading.
    """
    blocks = list(_blocks(lines, range(last + 1, len(lines)), lines[last].block))
    attached = _attachments(lines, blocks)
    end = len(lines)
    for at, block in enumerate(blocks):
        is_entries = _is_entries(lines, block) and _is_apart(block.element, lines[first], lines[last])
        if at not in attached and (is_entries or _is_list(lines, blocks, at)):
            above = blocks[at - 1] if at else block
            has_title = len(above.lines) == 1 and _is_heading(lines[above.lines[0]])
            end = (above if has_title else block).lines.start
            break
    return {*range(end, len(lines)), *_lines_of(block for block in blocks if _is_called_beside(block, own))}


def _lines_of(blocks: Iterable[_Block]) -> set[int]:
    return {i for block in blocks for i in block.lines}


def _attachments(lines: Sequence[Line], blocks: Sequence[_Block]) -> set[int]:
    """Return the places of the blocks that lead to parts of the regulation: what is called attached, and the links behind it."""
    found: set[int] = set()
    for at, block in enumerate(blocks):
        own = lines[block.lines.start : block.lines.stop]
        if any(_ATTACHED.match(line.text) for line in own) or (at - 1 in found and _is_linked(own)):
            found.add(at)
    return found


def _blocks(lines: Sequence[Line], places: Iterable[int], inner: Any) -> Iterator[_Block]:
    """Yield the lines at ``places`` by the widest elements without ``inner``, a block of the regulation; links run on."""
    around = {inner, *inner.iterancestors()}
    widest: dict[Any, Any] = {}

    def key(i: int) -> tuple[Any, int]:
        block = lines[i].block
        if block not in widest:
            top = block if block not in around else None
            while top is not None and (parent := top.getparent()) is not None and parent not in around:
                top = parent
            widest[block] = top
        top = widest[block]
        return (top, -1) if top is not None else (None, -1 if _is_linked(lines[i : i + 1]) else i)

    for (element, _), group in groupby(places, key):
        found = list(group)
        yield _Block(range(found[0], found[-1] + 1), element)


def _is_list(lines: Sequence[Line], blocks: Sequence[_Block], at: int) -> bool:
    """Say whether a block is a list of links, alone or with the blocks beside it."""
    block = blocks[at]
    own = lines[block.lines.start : block.lines.stop]
    if not _is_linked(own):
        return False
    beside = [blocks[i] for i in (at - 1, at + 1) if 0 <= i < len(blocks)]
    is_titled = at > 0 and _is_heading(lines[blocks[at - 1].lines[-1]])
    links = len(own) if block.element is None else sum(1 for _ in block.element.iter("a"))
    return links > 1 or is_titled or any(_is_linked(lines[other.lines.start : other.lines.stop]) for other in beside)


def _is_linked(lines: Sequence[Line]) -> bool:
    """Say whether most of what ``lines`` say are links to other pages."""
    entries = [line for line in lines if not _is_heading(line)]
    if any(line.text.endswith(_SENTENCE_END) for line in entries):
        return False
    return 2 * sum(line.linked for line in entries) > sum(len(line.text) for line in entries)


def _is_entries(lines: Sequence[Line], block: _Block) -> bool:
    """Say whether a block is a heading and a list without numbers below it."""
    own = lines[block.lines.start : block.lines.stop]
    if block.element is None or len(own) < 2 or not _is_heading(own[0]):
        return False
    return all(any(element.tag == "ul" for element in _within(line.block, block.element)) for line in own[1:])


def _is_apart(element: Any, first: Line, last: Line) -> bool:
    """Say whether one element beside ``element`` holds the regulation from its ``first`` number to its ``last``."""
    beside = [one for one in (last.block, *last.block.iterancestors()) if one.getparent() is element.getparent()]
    return any(one is not last.block and one in (first.block, *first.block.iterancestors()) for one in beside)


def _within(inner: Any, outer: Any) -> Iterator[Any]:
    """Yield ``inner`` and what holds it, up to ``outer``."""
    while inner is not None:
        yield inner
        inner = inner.getparent() if inner is not outer else None


def _is_called_beside(block: _Block, own: Collection[Any]) -> bool:
    """Say whether the page itself calls a block its foot or side; the ``own`` elements of a regulation may have both, too."""
    element = block.element
    if element is None or element in own:
        return False
    return element.tag in _ASIDE or any(_NAMES.search(element.get(name, "")) for name in ("class", "id"))


def _is_heading(line: Line) -> bool:
    return line.block.tag in _HEADINGS and not line.text.endswith(_SENTENCE_END)
