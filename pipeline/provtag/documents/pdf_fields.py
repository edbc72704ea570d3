"""The form fields of a PDF page, whose values stand beside its text."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any


def filled_in(page: Any) -> int:
    """Return how many characters are typed or chosen in the fields of ``page``, of a document whose forms are open."""
    return sum(len("".join(value.split())) for value in _values(page)) if page.formenv else 0


def _values(page: Any) -> Iterator[str]:
    from pypdfium2 import raw

    form = page.formenv.raw
    shown = {raw.FPDF_FORMFIELD_TEXTFIELD, raw.FPDF_FORMFIELD_COMBOBOX, raw.FPDF_FORMFIELD_LISTBOX}
    for index in range(raw.FPDFPage_GetAnnotCount(page)):
        note = raw.FPDFPage_GetAnnot(page, index)
        if raw.FPDFAnnot_GetFormFieldType(form, note) in shown and not raw.FPDFAnnot_GetFlags(note) & raw.FPDF_ANNOT_FLAG_HIDDEN:
            size = raw.FPDFAnnot_GetFormFieldValue(form, note, None, 0)
            value = ctypes.create_string_buffer(size)
            raw.FPDFAnnot_GetFormFieldValue(form, note, ctypes.cast(value, ctypes.POINTER(raw.FPDF_WCHAR)), size)
            yield value.raw.decode("utf-16-le", "replace").rstrip("\0")
        raw.FPDFPage_CloseAnnot(note)
