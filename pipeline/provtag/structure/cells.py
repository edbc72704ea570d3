"""Cells of a line: what divides them, bars, tabs, blanks, or slashes where a table is said to have them."""

from __future__ import annotations

from provtag.patterns import Pattern

BARS, SLASHES = "|│┃║｜", "／/"
BAR = Pattern(f"[{BARS}]")
_DRAWN = str.maketrans("│┃║", "|||")  # divide cells as a bar does
_BAR_OR_SLASH = Pattern(f"[{BARS}／]|/(?![A-Za-z0-9])|(?<![A-Za-z0-9])/")  # not the slash of a path
_WIDE_BLANKS = Pattern(r" {2,}|\u3000[ \u3000]*")
_BLANKS = Pattern(r"[ \u3000]+")
_EVEN_BLANKS = Pattern(r" {2,}|\u3000+")
_BORDERS = tuple(map(Pattern, (r"\s*\|\s*", r" *\t[ \t]*", r"[ \u3000]{2,}", r"[ \u3000]+")))  # the first that stands in a line


def with_bars(line: str, columns: int = 0) -> str:
    """Return ``line`` with one sign between its cells; where | alone divides it into ``columns``, a wide bar is a word."""
    line = line.translate(_DRAWN)
    is_word = line.strip().removeprefix("|").removesuffix("|").count("|") == columns - 1
    return line if is_word else line.replace("｜", "|")


def cells_in(line: str) -> list[str]:
    """Return the cells of ``line``, which bars, tabs or blanks divide."""
    return cells_apart(with_bars(line))


def cells_apart(line: str) -> list[str]:
    """Return the cells of ``line``, which has one sign between them."""
    bare = line.strip("| \t\r\u3000")
    border = next((border for border in _BORDERS if border.search(bare)), _BORDERS[0])
    return border.split(bare)


def cells_in_signs(line: str) -> list[str]:
    """Return the cells of ``line`` that bars or slashes divide: 清点渡口／县海事处／5月底."""
    return [cell.strip() for cell in _BAR_OR_SLASH.split(line.strip(BARS))]


def row_cells(line: str, columns: int) -> list[str]:
    """Return the cells of a row; where bars or tabs divide them, the empty ones too."""
    line = with_bars(line, columns)
    bare = line.strip(" \r\u3000")
    sign = "|" if "|" in bare else "\t"
    if sign not in bare:
        splits = (_WIDE_BLANKS.split(bare), bare.split())
        return next((cells for cells in splits if len(cells) == columns), cells_apart(line))
    bars = bare.count("|")
    is_framed = bars and (bars != columns - 1 or bare.endswith("|"))  # else a bar that opens the row stands behind an empty cell
    cells = [cell.strip(" \t\u3000") for cell in (bare.removeprefix("|") if is_framed else bare).split(sign)]
    while len(cells) > columns and not cells[-1]:
        del cells[-1]
    is_full = bare[0] == sign or len(cells) == columns or sum(map(bool, cells)) >= 2
    is_row = 2 <= len(cells) <= columns and is_full
    return cells + [""] * (columns - len(cells)) if is_row else cells_apart(line)


def cells_beside_empty(line: str) -> list[str]:
    """Return the cells of a row that blanks divide, as many between any two, and so twice as many around an empty one; none where
    they divide it otherwise."""
    bare = line.strip(" \r\u3000")
    gaps = [blanks.span() for blanks in _EVEN_BLANKS.finditer(bare)]
    width = min((end - start for start, end in gaps), default=0)
    if any((end - start) % width for start, end in gaps):
        return []
    ends = [0, *(end for _, end in gaps)]
    cells: list[str] = []
    for cell_start, (start, end) in zip(ends, [*gaps, (len(bare), len(bare))], strict=True):
        cells += [bare[cell_start:start], *[""] * ((end - start) // width - 1 if end > start else 0)]
    return cells


def has_blanks_of_two_widths(line: str) -> bool:
    """Say whether single blanks and wider ones stand in ``line``: some of them may divide no cells."""
    return len({len(blanks) > 1 for blanks in _BLANKS.findall(line.strip())}) > 1


def slashes_as_bars(line: str, columns: int) -> str:
    """Return ``line`` with bars where slashes of one kind divide it into ``columns``; any other line as it is."""
    slash = next((sign for sign in SLASHES if line.count(sign) == columns - 1), "")
    return line.replace(slash, "|") if slash and "|" not in with_bars(line) else line
