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


@pytest.mark.parametrize(
    "data", [bytes(range(256)) * 40, b"\0" * 3000, b"\xff\xfe" + b"\0\xd8" * 50, b"\x89PNG\r\n\x1a\n" + bytes(range(1, 200)) * 9]
)
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(InputError, match=r"^a\.txt: not a text"):
        decode(data, PATH)


REGULATION = "第一条 为了预防和惩治拐卖人口犯罪，结合本县实际，制定本办法。\n第二条 公安机关负责打击，民政部门负责救助。\n" * 3


@pytest.mark.parametrize(
    "name", ["unicode_escape", "utf-7", "idna", "punycode", "undefined", "rot13", "windows-1252", "raw_unicode_escape"]
)
def test_names_that_are_no_encoding_of_chinese_say_nothing(name: str) -> None:
    assert decode(REGULATION.encode("gb18030"), PATH, name) == (REGULATION, "gb18030", ())


@pytest.mark.parametrize(("declared", "encoding"), [("gb2312", "big5hkscs"), ("big5", "gb18030")])
def test_a_wrong_declaration_is_overruled_and_said(declared: str, encoding: str) -> None:
    text = (TRADITIONAL if encoding == "big5hkscs" else REGULATION) * 3
    assert decode(text.encode(encoding), PATH, declared) == (
        text,
        encoding,
        (f"the page says its encoding is {declared}, but its bytes are {encoding}",),
    )


@pytest.mark.parametrize("encoding", ["hz", "utf-7"])
def test_chinese_in_seven_bits(encoding: str) -> None:
    assert decode(REGULATION.encode(encoding), PATH) == (REGULATION, encoding, ())


@pytest.mark.parametrize(("inner", "wrong"), [("utf-8", "latin-1"), ("gb18030", "latin-1")])
def test_text_that_was_encoded_twice(inner: str, wrong: str) -> None:
    data = REGULATION.encode(inner).decode(wrong).encode()
    assert decode(data, PATH) == (REGULATION, "utf-8", ("the text was encoded twice and is read as it was meant",))


@pytest.mark.parametrize("text", ["Été à Orléans, où l'élève né là-bas fête l'été.", "àéèùâêîôûëïü", "éé岁"])
def test_accented_letters_are_those_of_a_language(text: str) -> None:
    assert decode(text.encode(), PATH) == (text, "utf-8", ())


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("第⼀条 ⼈民法院、⼦⼥", "第一条 人民法院、子女"),
        ("⺠政部⻔⻓期负责，⻅附件", "民政部门长期负责，见附件"),
        ("第\ue5e5二\ue5e5条\ue78d\uf06c", "第\u3000二\u3000条， "),
        ("金\uf90a額", "金金額"),
    ],
)
def test_characters_that_stand_for_others(text: str, read: str) -> None:
    from provtag.documents.characters import mended

    assert mended(text) == read
    assert len(mended(text)) == len(text)


def test_other_private_characters_are_counted(tmp_path: Path) -> None:
    from provtag.documents.reader import read_bytes

    assert read_bytes(PATH, (REGULATION + "\ue123").encode()).warnings == (
        "1 characters of private use, which no other computer can show",
    )
