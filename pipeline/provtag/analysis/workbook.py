"""Tables as one workbook, a sheet each, with filters and frozen heads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from provtag.files import atomic_path

if TYPE_CHECKING:
    import pandas as pd

# Nothing is taken for more than text; the fixed date keeps equal tables equal bytes.
OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
CREATED = datetime(2000, 1, 1)
NARROW, WIDE = 14, 60
LONG = 24  # characters from which on a column is wide and its lines are wrapped


def write_workbook(path: Path, sheets: Mapping[str, pd.DataFrame]) -> None:
    """Write ``sheets`` (name → table) to ``path``."""
    import pandas as pd

    engine: dict[str, Any] = {"engine": "xlsxwriter", "engine_kwargs": {"options": OPTIONS}}
    with atomic_path(path) as temporary, pd.ExcelWriter(temporary, **engine) as book:
        book.book.set_properties({"created": CREATED})
        wrapped = book.book.add_format({"valign": "top", "text_wrap": True})
        for name, table in sheets.items():
            table.to_excel(book, sheet_name=name, index=False)
            sheet = book.sheets[name]
            for place in range(len(table.columns)):  # a document may be named like a column
                longest = table.iloc[:, place].astype(str).str.len().max()
                sheet.set_column(place, place, WIDE if longest > LONG else NARROW, wrapped)
            sheet.freeze_panes(1, 0)
            sheet.autofilter(0, 0, max(len(table), 1), max(len(table.columns) - 1, 0))
