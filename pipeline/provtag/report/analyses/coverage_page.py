"""``coverage.html``: every clause of a plan beside its counterparts."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import Any

from provtag.analysis.clauses import ReadClause
from provtag.analysis.coverage import Coverage
from provtag.analysis.links import Grade, Link
from provtag.report.analyses.page import page, say

CHINESE = {Grade.SAME: "相同", Grade.AKIN: "相近", Grade.PART: "部分", Grade.MISSING: "没有"}

Counterpart = tuple[Link, ReadClause | None]


def coverage_page(coverage: Coverage) -> str:
    """Return the page: how much of a plan each document has, the plans clause by clause, and what the documents add."""
    return page(
        "coverage",
        say("计划与各文件对照", "Coverage of a plan"),
        report="#view=sides",
        names={grade: say(chinese, str(grade)) for grade, chinese in CHINESE.items()},
        figures=_figures(coverage),
        plans=[_plan(coverage, plan_id) for plan_id in coverage.plans],
        added=list(coverage.added()),
    )


def _figures(coverage: Coverage) -> list[dict[str, Any]]:
    """Return for each pair of documents how many clauses of the plan have a counterpart of which grade as the best, and how
    many clauses the other adds."""
    added = Counter(clause.doc_id for clause in coverage.added())
    rows = []
    for (plan_id, other_id), links in coverage.links.items():
        best: dict[int, Grade] = {}
        for link in links:
            best[link.plan] = min(link.grade, best.get(link.plan, link.grade), key=list(CHINESE).index)
        rows.append({"plan": plan_id, "document": other_id, "counts": Counter(best.values()), "added": added[other_id]})
    return rows


def _plan(coverage: Coverage, plan_id: str) -> dict[str, Any]:
    documents = [other_id for found_in, other_id in coverage.links if found_in == plan_id]
    cells: dict[int, list[list[Counterpart]]] = defaultdict(lambda: [[] for _ in documents])
    for place, other_id in enumerate(documents):
        other = coverage.others[other_id]
        for link in coverage.links[plan_id, other_id]:
            cells[link.plan][place].append((link, None if link.other is None else other[link.other]))
    rows = [
        {"clause": clause, "cells": cells[number], "grades": {link.grade for cell in cells[number] for link, _ in cell}}
        for number, clause in enumerate(coverage.plans[plan_id])
    ]
    return {"name": plan_id, "documents": documents, "rows": rows}
