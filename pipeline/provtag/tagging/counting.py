"""Which documents of a batch figures count: of copies one, the cleanest, and nothing that reads like no regulation.

What is not counted stays in every table, and says so there.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson

from provtag.documents import notices
from provtag.schema import PartKind
from provtag.settings import CopySettings, read_settings
from provtag.tagging.copies import Copy, Sketch, find_copies, sketch
from provtag.tagging.outputs import CSV, DOCUMENTS, PARQUET
from provtag.tagging.rows import row_line
from provtag.tagging.tables import COUNTS, safe_cells

Row = dict[str, Any]

DOUBTS = frozenset({notices.NO_REGULATION, notices.NO_PAGE, notices.FEW_CHINESE})
SHARE_DIGITS = 2


@dataclass(frozen=True, slots=True)
class _Seen:
    """What is kept of a document until all are there. ``dirt``: what makes it worse than a copy of it, the worst first."""

    doc_id: str
    doubtful: bool
    dirt: tuple[int, ...]
    sketch: Sketch


def is_doubtful(row: Row) -> bool:
    """Tell whether the document of a row of ``documents.jsonl`` reads like no regulation."""
    return not DOUBTS.isdisjoint(row["health"]["warnings"])


def is_scanned(row: Row) -> bool:
    """Tell whether OCR read any of it."""
    return any(warning.startswith(notices.OCR) for warning in row["health"]["warnings"])


def count_once(paths: Mapping[str, Path]) -> None:
    """Say in the output files at ``paths`` (by their names), as they were written document by document, which documents count.

    Of a document that does not, every row is written anew: ``counted`` is false, ``copy_of`` names the copy that counts in its
    place. The row of a document in ``documents.jsonl`` also tells which other one it is like (``alike``).
    """
    settings = read_settings(CopySettings)
    seen = _seen(paths[DOCUMENTS], settings)
    order = sorted(range(len(seen)), key=lambda place: (seen[place].dirt, place))
    copies = find_copies([seen[place].sketch for place in order], settings)
    said = {}
    for place, copy in zip(order, copies, strict=True):
        if copy or seen[place].doubtful:
            said[seen[place].doc_id] = _facts(seen[place], copy, seen[order[copy.of]].doc_id if copy else "")
    if not said:
        return
    _mark_documents(paths[DOCUMENTS], said)
    uncounted = {doc_id: {key: facts[key] for key in COUNTS} for doc_id, facts in said.items() if not facts["counted"]}
    for name in (name for name in CSV if name in paths and uncounted):
        _mark_csv(paths[name], uncounted)
    if PARQUET in paths and uncounted:
        _mark_parquet(paths[PARQUET], uncounted)


def _seen(path: Path, settings: CopySettings) -> list[_Seen]:
    found = []
    with path.open("rb") as lines:
        for line in lines:
            row = orjson.loads(line)
            found.append(_Seen(row["doc_id"], is_doubtful(row), _dirt(row), sketch(row["text"], settings)))
    return found


def _dirt(row: Row) -> tuple[int, ...]:
    """Return what tells the worse of two copies.

    Where neither has a fault, that is the one with more words around its clauses (of a page), then the one with less in them,
    then the longer one, and then that of the longer name, which copies have.
    """
    health, parts, source = row["health"], row["parts"], row["source"].rpartition("/")[2]
    faults = sum(len(health[key]) for key in ("missing_numbers", "truncated", "warnings")) + health["repeated_sentences"]
    page_words, in_clauses = parts.get(PartKind.NAVIGATION, 0), parts.get("clauses", 0)
    return is_doubtful(row), is_scanned(row), faults, page_words, -in_clauses, len("".join(row["text"].split())), len(source)


def _facts(document: _Seen, copy: Copy | None, other: str) -> Row:
    is_copy = copy is not None and copy.same
    return {
        "counted": not (is_copy or document.doubtful),
        "copy_of": other if is_copy else "",
        "alike": {"doc_id": other, "share": round(copy.share, SHARE_DIGITS)} if copy else None,
    }


def _mark_documents(path: Path, said: Mapping[str, Row]) -> None:
    with _rewritten(path) as temporary, path.open("rb") as lines, temporary.open("wb") as stream:
        for line in lines:
            row = orjson.loads(line)
            stream.write(row_line(row | said[row["doc_id"]]) if row["doc_id"] in said else line)


def _mark_csv(path: Path, said: Mapping[str, Row]) -> None:
    cells = {safe_cells([doc_id])[0]: safe_cells(facts.values()) for doc_id, facts in said.items()}
    csv.field_size_limit(sys.maxsize)
    with (
        _rewritten(path) as temporary,
        path.open(encoding="utf-8-sig", newline="") as lines,
        temporary.open("w", encoding="utf-8-sig", newline="") as stream,
    ):
        rows = csv.reader(lines)
        head = next(rows)
        document, places = head.index("doc_id"), [head.index(key) for key in COUNTS]
        table = csv.writer(stream)
        table.writerow(head)
        for row in rows:
            for place, cell in zip(places, cells.get(row[document], ()), strict=False):
                row[place] = cell
            table.writerow(row)


def _mark_parquet(path: Path, said: Mapping[str, Row]) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    with (
        _rewritten(path) as temporary,
        pq.ParquetFile(path) as source,
        pq.ParquetWriter(temporary, source.schema_arrow) as target,
    ):
        for number in range(source.num_row_groups):
            group = source.read_row_group(number)
            names = group.column("doc_id").to_pylist()
            for key in COUNTS:
                field, place = group.schema.field(key), group.schema.get_field_index(key)
                values = [said.get(name, COUNTS)[key] for name in names]
                group = group.set_column(place, field, pa.array(values, field.type))
            target.write_table(group)


@contextmanager
def _rewritten(path: Path) -> Iterator[Path]:
    """Give a path to write to, which then takes the place of ``path``.

    A killed run leaves it under a name like that of ``path``, and it goes with that.
    """
    temporary = path.with_name(f"{path.stem}.marked{path.suffix}")
    try:
        yield temporary
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
