"""What stands behind a regulation: explanations, whom to ask, signatures of several bodies."""

from __future__ import annotations

import pytest

from provtag.schema import Document, PartKind, RawText
from provtag.structure.parser import parse_document
from tests.structure.reading import parse


def parts(document: Document, kind: PartKind) -> list[str]:
    return [document.text[part.start : part.end] for part in document.parts if part.kind is kind]


RULES = "护童规定\n第一条 学校应当点名。\n第二条 民警应当走访。\n第三条 本规定自2020年1月1日起施行。"


@pytest.mark.parametrize(
    "explained",
    [
        "《护童规定》政策解读\n一、背景\n走失儿童增多。\n二、内容\n第一条说明学校应当点名。",
        "关于《护童规定》的起草说明\n现说明如下。\n1．背景\n2．经过",
        "市教育局负责人就《护童规定》答记者问\n问：为什么？\n答：学校应当点名。",
        "一图读懂《护童规定》\n点名，走访。",
        "政策解读\n学校应当点名。",
    ],
)
def test_an_explanation_is_no_part_of_the_regulation(explained: str) -> None:
    document = parse(f"{RULES}\n{explained}")
    assert [c.number for c in document.clauses] == ["第一条", "第二条", "第三条"]
    assert "\n".join(parts(document, PartKind.EXPLANATION)) == explained
    assert any(said.startswith("text that explains the regulation left out: ") for said in document.health.warnings)


@pytest.mark.parametrize(
    "text",
    [
        "护童方案\n一、宣传\n学校点名。\n政策解读\n社工讲解政策。\n二、保障\n安排经费。",
        "护童规定\n第一条 学校应当点名。\n护童规定的解读\n第二条 社工应当讲解。",
    ],
)
def test_a_heading_inside_the_regulation_is_no_explanation(text: str) -> None:
    document = parse(text)
    assert not parts(document, PartKind.EXPLANATION) and len(document.clauses) >= 2


@pytest.mark.parametrize(
    "contact",
    ["联系人：李四，电话：123-456，邮箱：a@b.cn", "联系电话：123456", "（联系人：李四；联系电话：123）", "传真：123456"],
)
@pytest.mark.parametrize("names", ["甲县公安局 甲县教育局\n甲县妇联", "甲县公安局（章）\n甲县教育局（章）\n甲县妇联（章）"])
def test_signatures_below_whom_to_ask_are_back_matter(contact: str, names: str) -> None:
    request = "请各单位于6月10日前报送情况。"
    document = parse(f"护童通知\n各校：\n现通知如下：\n一、每日点名。\n二、{request}\n{contact}\n{names}\n2020年5月1日")
    assert [c.text for c in document.clauses][-1] == request
    assert parts(document, PartKind.BACK) == [contact, *names.split("\n"), "2020年5月1日"]
    assert document.metadata.issuer == "甲县公安局、甲县教育局、甲县妇联"


def test_an_annex_that_explains_is_no_part_of_the_regulation() -> None:
    document = parse(f"{RULES}\n附：关于《护童规定（草案）》的说明\n一、背景\n学校应当点名。")
    assert len(document.clauses) == 3 and len(parts(document, PartKind.EXPLANATION)) == 3


NOTICE = "护童通知\n各学校：\n现将有关事项通知如下。\n一、学校应当点名。\n二、民警应当走访。\n"


@pytest.mark.parametrize(
    "fact", ["信息公开选项：主动公开", "公开方式：依申请公开", "主动公开", "打字：李四 校对：王五", "存档：两份"]
)
def test_a_fact_behind_signature_and_date_hides_neither(fact: str) -> None:
    document = parse(f"{NOTICE}云河市教育局\n2023年11月6日\n{fact}")
    assert [c.text for c in document.clauses] == ["学校应当点名。", "民警应当走访。"]
    assert (document.metadata.issuer, document.metadata.issued) == ("云河市教育局", "2023-11-06")


@pytest.mark.parametrize("month", ["2022年3月", "二○二三年十二月"])
def test_a_signature_may_have_a_month_for_its_date(month: str) -> None:
    document = parse(f"{NOTICE}云河市教育局\n{month}")
    assert [c.text for c in document.clauses] == ["学校应当点名。", "民警应当走访。"]
    assert document.metadata.issuer == "云河市教育局"


@pytest.mark.parametrize(
    "line",
    [
        "以上报告，请予审议。",
        "特此通告。",
        "专此报告。",
        "妥否，请批示。",
        "此通知。",
        "出席：李四、王五",
        "请假：李四",
        "列席人员：王五。",
        "签发领导：李四",
    ],
)
def test_closing_words_and_those_present_are_no_duty(line: str) -> None:
    assert [c.text for c in parse(f"{NOTICE}{line}").clauses] == ["学校应当点名。", "民警应当走访。"]
    signed = parse(f"{NOTICE}{line}\n云河市教育局\n2023年11月6日")
    assert [c.text for c in signed.clauses] == ["学校应当点名。", "民警应当走访。"]


@pytest.mark.parametrize(
    "tail",
    [
        "相关文件\n关于防汛的通知\n河湾市要求各地加强值班。",
        "【关闭】【打印】\n您是第1204位访问者\n技术支持：河湾信息公司。",
        "热点推荐\n河湾市召开护童会议。\n未经授权禁止转载。",
        "附件：点名表.doc\n热点推荐\n河湾市召开护童会议。",
    ],
)
def test_what_follows_a_signature_without_a_head_is_no_law(tail: str) -> None:
    text = "河湾市护童通知\n一、学校应当点名。\n二、民警应当走访。\n河湾市公安局\n2024年3月4日\n" + tail
    document = parse_document(RawText("tail.txt", text), "d")
    assert [c.text for c in document.clauses] == ["学校应当点名。", "民警应当走访。"]
    assert (document.metadata.issued, document.metadata.issuer) == ("2024-03-04", "河湾市公安局")
    is_said = any("behind the signature" in warning for warning in document.health.warnings)
    assert is_said


SIGNED = "关于防拐的通知\n各学校要开班会。\n县教育局\n2024年3月3日"
ORDERS = [
    "各学校要在开学第一周组织演练",
    "（请各学校于三月十日前报送照片。）",
    "另：请各校派一名教师参加培训。",
    "请于三月十日前报名。",
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("between", ["", "\n附件：1.培训安排\n2.回执"])
def test_an_order_behind_the_signature_is_a_clause(order: str, between: str) -> None:
    document = parse(f"{SIGNED}{between}\n{order}")
    assert [c.text.strip("（）") for c in document.clauses] == ["各学校要开班会。", order.strip("（）")]
    assert (document.metadata.issuer, document.metadata.issued) == ("县教育局", "2024-03-03")
    assert document.health.accounted == 1


def test_another_sentence_behind_the_signature_is_said() -> None:
    document = parse(f"{SIGNED}\n（本通知所称学校包括幼儿园。）")
    assert any("behind the signature" in warning for warning in document.health.warnings)


@pytest.mark.parametrize(
    "words", ["请输入验证码", "请使用IE9以上浏览器访问。", "各区县要闻", "各单位12月底前动态", "您要找的内容"]
)
def test_words_of_a_site_behind_the_signature_order_nothing(words: str) -> None:
    text = f"护童通知\n学校应当点名。\n河湾市公安局\n2020年5月1日\n{words}"
    assert [clause.text for clause in parse_document(RawText("x.txt", text), "d").clauses] == ["学校应当点名。"]


@pytest.mark.parametrize(
    "signed",
    [
        "甲方（盖章）：河湾镇人民政府 乙方（盖章）：临江镇人民政府\n代表签字： 代表签字：",
        "甲方（章）：河湾县公安局\n代表：李明 代表：王某",
        "见证方（盖章）：",
        "主持人签字：李明 记录人签字：王芳",
        "签署：\n河湾县公安局（章） 河湾县妇女联合会（章）",
        "签署：\n河湾县公安局 副局长 李明\n河湾县妇女联合会 副主席 王某某",
    ],
)
@pytest.mark.parametrize("date", ["2024年3月4日", "二〇二四年三月四日于河湾镇"])
def test_the_fields_of_a_signature_stand_behind_the_text(signed: str, date: str) -> None:
    document = parse(f"{RULES}\n{signed}\n{date}")
    assert [c.number for c in document.clauses] == ["第一条", "第二条", "第三条"]
    assert parts(document, PartKind.BACK) == [*signed.split("\n"), date]
    assert document.metadata.issued == "2024-03-04"


@pytest.mark.parametrize(
    "line", ["代表：由各村推选三人", "家长签字：逐户上门，当面签收", "河湾县公安局 副局长 李明", "县妇联 主席 每月"]
)
def test_what_only_begins_like_a_signature_stays(line: str) -> None:
    assert parse(f"{RULES}\n{line}").clauses[-1].text == line


@pytest.mark.parametrize("line", ["家长签字：", "河湾县公安局 副局长 李明\n河湾县民政局 副局长 王芳"])
@pytest.mark.parametrize("above", ["第四条 由家长填写登记表", "成员：", "第四条 值班带队"])
def test_a_form_and_a_list_of_members_are_of_the_text(line: str, above: str) -> None:
    document = parse(f"{RULES}\n{above}\n{line}\n每月轮换。")
    assert not parts(document, PartKind.BACK)
    first = line.split("\n")[0]
    assert first in "\n".join(clause.text for clause in parse(f"{RULES}\n{above}\n{line}").clauses)


@pytest.mark.parametrize("place", ["于河湾县起施行", "于河湾县生效", "于全县各村报到"])
def test_what_is_done_on_a_day_is_a_clause(place: str) -> None:
    assert parse(f"护童协议\n一、甲方每月巡查。\n2024年3月4日{place}").clauses[-1].text == f"2024年3月4日{place}"


def test_who_calls_upon_others_is_no_clause_between_two_texts() -> None:
    who = "倡议单位：河湾市民政局、河湾市慈善总会"
    text = f"第一部分 倡议书\n请大家看好孩子。\n{who}\n第二部分 行动计划\n一、学校点名。\n二、民警走访。"
    document = parse(text)
    assert [c.text for c in document.clauses] == ["请大家看好孩子。", "学校点名。", "民警走访。"]
    assert parts(document, PartKind.BACK) == [who]


def test_who_came_and_who_gets_a_copy_is_known_below_minutes() -> None:
    facts = [
        "出席：李明 王芳等委员26人",
        "列席：县公安局、县民政局负责同志，河湾镇分管负责同志",
        "请假：赵强",
        "记录：孙丽",
        "分送：县委办公室，各乡镇党委。",
        "共印60份",
    ]
    text = "协商会议纪要\n一、议定事项\n会议议定，民政局每月走访。\n二、其他\n会议还通报了提案交办情况。\n"
    document = parse(text + "\n".join(facts))
    assert [c.text for c in document.clauses] == ["会议议定，民政局每月走访。", "会议还通报了提案交办情况。"]
    assert parts(document, PartKind.BACK) == facts


def test_what_is_printed_is_no_imprint() -> None:
    assert parse(f"{RULES}\n共印500份折页，发到各户").clauses[-1].text == "共印500份折页，发到各户"


def test_whom_to_ring_in_need_is_no_clause() -> None:
    document = parse(f"{RULES}\n报警：110 门卫值班：622-0110\n河湾市教育局\n2024年3月4日")
    assert [c.number for c in document.clauses] == ["第一条", "第二条", "第三条"]


@pytest.mark.parametrize("line", ["立案：110 破案：9800", "报警：立即拨打110 值班：每晚两人"])
def test_other_fields_with_numbers_stay(line: str) -> None:
    assert parse(f"{RULES}\n{line}").clauses[-1].text == line
