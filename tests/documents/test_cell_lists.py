"""Lists within a cell of a table."""

from __future__ import annotations

import pytest

from provtag.documents.cell_lists import listed


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("　1.走访。\n2. 登记1.5次。 ", ["走访。", "登记1.5次。"]),
        ("（1）走访；（2）登记", ["走访；", "登记"]),
        ("一、走访，二、登记", ["走访，", "登记"]),
        ("①走访②登记", ["走访", "登记"]),
        ("1.走访（2）登记", ["走访（2）登记"]),
        ("1.走访。3.登记。", []),
        ("2.走访。3.登记。", []),
        ("1.走访。2.", []),
        ("先走访。1.登记。", []),
        ("", []),
    ],
)
def test_what_a_cell_numbers_from_one_on(cell: str, entries: list[str]) -> None:
    assert listed(cell) == entries
