"""Pages of the analyses: one file each, which loads nothing and runs no script."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).parent / "templates"


def page(name: str, title: str, **content: Any) -> str:
    """Return the page of the template ``name``, in the style of ``name.css``; everything in ``content`` is shown as text."""
    style = "\n".join((TEMPLATES / f"{sheet}.css").read_text(encoding="utf-8") for sheet in ("page", name))
    digest = "sha256-" + base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return _environment().get_template(f"{name}.html.j2").render(title=title, style=style, digest=digest, **content)


@cache
def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
