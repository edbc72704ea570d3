"""``report.html``: one file with everything in it, which loads nothing and runs no script but its own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

from provtag.analysis.alignment import Aligner
from provtag.files import write_text
from provtag.processes import without_collector
from provtag.report.batch import left_out, portable
from provtag.report.desk import desk
from provtag.report.payload import page_payload
from provtag.report.policy import STYLE, digest
from provtag.report.tagged import tagged_clauses, tagged_documents
from provtag.schema import InputError

STATIC = Path(__file__).parent / "static"
VENDOR = (
    "d3-array-3.2.5", "d3-color-3.1.1", "d3-interpolate-3.0.2", "d3-format-3.1.3", "d3-scale-4.0.3", "d3-selection-3.0.1",
    "d3-axis-3.0.1",
)  # fmt: skip
MODULES = (
    "data", "words", "nodes", "state", "text", "filters", "filter_bar", "export", "figures", "corrections", "editor", "beside",
    "clauses", "batch", "overview", "heatmap", "profile", "compare", "matrix", "reader", "difference", "sides", "network", "main",
)  # fmt: skip


@without_collector()
def write_report(out: Path, aligner: Aligner | None = None, command: str = "", language: str = "") -> None:
    """Write ``out/report.html`` from ``out/documents.jsonl``, ``out/clauses.jsonl`` and ``out/failures.csv``: the same bytes from
    the same rows and arguments, wherever ``out`` is. No absolute path stands in it (``portable``).

    Clauses of different documents are compared by the ``aligner``, if there is one. ``command``: what to run once people's labels
    are saved. ``language``: what the page opens in; "" leaves that to the browser.

    Raises InputError where they are missing, untagged, or do not fit together.
    """
    try:
        payload = page_payload(tagged_documents(out), tagged_clauses(out), left_out(out))
    except KeyError as error:
        raise InputError(
            f"{out}: documents.jsonl and clauses.jsonl do not fit together (no {error}); run `provtag tag` again"
        ) from None
    files: list[dict[str, Any]] = [*payload["documents"], *payload["left_out"]]
    names = portable(file["source"] for file in files)
    for file in files:
        file["source"] = names[file["source"]]
    payload |= {"desk": desk(out, len(payload["clauses"]), aligner), "command": command, "language": language}
    write_text(out / "report.html", page(payload))


def page(payload: dict[str, Any]) -> str:
    """Return the page. Its policy allows one style sheet and one script, by their hashes, and no connection at all."""
    style, script = _style(payload), _script()
    policy = "; ".join(
        (
            "default-src 'none'",
            f"script-src '{digest(script)}'",
            f"style-src '{digest(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        )
    )
    page = (STATIC / "template.html").read_text(encoding="utf-8")
    parts = {"POLICY": policy, "STYLE": style, "SCRIPT": script, "DATA": script_json(payload)}
    # Split first, then fill: what a part contains is never taken for a place to fill.
    pieces = page.split("@@")
    return "".join(parts[piece] if place % 2 else piece for place, piece in enumerate(pieces))


def script_json(value: Any) -> str:
    """Return JSON that may stand inside a script element: nothing in it can end the element or open a comment."""
    return orjson.dumps(value).decode().replace("<", "\\u003c").replace(">", "\\u003e")


def _style(payload: dict[str, Any]) -> str:
    """Return the style sheet; ``--lift`` lightens the colours of types and roles where the page is dark."""
    rules = [STYLE.read_text(encoding="utf-8")]
    for index, entry in enumerate(payload["types"]):
        rules.append(f":root {{ --type-{index}: color-mix(in oklab, {entry['color']}, var(--lift)); }}")
        rules.append(f".type-{index} {{ --hue: var(--type-{index}); }}")
    for entry in payload["roles"]:
        rules.append(f".{entry['id']} {{ --ink: color-mix(in oklab, {entry['color']}, var(--lift)); }}")
    return "\n".join(["", *rules, ""])


def _script() -> str:
    """Return the vendored library and the page's modules as one script; the modules share one scope."""
    library = "\n".join((STATIC / "vendor" / f"{name}.min.js").read_text(encoding="utf-8").strip() for name in VENDOR)
    modules = "\n".join((STATIC / f"{name}.js").read_text(encoding="utf-8").strip() for name in MODULES)
    script = f'\n{library}\n(() => {{\n"use strict";\n{modules}\n}})();\n'
    if "</script" in script.lower():
        raise ValueError("a script module contains the end tag of a script element")
    return script
