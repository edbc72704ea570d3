"""The experiments on agencies: in and out of the register, and no document or hand on both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from provtag.agencies.register import Register
from provtag.evaluation.agencies import Experiments, Trial, answer, rows, without_hands
from provtag.labels import WHOLE, WRITTEN
from provtag.paths import REGISTER
from provtag.schema import AgencyMention, Label, Role
from provtag.settings import AgencySettings, EvaluationSettings, read_settings

SETTINGS, EVALUATION = (
    replace(read_settings(AgencySettings), document_weight=1.0),
    replace(read_settings(EvaluationSettings), bootstrap=10, seed=0),
)
TEXT = "公安局会同打拐专班查处，各乡村宣传。"


class Names:
    """Finds the given names wherever they stand, as leads."""

    def __init__(self, *names: str) -> None:
        self.pattern = re.compile("|".join(names) or "(?!)")

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        return tuple(
            AgencyMention(match[0], match.start(), match.end(), Role.LEAD, "public_security")
            for match in self.pattern.finditer(text)
        )

    in_duty_note = in_clause


def label(clause_id: str, text: str, names: Sequence[str], kind: str = "clause", **context: str) -> Label:
    return Label(clause_id, kind, text, (), Names(*names).in_clause(text), **context)


@pytest.fixture(scope="module")
def register() -> Register:
    return Register.load(REGISTER)


def parted(register: Register, test: Sequence[Label], *found: str) -> dict[str, dict[str, dict[str, float]]]:
    return experiments(register).parted([answer(one, Names(*found)) for one in test])


def experiments(register: Register) -> Experiments:
    return Experiments(register, (), SETTINGS, EVALUATION)


def test_mentions_are_parted_by_what_the_register_finds(register: Register) -> None:
    test = [label("c", TEXT, ["公安局", "打拐专班"])]
    figures = parted(register, test, "公安局", "打拐专班")
    assert [figures[part]["span"]["labelled"] for part in ("everywhere", "in_register", "out_of_register")] == [2, 1, 1]
    assert [figures[part]["span"]["f1"] for part in ("everywhere", "in_register", "out_of_register")] == [1.0, 1.0, 1.0]


def test_clauses_and_duty_notes_are_parted(register: Register) -> None:
    test = [label("c", TEXT, ["公安局"]), label("n", "（公安局）", ["公安局"], kind="duty_note")]
    figures = parted(register, test, "公安局")
    assert [figures[part]["span"]["labelled"] for part in ("everywhere", "clauses", "duty_notes")] == [2, 1, 1]


def test_nothing_labelled_and_nothing_found_is_no_zero(register: Register) -> None:
    figures = parted(register, [label("c", "逐户排查。", [])])["everywhere"]
    assert figures["span"] == {"precision": "n/a", "recall": "n/a", "f1": "n/a", "low": "n/a", "high": "n/a", "labelled": 0}


def test_figures_counted_by_hand(register: Register) -> None:
    # Two labelled, two found, one of them right.
    figures = parted(register, [label("c", TEXT, ["公安局", "打拐专班"])], "公安局", "查处")["everywhere"]
    assert figures["span"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "low": 0.5, "high": 0.5, "labelled": 2}


def hands(*names: str, **context: str) -> list[Label]:
    """Three clauses of each document; the first has another role than the others."""
    found = [label(f"{name}{at}", TEXT, ["公安局"], doc_id=name, **context) for name in names for at in range(3)]
    return [_as_support(one) if one.clause_id.endswith("0") else one for one in found]


def _as_support(one: Label) -> Label:
    return replace(one, agencies=tuple(replace(mention, role=Role.SUPPORT) for mention in one.agencies))


def test_no_hand_is_on_both_sides() -> None:
    written = hands("w1", "w2", "w3", origin=WRITTEN, style="list") + hands("w4", origin=WRITTEN, style="letter")
    labels = hands("one seed", "other seed") + hands("d1", "d9", origin=WHOLE, style="one hand") + written
    trials = list(without_hands(labels))
    assert all(sides(trial.training) | sides(trial.test) == sides(labels) for trial in trials)
    assert all(sides(trial.training).isdisjoint(sides(trial.test)) for trial in trials)
    assert all(("d1" in sides(trial.test)) is ("d9" in sides(trial.test)) for trial in trials)
    assert sorted(label.doc_id for trial in trials for label in trial.test) == sorted(label.doc_id for label in labels)


def sides(labels: Sequence[Label]) -> set[str]:
    return {label.doc_id for label in labels}


def test_a_model_answers_by_what_it_has_learnt_and_a_baseline_by_its_own(register: Register) -> None:
    a, b = hands("a"), hands("b")
    of_model, of_jieba = experiments(register).answers([Trial("model", a, b), Trial("jieba_nt", a, b)])
    assert [one for one, _ in of_model] == [one for one, _ in of_jieba] == b
    assert [labelled for _, (labelled, _) in of_model] == [one.agencies for one in b]
    assert all(mention.agency_id == "public_security" for _, (_, found) in of_model for mention in found)
    assert any(found for _, (_, found) in of_model)
    assert all(mention.role is Role.MENTION for _, (_, found) in of_jieba for mention in found)


def test_figures_are_told_by_origin_and_style(register: Register) -> None:
    documents, written = (
        hands("d", origin=WHOLE),
        hands("w1", origin=WRITTEN, style="list") + hands("w2", origin=WRITTEN, style="letter"),
    )
    figures = experiments(register).by_origin([answer(one, Names("公安局")) for one in documents + written])
    assert list(figures["written_styles"]) == ["letter", "list"]
    assert figures["documents"]["everywhere"]["span"]["labelled"] == 3
    assert figures["written"]["everywhere"]["span"]["labelled"] == 6


def test_systems_are_compared_on_the_documents_asked_for(register: Register) -> None:
    labels = hands("a", "b")
    systems = {"right": [answer(one, Names("公安局")) for one in labels], "blind": [answer(one, Names()) for one in labels]}
    figures = experiments(register).compared(systems, {"a"})
    assert {name: found["everywhere"]["span"]["recall"] for name, found in figures.items()} == {"right": 1.0, "blind": 0.0}
    assert figures["right"]["everywhere"]["span"]["labelled"] == 3
    names = {row["name"]: row["f1"] for row in rows({"甲": figures})}
    assert (names["甲 · span · right"], names["甲 · span · blind"]) == (1.0, 0.0)
