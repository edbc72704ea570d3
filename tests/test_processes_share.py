"""Where `make test` spreads tests over processes, those that share something dear stay together."""

from __future__ import annotations

import pytest

from tests.conftest import Groups


@pytest.mark.parametrize(
    ("tests", "groups"),
    [
        (["tests/doccano/test_b.py::test_x", "tests/doccano/test_a.py::test_y[a::b/c]"], ["doccano"]),
        (["tests/orders/test_b.py::test_x", "tests/orders/test_b.py::test_y"], ["orders/test_b.py"]),
        (["tests/orders/test_b.py::test_x", "tests/orders/test_a.py::test_x"], ["orders/test_b.py", "orders/test_a.py"]),
    ],
)
def test_one_process_runs_a_group(tests: list[str], groups: list[str]) -> None:
    scheduler = Groups.__new__(Groups)
    assert list(dict.fromkeys(map(scheduler._split_scope, tests))) == groups
