"""``reuse.html``: the tables of reuse, and the texts with what is copied marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from provtag.analysis.reuse import Body, Reuse
from provtag.report.analyses.page import page, say

# What a browser still shows quickly.
MOST_CHARACTERS = 1_000_000
MOST_PAIRS = 500


def reuse_page(reuse: Reuse, shortest: int) -> str:
    """Return the page; texts beyond ``MOST_CHARACTERS`` in all and pairs beyond ``MOST_PAIRS`` are left out and counted there."""
    shown: dict[int, Body] = {}
    room = MOST_CHARACTERS
    for number, body in enumerate(reuse.bodies):
        room -= len(body.text)
        if room >= 0:
            shown[number] = body
    anchors = {body.doc_id: f"text-{number}" for number, body in shown.items()}
    pairs = reuse.pairs.sort_values("share", ascending=False, kind="stable")
    return page(
        "reuse",
        say("文字复用", "Reuse of words"),
        report="",
        shortest=shortest,
        documents=reuse.documents.to_dict("records"),
        pairs=pairs.head(MOST_PAIRS).to_dict("records"),
        pairs_left_out=max(len(pairs) - MOST_PAIRS, 0),
        texts=[
            {"anchor": anchors[body.doc_id], "name": _name(body), "pieces": list(_words(reuse, number, anchors))}
            for number, body in shown.items()
        ],
        texts_left_out=len(reuse.bodies) - len(shown),
        anchors=anchors,
    )


def _name(body: Body) -> str:
    return " · ".join(part for part in (body.doc_id, body.title, body.issued) if part)


def _words(reuse: Reuse, number: int, anchors: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the text of document ``number`` in parts, those that are copied with their source."""
    body = reuse.bodies[number]
    sources, starts, ends = (reuse.runs[column].to_numpy() for column in ("source_doc_id", "source_start", "source_end"))
    done = 0
    for piece in reuse.pieces[number]:
        yield {"words": body.text[done : piece.start], "source": ""}
        source = sources[piece.run]
        place = f"{source}, {starts[piece.run]}–{ends[piece.run]}"
        yield {"words": body.text[piece.start : piece.end], "source": place, "href": f"#{anchors.get(source, '')}"}
        done = piece.end
    yield {"words": body.text[done:], "source": ""}
