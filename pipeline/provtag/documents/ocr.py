"""Scanned pages and pictures: their text by optical character recognition (extra ``ocr``)."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from provtag.documents.limits import LIMITS, fault, run_limited
from provtag.documents.text import plausibility

DOTS_PER_POINT = 200 / 72
LARGEST_SIDE = 3000  # pixels
SURE = 0.5  # score below which a recognised line is taken for a stain
UPRIGHT = 0.45  # share of common characters from which on a page is not tried turned
LARGEST_PICTURE = 120_000_000  # pixels

INSTALL = "install the ocr extra (pip install rapidocr-onnxruntime)"


def is_installed() -> bool:
    """Tell whether the extra ``ocr`` is there."""
    return importlib.util.find_spec("rapidocr_onnxruntime") is not None


def recognise_pages(data: bytes, path: Path, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """Return {"width", "height", "pieces": [[text, left, bottom, right, top]]} of the pages ``numbers`` of a PDF."""
    if len(numbers) > LIMITS.ocr_pages:
        raise fault(path, f"{len(numbers)} scanned pages, more than {LIMITS.ocr_pages}", "split the file")
    return _limited("recognised_pages", path, {"numbers": list(numbers)}, data)


def recognise_picture(data: bytes, path: Path) -> list[dict[str, Any]]:
    """Return the same for the pages of a picture, a pixel a point. Raises InputError, also where OCR is missing."""
    if not is_installed():
        raise fault(path, "a picture: needs OCR", INSTALL)
    return _limited("recognised_picture", path, {}, data)


def _limited(name: str, path: Path, arguments: dict[str, Any], data: bytes) -> list[dict[str, Any]]:
    answer = run_limited(f"{__name__}:{name}", path, arguments, LIMITS.ocr_seconds, LIMITS.ocr_memory_bytes, data)
    return list(answer)


def recognised_pages(path: Path, data: bytes, numbers: list[int]) -> list[dict[str, Any]]:
    """Recognise pages of a PDF. Runs in the child process."""
    from provtag.documents.pdf import open_pdf

    engine, document = _Engine(), open_pdf(path, data)
    pages = []
    for number in numbers:
        page = document[number]
        width, height = page.get_size()
        scale = min(DOTS_PER_POINT, LARGEST_SIDE / max(width, height, 1))
        pages.append(engine.page(page.render(scale=scale).to_numpy(), scale))
        page.close()
    return pages


def recognised_picture(path: Path, data: bytes) -> list[dict[str, Any]]:
    """Recognise the pages of a picture file. Runs in the child process."""
    import io

    import numpy as np
    from PIL import Image, ImageOps, ImageSequence

    Image.MAX_IMAGE_PIXELS = LARGEST_PICTURE
    engine = _Engine()
    pages: list[dict[str, Any]] = []
    try:
        with Image.open(io.BytesIO(data)) as file:
            for frame in ImageSequence.Iterator(file):
                if len(pages) >= LIMITS.ocr_pages:
                    raise fault(path, f"more than {LIMITS.ocr_pages} pages", "split the file")
                picture = ImageOps.exif_transpose(frame).convert("RGBA")
                white = Image.new("RGB", picture.size, "white")
                white.paste(picture, mask=picture.getchannel("A"))
                white.thumbnail((LARGEST_SIDE, LARGEST_SIDE))
                pages.append(engine.page(np.asarray(white)[:, :, ::-1].copy(), 1.0))
                if getattr(file, "format", "") == "GIF":
                    break  # the frames of a GIF are no pages
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise fault(path, f"a picture that cannot be opened ({error})", "save it anew as PNG") from None
    return pages


class _Engine:
    """The recogniser, and the layout of what it finds."""

    def __init__(self) -> None:
        from rapidocr_onnxruntime import RapidOCR

        self._recognise = RapidOCR()

    def page(self, image: Any, scale: float) -> dict[str, Any]:
        """Return the page in ``image``, ``scale`` pixels a point, turned so that its text is upright."""
        import numpy as np

        best: tuple[float, list[Any], Any] = (-1.0, [], image)
        for quarters in (0, 2, 1, 3):
            turned = np.ascontiguousarray(np.rot90(image, quarters))
            boxes = self._recognise(turned, use_cls=False)[0] or []
            boxes = [box for box in boxes if float(box[2]) >= SURE]
            words = "".join(box[1] for box in boxes)
            quality = plausibility(words) * (len(words) > 3)
            if quality > best[0]:
                best = (quality, boxes, turned)
            if best[0] >= UPRIGHT:
                break
        _, boxes, turned = best
        height, width = turned.shape[0] / scale, turned.shape[1] / scale
        placed = [_placed(box, text, height, scale) for box, text, _ in boxes]
        return {"width": width, "height": height, "pieces": _in_order(placed)}


def _placed(box: list[list[float]], text: str, height: float, scale: float) -> list[Any]:
    """Return [text, left, bottom, right, top] in points, y upwards."""
    across, down = [point[0] / scale for point in box], [point[1] / scale for point in box]
    return [text, min(across), height - max(down), max(across), height - min(down)]


def _in_order(boxes: list[list[Any]]) -> list[list[Any]]:
    """Sort boxes from top to bottom; boxes whose middles are level stand from left to right."""
    rows: list[list[list[Any]]] = []
    for box in sorted(boxes, key=lambda box: (-(box[2] + box[4]), box[1])):
        middle = (box[2] + box[4]) / 2
        if rows and rows[-1][0][2] < middle < rows[-1][0][4]:
            rows[-1].append(box)
        else:
            rows.append([box])
    return [box for row in rows for box in sorted(row, key=lambda box: box[1])]
