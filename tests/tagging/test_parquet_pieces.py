"""Flat clauses as Arrow batches: built by hand, so that no worker loads pandas."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from provtag.paths import PACKAGE
from provtag.tagging.tables import parquet_piece, parquet_schema

_VALUES = {
    pa.string(): st.text(st.characters(exclude_categories=["Cs"]), max_size=4),
    pa.int64(): st.integers(-(2**63), 2**63 - 1),
    pa.float64(): st.floats(0, 1),
    pa.bool_(): st.booleans(),
}
_ROWS = st.lists(st.fixed_dictionaries({field.name: _VALUES[field.type] for field in parquet_schema()}), max_size=10)


@given(_ROWS)
def test_a_piece_holds_the_rows(rows: list[dict[str, Any]]):
    columns = {name: [row[name] for row in rows] for name in parquet_schema().names}
    batch = pa.ipc.read_record_batch(pa.py_buffer(parquet_piece(columns)), parquet_schema())
    batch.validate(full=True)
    assert batch.to_pylist() == rows


def test_a_piece_is_made_without_pandas():
    make = "import sys; from provtag.tagging.tables import table_pieces; table_pieces([]); sys.exit('pandas' in sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(PACKAGE.parent)}
    assert subprocess.run([sys.executable, "-c", make], env=environment, check=False).returncode == 0
