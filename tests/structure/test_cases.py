"""Short texts are divided as their cases say."""

from __future__ import annotations

import pytest

from tests.structure.cases import FOLDER, Case, described, read_cases

CASES = [
    pytest.param(case, id=f"{file.stem}: {case.shows}") for file in sorted(FOLDER.glob("*.txt")) for case in read_cases(file)
]


@pytest.mark.parametrize("case", CASES)
def test_case(case: Case) -> None:
    assert described(case.text) == [*case.division]
