"""Scanned pages: their text by optical character recognition (extra ``ocr``)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from provtag.documents.pdf import open_pdf

DOTS_PER_POINT = 200 / 72
LARGEST_SIDE = 3000  # pixels
SURE = 0.5  # score below which a recognised line is taken for a stain


def recognised_pages(path: Path, numbers: list[int]) -> list[dict[str, Any]]:
    """Return the pages with indices ``numbers`` as ``pdf.text_layer`` does. Runs in the child process."""
    from rapidocr_onnxruntime import RapidOCR

    engine = RapidOCR()
    document = open_pdf(path)
    pages = []
    for number in numbers:
        page = document[number]
        width, height = page.get_size()
        scale = min(DOTS_PER_POINT, LARGEST_SIDE / max(width, height, 1))
        boxes, _ = engine(page.render(scale=scale).to_numpy())
        placed = [_placed(box, text, height, scale) for box, text, score in boxes or [] if float(score) >= SURE]
        pages.append({"height": height, "lines": _lines(placed)})
        page.close()
    return pages


def _placed(box: list[list[float]], text: str, height: float, scale: float) -> list[Any]:
    """Return [text, left, bottom, right, top] in points, y upwards."""
    across, down = [point[0] / scale for point in box], [point[1] / scale for point in box]
    return [text, min(across), height - max(down), max(across), height - min(down)]


def _lines(boxes: list[list[Any]]) -> list[list[Any]]:
    """Sort boxes into lines from top to bottom; boxes whose middles are level are one line."""
    lines: list[list[Any]] = []
    for box in sorted(boxes, key=lambda box: (-(box[2] + box[4]), box[1])):
        middle = (box[2] + box[4]) / 2
        row = next((line for line in lines[-1:] if line[0][2] < middle < line[0][4]), None)
        if row is None:
            lines.append([box])
        else:
            row.append(box)
    return [_one_line(sorted(line, key=lambda box: box[1])) for line in lines]


def _one_line(row: list[list[Any]]) -> list[Any]:
    text = "\t".join(box[0] for box in row)
    return [text, row[0][1], min(box[2] for box in row), max(box[3] for box in row), max(box[4] for box in row)]
