"""What an annotator sees around a clause."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import pytest

from provtag.annotation.label_types import LabelTypes
from provtag.annotation.screens import UNLIKE_TRAINING, Mode, screens_of, span_triples
from provtag.schema import (
    ActionScores,
    ActionType,
    AgencyMention,
    Clause,
    Document,
    MeasureScore,
    ProvtagError,
    RawText,
    Role,
    Scope,
    TaggedClause,
)
from provtag.structure.parser import parse_document
from tests.annotation.samples import label, mention

if TYPE_CHECKING:
    from provtag.tagging.tagger import Tagger

TEXT = "云泽县反拐细则\n第一条 公安机关排查线索。民政部门救助受害人。\n第二条 学校开展反拐教育。\n"


def test_the_clause_after_is_that_of_the_same_provision() -> None:
    screens = screens_of(parse_document(RawText("a.txt", TEXT), "a"), None, Mode.BLIND)
    assert [screen.following for screen in screens] == ["民政部门救助受害人。", "", ""]


class Said:
    """A tagger that finds the police in every clause and duty note, and doubts the second clause."""

    def __init__(self) -> None:
        self.recogniser = self

    def names(self) -> dict[str, str]:
        return {"p_hotels": "旅馆查验"}

    def in_duty_note(self, text: str) -> tuple[AgencyMention, ...]:
        start = text.index("公安局")
        return (AgencyMention("公安局", start, start + 3, Role.LEAD, "public_security", score=0.8),)

    def tag(self, document: Document) -> list[TaggedClause]:
        return [self._tagged(clause, doubt) for clause, doubt in zip(document.clauses, (False, True), strict=True)]

    def _tagged(self, clause: Clause, doubt: bool) -> TaggedClause:
        scores = dict.fromkeys(ActionType, 0.02) | {ActionType.PREVENTION: 0.6 if doubt else 0.95}
        reasons = (UNLIKE_TRAINING,) if doubt else ()
        police = AgencyMention("公安", clause.start, clause.start + 2, Role.LEAD, "public_security")
        noted = AgencyMention("公安局", clause.end + 1, clause.end + 4, Role.LEAD, "public_security", scope=Scope.DUTY_NOTE)
        actions = ActionScores(scores, (ActionType.PREVENTION,), review_reasons=reasons)
        return TaggedClause(clause, actions, (police, noted), measures=(MeasureScore("p_hotels", 0.7),))


NOTED = "云泽县反拐细则\n第一条 公安机关查验旅馆。（县公安局负责）\n第二条 公安机关排查线索。\n"


@pytest.mark.parametrize("mode", Mode)
def test_what_the_model_says_is_shown_as_far_as_the_mode_lets(mode: Mode) -> None:
    document = parse_document(RawText("a.txt", NOTED), "a")
    first, note, second = screens_of(document, cast("Tagger", Said()), mode)
    assert [screen.label.text for screen in (first, note, second)] == [
        "公安机关查验旅馆。", "（县公安局负责）", "公安机关排查线索。",
    ]  # fmt: skip
    drawn, assisted = mode is not Mode.BLIND, mode is Mode.ASSISTED
    for screen in (first, second):
        assert [(each.text, each.start, each.end) for each in screen.label.agencies] == ([("公安", 0, 2)] if drawn else [])
        assert screen.label.action_types == ((ActionType.PREVENTION,) if assisted else ())
        assert screen.measures == ("旅馆查验 0.70" if assisted else "") and (screen.model is not None) == assisted
    assert [(each.text, each.start) for each in note.label.agencies] == ([("公安局", 2)] if drawn else [])
    assert note.label.previous == "公安机关查验旅馆。" and note.label.headings == document.provisions[0].headings
    assert (first.duty_notes, second.duty_notes) == ("（县公安局负责）", "")
    # in doubt are a probability near a half, a clause unlike those of training, and an unsure agency, whatever is shown
    assert (first.priority, second.priority, note.priority) == (0.05, 0.9, 0.1)


def test_spans_that_would_be_lost_are_refused() -> None:
    types = LabelTypes.load()
    text = "公安机关会同民政部门。"
    police, civil = mention(text, "公安机关"), mention(text, "民政部门", Role.SUPPORT, "civil_affairs")
    names = {role: each.name for role, each in types.roles.items()}
    fine = label("a:1", text, agencies=(civil, police))
    assert span_triples(fine, types) == [(0, 4, names[Role.LEAD]), (6, 10, names[Role.SUPPORT])]
    for wrong in (replace(police, end=7, text="公安机关会同民"), replace(civil, text="民政"), replace(civil, start=10, text="")):
        with pytest.raises(ProvtagError, match=r"a:1: the span .* overlaps another or is not in the text"):
            span_triples(label("a:1", text, agencies=(police, civil, wrong)), types)
