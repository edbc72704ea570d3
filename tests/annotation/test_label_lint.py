"""Every fault is made on the fly, and its line asserted."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.annotation.lint import Standards, check_set, label_sets
from provtag.labels import DUTY_NOTE
from provtag.measures.catalogue import Catalogue, Measure
from provtag.schema import ActionType, ProvtagError
from provtag.tagging.label_ids import LabelIds
from tests.annotation.samples import unit

TEXT = "公安机关会同民政部门排查拐卖线索。"
NOTE = "（公安机关负责）"
POLICE = {"start": 0, "end": 4, "role": "lead", "agency_id": "public_security", "text": "公安机关"}
CIVIL = {"start": 6, "end": 10, "role": "support", "agency_id": "civil_affairs"}
IDS = LabelIds(
    {"public_security", "civil_affairs"},
    Catalogue([Measure("p_hotels", "旅馆查验", (ActionType.PREVENTION,))], {"p_inns": "p_hotels"}),
)
UNITS = [unit("d:1", TEXT), unit("d:2", NOTE, DUTY_NOTE)]
WRITTEN = {"style": "national_plan", "level": "city", "measure": "p_hotels"}


def row(**changes):
    return {
        "clause_id": "d:1",
        "kind": "clause",
        "text": TEXT,
        "action_types": ["prevention"],
        "agencies": [POLICE, CIVIL],
    } | changes


def note(**changes):
    return row(clause_id="d:2", kind="duty_note", text=NOTE, action_types=[], agencies=[]) | changes


@pytest.fixture
def standards(tmp_path):
    field_map = {"styles": {"national_plan": ""}, "levels": ["city"]}
    return Standards(IDS, field_map, UNITS, {"d": tmp_path / "gold"})


def findings(folder, standards, *rows, file="d.jsonl"):
    folder.mkdir(exist_ok=True)
    lines = [item if isinstance(item, str) else json.dumps(item, ensure_ascii=False) for item in rows]
    (folder / file).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return [str(finding).removeprefix(f"{folder}/") for finding in check_set(folder, standards)]


def test_clean_labels_have_no_findings(tmp_path, standards):
    assert findings(tmp_path / "gold", standards, row(), note()) == []


def test_a_measure_may_have_its_former_id(tmp_path, standards):
    assert findings(tmp_path / "gold", standards, row(measures=["p_inns"]), note()) == []
    assert findings(tmp_path / "written", standards, row(**WRITTEN | {"measure": "p_inns"})) == []


MOVE = "run `provtag labels move` and check what it proposes"
FAULTS = {
    "unknown kind": (
        row(kind="sentence"),
        ["unknown kind 'sentence'; write one of clause, duty_note"],
    ),
    "unknown action type": (
        row(action_types=["punish"]),
        ["unknown action type 'punish'; write one of prevention, crackdown, rescue, publicity"],
    ),
    "action type twice": (row(action_types=["rescue", "rescue"]), ["an action type twice; keep one"]),
    "unknown role": (row(agencies=[POLICE | {"role": "boss"}]), ["unknown role 'boss'; write one of lead, support, mention"]),
    "unknown agency": (
        row(agencies=[POLICE | {"agency_id": "police"}]),
        ["unknown agency id 'police'; use an id of labels/agencies.yaml"],
    ),
    "span beyond the text": (
        row(agencies=[CIVIL | {"end": 99}]),
        ["span [6, 99) does not cut a text of 17 characters; correct start and end"],
    ),
    "empty span": (
        row(agencies=[CIVIL | {"end": 6}]),
        ["span [6, 6) does not cut a text of 17 characters; correct start and end"],
    ),
    "other words": (
        row(agencies=[POLICE | {"end": 2}]),
        ["span [0, 2) cuts '公安', but its text is '公安机关'; correct start and end, or the text"],
    ),
    "overlap": (
        row(agencies=[POLICE, CIVIL | {"start": 3}]),
        ["span [3, 10) '关会同民政部门' overlaps the span before it; keep the longer name"],
    ),
    "duty note with types": (
        note(action_types=["rescue"]),
        ["a duty note with action types; remove them: action types are marked on clauses"],
    ),
    "unknown clause": (row(clause_id="d:9"), [f"d:9 「{TEXT}」 is in no document of the current segmentation; {MOVE}"]),
    "edited text": (
        row(text="公安机关会同民政部门清查拐卖线索。"),
        [f"the text of d:1 is not 「公安机关会同民政部门清查拐卖线索。」 but 「{TEXT}」; {MOVE}"],
    ),
    "other kind": (row(clause_id="d:2", text=NOTE, agencies=[]), [f"d:2 「{NOTE}」 is a duty_note, not a clause; {MOVE}"]),
    "missing key": (
        {key: value for key, value in row().items() if key != "text"},
        ["no 'text' of type str; add it as labels/README.md shows"],
    ),
    "agency without role": (
        row(agencies=[{"start": 0, "end": 4}]),
        ["agency 1 without start, end, role and agency_id; add them as labels/README.md shows"],
    ),
    "flag for a number": (
        row(agencies=[POLICE | {"start": False}]),
        ["agency 1 without start, end, role and agency_id; add them as labels/README.md shows"],
    ),
    "number for a type": (
        row(action_types=[["rescue"]]),
        ["an action type that is no string; write one of prevention, crackdown, rescue, publicity"],
    ),
    "broken line": ('{"clause_id": ', ["not a JSON object; mend or remove the line"]),
    "list": ("[1]", ["not a JSON object; mend or remove the line"]),
    "unknown style": (
        row(**WRITTEN | {"style": "poem"}),
        ["unknown style 'poem'; use one of styles in labels/measures.yaml"],
    ),
    "unknown level": (
        row(**WRITTEN | {"level": "world"}),
        ["unknown level 'world'; use one of levels in labels/measures.yaml"],
    ),
    "unknown measure of a clause": (
        row(measures=["p_hotels", "p_moon"]),
        ["unknown measure 'p_moon'; use an id of labels/measures.yaml"],
    ),
    "measures in one string": (
        row(measures="p_hotels"),
        ["'measures' that are no list of strings; write ids of labels/measures.yaml, the main one first"],
    ),
    "unknown measure": (
        row(**WRITTEN | {"measure": "p_moon"}),
        ["unknown measure 'p_moon'; use an id of labels/measures.yaml"],
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_fault_is_found_with_its_line(fault, tmp_path, standards):
    bad, expected = FAULTS[fault]
    good = note() if isinstance(bad, str) or bad.get("clause_id") != "d:2" else row()
    assert findings(tmp_path / "a", standards, good, "", bad) == [f"d.jsonl:3: {what}" for what in expected]


values = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 30) | st.text(max_size=3) | st.sampled_from(["d:1", "clause", "lead", TEXT]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(POLICE)), inner, max_size=5),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from([*row(), *WRITTEN, "headings", "lead_in", "measures"]), values))
def test_whatever_a_row_holds_is_no_crash(tmp_path_factory, changes):
    folder = tmp_path_factory.mktemp("labels")
    field_map = {"styles": (), "levels": ()}
    findings(folder, Standards(IDS, field_map, UNITS, {"d": folder}), row() | changes, row(**WRITTEN) | changes)


def test_clause_labelled_twice_in_a_folder(tmp_path, standards):
    folder = tmp_path / "a"
    findings(folder, standards, row(), file="c.jsonl")
    found = findings(folder, standards, note(), row(), file="d.jsonl")
    assert found == ["d.jsonl:2: d:1 is labelled already at c.jsonl:1; keep one of them"]


def test_two_annotators_may_label_the_same_clause(tmp_path, standards):
    assert findings(tmp_path / "a", standards, row()) == findings(tmp_path / "b", standards, row()) == []


def test_units_without_gold_label(tmp_path, standards):
    found = findings(tmp_path / "gold", standards, row())
    assert found == [f"d.jsonl:2: no label for the duty_note d:2 「{NOTE}」; label it and add it here"]


def test_a_missing_label_belongs_to_the_file_of_its_document(tmp_path, standards):
    found = findings(tmp_path / "gold", standards, row(), file="chongqing.jsonl")
    assert [line.partition(": ")[0] for line in found] == ["chongqing.jsonl:2"]


def test_empty_gold_folder_lacks_every_unit(tmp_path, standards):
    (tmp_path / "gold").mkdir()
    assert [finding.line for finding in check_set(tmp_path / "gold", standards)] == [1, 1]


def test_units_belong_to_the_folder_of_their_document(tmp_path, standards):
    other = unit("e:1", "民政部门妥善安置受害人。")
    wider = replace(standards, units=[*UNITS, other], homes={"d": tmp_path / "gold", "e": tmp_path / "documents"})
    assert findings(tmp_path / "gold", wider, row(), note()) == []
    (found,) = findings(tmp_path / "documents", wider, file="e.jsonl")
    assert found == "e.jsonl:1: no label for the clause e:1 「民政部门妥善安置受害人。」; label it and add it here"


def test_near_duplicates_of_written_examples(tmp_path, standards):
    text = "车站每天派三名志愿者守在检票口，对独自乘车的孩子逐一询问去向并登记。"
    first = row(clause_id="w:1", text=text, agencies=[], **WRITTEN)
    number_changed = row(clause_id="w:2", text=text.replace("三", "五"), agencies=[], **WRITTEN)
    other = row(clause_id="w:3", text="法院对拐卖案件从重判处，判决书送达后在法庭外张贴。", agencies=[], **WRITTEN)
    found = findings(tmp_path / "written", standards, first, other, number_changed)
    assert found == [
        f"d.jsonl:3: 「{number_changed['text'][:24]}…」 says nearly the same as d.jsonl:1 (1.00 alike); "
        "write another example or remove it"
    ]


def test_names_of_agencies_make_no_new_example(tmp_path, standards):
    text = "公安机关每周清点一次辖区旅馆的入住登记，发现带着陌生孩子的客人就上门核实。"
    other = text.replace("公安机关", "派出所")
    rows = [
        row(clause_id=f"w:{number}", text=words, agencies=[POLICE | {"end": end, "text": words[:end]}], **WRITTEN)
        for number, (words, end) in enumerate([(text, 4), (other, 3)])
    ]
    assert len(findings(tmp_path / "written", standards, *rows)) == 1


def test_short_duty_notes_of_written_examples_may_be_alike(tmp_path, standards):
    rows = [note(clause_id=f"w:{number}", text=NOTE, **WRITTEN) for number in range(2)]
    assert findings(tmp_path / "written", standards, *rows) == []


def test_sets_are_the_folders_that_hold_labels(tmp_path):
    for name in ("annotators/a/x.jsonl", "annotators/b/x.jsonl", "annotators/b/y.jsonl"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    assert label_sets(tmp_path / "annotators") == [tmp_path / "annotators/a", tmp_path / "annotators/b"]
    assert label_sets(tmp_path / "annotators/b/x.jsonl") == [tmp_path / "annotators/b/x.jsonl"]
    with pytest.raises(ProvtagError, match="no such label file or folder"):
        label_sets(tmp_path / "nowhere")


def test_a_label_may_be_unjudged_but_not_in_gold(tmp_path, standards):
    unjudged = row(action_types=None)
    assert findings(tmp_path / "a", standards, unjudged, note()) == []
    (found,) = findings(tmp_path / "gold", standards, unjudged, note())
    assert "no label for the clause d:1" in found
