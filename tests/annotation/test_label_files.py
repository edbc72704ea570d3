"""Label files give back what was written to them."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from provtag.files import hand_written, write_jsonl
from provtag.labels import CLAUSE, DUTY_NOTE, NOBODY, read_labels, units_of, write_labels
from provtag.schema import ActionType, ProvtagError, RawText
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


ROW: dict[str, Any] = {
    "clause_id": "d:1",
    "kind": "clause",
    "text": TEXT,
    "action_types": ["rescue"],
    "agencies": [{"start": 0, "end": 4, "role": "lead", "agency_id": "public_security", "text": "公安机关"}],
}


def span(**changes: Any) -> dict[str, Any]:
    return {"agencies": [ROW["agencies"][0] | changes]}


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"kind": "sentence"}, "unknown kind 'sentence'; write one of clause, duty_note"),
        ({"kind": None}, "no 'kind' of type str; add it"),
        ({"kind": "duty_note"}, "a duty note with action types; remove them"),
        ({"action_types": {"rescue": 1}}, "no 'action_types' of type list"),
        ({"action_types": ["rescue", "rescue"]}, "an action type twice; keep one"),
        ({"measures": "c_dna"}, "'measures' that are no list of strings"),
        ({"measures": ["c_dna", "c_dna"]}, "a measure twice; keep one"),
        ({"headings": "总则"}, "'headings' that are no list of strings"),
        ({"origin": None}, "'origin' that is no string"),
        ({"origin": float("nan")}, "not JSON (unexpected character, expected a JSON value); mend or remove the line"),
        ({"judged_at": 5}, "'judged_at' that is no string"),
        ({"judged_at": "yesterday"}, "'judged_at' 'yesterday' is no date; write one like"),
        (span(agency_id=None), "agency 1 without start, end, role and agency_id"),
        (span(start=False, end=True), "agency 1 without start, end, role and agency_id"),
        (span(end=99), "span [0, 99) does not cut a text of 17 characters; correct start and end"),
        (span(start=-4, end=-1), "span [-4, -1) does not cut"),
        (span(text="教育部门"), "span [0, 4) cuts '公安机关', but its text is '教育部门'"),
        (span(role="boss"), "unknown role 'boss'; write one of lead, support, mention"),
        (
            {"agencies": [ROW["agencies"][0], ROW["agencies"][0] | {"role": "support"}]},
            "span [0, 4) '公安机关' overlaps the span before it",
        ),
    ],
)
def test_a_row_that_is_no_label_is_named_with_its_line(tmp_path: Path, changes: dict[str, Any], complaint: str) -> None:
    path = tmp_path / "a.jsonl"
    write_jsonl(path, [ROW | {"clause_id": "d:0"}, ROW | changes])
    with pytest.raises(ProvtagError) as raised:
        read_labels(path)
    assert str(raised.value).startswith(f"{path}:2: {complaint}")


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("[" * 100_000, "not JSON (depth limit exceeded); mend or remove the line"),
        (json.dumps(ROW | {"origin": "\ud800"}), "not JSON (no low surrogate in string)"),
        ('{"clause_id": ' + "9" * 5000 + "}", "not JSON (number is infinity when parsed as double)"),
        ("[1]", "not a JSON object"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, complaint: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(ROW)}\n{line}\n", encoding="utf-8")
    with pytest.raises(ProvtagError) as raised:
        read_labels(path)
    assert str(raised.value).startswith(f"{path}:2: {complaint}")


def test_a_line_in_another_encoding_is_named(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(f"{json.dumps(ROW)}\n".encode() + json.dumps(ROW, ensure_ascii=False).encode("gb18030"))
    with pytest.raises(ProvtagError) as raised:
        read_labels(path)
    assert str(raised.value).startswith(f"{path}:2: not JSON")


def test_what_other_editors_put_round_lines_is_no_fault(tmp_path: Path) -> None:
    """A byte order mark, line ends of two characters, a character beyond the basic plane as a pair of escapes."""
    row = ROW | {"origin": "王𠀋"}
    (tmp_path / "a.jsonl").write_bytes(b"\xef\xbb\xbf" + json.dumps(row).encode() + b"\r\n\r\n")
    (found,) = read_labels(tmp_path / "a.jsonl")
    assert found.origin == "王𠀋"


def test_a_row_too_deep_in_itself_is_no_json() -> None:
    with pytest.raises(ValueError, match="deep"):
        hand_written("[" * 1020 + "]" * 1020)
