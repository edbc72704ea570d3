"""Searching with many expressions at once finds what one expression of them all finds, and leaves out only what cannot match."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.orders.required_words import required_words
from provtag.orders.searches import Searches

PATTERNS = [
    "不得不|[一二]个?必须",
    "不[准得](?!确)",
    "(?:^|(?<=[,、]))[^,]{0,3}?经(?:同意|批准)的?(?=,)",
    "[0-9]{1,3}(?:个?工作)?日(?:内|前)?",
    "(?:必要|需要)[^,]{0,2}(?:时|的)",
    "(?<![已未])(报)告?(?=[^,]{0,4}局)",
    "[^,]{0,2}(?:费|钱)+",
    "必要?",
    "[^,不]$",
    "^[不必]",
]
TEXTS = st.text(alphabet="不得一二个必须准确,、经同意批准的1 2日内前工作要需时报告局已费钱", max_size=24)


@given(TEXTS, st.integers(0, 5), st.integers(5, 30))
def test_it_finds_what_one_expression_of_all_finds(text, start, end):
    one = re.compile("|".join(f"(?P<p{number}>{pattern})" for number, pattern in enumerate(PATTERNS)))
    wanted = [(found.span(), found.lastgroup) for found in one.finditer(text, start, end)]
    searches = Searches(PATTERNS)
    possible = searches.possible(text)
    assert [(found.span(), f"p{number}") for number, found in searches.find(possible, text, start, end)] == wanted
    assert searches.any(text) == any(re.search(pattern, text) for pattern in PATTERNS)


@given(TEXTS)
def test_whatever_matches_is_possible(text):
    possible = Searches(PATTERNS).possible(text)
    for number, pattern in enumerate(PATTERNS):
        assert not re.search(pattern, text) or possible >> number & 1


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("[甲乙]方", [{"甲方", "乙方"}]),
        ("应(?:急|对)", [{"应急", "应对"}]),
        ("应(急|对)", [{"应急", "应对"}]),
        ("[1-3]日", [{"1日", "2日", "3日"}]),
        ("不允许|不允许的", [{"不允许"}]),
        ("(?<=前)报(?!名)", [{"报"}]),
        ("有[^,]{0,8}义务", [{"义务"}, {"有"}]),
        ("(?:由[^,]+|从)出", [{"由", "从"}, {"出"}]),
        ("限.{1,3}(?=日)", [{"限"}, {"日"}]),
        ("(?:按.*)?年?", []),
        ("(?i:a)b", [{"b"}]),
        ("(?i)ab", []),
        (r"\d+|元", []),
        ("(甲)\\1", [{"甲"}]),
    ],
)
def test_words_that_a_match_requires(pattern, told):
    assert sorted(map(sorted, required_words(pattern))) == sorted(map(sorted, told))


def test_expressions_whose_words_are_missing_are_not_possible():
    searches = Searches(["限[^,]{1,3}日", "^$"])
    assert [searches.possible(text) for text in ("限三日", "限期", "三日")] == [0b11, 0b10, 0b10]
