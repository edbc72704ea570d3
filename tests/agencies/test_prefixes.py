"""The left part of a name: where it begins, and the level that it shows."""

from __future__ import annotations

import pytest

from provtag.agencies.prefixes import Prefixes
from provtag.agencies.register import Register
from provtag.schema import Level


@pytest.fixture(scope="module")
def prefixes(register: Register) -> Prefixes:
    return Prefixes(register)


@pytest.mark.parametrize(
    ("words", "prefix", "level"),
    [
        ("由|公安局", "", None),
        ("由|县公安局", "县", Level.COUNTY),
        ("会同|青岚县公安局", "青岚县", Level.COUNTY),
        ("会同|贵阳市公安局", "贵阳市", Level.CITY),
        ("由|各市、县公安局", "各市、县", Level.CITY),
        ("报|××县公安局", "××县", Level.COUNTY),
        ("由|岚江苗族彝族自治州公安局", "岚江苗族彝族自治州", Level.CITY),
        ("协助|拐入地、拐出地公安局", "拐入地、拐出地", None),
    ],
)
def test_a_prefix_begins_where_no_other_word_goes_on(prefixes: Prefixes, words: str, prefix: str, level: Level | None) -> None:
    before, name = words.split("|")
    text = before + name
    found = prefixes.before(text, text.index("公安局"))
    assert (text[found.start : text.index("公安局")], found.level) == (prefix, level)


def test_it_does_not_reach_into_the_name_before(prefixes: Prefixes) -> None:
    assert [prefixes.before("市妇联县公安局", 4, floor=floor).start for floor in (3, 4)] == [3, 4]


def test_the_first_word_shows_the_level_of_a_name(prefixes: Prefixes) -> None:
    assert prefixes.leading_level("全国妇联", 0) is Level.NATIONAL
    assert prefixes.leading_level("由市公安局", 1) is Level.CITY
    assert prefixes.leading_level("公安局", 0) is Level.GENERAL


def test_words_that_are_no_places(prefixes: Prefixes) -> None:
    assert prefixes.may_be_place("青岚") and not prefixes.may_be_place("A县") and not prefixes.may_be_place("会同")
    assert prefixes.is_no_level("城乡", 2) and not prefixes.is_no_level("青岚县", 3)
    assert prefixes.ends_with_word("县级") and not prefixes.ends_with_word("公安局")
