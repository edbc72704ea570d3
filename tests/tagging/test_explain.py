"""One sentence explained, in the language to speak."""

from __future__ import annotations

from pathlib import Path

import pytest

from provtag import translation
from provtag.actions.context import GROUPS
from provtag.cli import main
from provtag.schema import ProvtagError
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
