"""What a document teaches: its issuer's units and short names, and names it abbreviates."""

from __future__ import annotations

import pytest

from provtag.agencies.document_names import DocumentNames
from provtag.agencies.names import NameFinder
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.schema import Document, RawText
from provtag.structure.parser import parse_document

BUREAU = """青岚县卫生健康局关于加强出生证件管理的通知
各乡镇卫生院：
为防止买卖儿童，现将有关事项通知如下。
一、职责分工
（一）计财股：负责证件的领用，发现可疑情形报局办公室。
（二）法规与督导室：每季度检查一次。
二、工作要求
（一）计财股要会同县局信息中心核对数据，并报市局。
青岚县卫生健康局
2021年3月4日
"""
DETACHMENT = """云岭边境管理支队边境反拐工作方案
一、任务
（一）各大队每日巡查，派出所联合村干部走访。
（二）机动队负责夜间设卡，线索报支队边境管控处。
云岭边境管理支队
2022年5月6日
"""
ABBREVIATED = """白石市反拐工作规则
第一条　白石市人民政府建立打击拐卖人口犯罪工作领导小组（以下简称“打拐小组”）。
第二条　打拐小组每季度召开一次会议。
第三条　县民政局按照打拐小组的要求安置儿童。
"""
URBAN = """绿洲市城市管理局街面巡查方案
一、职责
（一）法制科：每月检查一次，线索报市公安局法制科。
（二）指挥中心：登记机关对治安大队移交的人员建档。
绿洲市城市管理局
2019年3月4日
"""
SCHOOLS = """澄河县教育局关于加强校园安全的通知
各学校：
现将有关事项通知如下。
一、任务
（一）安全股：每月汇总名单，报公安分局比对；公安东湖分局在五日内回复，分局治安股由我局联系。
（二）安全股与渔政办每学期检查一次水边学校。
澄河县教育局
2020年3月4日
"""
JOINT = """澄河县反拐工作领导小组办公室反拐任务分工
一、任务
（一）各单位
1．婚姻登记处：查验证件。
2．运管所：检查客车。
澄河县反拐工作领导小组办公室
2020年5月4日
"""
COMPANY = """远通客运公司协助反拐制度
第一条　安全科：负责培训，管台账。
第二条　发现可疑情形的，驾驶员报安全科。
"""

PLACES = """沔汊县公安局反拐工作方案
各派出所：
一、沔汊县公安局每月通知沔汊县民政局，由荻埠派出所走访。
二、荻埠派出所会同荻埠司法所调解，孛汊县妇联回访。
三、求助派出所，提醒公安局；求助公安局，提醒派出所。
沔汊县公安局
2021年3月4日
"""
COMMISSION = """青岚市卫生健康委员会关于加强助产机构管理的通知
各县（市、区）卫健局：
一、职责
（一）委妇幼健康科：每月核对数据，委托市疾控中心培训，线索移交驻委纪检监察组。
（二）名单报委人事科，由市委宣传部发布。
青岚市卫生健康委员会
2023年4月5日
"""
FEDERATION = """青岚县妇联2020年反拐宣传计划
一、任务
（一）宣传部每月宣讲一次，县委宣传部指导。
（二）权益部接听热线。
青岚县妇女联合会
2020年4月5日
"""
MINUTES = """会议纪要
青岚区人民检察院
青岚区人民法院
青岚市公安局云陂分局
一、分工
（一）刑庭、审管办负责审判，公诉科、案管办负责起诉，办案中队负责取证。
青岚区人民检察院
2017年4月5日
"""
TABLE = """青岚县教育局校园反拐工作方案
一、分工
（一）职成股 核查实习学生去向。
（二）发现可疑情形的，学校报安全股。
青岚县教育局
2023年4月5日
"""
BRACKETS = """青岚市反拐工作规则
第一条　市卫健执法支队（群众仍习惯称“卫监所”）负责检查，卫监所每月通报。
第二条　市中级人民法院审判管理办公室（审管办）复核文书，市人民检察院（盖章）备案。
第三条　县融媒体中心（原乡音大喇叭）播放提示。
"""
SQUAD = """青岚市公安局刑事侦查支队线索核查规定
第一条　支队每月汇总，本支队负责解释，打拐大队报支队领导。
第二条　任何大队不得推诿，由二大队、情报大队研判。
青岚市公安局刑事侦查支队
2019年4月5日
"""


def read(text: str) -> Document:
    return parse_document(RawText("方案.txt", text), "doc")


def found(recogniser: Recogniser, text: str) -> dict[str, str]:
    """What may be a name in the clauses of a document, and whose: what it teaches, whatever labels say of it."""
    document = read(text)
    taught = recogniser.for_document(document)
    named = [(clause.text, name) for clause in document.clauses for name in taught.proposed(clause.text).names]
    return {clause[name.start : name.end]: name.agency_id for clause, name in named}


def test_units_of_the_issuer_are_its_agency(recogniser: Recogniser):
    assert found(recogniser, BUREAU).items() >= {
        "计财股": "health", "局办公室": "health", "法规与督导室": "health", "市局": "health",
    }.items()  # fmt: skip


def test_units_that_many_agencies_have_are_the_issuers(recogniser: Recogniser):
    assert found(recogniser, URBAN).items() >= {
        "法制科": "urban_management", "指挥中心": "urban_management", "市公安局法制科": "public_security",
        "登记机关": "urban_management", "治安大队": "public_security",
    }.items()  # fmt: skip


def test_a_detachment_calls_itself_by_short_names(recogniser: Recogniser):
    assert found(recogniser, DETACHMENT).items() >= {
        "各大队": "immigration", "派出所": "immigration", "机动队": "immigration", "支队边境管控处": "immigration",
    }.items()  # fmt: skip


def test_a_name_that_the_register_has_is_not_what_the_issuer_calls_itself(recogniser: Recogniser):
    mentions = found(recogniser, SCHOOLS)
    assert (mentions["公安分局"], mentions["公安东湖分局"]) == ("public_security", "public_security")


def test_a_unit_is_of_the_field_that_its_name_tells(recogniser: Recogniser):
    mentions = found(recogniser, SCHOOLS)
    assert (mentions["安全股"], mentions["渔政办"]) == ("education", "agriculture")


def test_a_body_of_many_fields_has_no_units_of_its_own(recogniser: Recogniser):
    mentions = found(recogniser, JOINT)
    assert mentions["运管所"] == "transport"
    assert "anti_trafficking_conference" not in mentions.values()


@pytest.mark.parametrize("title", ["澄河县教育局校园反拐工作要点", "澄河县教育局、澄河县公安局护校安园分工"])
def test_who_issued_a_document_may_stand_in_its_title_alone(recogniser: Recogniser, title: str):
    text = f"{title}\n一、任务\n（一）安全股：每月汇总名单。\n（二）人事股：管理保安。\n"
    assert found(recogniser, text).items() >= {"安全股": "education", "人事股": "education"}.items()


@pytest.mark.parametrize(
    "issuer", ["中共石梁县委政法委员会", "澄水瑶族自治县教育局", "锡郭勒特右旗教育局", "第十九师澄水市教育局"]
)
def test_whatever_place_stands_before_the_name_a_signature_is_the_issuer(recogniser: Recogniser, issuer: str):
    text = f"护校安园分工\n一、任务\n（一）督导科：每月汇总名单。\n（二）人事科：管理保安。\n{issuer}\n2019年4月5日\n"
    agency_id = "education" if "教育" in issuer else "political_legal"
    assert found(recogniser, text).items() >= {"督导科": agency_id, "人事科": agency_id}.items()


def test_a_short_name_is_the_body_that_it_stands_for(recogniser: Recogniser):
    assert found(recogniser, ABBREVIATED)["打拐小组"] == "anti_trafficking_conference"


def test_an_office_of_a_body_that_is_named_in_it_is_no_unit_of_the_issuer(recogniser: Recogniser):
    document = read(BUREAU.replace("法规与督导室", "县残联办公室"))
    (mention, *_) = recogniser.for_document(document).in_clause("县残联办公室应当每季度走访一次。")
    assert (mention.text, mention.agency_id) == ("县残联办公室", "disabled_federation")


def test_what_a_document_teaches_wins_over_what_the_register_has_there(register: Register):
    finder = NameFinder(register)
    taught = DocumentNames({"县民政局": "health"}, ["县民政局"], [], [], finder)
    text = "由县民政局走访"
    (known,) = finder.find(text)
    (name,) = taught.added(text, [known])
    assert (name.start, name.end, name.agency_id) == (known.start, known.end, "health")


def test_a_place_that_stands_before_several_names_is_of_all_of_them(recogniser: Recogniser):
    mentions = found(recogniser, PLACES)
    assert {"沔汊县公安局", "沔汊县民政局", "荻埠派出所", "荻埠司法所"} <= mentions.keys()
    assert "县妇联" in mentions  # 孛汊 stands there once
    assert {"派出所", "公安局"} <= mentions.keys()  # 求助 and 提醒 name no place


def test_a_commission_calls_itself_so_before_its_units_alone(recogniser: Recogniser):
    mentions = found(recogniser, COMMISSION)
    assert mentions.items() >= {
        "委妇幼健康科": "health", "委人事科": "health", "驻委纪检监察组": "other", "市委宣传部": "publicity_dept",
    }.items()  # fmt: skip
    assert "委" not in mentions


def test_units_that_a_body_is_known_to_have_are_its_own(recogniser: Recogniser):
    mentions = found(recogniser, FEDERATION)
    assert mentions.items() >= {
        "宣传部": "women_federation", "权益部": "women_federation", "县委宣传部": "publicity_dept",
    }.items()  # fmt: skip


def test_units_that_other_bodies_have_too_are_theirs_beside_another_body(recogniser: Recogniser):
    text = FEDERATION.replace("宣传部每月宣讲一次，县委宣传部指导", "联合{}宣传部、教育局走访")
    assert found(recogniser, text.format(""))["宣传部"] == "publicity_dept"
    assert found(recogniser, text.format("县委组织部、"))["宣传部"] == "publicity_dept"
    assert found(recogniser, text.format("组织部、"))["宣传部"] == "publicity_dept"
    assert found(recogniser, text.replace("联合{}", "组织部、"))["宣传部"] == "women_federation"


def test_a_branch_of_another_body_has_no_squads_of_the_police(recogniser: Recogniser):
    issuer = "青岚市市场监督管理局云陂分局"
    text = f"{issuer}工作方案\n一、任务\n（一）刑警大队核查线索。\n{issuer}\n2017年4月5日\n"
    assert found(recogniser, text)["刑警大队"] == "public_security"


def test_units_of_several_issuers_are_of_the_one_that_has_them(recogniser: Recogniser):
    assert found(recogniser, MINUTES).items() >= {
        "刑庭": "court", "审管办": "court", "公诉科": "procuratorate", "案管办": "procuratorate", "办案中队": "public_security",
    }.items()  # fmt: skip


def test_a_unit_may_be_introduced_by_its_row_or_by_what_it_is_told(recogniser: Recogniser):
    assert found(recogniser, TABLE).items() >= {"职成股": "education", "安全股": "education"}.items()


def test_a_name_in_brackets_is_another_name_of_the_body_before_it(recogniser: Recogniser):
    mentions = found(recogniser, BRACKETS)
    assert mentions.items() >= {"卫监所": "health", "审管办": "court", "乡音大喇叭": "broadcasting"}.items()
    assert "盖章" not in mentions


@pytest.mark.parametrize(
    ("brackets", "word", "agency_id"),
    [
        ("县民政局（名称变更）", "变更", None),
        ("县公安局（职称评定）", "评定", None),
        ("县人民法院（统称政法机关）", "政法机关", "political_legal"),
        ("县人民法院（下称县法庭）", "县法庭", "court"),
    ],
)
def test_what_brackets_say_of_a_name_is_no_name(recogniser: Recogniser, brackets: str, word: str, agency_id: str | None):
    text = f"青岚市反拐工作规则\n第一条　{brackets}每月通报。\n第二条　{word}由县财政局负责。\n"
    assert found(recogniser, text).get(word) == agency_id


def test_a_unit_that_issues_calls_itself_by_what_it_is(recogniser: Recogniser):
    mentions = found(recogniser, SQUAD)
    assert {"支队", "打拐大队", "大队", "二大队", "情报大队"} <= set(mentions)
    assert not {"本支队", "任何大队"} & set(mentions)


@pytest.mark.parametrize("text", [BUREAU, DETACHMENT, ABBREVIATED, SCHOOLS, JOINT, COMPANY])
def test_every_mention_is_in_its_place(recogniser: Recogniser, text: str):
    document = read(text)
    taught = recogniser.for_document(document)
    for clause in document.clauses:
        for mention in taught.in_clauses([clause], [clause.text])[0]:
            assert document.text[mention.start : mention.end] == mention.text


def test_a_recogniser_forgets_what_a_document_taught(recogniser: Recogniser):
    sentence = "报计财股备案。"
    before = recogniser.in_clause(sentence)
    taught = recogniser.for_document(read(BUREAU)).in_clause(sentence)
    assert recogniser.in_clause(sentence) == before != taught


@pytest.mark.parametrize("label", ["牵头部门", "责任部门", "主办部门", "责任股室", "牵头责任部门", "参加部门", "牵头警种"])
def test_a_label_is_no_unit_of_who_issued_the_document(recogniser: Recogniser, label: str):
    document = read(
        f"云泽市人民政府反拐实施细则\n一、走访旅店。（{label}：市商务局）\n二、{label}每月上报。（{label}：市妇联）\n"
    )
    taught = recogniser.for_document(document)
    assert [[name.text for name in taught.in_duty_note(note.text)] for note in document.duty_notes] == [["市商务局"], ["市妇联"]]
    assert label not in [mention.text for clause in document.clauses for mention in taught.in_clause(clause.text)]
