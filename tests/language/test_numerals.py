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
    ],
)
def test_printed_forms(printed: str, number: int) -> None:
    assert to_int(printed) == number


@pytest.mark.parametrize("wrong", ["", " ", "子", "十甲"])
def test_what_is_no_numeral_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="numeral"):
        to_int(wrong)


@pytest.mark.parametrize("outside", [-1, 10_000])
def test_numbers_outside_the_range_are_refused(outside: int) -> None:
    with pytest.raises(ValueError, match="range"):
        to_chinese(outside)
