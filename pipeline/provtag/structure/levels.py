"""The headings and numbers that stand above a line, from the outermost in: those that a further one leaves in place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from provtag.structure.counting import are_beside
from provtag.structure.markers import HEADING_STYLES, Marker, Style, continues


@dataclass(slots=True)
class Level:
    """A heading or number that stands above what follows; ``number`` as printed, empty where it has none."""

    style: Style
    key: str
    heading: str
    number: str = ""


def is_below(inner: Marker, outer: Marker | Level) -> bool:
    """Say whether 1.2.1 stands below 1.2, or A1-1 below A1."""
    return inner.style is outer.style and inner.key.count(".") > outer.key.count(".")


def above_heading(levels: list[Level], style: Style) -> list[Level]:
    """Return those of ``levels`` that stand above a heading of ``style``: those of higher rank."""
    ranks = HEADING_STYLES[: HEADING_STYLES.index(style)]
    return [level for level in levels if level.style in ranks]


def above_number(levels: list[Level], marker: Marker) -> list[Level]:
    """Return those of ``levels`` that stand above ``marker``, which closes everything from its own style inwards."""
    depth = _first(levels, lambda level: _closes(marker, level))
    is_next = depth == len(levels) > 0 and continues(marker, levels[-1].style, levels[-1].key)
    return levels[: depth - is_next]


def _closes(marker: Marker, level: Level) -> bool:
    if marker.style is Style.COMMA and level.style not in HEADING_STYLES:
        return True
    return level.style is marker.style and not is_below(marker, level)


def above_title(
    levels: list[Level], title: str, counted: Marker | None, following: Marker | None, is_right_below: bool
) -> list[Level]:
    """Return those of ``levels`` that stand above ``title``, which has no number: not the numbers that begin anew below it.

    What is ``counted`` itself (情景A) stands beside the one before it in the count, else below all headings. Where it
    ``is_right_below`` that, another title is a part of it, and stands beside other parts. ``following``: the next number.
    """
    last_counted = next((depth for depth, level in enumerate(levels) if level.style is Style.TASK and not level.number), -1)
    has_parts = any(not level.number for level in levels[last_counted + 1 :])
    parts_from = last_counted + 1 if has_parts or is_right_below else 0
    for depth, level in enumerate(levels):
        restarts = following is not None and following.key == "1" and following.style is level.style
        if counted:
            is_beside = level.style is counted.style and are_beside(level.heading, title)
        else:
            is_beside = depth >= parts_from and level.number in ("", level.heading)
        if is_beside or restarts:
            return levels[:depth]
    return levels


def above_closing(levels: list[Level]) -> list[Level]:
    """Return those of ``levels`` above what closes a list: all down to the outermost below the chapters, but not the last."""
    return levels[:-1][: _first(levels, lambda level: level.style not in HEADING_STYLES) + 1]


def without_numbers(levels: list[Level]) -> list[Level]:
    """Return those of ``levels`` above the outermost number that is no chapter's."""
    return levels[: _first(levels, lambda level: bool(level.number) and level.style not in HEADING_STYLES)]


def _first(levels: list[Level], is_sought: Callable[[Level], bool]) -> int:
    """Return the depth of the outermost of ``levels`` that ``is_sought``; where none is, how many there are."""
    return next((depth for depth, level in enumerate(levels) if is_sought(level)), len(levels))
