"""Pictures of pages: read by OCR."""

from __future__ import annotations

from pathlib import Path

from provtag.documents import notices
from provtag.documents.limits import fault
from provtag.documents.ocr import recognise_picture
from provtag.documents.page_layout import Piece, laid_out, page_of


def picture_text(data: bytes, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the text of a picture, a line a paragraph, and warnings. Raises InputError, also where OCR is missing."""
    read = recognise_picture(data, path)
    laid = laid_out([page_of([Piece(*piece) for piece in page["pieces"]], page["width"], page["height"]) for page in read])
    if not laid.lines:
        raise fault(path, "a picture in which OCR finds no text", "check the file")
    return "\n".join(laid.lines), (notices.OCR, *laid.warnings)
