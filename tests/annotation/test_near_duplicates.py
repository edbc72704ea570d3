"""Clauses that differ in numbers and names of agencies alone are near duplicates; those that share some words are not."""

from __future__ import annotations

import pytest

from provtag.annotation.near_duplicates import near_duplicates
from provtag.schema import Label
from tests.annotation.samples import label, mention


def marked(text: str, *agencies: str) -> Label:
    return label(text, text, agencies=tuple(mention(text, words) for words in agencies))


ONE = marked("县公安局应会同县民政局在3日内登记。", "县公安局", "县民政局")


@pytest.mark.parametrize(
    ("other", "share"),
    [
        (marked("县妇女联合会应会同教育局在十五日内登记。", "县妇女联合会", "教育局"), 1.0),
        (marked("县公安局应会同县民政局在3日内登记。", "县民政局", "县公安局"), 1.0),
        (marked("县公安局不会同县民政局在3日内登记。", "县公安局", "县民政局"), None),  # of 11 runs 2 are others
        (marked("县公安局应会同县民政局走访群众。", "县公安局", "县民政局"), None),
        (marked("县公安局应会同县民政局在3日内登记。"), None),
    ],
)
def test_numbers_and_agencies_are_left_aside(other: Label, share: float | None) -> None:
    assert list(near_duplicates([ONE, other])) == ([] if share is None else [(0, 1, share)])


def test_each_is_compared_with_the_first_that_it_is_like() -> None:
    unlike = marked("学校应当组织家长学习反拐知识。")
    assert list(near_duplicates([unlike, ONE, unlike, ONE, ONE])) == [(0, 2, 1.0), (1, 3, 1.0), (1, 4, 1.0)]
    long = "民警每月走访留守儿童家庭并登记监护人的联系方式，发现异常立即报告。"
    ((one, other, share),) = near_duplicates([marked(long), marked(long.removesuffix("。") + "所长。")])
    assert (one, other) == (0, 1) and 0.7 <= share < 1
    assert list(near_duplicates([marked("走"), marked("访"), marked("走")])) == [(0, 2, 1.0)]
