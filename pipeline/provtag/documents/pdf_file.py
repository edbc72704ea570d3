"""Opening a PDF, which the reader of its text and the recogniser of its pages both do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from provtag.documents.limits import LIMITS, fault


def open_pdf(path: Path, data: bytes) -> Any:
    """Open a PDF with pypdfium2. Raises InputError when it is encrypted, broken or too long."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise fault(path, "encrypted PDF", "save it without a password") from None
        raise fault(path, f"broken PDF ({error})", "open it in a PDF viewer and print it to a new PDF") from None
    if pages > LIMITS.pages:
        raise fault(path, f"{pages:,} pages, more than {LIMITS.pages:,}", "split the file")
    return document
