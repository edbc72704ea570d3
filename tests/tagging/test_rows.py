"""The rows of the output files say of a document, its clauses and their agencies what was found."""

from __future__ import annotations

from provtag.schema import (
    ActionScores,
    ActionType,
    AgencyMention,
    Clause,
    Evidence,
    Judgment,
    MeasureScore,
    RawText,
    Role,
    TaggedClause,
)
from provtag.structure.parser import parse_document
from provtag.tagging.rows import clause_row, document_row, order_row, row_line, tagged_row
from provtag.tagging.tagger import doubts, with_reasons

TEXT = "临水县护童办法\n第一章 总则\n第一条 学校应当点名，车站应当巡查。\n第二条 旅店应当登记。（县公安局牵头）\n附件：登记表\n"
DOCUMENT = parse_document(RawText("a.txt", TEXT), "a")


def test_the_row_of_a_document_says_where_everything_stands() -> None:
    row = document_row(DOCUMENT)
    assert (row["doc_id"], row["source"], row["title"]) == ("a", "a.txt", "临水县护童办法")
    (note,) = row["duty_notes"]
    assert row["text"][note["start"] : note["end"]] == "（县公安局牵头）"
    assert (note["decided_by"], note["judged_by"], note["judged_at"]) == ("model", "", "")
    judged = document_row(DOCUMENT, {note["clause_id"]: Judgment("王丽", "2024-05-06")})["duty_notes"][0]
    assert (judged["decided_by"], judged["judged_by"], judged["judged_at"]) == ("human", "王丽", "2024-05-06")
    assert [row["text"][item["start"] : item["end"]].split()[0] for item in row["provisions"]] == ["第一条", "第二条"]


def test_the_parts_of_a_document_are_counted_in_characters() -> None:
    parts = document_row(DOCUMENT)["parts"]
    assert parts["duty_notes"] == len("（县公安局牵头）")
    assert parts["clauses"] == sum(len(clause.text) for clause in DOCUMENT.clauses) > 0
    others = {str(part.kind) for part in DOCUMENT.parts}
    assert others and parts.keys() == {"clauses", "duty_notes", *others}
    assert sum(parts.values()) == parts["clauses"] + parts["duty_notes"] + sum(part.end - part.start for part in DOCUMENT.parts)


def test_the_row_of_a_clause_rounds_and_names() -> None:
    clause = Clause("a", "a/1", "a:1", "1", ("总则",), "县公安局应当登记。", 10, 19, lead_in="下列：")
    agency = AgencyMention("县公安局", 10, 14, Role.LEAD, "public_security", score=0.123456, candidates=("x",))
    scores = dict.fromkeys(ActionType, 0.123456) | {ActionType.RESCUE: 0.98766}
    actions = ActionScores(
        scores,
        (ActionType.RESCUE,),
        {ActionType.RESCUE: (Evidence(14, 16, 1.23456),)},
        ("unsure",),
        {ActionType.RESCUE: {"own": -0.55556}},
    )
    tagged = TaggedClause(clause, actions, (agency,), None, (MeasureScore("m1", 0.55556), MeasureScore("m2", 1.0)))
    row = tagged_row(tagged, {"public_security": "公安", "m1": "登记"})
    assert {key: row[key] for key in clause_row(clause)} == clause_row(clause) and row["order"] == order_row(())
    assert (row["action_types"], row["scores"]["rescue"], row["scores"]["prevention"]) == (["rescue"], 0.9877, 0.1235)
    assert row["evidence"] == {"rescue": [{"start": 14, "end": 16, "weight": 1.2346}]}
    assert row["context"] == {"rescue": {"own": -0.5556}}
    assert (row["needs_review"], row["review_reasons"], row["decided_by"]) == (True, ["unsure"], "model")
    assert [tuple(item.values()) for item in row["measures"]] == [("m1", "登记", 0.5556), ("m2", "m2", 1.0)]
    (found,) = row["agencies"]
    assert (found["agency"], found["score"], found["candidates"], found["role"]) == ("公安", 0.1235, ["x"], "lead")
    assert row_line(row).endswith(b"}\n") and row_line(row).count(b"\n") == 1


def test_what_is_doubtful_about_agencies_is_said_once() -> None:
    sure = AgencyMention("县公安局", 0, 4, Role.LEAD, "public_security")
    tie, repaired = (
        AgencyMention("县局", 0, 2, Role.LEAD, "x", candidates=("y",)),
        AgencyMention("公按局", 0, 3, Role.LEAD, "x", score=0.9),
    )
    assert doubts([]) == doubts([sure]) == ()
    assert doubts([sure, tie]) == ("ambiguous_agency",) and doubts([repaired, sure]) == ("uncertain_agency",)
    assert doubts([repaired, tie]) == ("ambiguous_agency", "uncertain_agency")
    actions = ActionScores({}, (), review_reasons=("unsure",))
    assert with_reasons(actions, ()) is actions
    assert with_reasons(actions, ("uncertain_agency", "unsure")).review_reasons == ("unsure", "uncertain_agency")
