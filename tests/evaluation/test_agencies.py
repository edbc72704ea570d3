"""The experiments on agencies: in and out of the register, and no document on both sides."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.evaluation import agencies
from provtag.files import read_yaml
from provtag.paths import LABELS
from provtag.schema import AgencyMention, Label, Role


class Names:
    """Finds the given names wherever they stand, as leads."""

    def __init__(self, *names: str) -> None:
        self.pattern = re.compile("|".join(names) or "(?!)")

    def in_clause(self, text: str) -> tuple[AgencyMention, ...]:
        return tuple(
            AgencyMention(match[0], match.start(), match.end(), Role.LEAD, "public_security")
            for match in self.pattern.finditer(text)
        )

    in_duty_note = in_clause


def label(clause_id: str, text: str, names: Sequence[str], kind: str = "clause", **context: str) -> Label:
    return Label(clause_id, kind, text, (), Names(*names).in_clause(text), **context)


TEXT = "公安局会同打拐专班查处。"


def parts(predicted: Names, known: Names) -> dict[str, list[tuple[list[str], list[str]]]]:
    units = agencies._parts([label("c", TEXT, ["公安局", "打拐专班"])], predicted, known)
    return {
        name: [([m.text for m in labelled], [m.text for m in found]) for labelled, found in part] for name, part in units.items()
    }


def test_mentions_are_parted_by_what_the_register_finds() -> None:
    parted = parts(Names("公安局", "打拐专班"), Names("公安局"))
    assert parted["everywhere"] == [(["公安局", "打拐专班"], ["公安局", "打拐专班"])]
    assert parted["in_register"] == [(["公安局"], ["公安局"])]
    assert parted["out_of_register"] == [(["打拐专班"], ["打拐专班"])]


def test_a_wrong_find_counts_where_the_register_puts_it() -> None:
    parted = parts(Names("公安局", "查处"), Names("公安局", "查处"))
    assert parted["in_register"] == [(["公安局"], ["公安局", "查处"])]
    assert parted["out_of_register"] == [(["打拐专班"], [])]


def test_clauses_and_duty_notes_are_parted() -> None:
    test = [label("c", TEXT, ["公安局"]), label("n", "（公安局）", ["公安局"], kind="duty_note")]
    units = agencies._parts(test, Names("公安局"), Names("公安局"))
    assert [len(units[name]) for name in ("everywhere", "clauses", "duty_notes")] == [2, 1, 1]


def test_nothing_labelled_and_nothing_found_is_no_zero() -> None:
    units = agencies._parts([label("c", "逐户排查。", [])], Names(), Names())
    figures = agencies._figures(units["everywhere"], 10, 0)
    assert figures["span"] == {"precision": "n/a", "recall": "n/a", "f1": "n/a", "low": "n/a", "high": "n/a", "labelled": 0}


def test_figures_counted_by_hand() -> None:
    # Two labelled, two found, one of them right.
    units = agencies._parts([label("c", TEXT, ["公安局", "打拐专班"])], Names("公安局", "查处"), Names())
    figures = agencies._figures(units["everywhere"], 10, 0)
    assert figures["span"] == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "low": 0.5, "high": 0.5, "labelled": 2}


def test_the_document_tested_is_in_no_training(monkeypatch: pytest.MonkeyPatch) -> None:
    gold = [label(f"{doc}{at}", TEXT, ["公安局"], doc_id=doc) for doc in ("a", "b") for at in range(3)]
    written = [label("w", TEXT, ["公安局"], origin="written")]
    tested: list[set[str]] = []
    trained: list[set[str]] = []
    fit, part = agencies.Learned.fit, agencies._parts

    def spied_fit(labels: Sequence[Label]) -> object:
        trained.append({item.clause_id for item in labels})
        return fit(labels)

    def spied_parts(test: Sequence[Label], *rest: object) -> object:
        tested.append({item.clause_id for item in test})
        return part(test, *rest)

    monkeypatch.setattr(agencies.Learned, "fit", spied_fit)
    monkeypatch.setattr(agencies, "Recogniser", lambda register, rules, learned=None: Names("公安局"))
    monkeypatch.setattr(agencies, "_parts", spied_parts)
    figures, rows = agencies.leave_one_document_out(
        gold, written, Register({"agencies": {}}, []), {}, {"names": Names("公安局")}, {"a": "甲", "b": "乙"}, 10, 0
    )
    assert tested == [{"a0", "a1", "a2"}] * 2 + [{"b0", "b1", "b2"}] * 2
    assert trained == [{"b0", "b1", "b2", "w"}, {"a0", "a1", "a2", "w"}]
    assert set(figures) == {"甲", "乙"} and set(figures["甲"]) == {"model", "names"}
    assert {(row["document"], row["system"]) for row in rows} == {
        (document, system) for document in ("甲", "乙") for system in ("model", "names")
    }


def test_written_examples_are_reported_by_style() -> None:
    register = Register.load(LABELS / "agencies.yaml")
    written = [label("w1", "公安局查处。", ["公安局"], style="list"), label("w2", "逐户排查。", [], style="letter")]
    figures = agencies.on_written(written, Recogniser(register, read_yaml(LABELS / "role_rules.yaml")), 10, 0)
    assert list(figures) == ["letter", "list"]
    assert figures["letter"]["span"]["f1"] == "n/a"
    assert figures["list"]["span"]["recall"] == 1.0
