"""Who copies whom: the stretches of a document's body that an earlier document has, character by character."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from provtag.analysis.matches import Matches, earlier_matches
from provtag.language.folding import fold

Row = dict[str, Any]
Array = npt.NDArray[np.int64]

DOCUMENT_COLUMNS = ("doc_id", "title", "issued", "characters", "reused", "share", "runs", "longest", "main_source")
PAIR_COLUMNS = ("doc_id", "source_doc_id", "characters", "share", "runs", "longest")
RUN_COLUMNS = ("doc_id", "start", "end", "source_doc_id", "source_start", "source_end", "length", "characters", "text")
SHARE_DIGITS = 4
_LAST = "9999"  # no date: after all dates


@dataclass(frozen=True, slots=True)
class Body:
    """What is compared of a document: the ``characters`` of its provisions, folded, without their numbers and without blanks, and
    the ``places`` where they stand in its text."""

    doc_id: str
    title: str
    issued: str
    text: str
    characters: str
    places: Array


@dataclass(frozen=True, slots=True)
class Piece:
    """The characters of a text, from ``start`` to ``end``, that count for the run number ``run``."""

    start: int
    end: int
    run: int


@dataclass(frozen=True)
class Reuse:
    """The documents by date, the tables of documents, pairs and runs, and of each document the pieces that are copied."""

    bodies: tuple[Body, ...]
    documents: pd.DataFrame
    pairs: pd.DataFrame
    runs: pd.DataFrame
    pieces: tuple[tuple[Piece, ...], ...]


def find_reuse(documents: Iterable[Row], shortest: int) -> Reuse:
    """Return what documents (rows of documents.jsonl) have in runs of ``shortest`` characters or more from earlier ones.

    Earlier is by date of issue, then by id; documents without a date come last. Where runs overlap, a character counts for the
    longest run, of equally long ones for the first; so the characters of a document's pairs add up to those it has reused.
    """
    bodies = sorted(map(body_of, documents), key=lambda body: (body.issued or _LAST, body.doc_id))
    found = earlier_matches([body.characters for body in bodies], shortest)
    owners = _owners(bodies, found)
    runs = _run_table(bodies, found, owners)
    pairs = _pair_table(bodies, runs)
    return Reuse(tuple(bodies), _document_table(bodies, runs, pairs), pairs, runs, tuple(map(_pieces, bodies, owners)))


def body_of(document: Row) -> Body:
    """Return what is compared of a document."""
    text = document["text"]
    inside = np.zeros(len(text), bool)
    for provision in document["provisions"]:
        inside[provision["start"] + len(provision["number"]) : provision["end"]] = True
    places = np.array([place for place in np.flatnonzero(inside).tolist() if not text[place].isspace()], np.int64)
    folded = fold(text)
    characters = "".join([folded[place] for place in places.tolist()])
    return Body(document["doc_id"], document["title"] or "", document["issued"] or "", text, characters, places)


def _owners(bodies: Sequence[Body], found: Matches) -> list[Array]:
    """Return, of each document, the number of the run that each character counts for (-1: none)."""
    owners = [np.full(len(body.characters), -1, np.int64) for body in bodies]
    lengths = found.end - found.start
    for run in np.lexsort((-found.start, lengths)).tolist():
        owners[found.text[run]][found.start[run] : found.end[run]] = run
    return owners


def _pieces(body: Body, owner: Array) -> tuple[Piece, ...]:
    cuts = np.flatnonzero(np.diff(owner)) + 1
    starts, ends = [0, *cuts.tolist()], [*cuts.tolist(), len(owner)]
    found = ((start, end, int(owner[start])) for start, end in zip(starts, ends, strict=True) if end)
    return tuple(Piece(int(body.places[start]), int(body.places[end - 1]) + 1, run) for start, end, run in found if run >= 0)


def _run_table(bodies: Sequence[Body], found: Matches, owners: Sequence[Array]) -> pd.DataFrame:
    owned = np.concatenate([owner[owner >= 0] for owner in owners]) if owners else np.zeros(0, np.int64)
    counted = np.bincount(owned, minlength=len(found.text)).tolist()
    columns = (found.text, found.start, found.end, found.source, found.source_start)
    rows: list[tuple[Any, ...]] = []
    for text, start, end, source, source_start in zip(*(column.tolist() for column in columns), strict=True):
        body, origin = bodies[text], bodies[source]
        first, last = int(body.places[start]), int(body.places[end - 1]) + 1
        place = origin.places[[source_start, source_start + end - start - 1]].tolist()
        row = (body.doc_id, first, last, origin.doc_id, place[0], place[1] + 1, end - start, counted[len(rows)])
        rows.append((*row, body.text[first:last]))
    return pd.DataFrame(rows, columns=list(RUN_COLUMNS))


def _pair_table(bodies: Sequence[Body], runs: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each document and source, the biggest share of a document first; runs in which nothing counts left out."""
    sizes = pd.Series({body.doc_id: len(body.characters) for body in bodies}, dtype=float)
    counted = runs[runs["characters"] > 0]
    pairs = counted.groupby(["doc_id", "source_doc_id"], sort=False).agg(
        characters=("characters", "sum"), runs=("characters", "size"), longest=("length", "max")
    )
    pairs = pairs.reset_index()
    pairs["share"] = (pairs["characters"] / pairs["doc_id"].map(sizes)).round(SHARE_DIGITS)
    pairs["order"] = pairs["doc_id"].map({body.doc_id: number for number, body in enumerate(bodies)})
    pairs = pairs.sort_values(["order", "characters", "source_doc_id"], ascending=[True, False, True])
    return pairs[list(PAIR_COLUMNS)].reset_index(drop=True)


def _document_table(bodies: Sequence[Body], runs: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    ids = [body.doc_id for body in bodies]
    table = pd.DataFrame(
        {"title": [body.title for body in bodies], "issued": [body.issued for body in bodies]}, index=pd.Index(ids, name="doc_id")
    )
    table["characters"] = [len(body.characters) for body in bodies]
    sums = pairs.groupby("doc_id")[["characters", "runs"]].sum().reindex(ids, fill_value=0)
    table["reused"], table["runs"] = sums["characters"], sums["runs"]
    table["share"] = (table["reused"] / table["characters"].where(table["characters"] > 0)).fillna(0.0).round(SHARE_DIGITS)
    table["longest"] = runs.groupby("doc_id")["length"].max().reindex(ids, fill_value=0)
    table["main_source"] = pairs.groupby("doc_id")["source_doc_id"].first().reindex(ids, fill_value="")
    return table.reset_index()[list(DOCUMENT_COLUMNS)]
