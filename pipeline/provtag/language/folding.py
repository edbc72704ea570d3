"""Characters folded for matching: traditional to simplified, full-width to half-width, offsets unchanged."""

from __future__ import annotations

import sys

import numpy as np
from numpy.typing import NDArray
from opencc import OpenCC

_ENCODING = "utf-32-le"  # a number a character
_CODES = np.dtype("<u4")


def _fold_table() -> NDArray[np.uint32]:
    """Code point → that of its folded character. Only one-to-one pairs, so that folding never moves an offset."""
    ideographs = [chr(code) for code in range(0x4E00, 0xA000)]
    simplified = OpenCC("t2s").convert("\n".join(ideographs)).split("\n")
    table = np.arange(sys.maxunicode + 1, dtype=_CODES)
    for old, new in zip(ideographs, simplified, strict=True):
        if len(new) == 1:
            table[ord(old)] = ord(new)
    table[0xFF01:0xFF5F] -= 0xFEE0
    table[0x3000] = ord(" ")
    return table


_TABLE = _fold_table()


def fold(text: str) -> str:
    """``text`` in folded characters; the result has the same length."""
    codes = np.frombuffer(text.encode(_ENCODING, "surrogatepass"), _CODES)
    return _TABLE.take(codes).tobytes().decode(_ENCODING, "surrogatepass")
