"""Bodies of one kind that are counted by their places are one name."""

from __future__ import annotations

import pytest

from provtag.agencies.recogniser import Recogniser


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("与相邻的荻埠、沔口两个边境派出所联防。", ["荻埠、沔口两个边境派出所"]),
        ("由荻埠、沔口和鹤坪三个乡镇人民政府走访。", ["荻埠、沔口和鹤坪三个乡镇人民政府"]),
        ("6月底前，荻埠、沔口两县公安局签订协议。", ["荻埠、沔口两县公安局"]),
        ("荻埠、沔口等六个派出所每周巡查。", ["荻埠、沔口等六个派出所"]),
        ("荻埠、沔口、鹤坪两个派出所每周巡查。", ["两个派出所"]),  # three places are not two
        ("县民政局、县妇联两家单位，由县公安局通知。", ["县民政局", "县妇联", "县公安局"]),
        ("县公安局、治安大队二中队走访。", ["县公安局", "治安大队二中队"]),
        ("由县公安局、两个派出所走访。", ["县公安局", "两个派出所"]),
        ("由各乡镇、村两委负责走访。", ["各乡镇", "村两委"]),
        ("由网格员、村两委排查。", ["村两委"]),
        ("抽调荻埠、沔口两个派出所巡查。", ["荻埠、沔口两个派出所"]),
        ("民警负责、沔口两个派出所联防。", ["两个派出所"]),  # 负责 is no place, and no name begins with a sign
    ],
)
def test_places_that_a_name_is_counted_with_belong_to_it(recogniser: Recogniser, text: str, names: list[str]) -> None:
    places = dict.fromkeys((name.start, name.end) for name in recogniser.known(text))  # in a clause, and in a list
    assert [text[start:end] for start, end in places] == names
