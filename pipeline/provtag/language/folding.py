"""Characters folded for matching: traditional to simplified, full-width to half-width, offsets unchanged."""

from __future__ import annotations

from opencc import OpenCC


def _fold_table() -> dict[int, str]:
    """Code point → its folded character. Only one-to-one pairs, so that folding never moves an offset."""
    ideographs = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = OpenCC("t2s").convert("\n".join(ideographs)).split("\n")
    table = {ord(old): new for old, new in zip(ideographs, simplified, strict=True) if old != new and len(new) == 1}
    table.update({code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)})
    table[0x3000] = " "
    return table


_TABLE = _fold_table()


def fold(text: str) -> str:
    """``text`` in folded characters; the result has the same length."""
    return text.translate(_TABLE)
