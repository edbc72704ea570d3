from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pytest

from provtag.cli import main
from provtag.files import read_jsonl, write_jsonl
from provtag.tagging.tables import AGENCY_COLUMNS, CLAUSE_COLUMNS, flat_agencies, flat_clause, write_csv
from tests.report.tagged_output import make_document, with_text, write_tagged

MEASURES = [{"id": "blood_samples", "name": "采血比对", "score": 0.91}, {"id": "shelter", "name": "临时安置", "score": 0.44}]
LINKS = ("plan_doc_id", "plan_clause_id", "doc_id", "clause_id", "grade", "score")
CHANGES = ("change", "moved", "old_clause_id", "new_clause_id", "old_place", "new_place", "difference")
TASKS = ("agency_id", "agency", "change", "old_role", "new_role", "clause", "old_clause_id", "new_clause_id", "text")


def table(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> tuple[Sequence[str], list[dict[str, Any]]]:
    return columns, [dict(zip(columns, row, strict=True)) for row in rows]


@pytest.fixture(scope="session")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results with all tables: two documents with words in common, one with a formula and signs of the far planes."""
    folder = tmp_path_factory.mktemp("tagged")
    shared = "𠮷日起对来历不明的儿童一律采集血样，录入信息库比对。"
    items = [with_text(make_document(0, 12), shared, "=标题 <&> \x07"), with_text(make_document(1, 12), "=1+1，" + shared)]
    write_tagged(folder, items)
    clauses: list[dict[str, Any]] = list(read_jsonl(folder / "clauses.jsonl"))
    for row in clauses:
        row["measures"] = MEASURES if row["text"].endswith("比对。") else []
    write_jsonl(folder / "clauses.jsonl", clauses)
    write_csv(folder / "clauses.csv", CLAUSE_COLUMNS, map(flat_clause, clauses))
    write_csv(folder / "agencies.csv", AGENCY_COLUMNS, (agency for row in clauses for agency in flat_agencies(row)))
    write_csv(folder / "failures.csv", ("source", "error"), [{"source": "空.txt", "error": "is empty"}])
    plan = [row["clause_id"] for row in clauses if row["doc_id"] == "doc000"]
    other = [row["clause_id"] for row in clauses if row["doc_id"] == "doc001"]
    links = [
        ("doc000", plan[-1], "doc001", other[-1], "same", 0.9),
        *(("doc000", one, "doc001", "", "missing", 0.8) for one in plan[:-1]),
    ]
    write_csv(folder / "links.csv", *table(LINKS, links))
    write_csv(folder / "added.csv", *table(("doc_id", "clause_id"), [("doc001", one) for one in other[:-1]]))
    write_csv(
        folder / "changes.csv",
        *table(
            CHANGES,
            [
                ("reworded", False, plan[0], other[0], "第一条", "第一条", "[-甲-]{+乙+}"),
                ("new", False, "", other[1], "", "第二条", "{+丙+}"),
            ],
        ),
    )
    write_csv(folder / "tasks.csv", *table(TASKS, [("health", "卫生健康", "gained", "", "lead", "new", "", other[1], "丙")]))
    assert main(["network", str(folder), "--out", str(folder), "--compare"]) == 0
    assert main(["reuse", str(folder), "--out", str(folder)]) == 0
    assert main(["export", str(folder)]) == 0
    return folder
