"""Labels that mark no agency although their text names one are listed, so that a key pressed too early is found."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from provtag.commands.doccano import _write_without_agency
from tests.annotation.samples import label, mention

TEXT = "公安机关会同民政部门排查拐卖线索。"


def test_what_names_bodies_and_marks_none_is_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "alice-without-agency.csv"
    marked, nameless = label("d:2", TEXT, (), (mention(TEXT, "公安机关"),)), label("d:3", "经费列入预算。")
    _write_without_agency(path, [label("d:1", TEXT), marked, nameless])
    with path.open(encoding="utf-8-sig", newline="") as stream:
        assert list(csv.reader(stream)) == [["clause_id", "text", "names"], ["d:1", TEXT, "公安机关、民政部门"]]
    assert "1 confirmed without any agency" in capsys.readouterr().err
    _write_without_agency(path, [marked])
    assert not path.exists()
