"""The worked examples of the pages on analyses come out as they stand there, in both languages."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest

from provtag.paths import ROOT

PAGES = [ROOT / "docs" / "analysis.md", ROOT / "docs" / "analysis.zh-CN.md"]
EXAMPLE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


def examples(page: Path) -> list[str]:
    return EXAMPLE.findall(page.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_worked_examples_come_out(page: Path) -> None:
    code = "\n".join(examples(page))
    assert code.count(">>>") > 10
    runner = doctest.DocTestRunner(verbose=False)
    runner.run(doctest.DocTestParser().get_doctest(code, {}, page.name, str(page), 0))
    assert runner.summarize(verbose=False).failed == 0


def test_both_pages_have_the_same_examples() -> None:
    assert examples(PAGES[0]) == examples(PAGES[1])
