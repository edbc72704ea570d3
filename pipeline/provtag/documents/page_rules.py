"""The straight level and upright lines drawn on a PDF page: lines, sides of boxes, and boxes as thin as a line."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

from provtag.documents.page_lines import Box

THIN = 3.0  # points up to which a filled box is a line; wider ones are shades
SHORTEST = 4.0  # points
MOST_SEGMENTS = 1000  # of a path: those with more are drawings
_CROOKED = 0.5  # points by which a level line may rise


def rules_of(item: Any) -> Iterator[Box]:
    """Yield the rules of a path object of pdfium, each as the box between its ends, without the width of the pen."""
    from pypdfium2 import raw

    count = raw.FPDFPath_CountSegments(item)
    left, bottom, right, top = item.get_bounds()
    if not 2 <= count <= MOST_SEGMENTS or (not _is_stroked(item) and min(right - left, top - bottom) > THIN):
        return
    matrix = item.get_matrix()
    for start, end in _lines(item, count):
        (x, y), (further_x, further_y) = matrix.on_point(*start), matrix.on_point(*end)
        box = (min(x, further_x), min(y, further_y), max(x, further_x), max(y, further_y))
        across, high = box[2] - box[0], box[3] - box[1]
        if max(across, high) >= SHORTEST and min(across, high) <= _CROOKED:
            yield box


def _is_stroked(item: Any) -> bool:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    return bool(raw.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)) and stroke.value)


def _lines(item: Any, count: int) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    """Yield the straight lines of a path, from and to, in its own measure."""
    from pypdfium2 import raw

    x, y = ctypes.c_float(), ctypes.c_float()
    first = here = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        before, here = here, (x.value, y.value)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = here
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield before, here
        if raw.FPDFPathSegment_GetClose(segment):
            yield here, first
