from __future__ import annotations

import copy
import re
from multiprocessing import Pipe

import pytest

from provtag.patterns import Pattern


def test_a_pattern_answers_as_the_compiled_one_does() -> None:
    ours, real = Pattern("(A)|b", re.IGNORECASE), re.compile("(A)|b", re.IGNORECASE)
    text = "xaBx"
    for method in ("findall", "split"):
        assert getattr(ours, method)(text) == getattr(real, method)(text)
    for method in ("search", "match", "fullmatch"):
        for at in range(len(text)):
            assert str(getattr(ours, method)(text, at, at + 1)) == str(getattr(real, method)(text, at, at + 1))
    assert [found.span() for found in ours.finditer(text)] == [found.span() for found in real.finditer(text)]
    assert (ours.sub("-", text), ours.subn("-", text, 1), ours.pattern) == ("x--x", ("x-Bx", 1), "(A)|b")


def test_a_pattern_is_compiled_once_and_not_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda *arguments: compiled.append(arguments) or compile_(*arguments))
    pattern = Pattern("a")
    assert compiled == []
    assert pattern.search("ba") and pattern.match("ab") and pattern.search("ca")
    assert compiled == [("a", 0)]


@pytest.mark.parametrize("used", [False, True])
def test_a_pattern_goes_to_other_processes_and_copies(used: bool) -> None:
    pattern = Pattern("a+")
    if used:
        pattern.search("a")
    here, there = Pipe()
    with here, there:
        here.send(pattern)
        received = there.recv()
    for other in (received, copy.deepcopy(pattern)):
        assert other.fullmatch("aa")


def test_a_pattern_has_no_other_methods() -> None:
    with pytest.raises(AttributeError):
        Pattern("a").scan("a")  # type: ignore[attr-defined]
