"""Tables of figures, as the plots read them."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from provtag.files import atomic_path


def write_table(path: Path, rows: Sequence[dict[str, Any]]) -> None:
    """Write ``rows``, which share their keys, as CSV."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, list(rows[0]) if rows else [], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
