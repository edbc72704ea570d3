"""Agencies in a cell of a table: what its width broke is one name again, and no two names become one."""

from __future__ import annotations

import pytest

from provtag.documents.agency_cells import names_in


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("市卫生\n健康委", "市卫生健康委"),
        ("县委\n办公室", "县委办公室"),
        ("市卫生健康委\n员会", "市卫生健康委员会"),
        ("市人民政府办\n公室", "市人民政府办公室"),
        ("各县（市、\n区）公安局", "各县（市、区）公安局"),
        ("县公安局、县卫生健\n康局", "县公安局、县卫生健康局"),
        ("刑侦大队\n办公室\n法制科", "刑侦大队、办公室、法制科"),
        ("市发改\n公安\n民政", "市发改、公安、民政"),
        ("公安局\n民政局", "公安局、民政局"),
        ("教育\n市\n公安局", "教育、市公安局"),
    ],
)
def test_what_a_cell_broke_is_put_together_and_nothing_else(cell: str, names: str) -> None:
    assert names_in(cell) == names
