"""Scanned pages and pictures: their text by optical character recognition (extra ``ocr``)."""

from __future__ import annotations

import importlib.util
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from provtag.documents.limits import LIMITS, fault, run_limited
from provtag.documents.page_lines import in_rows
from provtag.documents.text import plausibility
from provtag.patterns import Pattern

DOTS_PER_POINT = 200 / 72
SCAN = 0.5  # share of a page that pictures cover from which on it is a scan
LARGEST_SIDE = 3000  # pixels
SURE = 0.5  # score below which a recognised line is taken for a stain
UPRIGHT = 0.45  # share of common characters from which on a page is not tried turned
CERTAIN = 0.85  # mean score of its characters from which on it is not
_NARROW = Pattern(
    "(?<=[\u4e00-\u9fff）》”]) ?([,;:!?])(?=[ \u4e00-\u9fff（《“]|$)|(?<=[\u4e00-\u9fff])([(])|([)])(?=[\u4e00-\u9fff，。；])"
)
_WIDE = str.maketrans(",;:!?()", "，；：！？（）")
LARGEST_PICTURE = 120_000_000  # pixels

INSTALL = "install the ocr extra (pip install rapidocr onnxruntime)"


_Read = tuple[list[list[float]], str, float]  # the corners of a line, its text, its score


def is_installed() -> bool:
    """Tell whether the extra ``ocr`` is there."""
    return importlib.util.find_spec("rapidocr") is not None


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
    from provtag.documents.pdf_file import open_pdf

    engine, document = _Engine(), open_pdf(path, data)
    pages = []
    for number in numbers:
        page = document[number]
        _without_stamps(page)
        width, height = page.get_size()
        scale = min(DOTS_PER_POINT, LARGEST_SIDE / max(width, height, 1))
        pages.append(engine.page(page.render(scale=scale).to_numpy(), scale))
        page.close()
    return pages


def _without_stamps(page: Any) -> None:
    """Take what is typed over a scan from ``page``: page numbers and watermarks, which would cover its words."""
    from pypdfium2 import raw

    from provtag.documents.pdf_characters import seen_objects

    if seen_objects(page).covered >= SCAN:
        for item in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1)):
            page.remove_obj(item)


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
        from rapidocr import RapidOCR

        self._recognise = RapidOCR(params={"Global.log_level": "critical"})

    def page(self, image: Any, scale: float) -> dict[str, Any]:
        """Return the page in ``image``, ``scale`` pixels a point, turned so that its text is upright."""
        import numpy as np

        best: tuple[float, list[_Read], Any] = (-1.0, [], image)
        for quarters in (0, 2, 1, 3):
            turned = np.ascontiguousarray(np.rot90(image, quarters))
            lines = self._lines(turned)
            found = _common_characters(lines)
            if found > best[0]:
                best = (found, lines, turned)
            if _is_upright(lines):
                break
        _, lines, turned = best
        height, width = turned.shape[0] / scale, turned.shape[1] / scale
        placed = [_placed(box, text, height, scale) for box, text, _ in lines]
        return {"width": width, "height": height, "pieces": in_rows(placed)}

    def _lines(self, image: Any) -> list[_Read]:
        """Return the lines that are surely read."""
        found: Any = self._recognise(image, use_cls=False)
        if found.txts is None:
            return []
        read = zip(found.boxes.tolist(), found.txts, found.scores, strict=True)
        return [(box, text, float(score)) for box, text, score in read if score >= SURE and text.strip()]


def _common_characters(lines: Sequence[_Read]) -> float:
    """Return how many common characters were read, those that are sure counting more; few in lines that stand upright."""
    lying = 0.3 if _is_standing(lines) else 1.0
    return lying * sum(plausibility(text) * len(text) * score**4 for _, text, score in lines)


def _is_upright(lines: Sequence[_Read]) -> bool:
    """Say whether a page can be taken as it is: running Chinese in level lines, read with certainty."""
    words = "".join(text for _, text, _ in lines)
    certain = sum(len(text) * score for _, text, score in lines)
    return plausibility(words) >= UPRIGHT and certain >= CERTAIN * len(words) and not _is_standing(lines)


def _is_standing(lines: Sequence[_Read]) -> bool:
    """Say whether most lines run up or down: the page lies on its side."""
    long = [box for box, text, _ in lines if len(text) > 3]
    return sum(box[2][1] - box[0][1] > box[1][0] - box[0][0] + 1 for box in long) * 2 > len(long)


def _placed(box: list[list[float]], text: str, height: float, scale: float) -> list[Any]:
    """Return [text, left, bottom, right, top] in points, y upwards."""
    across, down = [point[0] / scale for point in box], [point[1] / scale for point in box]
    text = _NARROW.sub(lambda sign: sign.group().strip().translate(_WIDE), text)  # it takes Chinese marks for Latin ones
    return [text, min(across), height - max(down), max(across), height - min(down)]
