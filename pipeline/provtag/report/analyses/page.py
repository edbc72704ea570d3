"""Pages of the analyses: one file each, in the style of the report, which loads nothing and runs no script."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from provtag.report.policy import STYLE, digest
from provtag.translation import language

TEMPLATES = Path(__file__).parent / "templates"
_ROWS = {"changes": "rows", "coverage": "rows"}  # pages of rows to choose among have one style


def page(name: str, title: str, **content: Any) -> str:
    """Return the page of the template ``name``, in the style of the report and in its own, in the language to speak.

    Everything in ``content`` is shown as text.
    """
    own = TEMPLATES / f"{_ROWS.get(name, name)}.css"
    style = "\n".join(sheet.read_text(encoding="utf-8") for sheet in (STYLE, own))
    template = _environment().get_template(f"{name}.html.j2")
    return template.render(title=title, style=style, digest=digest(style), language=language(), say=say, **content)


def say(chinese: str, english: str) -> str:
    """Return what is in the language to speak."""
    return chinese if language() == "zh" else english


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
