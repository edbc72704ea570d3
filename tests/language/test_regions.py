"""Which place a name begins with, and which places a text names."""

from __future__ import annotations

import pytest

from provtag.language.regions import contains, leading_region, region_rows, regions_in
from provtag.schema import Region


def place(code: str) -> Region:
    return next(Region(row["name"], row["code"]) for row in region_rows() if row["code"] == code)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("贵州省贵阳市南明区人民政府", "520102"),
        ("山东省胶州市公安局", "370281"),
        ("上海口岸服务条例", "310000"),
        ("内蒙古自治区人民政府", "150000"),
        ("积石山保安族东乡族撒拉族自治县公安局", "622927"),
        ("延边朝鲜族自治州人民政府", "222400"),
        ("重庆市反拐细则", "500000"),
        ("上海张江高新区管理委员会", "310000"),
        ("贵州省各县人民政府", "520000"),
        ("贵州省市场监督管理局", "520000"),
        ("贵州市人民政府", None),
        ("云水省人民政府", None),
        ("贵州省云水市人民政府", None),
        ("朝阳区人民政府", None),  # there are several
        ("北京市朝阳区人民政府", "110105"),
        ("各区人民政府", None),
        ("市公安局", None),
        ("", None),
    ],
)
def test_region_of_a_name(name: str, code: str | None) -> None:
    region = leading_region(name)
    assert (region.code if region else None) == code


def test_of_places_with_one_name_the_one_around_counts() -> None:
    assert leading_region("新华区公安分局", (place("410400"),)) == place("410402")
    assert leading_region("新华区公安分局", (place("520000"), place("130100"))) == place("130105")
    assert leading_region("新华区公安分局", (place("520000"),)) is None


def test_a_place_lies_in_those_above_it_and_in_itself() -> None:
    province, city, district = place("520000"), place("520100"), place("520102")
    assert contains(province, city) and contains(province, district) and contains(city, district) and contains(city, city)
    assert not contains(city, province) and not contains(district, city) and not contains(place("410000"), city)


def test_a_text_names_the_places_that_its_words_leave_no_doubt_of() -> None:
    assert set(regions_in("北京市、贵阳市和朝阳区的民警赴贵州")) == {place("110000"), place("520100"), place("520000")}
    assert regions_in("各区的民警") == ()
