from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register, expand
from provtag.annotation.register_lint import lint_register
from provtag.language.folding import fold
from provtag.paths import LABELS
from provtag.schema import InputError, Level


def test_register_has_no_faults():
    faults = lint_register(LABELS / "agencies.yaml", LABELS / "guideline.md")
    assert faults == []


def test_linter_finds_faults(tmp_path: Path):
    text = (LABELS / "agencies.yaml").read_text(encoding="utf-8")
    broken = text.replace("    name: 法院\n    names: [", "    name: 法院\n    names: [公安局大院, 卫生院, 检察院,", 1)
    broken = broken.replace("  statistics:\n", "  weather:\n", 1)
    assert broken != text
    path = tmp_path / "agencies.yaml"
    path.write_text(broken, encoding="utf-8")
    faults = lint_register(path, LABELS / "guideline.md")
    messages = " ".join(fault.message for fault in faults)
    for part in (
        "agency weather is not in the guideline",
        "agency statistics of the guideline",
        "检察院 names",
        "卫生院 names court",
    ):
        assert part in messages
    assert all(fault.file == "agencies.yaml" and fault.line >= 1 for fault in faults)


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("甲", ["甲"]),
        ("甲(乙|丙|)", ["甲乙", "甲丙", "甲"]),
        ("支(大)队", ["支(大)队"]),
        ("(村(居)|居)委会", ["村(居)委会", "居委会"]),
        ("(甲|乙(丙|丁))", ["甲", "乙丙", "乙丁"]),
    ],
)
def test_expand(pattern: str, names: list[str]):
    assert list(expand(pattern)) == names


def test_open_bracket_is_one_clear_line():
    with pytest.raises(InputError, match="bracket not closed"):
        list(expand("(甲|乙"))


def test_register_survives_json(register: Register):
    data, regions = json.loads(json.dumps(register.to_data(), ensure_ascii=False))
    copy = Register.from_data(data, regions)
    assert copy.meanings == register.meanings
    assert copy.name("public_security") == "公安"
    text = "由青岚县公安局牵头"
    assert Recogniser(copy, None).in_clause(text) == Recogniser(register, None).in_clause(text)


def test_what_is_never_half_of_a_combined_bureau(register: Register):
    assert not register.words("never_halves") & register.halves.keys()
    assert register.halves["渔业"] == "agriculture"


def test_provinces_and_cities_have_short_names_of_two_characters_or_more(register: Register):
    assert {"重庆", "贵州", "白山"} <= register.short_regions
    assert not {"芒", "双流"} & register.short_regions  # a county of one character, a district


def test_missing_register_is_one_clear_line(tmp_path: Path):
    with pytest.raises(InputError, match=r"nowhere\.yaml"):
        Register.load(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("公安部", Level.NATIONAL),
        ("国务院妇儿工委办公室", Level.NATIONAL),
        ("省公安厅", Level.PROVINCE),
        ("重庆市公安局", Level.PROVINCE),
        ("团省委", Level.PROVINCE),
        ("市公安局", Level.CITY),
        ("各市（州）人民政府", Level.CITY),
        ("阿拉善盟公安局", Level.CITY),
        ("青岚县公安局", Level.COUNTY),
        ("阿木古旗公安局", Level.COUNTY),
        ("各县（市、区）人民政府", Level.COUNTY),
        ("各镇（街道）", Level.TOWNSHIP),
        ("苏木镇人民政府", Level.TOWNSHIP),
        ("镇司法所", Level.TOWNSHIP),
        ("村（居）委会", Level.VILLAGE),
        ("嘎查村委会", Level.VILLAGE),
        ("公安机关", Level.GENERAL),
        ("县级以上人民政府", Level.GENERAL),
        ("市场监管部门", Level.GENERAL),
        ("省委宣传部", Level.PROVINCE),
    ],
)
def test_level(recogniser: Recogniser, text: str, level: Level):
    (mention,) = recogniser.in_duty_note(f"（{text}负责）")
    assert (mention.text, mention.level) == (text, level)


@given(st.text())
def test_folding_keeps_every_offset(text: str):
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "agency_id"),
    [
        ("青岚县卫体局", "health"),
        ("工青妇", "other"),
        ("国家移民管理局江州边防检查站", "immigration"),
        ("国家移民管理局白石出入境边防检查总站", "immigration"),
    ],
)
def test_short_and_long_names_are_one_name(recogniser: Recogniser, text: str, agency_id: str):
    (mention,) = recogniser.in_duty_note(f"（{text}负责）")
    assert (mention.text, mention.agency_id) == (text, agency_id)


def test_bodies_that_act_together_are_two_names(recogniser: Recogniser):
    mentions = recogniser.in_duty_note("（国家移民管理局会同边防检查站负责）")
    assert [mention.text for mention in mentions] == ["国家移民管理局", "边防检查站"]
