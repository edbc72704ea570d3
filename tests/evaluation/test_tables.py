"""Tables that plots read."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from provtag.evaluation.tables import write_table


def test_rows_come_back_as_they_were(tmp_path: Path) -> None:
    rows = [{"document": "重庆, 市", "f1": 0.9}, {"document": '引"号', "f1": "n/a"}]
    write_table(tmp_path / "plots" / "table.csv", rows)
    with (tmp_path / "plots" / "table.csv").open(encoding="utf-8", newline="") as stream:
        assert list(csv.DictReader(stream)) == [{key: str(value) for key, value in row.items()} for row in rows]


def test_the_first_row_gives_the_order_of_columns(tmp_path: Path) -> None:
    write_table(tmp_path / "table.csv", [{"b": 1, "a": 2}])
    assert (tmp_path / "table.csv").read_bytes() == b"b,a\n1,2\n"


def test_rows_of_other_keys_leave_the_old_table_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    write_table(path, [{"a": 1}])
    with pytest.raises(ValueError, match="b"):
        write_table(path, [{"a": 1}, {"b": 2}])
    assert path.read_bytes() == b"a\n1\n"
    assert list(tmp_path.iterdir()) == [path]
