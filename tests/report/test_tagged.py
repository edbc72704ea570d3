"""Results that do not fit together are refused, with the file and the line at fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from tagged_output import make_document, write_tagged

from provtag.files import read_jsonl, write_jsonl
from provtag.report.payload import page_payload
from provtag.report.tagged import check_results, tagged_clauses, tagged_documents
from provtag.schema import InputError

Row = dict[str, Any]


@pytest.mark.parametrize(
    ("name", "change"),
    [
        ("clauses", lambda row: row.update(provision_id="doc000-p99")),
        ("clauses", lambda row: row.update(end=row["end"] - 1)),
        ("clauses", lambda row: row["agencies"][0].update(start=row["agencies"][0]["start"] + 1)),
        ("clauses", lambda row: row["agencies"][0].update(role="chief")),
        ("clauses", lambda row: row.update(action_types=["peace"])),
        ("documents", lambda row: row.update(counted="yes")),
        ("documents", lambda row: row.update(copy_of=1)),
    ],
)
def test_a_row_that_no_run_wrote_is_named(name: str, change: Callable[[Row], None], tmp_path: Path) -> None:
    path = write_tagged(tmp_path, [make_document(0, 4), make_document(1, 4)], orders=False) / f"{name}.jsonl"
    rows = list(read_jsonl(path))
    change(rows[1])
    write_jsonl(path, rows)
    with pytest.raises(InputError, match=rf"{name}\.jsonl:2: is not as .*; tag the documents anew"):
        check_results(tmp_path)


def test_a_measure_that_the_map_no_longer_has_is_shown_by_its_name(tmp_path: Path) -> None:
    path = write_tagged(tmp_path, [make_document(0, 4)], orders=False) / "clauses.jsonl"
    rows = list(read_jsonl(path))
    rows[0]["measures"] = [{"id": "gone", "name": "旧措施", "score": 0.9, "by_types": False}]
    write_jsonl(path, rows)
    data = page_payload(tagged_documents(tmp_path), tagged_clauses(tmp_path))
    assert data["measures"][-1][:2] == ["gone", "旧措施"]
