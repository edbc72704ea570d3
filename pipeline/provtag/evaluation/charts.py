"""Pictures of the tables in ``plots/``: one question each, drawn as SVG that needs neither network nor script.

Two forms do: values with their intervals, one a line, best first within its group; and curves over a share.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Any

from provtag.files import write_text

Row = dict[str, Any]

WIDTH, LABEL, MARGIN, LINE, HEAD = 860, 300, 24, 18, 62
PLOT = 380  # height of a curve's plot
# Told apart by people who see no red or green too (Okabe and Ito).
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#56b4e9", "#e69f00", "#000000")
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)


@dataclass(frozen=True)
class Values:
    """A chart of ``value`` a row, from 0 to 1, named by the columns ``label``; rows with the same ``group`` stand together.

    ``low`` and ``high`` of a row are its interval, where the table has them.
    """

    question: str
    label: tuple[str, ...]
    value: str
    group: str = ""

    def draw(self, rows: Sequence[Row]) -> str:
        """Return the picture; a row without a number ("n/a") is said at its end."""
        groups = list(dict.fromkeys(row.get(self.group, "") for row in rows))
        ordered = sorted(rows, key=lambda row: (groups.index(row.get(self.group, "")), -_number(row[self.value], -1)))
        height = HEAD + LINE * (len(ordered) + len(groups)) + MARGIN
        body = [*_scale(HEAD - 8, height - MARGIN)]
        y, last = HEAD - LINE // 2, None
        for row in ordered:
            group = row.get(self.group, "")
            y += LINE + (LINE // 2 if last not in (None, group) else 0)
            last = group
            body += self._row(row, y, COLOURS[groups.index(group) % len(COLOURS)])
        return _picture(self.question, height, body)

    def _row(self, row: Row, y: int, colour: str) -> Iterator[str]:
        yield _text(LABEL - 10, y + 4, " · ".join(str(row[name]) for name in self.label), anchor="end")
        value = _number(row[self.value], None)
        if value is None:
            yield _text(LABEL + 4, y + 4, str(row[self.value]))
            return
        low, high = (_number(row.get(name), None) for name in ("low", "high"))
        if low is not None and high is not None:
            yield f'<line x1="{_x(low)}" y1="{y}" x2="{_x(high)}" y2="{y}" stroke="{colour}" stroke-width="2"/>'
        yield f'<circle cx="{_x(value)}" cy="{y}" r="4" fill="{colour}"/>'
        yield _text(WIDTH - MARGIN, y + 4, f"{value:.3f}", anchor="end")


@dataclass(frozen=True)
class Curves:
    """A chart of ``y`` over ``x``, both from 0 to 1, a curve for each ``group``; ``diagonal``: with the line where they are one.

    ``x`` and ``y`` are the columns and what the axes say.
    """

    question: str
    x: tuple[str, str]
    y: tuple[str, str]
    group: str = ""
    diagonal: bool = False

    def draw(self, rows: Sequence[Row]) -> str:
        """Return the picture."""
        top, bottom = HEAD, HEAD + PLOT
        body = [*_scale(top, bottom), *self._names(top, bottom)]
        if self.diagonal:
            body.append(f'<line x1="{_x(0)}" y1="{bottom}" x2="{_x(1)}" y2="{top}" stroke="#999" stroke-dasharray="4"/>')
        for number, group in enumerate(dict.fromkeys(row.get(self.group, "") for row in rows)):
            colour = COLOURS[number % len(COLOURS)]
            places = [(_x(row[self.x[0]]), _y(row[self.y[0]], top)) for row in rows if row.get(self.group, "") == group]
            line = " ".join(f"{x},{y}" for x, y in places)
            body.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
            body += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in places]
            body.append(_text(MARGIN, top + 60 + LINE * number, str(group), colour))
        return _picture(self.question, bottom + 2 * MARGIN, body)

    def _names(self, top: int, bottom: int) -> Iterator[str]:
        yield _text(_x(0.5), bottom + 32, self.x[1], anchor="middle")
        yield _text(MARGIN, top + 20, self.y[1])
        for tick in TICKS:
            yield _text(LABEL - 8, _y(tick, top) + 4, f"{tick:.1f}", anchor="end")


CHARTS: dict[str, Values | Curves] = {
    "systems": Values(
        "Which system reads the action types of a seed that it has not seen? Macro-F1",
        ("document", "system"),
        "macro_f1",
        "document",
    ),
    "ablations": Values("What does a part bring? Macro-F1 without it, on documents not seen", ("without",), "macro_f1"),
    "documents": Values("Which documents of a hand not seen are read worst? Clauses right in every type", ("document",), "exact"),
    "styles": Values("Which drafting style is read worst when it is not trained on? Macro-F1", ("style",), "macro_f1"),
    "behaviour": Values("Which kinds of behaviour does a system master? Share of cases passed", ("system",), "passed", "kind"),
    "role_cases": Values("Who finds all agencies of a case in their roles? Share of cases passed", ("system",), "passed", "kind"),
    "agencies": Values(
        "Which system finds the agencies of a seed that it has not seen? F1", ("document", "aspect", "system"), "f1", "document"
    ),
    "agreement": Values("How far do two annotators agree on the seeds?", ("question", "coefficient"), "value", "coefficient"),
    "alignment": Values(
        "Which system finds the counterparts of clauses in another document? F1 of links", ("pair", "system"), "links_f1", "pair"
    ),
    "measures_reliability": Curves(
        "Does the share of a measure hold what it says? Documents not seen",
        ("mean_share", "share given to the likeliest measure"),
        ("holds", "share of clauses of which it holds"),
        diagonal=True,
    ),
    "measures_risk_coverage": Curves(
        "How many main measures are wrong when the surest are taken?",
        ("coverage", "share of clauses taken, the surest first"),
        ("wrong", "share of them that are wrong"),
    ),
    "reliability": Curves(
        "Does a probability hold what it says? Documents not seen",
        ("mean_probability", "probability"),
        ("share_true", "share of clauses with the type"),
        "type",
        diagonal=True,
    ),
    "risk_coverage": Curves(
        "How many clauses are wrong when the safest are decided by machine?",
        ("coverage", "share decided by machine, the safest first"),
        ("clauses_wrong", "share of them that are wrong"),
    ),
}


def draw(path: Path, rows: Sequence[Row]) -> None:
    """Write the picture of a table; the name of the file says which of ``CHARTS`` it is."""
    write_text(path, CHARTS[path.stem].draw(rows))


def _picture(title: str, height: int, body: Sequence[str]) -> str:
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" role="img"'
    style = 'font-family="sans-serif" font-size="12"'
    named = [
        f"<title>{escape(title)}</title>",
        '<rect width="100%" height="100%" fill="#fff"/>',
        _text(MARGIN, 24, title, size=15),
    ]
    return "\n".join([f"{head} {style}>", *named, *body, "</svg>\n"])


def _scale(top: int, bottom: int) -> Iterator[str]:
    for tick in TICKS:
        yield f'<line x1="{_x(tick)}" y1="{top}" x2="{_x(tick)}" y2="{bottom}" stroke="#ddd"/>'
        yield _text(_x(tick), bottom + 14, f"{tick:.1f}", anchor="middle")


def _text(x: float, y: float, text: str, fill: str = "#222", anchor: str = "start", size: int = 12) -> str:
    return f'<text x="{x}" y="{y}" fill="{fill}" text-anchor="{anchor}" font-size="{size}">{escape(text)}</text>'


def _x(value: float) -> float:
    return round(LABEL + value * (WIDTH - LABEL - MARGIN - 60), 1)


def _y(value: float, top: int) -> float:
    return round(top + (1 - value) * PLOT, 1)


def _number(value: Any, otherwise: float | None) -> Any:
    return value if isinstance(value, (int, float)) else otherwise
