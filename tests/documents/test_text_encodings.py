"""Which encoding plain bytes are in."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_files import plain

from provtag.documents.text import decode
from provtag.schema import InputError

TEXT = plain()
TRADITIONAL = (
    "第一條 為有效預防、依法打擊拐賣人口犯罪，積極救助、妥善安置被拐賣受害人，切實維護公民合法權益，結合本省實際，制定本細則。\n"
)
PATH = Path("a.txt")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_encoding_without_a_mark(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), PATH) == (TEXT, encoding, ())


@pytest.mark.parametrize(("python_name", "encoding"), [("utf-8-sig", "utf-8"), ("utf-16", "utf-16-le"), ("utf-32", "utf-32-le")])
def test_byte_order_mark(python_name: str, encoding: str) -> None:
    assert decode(TEXT.encode(python_name), PATH) == (TEXT, encoding, ())


@pytest.mark.parametrize("encoding", ["big5hkscs", "gb18030", "utf-8", "utf-16-le"])
def test_traditional_characters(encoding: str) -> None:
    assert decode(TRADITIONAL.encode(encoding), PATH) == (TRADITIONAL, encoding, ())


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_text_cut_inside_a_character_is_read_with_a_warning(encoding: str) -> None:
    data = TEXT.encode(encoding)[:-2]
    text, found, warnings = decode(data, PATH)
    assert (text[:-1], found) == (TEXT[:-2], encoding)
    assert warnings == (f"1 characters could not be decoded as {encoding}",)


def test_declared_encoding_decides_when_the_bytes_are_not_utf8() -> None:
    data = "部门".encode("gb18030")
    assert decode(data, PATH, "gb18030")[:2] == ("部门", "gb18030")
    assert decode(TEXT.encode(), PATH, "gb18030")[:2] == (TEXT, "utf-8")
    assert decode(TEXT.encode("gb18030"), PATH, "no-such-encoding")[:2] == (TEXT, "gb18030")


@pytest.mark.parametrize("data", [bytes(range(256)) * 40, b"\0" * 3000, b"\x89PNG\r\n\x1a\n" + bytes(range(1, 200)) * 9])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: not a text"):
        decode(data, PATH)
