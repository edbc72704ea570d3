from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from opencc import OpenCC

from provtag.agencies.names import NameFinder
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Kind, Register
from provtag.language.folding import fold
from provtag.schema import AgencyMention, Clause, Level, Role, Scope
from tests.agencies.annotated import read

HERE = Path(__file__).parent
TO_TRADITIONAL = OpenCC("s2t")
WORDS = [
    *("市公安局", "民政部门", "公安", "、", "，", "。", "（", "）", "由", "会同", "配合", "负责", "牵头", "负责人", "向", "报告"),
    *("各县（市、区）", "人民政府", "《", "》", "村（居）委会", "等部门", "学校", "〔", "〕", "责任单位：", "与", "的", "青岚县"),
]
jumbles = st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=3)), max_size=25).map("".join)


def check(text: str, mentions: tuple[AgencyMention, ...], ids: set[str]) -> None:
    end = 0
    for mention in mentions:
        assert end <= mention.start < mention.end <= len(text)
        assert text[mention.start : mention.end] == mention.text
        assert mention.agency_id in ids
        assert 0 < mention.score <= 1
        end = mention.end


@given(jumbles)
def test_total_ordered_and_in_place(recogniser: Recogniser, register: Register, text: str):
    check(text, recogniser.in_clause(text), set(register.agency_ids))
    check(text, recogniser.in_duty_note(text), set(register.agency_ids))


@given(jumbles)
def test_every_mention_of_a_duty_note_is_lead_or_support(recogniser: Recogniser, text: str):
    assert all(mention.role in (Role.LEAD, Role.SUPPORT) for mention in recogniser.in_duty_note(text))


@pytest.mark.parametrize(("text", "mentions"), read(HERE / "sentences.txt"))
def test_traditional_script_is_read_alike(recogniser: Recogniser, text, mentions):
    traditional = "".join(TO_TRADITIONAL.convert("\n".join(text)).split("\n"))
    assert len(traditional) == len(text)
    assert _places(recogniser.in_clause(traditional)) == _places(recogniser.in_clause(text))


@pytest.mark.parametrize(("text", "mentions"), read(HERE / "sentences.txt"))
def test_half_width_punctuation_is_read_alike(recogniser: Recogniser, text, mentions):
    half = text.translate(str.maketrans("（），：；", "(),:;"))
    assert _places(recogniser.in_clause(half)) == _places(recogniser.in_clause(text))


def _places(mentions: tuple[AgencyMention, ...]) -> list[tuple[int, int, Role]]:
    return [(mention.start, mention.end, mention.role) for mention in mentions]


def test_scope_and_score(recogniser: Recogniser):
    (clause,) = recogniser.in_clause("由市公安局牵头。")
    (note,) = recogniser.in_duty_note("（市公安局负责）")
    assert (clause.scope, note.scope, clause.score, note.score) == (Scope.CLAUSE, Scope.DUTY_NOTE, 1.0, 1.0)


@pytest.mark.parametrize(
    ("damaged", "agency_id"),
    [
        ("省力资源社会保障厅", "human_resources"),
        ("省人力资原社会保障厅", "human_resources"),
        ("市市场监督管管理局", "market_regulation"),
    ],
)
def test_damaged_name_is_linked_with_lower_score(recogniser: Recogniser, damaged: str, agency_id: str):
    mention = recogniser.in_clause(f"由省信访局、{damaged}、省住房城乡建设厅等部门组成。")[1]
    assert (mention.text, mention.agency_id) == (damaged, agency_id)
    assert mention.score < 1


def test_tie_is_listed(recogniser: Recogniser):
    (mention,) = recogniser.in_duty_note("（县平安办负责）")
    assert (mention.agency_id, mention.candidates) == ("comprehensive_governance", ("political_legal",))
    assert recogniser.in_duty_note("（县委平安办负责）")[0].agency_id == "comprehensive_governance"


@pytest.mark.parametrize(
    ("name", "agency_id"),
    [
        ("市公安局打拐办", "public_security"),
        ("省厅反拐办公室", "public_security"),
        ("县政府打拐办", "anti_trafficking_conference"),
        ("县反拐办", "anti_trafficking_conference"),
        ("铁路榆泽车站派出所", "public_security"),
        ("铁路榆泽车务段", "railway"),
        ("民航白石机场公安局", "public_security"),
        ("社会事务办公室", "township"),
    ],
)
def test_a_joined_name_is_linked_by_the_body_that_acts(recogniser: Recogniser, name: str, agency_id: str):
    (mention,) = recogniser.in_duty_note(f"（{name}负责）")
    assert (mention.text, mention.agency_id) == (name, agency_id)


def test_a_name_that_the_register_lacks_is_proposed_for_review(recogniser: Recogniser):
    for found in (
        recogniser.in_duty_note("（市公安局、市雪山保护局负责，市民政局配合）"),
        recogniser.in_clause("市公安局、市雪山保护局负责排查，市民政局配合。"),
    ):
        assert [(mention.text, mention.role) for mention in found] == [
            ("市公安局", Role.LEAD), ("市雪山保护局", Role.LEAD), ("市民政局", Role.SUPPORT),
        ]  # fmt: skip
        assert found[1].agency_id == "other" and found[1].score < 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("（民政部、教育部指导，各地区负责）", ["民政部", "教育部"]),
        ("（责任科室：县信访局；时限：年底前）", ["县信访局"]),
        ("（县公安局牵头，相关地区落实）", ["县公安局"]),
    ],
)
def test_what_is_no_body_stays_out_of_a_duty_note(recogniser: Recogniser, text: str, names: list[str]):
    assert [mention.text for mention in recogniser.in_duty_note(text)] == names


@pytest.mark.parametrize(
    "name", ["各县（市、区）政府", "各县〔市、区〕政府", "各县[市、区]人民政府", "各市﹝州﹞公安局", "县〔市、区〕", "市〔州〕"]
)
def test_levels_in_inner_brackets_are_one_name(recogniser: Recogniser, name: str):
    mentions = recogniser.in_duty_note(f"（市财政局，{name}负责）")
    assert [mention.text for mention in mentions] == ["市财政局", name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由县公安局刑侦大队二中队办理。", "县公安局刑侦大队二中队"),
        ("线索报省卫生厅妇社处。", "省卫生厅妇社处"),
        ("由市中级人民法院刑一庭承办。", "市中级人民法院刑一庭"),
        ("户籍所在地县级卫生局应当审核。", "户籍所在地县级卫生局"),
        ("由澄水苗族瑶族自治县公安局受理。", "澄水苗族瑶族自治县公安局"),
        ("请石梁瑶族乡人民政府落实。", "石梁瑶族乡人民政府"),
        ("民警看望苗族乡政府干部。", "乡政府"),
        ("由黔东南苗族侗族自治州公安局受理。", "黔东南苗族侗族自治州公安局"),
        ("由积石山保安族东乡族撒拉族自治县公安局受理。", "积石山保安族东乡族撒拉族自治县公安局"),
        ("流入地彝族自治县公安局立案。", "自治县公安局"),
        ("救助少数民族乡政府辖区的儿童。", "民族乡政府"),
        ("中共石梁县委宣传部负责报道。", "中共石梁县委宣传部"),
    ],
)
def test_a_name_is_as_long_as_it_is_written(recogniser: Recogniser, text: str, name: str):
    assert recogniser.in_clause(text)[0].text == name


@pytest.mark.parametrize("text", ["但城乡结合部仍有发案。", "外省返乡的妇女人数增加。", "重点地区逐户排查。"])
def test_a_word_that_ends_like_a_level_is_no_place_that_acts(recogniser: Recogniser, text: str):
    assert recogniser.candidates(text) == []


def test_a_town_in_plain_talk_is_proposed_as_it_is_written(recogniser: Recogniser):
    text = "镇里给每个村发一个本子。"
    assert "镇里" in [text[name.start : name.end] for name in recogniser.candidates(text)]


@pytest.mark.parametrize("name", ["县公安局查处", "村委会商量去处", "地方公安机关处理", "县公安局组织刑侦大队"])
def test_no_verb_is_read_as_a_unit(recogniser: Recogniser, name: str):
    assert recogniser.in_clause(f"由{name}。")[0].text in ("县公安局", "村委会", "地方公安机关")


@given(st.lists(jumbles, max_size=6))
def test_clauses_are_read_together_as_one_by_one(recogniser: Recogniser, texts: list[str]):
    clauses = [Clause("", "", "", "", (), text, 0, len(text)) for text in texts]
    assert recogniser.in_clauses(clauses, [fold(text) for text in texts]) == [recogniser.in_clause(text) for text in texts]


def test_a_role_has_reasons(recogniser: Recogniser):
    text = "由县公安局会同县妇联开展走访。"
    mention = recogniser.in_clause(text)[1]
    reasons = recogniser.reasons(text, [mention], 5)[0]
    assert mention.role is Role.SUPPORT and len(reasons) == 5
    assert any("会同" in reason.words and reason.weight > 0 for reason in reasons)


def test_the_reasons_of_many_names_cost_one_reading(recogniser: Recogniser, monkeypatch: pytest.MonkeyPatch):
    text = "由县公安局会同县妇联开展走访，" * 9
    mentions = recogniser.in_clause(text)
    one_by_one = [recogniser.reasons(text, [mention], 5)[0] for mention in mentions]
    read: list[str] = []
    proposed = recogniser.proposed
    monkeypatch.setattr(recogniser, "proposed", lambda folded: read.append(folded) or proposed(folded))
    assert len(mentions) == 18 and recogniser.reasons(text, mentions, 5) == one_by_one
    assert len(read) == 1


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("由榆州市公安局云陂区分局负责。", "榆州市公安局云陂区分局"),
        ("当时该局称榆州市公安局云陂区分局。", "榆州市公安局云陂区分局"),
        ("拐出地、中转地、拐入地公安机关均有管辖权。", "拐出地、中转地、拐入地公安机关"),
        ("州文化和旅游局（原州旅发委业务并入）负责。", "州旅发委"),
        ("固原市（原州区公安局）负责。", "原州区公安局"),
        ("市农业农村局（含原市乡村振兴局）负责。", "市乡村振兴局"),
        ("村里妇联主席空缺的，由乡镇补齐。", "妇联"),
        ("区民政局救助站负责接送。", "区民政局"),
        ("由云州边防大队、河口人民法庭配合。", "河口人民法庭"),
        ("由区检察院案管办汇编。", "区检察院案管办"),
    ],
)
def test_no_word_before_or_behind_a_name_belongs_to_it(register: Register, text: str, name: str):
    assert name in [text[found.start : found.end] for found in NameFinder(register).find(fold(text))]


@pytest.mark.parametrize("text", ["移交警方处理。", "将线索移交警方处理。"])
def test_a_name_that_begins_inside_another_word_is_found(register: Register, text: str):
    assert [text[name.start : name.end] for name in NameFinder(register).find(text)] == ["警方"]


def test_a_name_in_the_gloss_before_the_members_is_part_of_it(register: Register):
    for text in ("(以下简称市公安局)成员单位走访", "市反拐联席会议(以下简称联席会议)成员单位走访"):
        (name,) = NameFinder(register).find(text)
        assert name.agency_id == "conference_member" and name.end == text.index("走访")
    names = NameFinder(register).find("县妇联会同市反拐联席会议(以下简称联席会议)成员单位走访")
    assert [name.agency_id for name in names] == ["women_federation", "conference_member"]


@pytest.mark.parametrize(
    ("name", "level"),
    [
        ("省雪山保护局", Level.PROVINCE), ("县雪山保护局", Level.COUNTY), ("全国雪山协会", Level.NATIONAL),
        ("县级雪山保护局", Level.COUNTY), ("雪山保护局", Level.GENERAL), ("山县保护局", Level.GENERAL),
    ],
)  # fmt: skip
def test_the_first_word_of_an_unknown_name_shows_its_level(register: Register, name: str, level: Level):
    assert NameFinder(register).prefixes.leading_level(name, 0) is level


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("公安走访", "公安", Kind.BARE),
        ("铁路排查", "铁路", Kind.BARE),
        ("由铁路白石车务段排查", "铁路白石车务段", Kind.NAME),
        ("由铁路白石车站派出所排查", "铁路白石车站派出所", Kind.NAME),
    ],
)
def test_a_stem_is_a_name_where_a_part_of_its_own_follows_it(register: Register, text: str, name: str, kind: Kind):
    assert [(text[one.start : one.end], one.kind) for one in NameFinder(register).find(text)] == [(name, kind)]
