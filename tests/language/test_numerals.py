from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.language.numerals import to_chinese, to_int


@given(st.integers(min_value=0, max_value=9999))
def test_numerals_round_trip(number: int) -> None:
    assert to_int(to_chinese(number)) == number
    assert to_int(str(number)) == number


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("十", 10),
        ("一十", 10),
        ("十七", 17),
        ("廿一", 21),
        ("卅", 30),
        ("一百零三", 103),
        ("两百", 200),
        ("一百一十", 110),
        ("二〇二一", 2021),
        ("一○", 10),
        ("１７", 17),
        ("④", 4),
        ("二 十", 20),
        ("丁", 4),
        ("-", 1),
        ("－", 1),
        ("Ⅳ", 4),
        ("㈣", 4),
        ("肆", 4),
        ("〇", 0),
        ("两千零二十", 2020),
    ],
)
def test_printed_forms(printed: str, number: int) -> None:
    assert to_int(printed) == number


def test_articles_are_numbered_as_they_are_read_aloud() -> None:
    assert [to_chinese(number) for number in (0, 7, 10, 12, 20, 101, 110, 112, 1001, 1010, 1100)] == [
        "零", "七", "十", "十二", "二十", "一百零一", "一百一十", "一百一十二", "一千零一", "一千零一十", "一千一百",
    ]  # fmt: skip


@pytest.mark.parametrize("wrong", ["", " ", "子", "十甲"])
def test_what_is_no_numeral_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        to_int(wrong)


@pytest.mark.parametrize("outside", [-1, 10_000])
def test_numbers_outside_the_range_are_refused(outside: int) -> None:
    with pytest.raises(ValueError, match="range"):
        to_chinese(outside)
