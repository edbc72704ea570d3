"""In a list behind a label, or in a bracket, each member is one name from sign to sign."""

from __future__ import annotations

import pytest

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.paths import REGISTER
from provtag.schema import RawText, Role
from provtag.structure.parser import parse_document


@pytest.fixture(scope="module")
def recogniser() -> Recogniser:
    return Recogniser(Register.load(REGISTER), None)


@pytest.mark.parametrize(
    ("note", "names"),
    [
        ("牵头：管理局民政局；配合：局妇联、垦区公安局治安支队", ["管理局民政局", "局妇联", "垦区公安局治安支队"]),
        ("牵头：市律师协会公益法律委员会；配合：县民政局低保中心", ["市律师协会公益法律委员会", "县民政局低保中心"]),
        ("责任股室：普法与依法治理股\n配合单位：铁路公安处石桥站派出所", ["普法与依法治理股", "铁路公安处石桥站派出所"]),
        ("牵头单位：县佛协、青石农场  配合单位：移动青石公司", ["县佛协", "青石农场", "移动青石公司"]),
        ("牵头单位：市商务局外经科  配合单位：12315指挥中心", ["市商务局外经科", "12315指挥中心"]),
        ("（职业教育与成人教育科牵头，市海洋与渔业执法支队配合）", ["职业教育与成人教育科", "市海洋与渔业执法支队"]),
        ("责任领导/科室：基层治理科、普法与依法治理科", ["基层治理科", "普法与依法治理科"]),
        ("责任单位：县公安局及联席会议各成员单位", ["县公安局", "联席会议各成员单位"]),  # two names that no sign divides
        ("责任单位：县公安局会同县民政局", ["县公安局", "县民政局"]),
        ("责任单位：县公安局指导各派出所", ["县公安局", "各派出所"]),
        ("责任单位：县公安局/县民政局；①县教育局②县妇联", ["县公安局", "县民政局", "县教育局", "县妇联"]),
        ("责任单位：一是县公安局、二是县妇联", ["县公安局", "县妇联"]),
        ("责任单位：市邮政管理局督办、有关县政府", ["市邮政管理局", "县政府"]),
        ("责任单位：县公安局召开联席会、县妇联组织宣传队、县公安局全部", ["县公安局", "县妇联", "县公安局"]),
        ("（由市综治办牵头，请最高人民法院配合）", ["市综治办", "最高人民法院"]),
        ("责任单位：县公安局王局、县妇联李科", ["县公安局", "县妇联"]),
        ("责任领导：李部、王小明组；责任单位：县公安局", ["县公安局"]),  # persons
        ("责任单位：县公安局；形式：文艺演出、年度总结分公司", ["县公安局"]),  # another label
        ("责任单位：各科室、会议室、县人民医院、物业公司、座谈会、12月底前召开协会", []),
    ],
)
def test_a_member_is_one_name(recogniser: Recogniser, note: str, names: list[str]) -> None:
    assert [mention.text for mention in recogniser.in_duty_note(note)] == names


def test_a_note_teaches_the_units_of_its_issuer(recogniser: Recogniser) -> None:
    text = (
        "石桥县住房和城乡建设局反拐工作方案\n\n一、排查出租房屋。\n牵头：房地产市场股  配合：村镇股\n"
        "二、每月25日前房地产市场股汇总上报。\n"
    )
    document = parse_document(RawText("plan.txt", text), "plan")
    taught = recogniser.for_document(document)
    (note,) = document.duty_notes
    found = taught.in_duty_note(note.text)
    assert [(mention.text, mention.role, mention.agency_id) for mention in found] == [
        ("房地产市场股", Role.LEAD, "housing"),
        ("村镇股", Role.SUPPORT, "housing"),
    ]
    assert [mention.text for mention in taught.in_clause(document.clauses[-1].text)] == ["房地产市场股"]


def test_an_office_without_a_name_is_not_taught(recogniser: Recogniser) -> None:
    text = "石桥县教育局反拐工作方案\n\n一、排查辍学学生。\n责任科室：办公室\n二、家长到社区办公室登记。\n"
    document = parse_document(RawText("plan.txt", text), "plan")
    assert recogniser.for_document(document).in_clause(document.clauses[-1].text) == ()


def test_a_note_teaches_no_unit_where_several_bodies_issue(recogniser: Recogniser) -> None:
    text = "石桥县民政局、石桥县残疾人联合会反拐工作方案\n\n一、排查。\n责任单位：基妇股\n二、每月25日前基妇股上报。\n"
    document = parse_document(RawText("plan.txt", text), "plan")
    assert recogniser.for_document(document).in_clause(document.clauses[-1].text) == ()
