"""The experiments on agencies: in and out of the register, and no document or hand on both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from provtag.agencies.register import Register
from provtag.evaluation import agencies
from provtag.evaluation.agencies import Experiments
from provtag.labels import WHOLE
from provtag.paths import REGISTER
from provtag.schema import AgencyMention, Label, Role
from provtag.settings import AgencySettings, EvaluationSettings, read_settings

SETTINGS, EVALUATION = (
    replace(read_settings(AgencySettings), tolerance=1e-2, document_weight=1.0),
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


def compared(register: Register, test: Sequence[Label], *found: str) -> dict[str, dict[str, dict[str, float]]]:
    experiments = Experiments(test, register, (), SETTINGS, EVALUATION)
    return experiments.compared(test, {"names": Names(*found)})["names"]


def test_mentions_are_parted_by_what_the_register_finds(register: Register) -> None:
    test = [label("c", TEXT, ["公安局", "打拐专班"])]
    parted = compared(register, test, "公安局", "打拐专班")
    assert [parted[part]["span"]["labelled"] for part in ("everywhere", "in_register", "out_of_register")] == [2, 1, 1]
    assert [parted[part]["span"]["f1"] for part in ("everywhere", "in_register", "out_of_register")] == [1.0, 1.0, 1.0]


def test_clauses_and_duty_notes_are_parted(register: Register) -> None:
    test = [label("c", TEXT, ["公安局"]), label("n", "（公安局）", ["公安局"], kind="duty_note")]
    parted = compared(register, test, "公安局")
    assert [parted[part]["span"]["labelled"] for part in ("everywhere", "clauses", "duty_notes")] == [2, 1, 1]


def test_nothing_labelled_and_nothing_found_is_no_zero(register: Register) -> None:
    figures = compared(register, [label("c", "逐户排查。", [])])["everywhere"]
    assert figures["span"] == {"precision": "n/a", "recall": "n/a", "f1": "n/a", "low": "n/a", "high": "n/a", "labelled": 0}


def test_figures_counted_by_hand(register: Register) -> None:
    # Two labelled, two found, one of them right.
    figures = compared(register, [label("c", TEXT, ["公安局", "打拐专班"])], "公安局", "查处")["everywhere"]
    assert figures["span"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "low": 0.5, "high": 0.5, "labelled": 2}


@pytest.fixture
def trained(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """The clauses of every training, in order."""
    seen: list[set[str]] = []
    fit = agencies.fit

    def spied(labels: Sequence[Label], *rest: object) -> object:
        seen.append({item.doc_id for item in labels})
        return fit(labels, *rest)

    monkeypatch.setattr(agencies, "fit", spied)
    return seen


def hands(*names: str, **context: str) -> list[Label]:
    """Three clauses of each document; the first has another role than the others."""
    found = [label(f"{name}{at}", TEXT, ["公安局"], doc_id=name, **context) for name in names for at in range(3)]
    return [_as_support(one) if one.clause_id.endswith("0") else one for one in found]


def _as_support(one: Label) -> Label:
    return replace(one, agencies=tuple(replace(mention, role=Role.SUPPORT) for mention in one.agencies))


def test_the_document_tested_is_in_no_training(register: Register, trained: list[set[str]]) -> None:
    experiments = Experiments(hands("a", "b", "w"), register, (), SETTINGS, EVALUATION)
    figures, rows = experiments.leave_one_document_out({"a": "甲", "b": "乙"}, {"names": Names("公安局")})
    assert trained == [{"b", "w"}, {"a", "w"}]
    assert set(figures) == {"甲", "乙"} and set(figures["甲"]) == {"model", "names"}
    assert {(row["document"], row["system"]) for row in rows} == {
        (document, system) for document in ("甲", "乙") for system in ("model", "names")
    }


def test_no_hand_is_on_both_sides(register: Register, trained: list[set[str]]) -> None:
    written = hands("w1", "w2", "w3", origin="written", style="list") + hands("w4", origin="written", style="letter")
    labels = hands("seed") + hands("d1", "d9", origin=WHOLE, style="one hand") + written
    figures = Experiments(labels, register, (), SETTINGS, EVALUATION).leave_hands_out(frozenset({"seed"}))
    every = {item.doc_id for item in labels}
    assert all("seed" in hands for hands in trained)
    assert all(("d1" in hands) is ("d9" in hands) for hands in trained)
    assert set.union(*(every - hands for hands in trained)) == every - {"seed"}
    assert sum(len(every - hands) for hands in trained) == len(every) - 1
    assert list(figures["written_styles"]) == ["letter", "list"]
    assert figures["documents"]["everywhere"]["span"]["labelled"] == 6
    assert figures["written"]["everywhere"]["span"]["labelled"] == 12
