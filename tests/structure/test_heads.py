"""Title, number, issuer and date where heads and feet say several things."""

from __future__ import annotations

import pytest

from provtag.schema import Metadata, RawText
from provtag.structure.parser import parse_document
from provtag.structure.titles import is_signature

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


PASSED = "《河湾市护童办法》已经2024年3月4日市人民政府会议通过，现印发给你们，请遵照执行。"


@pytest.mark.parametrize("closes", ["", "\n特此通知。", "\n（联系电话：×××。）"])
def test_a_date_that_closes_a_letter_is_when_it_was_issued(closes: str) -> None:
    sends = f"河湾市人民政府关于印发《河湾市护童办法》的通知\n各区：\n{PASSED}{closes}\n二〇二四年三月九日"
    assert read(f"{sends}\n河湾市护童办法").issued == "2024-03-09"


@pytest.mark.parametrize(
    ("foot", "day"),
    [
        ("\n河湾市公安局\n2024年3月9日", "2024-03-09"),
        ("\n2024年3月9日", "2024-03-09"),
        ("\n抄送：市民政局。\n河湾市公安局办公室 2024年3月9日印发", "2024-03-04"),
    ],
)
def test_a_seal_says_better_than_a_meeting_when_a_text_was_issued(foot: str, day: str) -> None:
    assert read(f"{TITLE}\n（2024年3月4日局务会议通过）", foot).issued == day


def test_the_day_of_printing_is_that_of_a_text_that_has_no_other() -> None:
    assert read(TITLE, "\n河湾市公安局办公室 2024年3月9日印发").issued == "2024-03-09"


@pytest.mark.parametrize(
    "seals",
    [
        "河湾市救助管理站（章）\n河湾市公安局（章）",
        "河湾市教育局      河湾市卫生健康委员会      河湾市文化和旅游局      河湾市司法局",
    ],
)
def test_seals_of_several_bodies_are_no_clause(seals: str) -> None:
    document = parse_document(RawText("seals.txt", f"{TITLE}\n{BODY}\n{seals}\n2024年3月9日"), "d")
    assert [clause.text for clause in document.clauses] == ["学校应当点名。", "民警应当走访。"]
    assert document.metadata.issued == "2024-03-09" and document.metadata.issuer == "河湾市公安局"


@pytest.mark.parametrize(
    "order",
    [
        "接送登记表由派出所盖章（盖章）",
        "家长签收名册并退回值班室（章）",
        "家长签收名册并交派出所（盖章）",
        "家长领取告知书后交派出所（盖章）",
    ],
)
def test_an_order_in_front_of_a_seal_is_no_signature(order: str) -> None:
    document = parse_document(RawText("seals.txt", f"{TITLE}\n{BODY}\n{order}"), "d")
    assert [clause.text for clause in document.clauses][-1] == order


def test_the_field_of_a_form_for_a_seal_is_no_signature() -> None:
    assert not is_signature("填报单位（盖章）") and not is_signature("法定代表人（章）")
