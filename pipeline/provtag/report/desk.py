"""What the documents of a batch have to do with each other: counterparts, changes, words reused, clauses alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from provtag.analysis.alignment import Aligner, links_of, rewording_of
from provtag.analysis.change import ChangeKind, changes
from provtag.analysis.clauses import ReadClause, read_clause
from provtag.analysis.embedding import Embedding
from provtag.analysis.likeness import Side, features
from provtag.analysis.links import Grade
from provtag.report.payload import utf16_offset
from provtag.report.tagged import tagged_clauses, tagged_documents
from provtag.settings import DeskSettings, ReuseSettings, read_settings

if TYPE_CHECKING:
    from provtag.analysis.reuse import Body, Piece

Row = dict[str, Any]
Floats = NDArray[np.float64]

GRADES = (Grade.SAME, Grade.AKIN, Grade.PART)
KINDS = tuple(ChangeKind)
SCORE_DIGITS = 2
LIMITS = ("documents", "characters", "clauses")
ROWS_AT_ONCE = 1000
NONE = -1
_LAST = "9999"  # no date: after all dates


def desk(out: Path, clauses: int, aligner: Aligner | None) -> Row:
    """Return what ``report.html`` shows of the documents in ``out``, which have so many ``clauses``, beside each other.

    ``pairs``: [earlier document, later one, links, changes], documents and clauses by their places among the rows. A link is
    [earlier's clause, later's clause, grade (of GRADES), probability]; a change [kind (of KINDS), old clause, new clause, moved],
    NONE for no clause. ``reuse``: of each document what ``reused`` says. ``similar``: of each clause what ``similar`` says.

    ``grades`` and ``kinds`` name them; ``limits`` are those of the parameters.

    A part is None where the documents are too many for it (section ``desk`` of the parameters), or it lacks an ``aligner``.
    """
    settings = read_settings(DeskSettings)
    documents = list(tagged_documents(out))
    parts: Row = {"pairs": None, "reuse": None, "similar": None, "limits": {key: getattr(settings, key) for key in LIMITS}}
    parts |= {"grades": GRADES, "kinds": KINDS}
    if len(documents) < 2:
        return parts
    if sum(len(row["text"]) for row in documents) <= settings.characters:
        parts["reuse"] = reused(documents)
    if aligner and clauses <= settings.clauses:
        read = [read_clause(row) for row in tagged_clauses(out)]
        originals = {row["doc_id"]: row["copy_of"] or row["doc_id"] for row in documents}
        parts["similar"] = similar(read, originals, aligner.embedding, settings)
        if len(documents) <= settings.documents:
            parts["pairs"] = aligned(documents, read, aligner)
    return parts


def aligned(documents: Sequence[Row], clauses: Sequence[ReadClause], aligner: Aligner) -> list[list[Any]]:
    """Return the counterparts and changes of every pair of documents that have clauses, the one issued earlier first."""
    places: dict[str, list[int]] = defaultdict(list)
    for place, clause in enumerate(clauses):
        places[clause.doc_id].append(place)
    order = sorted(range(len(documents)), key=lambda number: (documents[number]["issued"] or _LAST, number))
    sides = {
        number: Side([clauses[place] for place in found], aligner.embedding)
        for number in order
        if (found := places[documents[number]["doc_id"]])
    }
    pairs = []
    for first, second in combinations(sides, 2):
        old, new = places[documents[first]["doc_id"]], places[documents[second]["doc_id"]]
        probabilities = aligner.scorer(features(sides[first], sides[second]))
        links = [
            [old[link.plan], new[link.other], GRADES.index(link.grade), round(link.score, SCORE_DIGITS)]
            for link in links_of(probabilities, aligner.thresholds)
            if link.other is not None
        ]
        pairs.append([first, second, links, _changes(clauses, old, new, probabilities, aligner)])
    return pairs


def _changes(
    clauses: Sequence[ReadClause], old: Sequence[int], new: Sequence[int], probabilities: Floats, aligner: Aligner
) -> list[list[int]]:
    place_of = {clauses[place].clause_id: place for place in (*old, *new)}
    found = changes(
        [clauses[place] for place in old],
        [clauses[place] for place in new],
        lambda *_: rewording_of(probabilities),
        aligner.thresholds.more,
    )
    return [[KINDS.index(change.kind), *(place_of.get(name, NONE) for name in change.ids), int(change.moved)] for change in found]


def reused(documents: Sequence[Row]) -> list[Row]:
    """Return of each document what stands in earlier ones: ``sources`` as [document, share of all characters], the biggest first,
    and ``pieces`` as [start, end, source, start there, end there] in UTF-16 code units."""
    from provtag.analysis.reuse import find_reuse  # brings pandas, which takes long to import

    reuse = find_reuse(documents, read_settings(ReuseSettings).shortest)
    numbers = {row["doc_id"]: number for number, row in enumerate(documents)}
    offsets = [utf16_offset(row["text"]) for row in documents]
    bodies = {body.doc_id: body for body in reuse.bodies}
    names, starts, source_starts = (reuse.runs[name].tolist() for name in ("source_doc_id", "start", "source_start"))
    found: list[Row] = [{"sources": [], "pieces": []} for _ in documents]
    for pair in reuse.pairs.itertuples():
        found[numbers[pair.doc_id]]["sources"].append([numbers[pair.source_doc_id], pair.share])
    for body, pieces in zip(reuse.bodies, reuse.pieces, strict=True):
        here = numbers[body.doc_id]
        for piece in pieces:
            origin, run = bodies[names[piece.run]], (starts[piece.run], source_starts[piece.run])
            first, last = _there(body, piece, run, origin)
            source = numbers[origin.doc_id]
            places = (offsets[here](piece.start), offsets[here](piece.end), source, offsets[source](first), offsets[source](last))
            found[here]["pieces"].append(list(places))
    return found


def _there(body: Body, piece: Piece, run: tuple[int, int], source: Body) -> tuple[int, int]:
    """Return where the words of a piece stand in the source of its ``run`` (start here, start there): texts are compared without
    the numbers and blanks between words."""
    start, end, run_start = np.searchsorted(body.places, (piece.start, piece.end, run[0])).tolist()
    first = int(np.searchsorted(source.places, run[1])) + start - run_start
    return int(source.places[first]), int(source.places[first + end - start - 1]) + 1


def similar(
    clauses: Sequence[ReadClause], originals: Mapping[str, str], embedding: Embedding, settings: DeskSettings
) -> list[list[list[float]]]:
    """Return of each clause the ``settings.nearest`` likest ones of other documents, [place, cosine], the likest first.

    ``originals``: id of a document → that of the copy which counts for it. Clauses of such alone are named, none of the own one.
    """
    vectors = embedding.project(embedding.tfidf([clause.text for clause in clauses]))
    names = {name: number for number, name in enumerate(originals)}
    owner = np.array([names[originals[clause.doc_id]] for clause in clauses])
    copied = np.array([originals[clause.doc_id] != clause.doc_id for clause in clauses])
    found: list[list[list[float]]] = []
    for start in range(0, len(clauses), ROWS_AT_ONCE):
        likeness = vectors[start : start + ROWS_AT_ONCE] @ vectors.T
        likeness[(owner[start : start + ROWS_AT_ONCE, None] == owner) | copied] = NONE
        count = min(settings.nearest, len(clauses))
        best = np.argpartition(-likeness, count - 1, axis=1)[:, :count]
        for row, places in zip(likeness, best.tolist(), strict=True):
            near = sorted((place for place in places if row[place] >= settings.alike), key=lambda place: (-row[place], place))
            found.append([[place, round(float(row[place]), SCORE_DIGITS)] for place in near])
    return found
