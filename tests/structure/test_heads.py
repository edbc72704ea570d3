"""Title, number, issuer and date where heads and feet say several things."""

from __future__ import annotations

import pytest

from provtag.schema import Metadata, RawText
from provtag.structure.parser import parse_document

BODY = "一、学校应当点名。\n二、民警应当走访。"
TITLE = "河湾市公安局关于走访的通知"


def read(head: str, foot: str = "") -> Metadata:
    return parse_document(RawText("head.txt", f"{head}\n{BODY}{foot}"), "d").metadata


@pytest.mark.parametrize(
    ("head", "foot", "day"),
    [
        (f"{TITLE}\n发布日期：2024-03-09", "\n河湾市公安局\n2024年3月4日", "2024-03-04"),
        (f"{TITLE}\n发布日期：2024-03-09", "", "2024-03-09"),
        (f"{TITLE}\n【发布日期】2024-03-09\n【生效日期】2024-05-01", "", "2024-03-09"),
        (f"{TITLE}\n公布日期：2024-03-09 施行日期：2024-05-01", "", "2024-03-09"),
        (f"{TITLE}\n施行日期：2024-05-01", "", None),
        (f"{TITLE}\n河公〔2024〕9号  2024年3月9日  有效", "", "2024-03-09"),
    ],
)
def test_the_date_is_that_of_writing(head: str, foot: str, day: str | None) -> None:
    assert read(head, foot).issued == day


@pytest.mark.parametrize("number", ["河公办函字〔2024〕9号", "河公函〔2024〕9号", "河公〔2024〕九号"])
def test_the_number_keeps_all_signs_of_the_office(number: str) -> None:
    assert read(f"{TITLE}\n{number}").doc_number == number


@pytest.mark.parametrize("word", ["转发", "批转"])
def test_who_forwards_is_the_issuer(word: str) -> None:
    assert read(f"河湾市公安局{word}省公安厅关于走访工作的通知").issuer == "河湾市公安局"


def test_signs_around_a_title_are_not_of_it() -> None:
    assert read(f"★\n{TITLE}").title == TITLE


def test_a_decree_is_of_the_day_it_was_signed() -> None:
    passed = "《河湾市护童办法》已经2024年3月4日市人民政府会议通过，现予公布。"
    assert read(f"河湾市人民政府令\n第9号\n{passed}\n市 长  林远\n2024年3月9日\n河湾市护童办法").issued == "2024-03-09"
