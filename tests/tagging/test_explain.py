"""One sentence explained, in the language to speak."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import SimpleNamespace

import pytest

from provtag import translation
from provtag.actions.context import GROUPS
from provtag.cli import main
from provtag.schema import (
    ActionScores,
    ActionType,
    AgencyMention,
    Clause,
    Evidence,
    MeasureScore,
    ProvtagError,
    Role,
    TaggedClause,
)
from provtag.tagging.explain import explain_lines

SENTENCE = "公安机关会同民政部门妥善安置被解救的儿童。"


@pytest.mark.parametrize(
    ("language", "types"), [("zh", ["预防", "打击", "救助", "宣传"]), ("en", ["prevention", "crackdown", "rescue", "publicity"])]
)
def test_explaining_speaks_the_language(
    small_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], language: str, types: list[str]
) -> None:
    monkeypatch.setattr(translation, "_chosen", [])
    assert main(["--lang", language, "explain", SENTENCE, "--model", str(small_model)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[1] for line in lines if line[:1] in "●○"] == types


def test_parts_of_a_document_have_chinese_names() -> None:
    assert not [name for name in GROUPS if translation.chinese(name) == name]


class AskedError(Exception):
    """The tagger was asked."""


class Asking:
    def tag_clauses(self, clauses: object) -> None:
        raise AskedError


class Saying:
    """A tagger that has made up its mind."""

    recogniser = SimpleNamespace(
        reasons=lambda sentence, agencies, most: [[SimpleNamespace(words="安机", weight=1.26)] * min(most, 2), []][
            : len(agencies)
        ]
    )

    def __init__(self, *agencies: AgencyMention) -> None:
        self.agencies = agencies

    def names(self) -> dict[str, str]:
        return {"public_security": "公安", "m": "安置儿童"}

    def tag_clauses(self, clauses: Sequence[Clause]) -> list[TaggedClause]:
        found = tuple(Evidence(i, i + 1, float(i)) for i in range(7))
        context = {ActionType.RESCUE: {"headings": -0.3, "own": 0.29}}
        scores = dict.fromkeys(ActionType, 0.1) | {ActionType.RESCUE: 0.9}
        actions = ActionScores(scores, (ActionType.RESCUE,), {ActionType.RESCUE: found}, ("unsure",), context)
        return [TaggedClause(clauses[0], actions, self.agencies, None, (MeasureScore("m", 0.5),))]


def test_what_is_found_in_a_sentence_is_said_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translation, "_chosen", ["en"])
    agencies = (
        AgencyMention("公安机关", 0, 4, Role.LEAD, "public_security"),
        AgencyMention("民政部门", 6, 10, Role.SUPPORT, "x", candidates=("y", "z")),
    )
    lines = list(explain_lines(Saying(*agencies), f"{SENTENCE}于6月底前完成。", []))  # type: ignore[arg-type]
    assert lines[0].startswith(SENTENCE) and [line[0] for line in lines[1:5]] == ["○", "○", "●", "○"]
    assert lines[3] == "● rescue      0.90  民 (+6.0)  同 (+5.0)  会 (+4.0)  关 (+3.0)  机 (+2.0)  [headings -0.3]"
    assert lines[5] == "measure   0.50  m 安置儿童"
    assert lines[6].split() == ["deadline", "date", "6月底前"]
    assert lines[7:] == [
        "needs review: unsure",
        "lead     公安机关  → public_security 公安 (general)",
        "         安机 (+1.3)  安机 (+1.3)",
        "support  民政部门  → x  (general)  or y, z",
        "",
    ]
    assert list(explain_lines(Saying(), SENTENCE, []))[6:] == ["needs review: unsure", "no agency"]  # type: ignore[arg-type]


def test_a_sentence_may_have_as_many_characters_as_the_limit_says_and_none_more() -> None:
    with pytest.raises(AskedError):
        next(explain_lines(Asking(), "打" * 20_000, []))  # type: ignore[arg-type]
    with pytest.raises(ProvtagError, match="a text of 20001 characters, more than 20000, is no sentence"):
        next(explain_lines(Asking(), "打" * 20_001, []))  # type: ignore[arg-type]


def test_a_text_is_no_sentence(tiny_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "打击。" * 9_000, "--model", str(tiny_model)]) == 2
    assert "a text of 27000 characters" in capsys.readouterr().err


@pytest.mark.parametrize("sentence", ["", " \u3000\n"])
def test_nothing_is_no_sentence(sentence: str, tiny_model: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", sentence, "--model", str(tiny_model)]) == 2
    assert capsys.readouterr() == ("", "provtag: the sentence is empty; write one in quotes\n")
