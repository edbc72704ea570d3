"""Cases of behaviour: what passes them, what fails them, and what is no case."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from provtag.actions.contract import TYPES
from provtag.evaluation.behaviour import (
    Predictor,
    behaviour_rows,
    failures,
    load_cases,
    load_role_cases,
    role_failures,
    role_rows,
)
from provtag.evaluation.scores import Decisions
from provtag.schema import AgencyMention, Label, ProvtagError, Role

FILES = {
    "functionality": (
        "cases:\n  - {id: posters, text: 张贴海报。, types: [publicity]}\n  - {id: meeting, text: 开会。, types: []}\n"
    ),
    "invariance": (
        "cases:\n  - {id: level, text: 市里张贴海报。, variants: [县里张贴海报。, 县里贴海报。], types: [publicity]}\n"
        "  - {id: heading, headings: [宣传], text: 张贴海报。, variants: [headings: [打击]], types: [publicity]}\n"
    ),
    "direction": (
        "cases:\n  - {id: strike, before: 张贴海报。, after: 张贴海报，打击犯罪。, gains: [crackdown], keeps: [publicity]}\n"
        "  - {id: no-more, before: 打击犯罪。, after: 开会。, loses: [crackdown]}\n"
    ),
    "roles": (
        "cases:\n  - {id: subject, text: 公安局查处。, agencies: {公安局: lead}}\n"
        "  - {id: note, kind: duty_note, text: （公安局）, agencies: {}}\n"
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def by_words(**words: str) -> Predictor:
    def predict(clauses: Sequence[Label]) -> Decisions:
        return np.array([[words.get(action, "无") in clause.text for action in TYPES] for clause in clauses])

    return predict


def by_heading(clauses: Sequence[Label]) -> Decisions:
    return np.array([[action == "publicity" and "打击" not in clause.headings for action in TYPES] for clause in clauses])


def test_a_system_that_is_right_passes_everything(folder: Path) -> None:
    cases, right = load_cases(folder), by_words(publicity="海报", crackdown="打击")
    assert failures(cases, right) == {}
    assert [(row["kind"], row["cases"], row["passed"]) for row in behaviour_rows(cases, {"right": right})] == [
        ("functionality", 2, 1.0),
        ("invariance", 2, 1.0),
        ("direction", 2, 1.0),
    ]


def test_one_variant_that_differs_fails_the_case(folder: Path) -> None:
    failed = failures(load_cases(folder), by_words(publicity="张贴海报", crackdown="打击"))
    assert list(failed) == ["invariance/level"]
    assert "县里贴海报。 is not publicity" in failed["invariance/level"]


def test_a_type_that_is_too_many_fails_but_not_where_it_is_left_open(folder: Path) -> None:
    failed = failures(load_cases(folder), by_words(publicity="海报", crackdown="打击", rescue="海报"))
    assert set(failed) == {"functionality/posters", "invariance/level", "invariance/heading"}


def test_what_is_lost_must_be_lost_and_what_is_kept_be_kept(folder: Path) -> None:
    assert set(failures(load_cases(folder), by_words(crackdown="。", publicity="海报"))) >= {
        "direction/strike",
        "direction/no-more",
    }
    assert set(failures(load_cases(folder), by_words(crackdown="打击"))) >= {"direction/strike"}


def test_systems_stand_side_by_side(folder: Path) -> None:
    systems = {"right": by_words(publicity="海报", crackdown="打击"), "heading": by_heading}
    shares = {(row["system"], row["kind"]): row["passed"] for row in behaviour_rows(load_cases(folder), systems)}
    assert shares["right", "invariance"] == 1.0
    assert shares["heading", "invariance"] == 0.5
    assert shares["heading", "functionality"] == 0.5
    assert shares["heading", "direction"] == 0.0


class Police:
    """Finds 公安局 in clauses, with a fixed role, and nothing in duty notes."""

    def __init__(self, role: Role) -> None:
        self.role = role

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        start = text.index("公安局")
        return (AgencyMention("公安局", start, start + 3, self.role, "public_security"),)

    def in_duty_note(self, text: str) -> tuple[AgencyMention, ...]:
        return ()


def test_roles_count(folder: Path) -> None:
    cases = load_role_cases(folder)
    assert role_failures(cases, Police(Role.LEAD)) == {}
    assert role_failures(cases, Police(Role.SUPPORT)) == {
        "roles/subject": "公安局查处。 wanted 公安局 lead, found 公安局 support"
    }
    assert [row["passed"] for row in role_rows(cases, {"support": Police(Role.SUPPORT)})] == [0.5]


@pytest.mark.parametrize(
    ("case", "fault"),
    [
        ("{id: a, text: 开会。, types: [prevent]}", "prevent"),
        ("{id: a, text: 开会。}", "types"),
        ("{id: a, text: 开会。, types: [], kind: note}", "kind note"),
        ("{id: a, text: 开会。, types: []}\n  - {id: a, text: 散会。, types: []}", "two cases a"),
    ],
)
def test_what_is_no_case_is_named(folder: Path, case: str, fault: str) -> None:
    (folder / "functionality.yaml").write_text(f"cases:\n  - {case}\n", encoding="utf-8")
    with pytest.raises(ProvtagError, match=fault) as raised:
        load_cases(folder)
    assert "functionality.yaml" in str(raised.value)
