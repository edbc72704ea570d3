"""Label files give back what was written to them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from provtag.labels import CLAUSE, DUTY_NOTE, NOBODY, read_labels, units_of, write_labels
from provtag.schema import ActionType, RawText
from provtag.structure.parser import parse_document
from tests.annotation.samples import label, mention

TEXT = "公安机关会同民政部门排查拐卖线索。"


@pytest.mark.parametrize("types", [None, (), (ActionType.PREVENTION, ActionType.RESCUE)])
def test_judged_as_nothing_and_not_judged_are_two_things(tmp_path: Path, types: tuple[ActionType, ...] | None) -> None:
    measures = types and ("p_hotels",)
    written = replace(
        label("d:1", TEXT, agencies=(mention(TEXT, "公安机关"),)), action_types=types, headings=("第一章",), measures=measures
    )
    write_labels(tmp_path / "a.jsonl", [written])
    assert read_labels(tmp_path / "a.jsonl") == [written]


def test_what_is_to_be_labelled_is_judged_by_nobody_and_has_its_context(tmp_path: Path) -> None:
    text = "云泽县反拐细则\n第一章 总则\n第一条 公安机关排查线索。民政部门救助受害人。（县公安局负责）\n"
    document = parse_document(RawText("a.txt", text), "a")
    units = list(units_of(document))
    assert [unit.kind for unit in units] == [CLAUSE, CLAUSE, DUTY_NOTE]
    assert {(unit.action_types, unit.agencies, unit.origin, unit.doc_id) for unit in units} == {(None, (), NOBODY, "a")}
    assert units[1].previous == "公安机关排查线索。" and units[1].headings == document.clauses[1].headings != ()
    write_labels(tmp_path / "units.jsonl", units)
    assert read_labels(tmp_path / "units.jsonl") == units
