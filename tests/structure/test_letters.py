"""What a letter orders by itself is read as clauses; what it only says to send a text is not."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind
from tests.structure.reading import parse

HEAD = "河湾市民政局关于印发护童方案的通知\n各区民政局：\n"
FOOT = "河湾市民政局\n2024年3月4日\n河湾市护童方案\n一、学校应当点名。\n二、民警应当走访。"
SENDS = "现将《河湾市护童方案》印发给你们，请遵照执行。"


@pytest.mark.parametrize(
    "order",
    [
        "各区民政局应当于4月底前报送名册。",
        "各区民政局要在4月10日前报送名册。",
        "不得虚报名册。",
        "各区收到后五日内开展自查。",
        "市民政局要逐户登记。",
        "市政府决定从4月起在全市开展护童行动。",
        "三个部门商定，从4月起在全市开展护童行动。",
        "执行中遇到的问题，请及时报市民政局。",
        "试行中有问题的，径报护童专班。",
        "请于4月10日前报送名册。",
        "如有疑问，请及时告知。",
    ],
)
@pytest.mark.parametrize("paragraph", [SENDS + "{}", SENDS + "\n{}", "{}" + SENDS])
def test_an_order_in_a_letter_is_a_clause(paragraph: str, order: str) -> None:
    document = parse(HEAD + paragraph.format(order) + "\n" + FOOT)
    assert [(c.number, c.text) for c in document.clauses] == [("", order), ("一、", "学校应当点名。"), ("二、", "民警应当走访。")]
    assert document.metadata.title == "河湾市护童方案" and document.metadata.issued == "2024-03-04"
    assert document.health.accounted == 1


TOLD = "去年走失三人，教训深刻。"


@pytest.mark.parametrize("told", ["", TOLD])
@pytest.mark.parametrize("order", ["请各位先摸清底数，不要等年底补台账。", "执行中的问题请随时反馈。"])
def test_a_request_in_a_letter_is_a_clause_whatever_else_it_tells(told: str, order: str) -> None:
    document = parse(f"{HEAD}{told}{SENDS}{order}\n{FOOT}")
    assert [c.text for c in document.clauses] == [order, "学校应当点名。", "民警应当走访。"]


@pytest.mark.parametrize(
    "order", ["本表未列的，照协议办理。", "名册不代替台账，只记今年要办的事。", "名册贴到班级，台账留在校内。"]
)
def test_what_stands_behind_the_formula_is_told_by_nothing_in_front_of_it(order: str) -> None:
    document = parse(f"{HEAD}{TOLD}现将护童方案印发，请对照办理。{order}\n{FOOT}")
    assert [c.text for c in document.clauses] == [order, "学校应当点名。", "民警应当走访。"]


def test_what_is_asked_each_month_behind_a_formula_is_an_order() -> None:
    order = "现将护童方案印发，请对照办理，每月28日填报一次。"
    document = parse(f"{HEAD}{TOLD}{order}\n{FOOT}")
    assert [c.text for c in document.clauses] == [order, "学校应当点名。", "民警应当走访。"]


def test_the_year_of_the_text_that_a_letter_sends_tells_nothing() -> None:
    order = "护童的好点子随时报给专班，大家一起用。"
    document = parse(f"{HEAD}现将《河湾市2024年护童方案》印发给你们，请遵照执行。{order}\n{FOOT}")
    assert document.clauses[0].text == order


def test_the_parts_of_a_sentence_of_a_letter_are_one_provision() -> None:
    parts = ["排在首位的单位为牵头单位，其余为配合单位；", "没有写时限的，长期坚持。"]
    document = parse(f"{HEAD}{TOLD}现将方案印发给你们。{''.join(parts)}\n{FOOT}")
    assert [c.text for c in document.clauses][:2] == parts
    assert document.clauses[0].provision_id == document.clauses[1].provision_id == "d/letter.p1"
    assert document.health.accounted == 1


@pytest.mark.parametrize(
    "besides",
    ["名册于4月10日前备齐", "遇到问题径告专班", "各村接到通知后马上行动", "并将制度上墙"],
)
def test_what_a_letter_asks_besides_carrying_its_text_out_is_a_clause(besides: str) -> None:
    order = f"现将《河湾市护童方案》印发给你们，请遵照执行，{besides}。"
    assert parse(f"{HEAD}{order}\n{FOOT}").clauses[0].text == order


def test_an_order_in_the_lead_in_of_a_notice_is_a_clause() -> None:
    document = parse(
        "河湾市教育局关于护童的通知\n各校：\n今年已有三起走失。各校应当每周点名。现将有关事项通知如下：\n"
        "一、班主任应当家访。\n二、门卫应当登记。\n河湾市教育局\n2024年3月4日"
    )
    assert [c.text for c in document.clauses] == ["各校应当每周点名。", "班主任应当家访。", "门卫应当登记。"]


@pytest.mark.parametrize(
    "formula",
    [
        "请结合实际，认真抓好落实。",
        "去年全市有三名儿童走失，均已找回。",
        "旧方案同时废止。",
        "旧方案不再使用。",
        "原《护童守则》（河民〔2019〕2号）停止使用。",
        "旧方案作废。",
    ],
)
def test_what_only_sends_the_text_is_front_matter(formula: str) -> None:
    document = parse(f"{HEAD}{SENDS}{formula}\n{FOOT}")
    assert [c.number for c in document.clauses] == ["一、", "二、"]
    front = [document.text[part.start : part.end] for part in document.parts if part.kind is PartKind.FRONT]
    assert SENDS + formula in front


@pytest.mark.parametrize(
    "order",
    [
        "自2024年4月1日起，各校停止使用纸质名册，改用电子名册。",
        "各区原有表格停止使用，统一使用新表格。",
        "市民政局不再使用纸质名册，全部改为电子名册。",
        "旧名册作废，各校改用新名册。",
    ],
)
@pytest.mark.parametrize("between", ["", "\n"])
def test_who_gives_up_what_is_in_use_is_ordered_to(order: str, between: str) -> None:
    assert parse(f"{HEAD}{SENDS}{between}{order}\n{FOOT}").clauses[0].text == order


@pytest.mark.parametrize(
    "lead_in",
    [
        "为加强护童工作，经市政府同意，提出如下意见：",
        "经局党委研究，现就有关事项通知如下：",
        "因人员变动，市教育局决定：",
        "市民政局对原方案作如下修改：",
        "为护好每个孩子，我单位郑重承诺：",
    ],
)
def test_what_leads_into_a_list_is_no_addressee(lead_in: str) -> None:
    document = parse(f"河湾市护童工作通知\n各区民政局，各有关单位：\n{lead_in}\n一、班主任应当家访。\n二、门卫应当登记。")
    assert [c.text for c in document.clauses] == [lead_in, "班主任应当家访。", "门卫应当登记。"]
    assert document.health.accounted == 1


def test_a_decision_before_the_lead_in_of_a_notice_is_a_clause() -> None:
    document = parse(
        "河湾市民政局关于护童周的通知\n各区民政局：\n去年走失三人。经研究，决定于5月在全市组织护童周。现通知如下：\n"
        "一、学校应当点名。\n二、民警应当走访。"
    )
    assert [c.text for c in document.clauses] == ["经研究，决定于5月在全市组织护童周。", "学校应当点名。", "民警应当走访。"]


@pytest.mark.parametrize(
    "closing",
    [
        "请各单位结合实际认真组织实施。",
        "民警发现线索，通过公众号发布协查。",
        "现有线索由市公安局统一发布。",
    ],
)
@pytest.mark.parametrize("orders", [2, 20])
def test_a_text_may_end_like_a_letter_that_sends_one(closing: str, orders: int) -> None:
    lines = [f"第{number}小组每月走访一次重点家庭。" for number in range(orders)]
    text = "\n".join(["河湾市反拐宣传周活动安排", *lines, closing, "河湾市妇联", "2023年5月11日"])
    assert [clause.text for clause in parse(text).clauses] == [*lines, closing]


PLAIN = [
    "派出所每周巡查车站两次。",
    "民政局当日接收走失儿童。",
    "房东不登记租客的，一律罚款。",
    "仍找不到家人的，采集血样。",
    "孩子走丢了立即报警。",
    "今年6月底前完成清查。",
]
FORMULAS = [
    "请遵照执行。",
    "请认真贯彻执行。",
    "特此通知，请遵照执行。",
    "以上意见，请认真抓好落实。",
    "现印发给你们，请认真执行。",
    "现予公布。",
    "现将有关事项通知如下：",
    "现就有关工作通知如下。",
    "現就有關事項通知如下。",
]


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("between", ["", "\n"])
@pytest.mark.parametrize("head", ["反拐工作要求", "关于开展清查的通知\n各社区："])
@pytest.mark.parametrize("last", ["各单位每月上报情况。", "一、社区登记租客。\n二、房东配合清查。"])
def test_plain_orders_above_a_formula_are_clauses(formula: str, between: str, head: str, last: str) -> None:
    document = parse(f"{head}\n{between.join(PLAIN)}{between}{formula}\n{last}")
    orders = [clause.text for clause in document.clauses if clause.text not in FORMULAS]
    assert orders == [*PLAIN, *(line.lstrip("一二、") for line in last.split("\n"))]


@pytest.mark.parametrize("order", ["学习情况于月底前上报。", "民警通过公众号发布协查。"])
def test_a_plain_order_behind_a_formula_is_a_clause(order: str) -> None:
    document = parse(f"关于印发手册的通知\n各乡镇：\n现将手册印发给你们，请认真组织学习。{order}\n请各乡镇指定一人。")
    assert [clause.text for clause in document.clauses] == [order, "请各乡镇指定一人。"]


def test_an_order_in_the_sentence_of_a_formula_is_a_clause() -> None:
    order = "各社区五月底前完成清查，现就有关工作通知如下。"
    document = parse(f"清查通知\n各社区：\n{order}\n社区要摸清底数。")
    assert [clause.text for clause in document.clauses] == [order, "社区要摸清底数。"]


def test_an_order_among_what_a_letter_tells_is_a_clause() -> None:
    document = parse("清查通知\n各社区：\n去年走失三人。教训深刻。派出所每周巡查车站。现将有关事项通知如下：\n一、社区登记租客。")
    assert [clause.text for clause in document.clauses] == ["派出所每周巡查车站。", "社区登记租客。"]


@pytest.mark.parametrize(
    "told",
    [
        "近来多有走失。",
        "去年以来，我县先后找回走失儿童九人。",
        "暑假即将开始，外出的孩子也多。",
        "有的旅馆不登记住客。",
        "5月9日，车站发生一起拐骗案。",
        "据年初摸底，全县有旅馆四十家。",
        "家长朋友们，你们好！",
        "各区民政局；各街道办事处：",
    ],
)
def test_what_a_letter_tells_is_no_clause(told: str) -> None:
    document = parse(f"清查通知\n{told}\n现将有关事项通知如下。\n一、社区登记租客。\n二、房东配合清查。")
    assert [clause.text for clause in document.clauses] == ["社区登记租客。", "房东配合清查。"]


@pytest.mark.parametrize(
    "told", ["会前交来的名册有五份。", "放假前提交的名册齐全。", "此前完成的家访记录齐全。", "执行中的问题较多。"]
)
def test_what_was_sent_in_before_is_told(told: str) -> None:
    assert [clause.number for clause in parse(f"{HEAD}{TOLD}{told}{SENDS}\n{FOOT}").clauses] == ["一、", "二、"]
    asked = "名册于4月10日前提交。"
    assert parse(f"{HEAD}{TOLD}{asked}{SENDS}\n{FOOT}").clauses[0].text == asked


def test_whom_to_ask_below_a_formula_is_no_text_that_it_sends() -> None:
    document = parse("巡查通知\n各派出所：\n派出所每周巡查车站。\n请遵照执行。\n联系人：张三，电话0871-1234567。")
    assert "派出所每周巡查车站。" in [clause.text for clause in document.clauses]


def test_what_leads_into_a_list_of_ways_is_no_addressee() -> None:
    lead_in = "清河镇有一套护童办法，主要做法有："
    document = parse(f"护童经验\n{lead_in}\n一、网格员走访。\n二、村民互助。")
    assert document.clauses[0].text == lead_in


def test_a_letter_may_send_an_annex() -> None:
    letter = f"{HEAD}现将护童方案印发给你们，请认真贯彻执行。\n附件：护童方案\n河湾市民政局\n2024年3月4日"
    assert [clause.text for clause in parse(f"{letter}\n附件\n护童方案\n一、学校应当点名。").clauses] == ["学校应当点名。"]


@pytest.mark.parametrize("title", ["公安机关查找失踪儿童工作流程", "学校开展护童教育工作制度", "家长必须知道的护童知识"])
def test_the_second_line_of_a_title_is_no_clause(title: str) -> None:
    assert [clause.text for clause in parse(f"河湾市\n{title}\n一、学校应当点名。").clauses] == ["学校应当点名。"]


def test_the_title_of_the_text_below_a_letter_without_a_signature_is_no_clause() -> None:
    letter = "河湾市民政局\n关于印发《护童“一盏灯”细则（试行）》的通知\n河民发〔2024〕3号\n各区民政局：\n试行一年，边干边改。"
    document = parse(f"{letter}\n护童“一盏灯”细则（试行）\n一、先说几句\n第一条 学校应当点名。\n第二条 民警应当走访。")
    assert [c.text for c in document.clauses] == ["试行一年，边干边改。", "学校应当点名。", "民警应当走访。"]


def test_a_subtitle_behind_a_dash_hides_neither_number_nor_addressees() -> None:
    head = "别让孩子走丢\n——河湾市护童行动计划（2024年）\n河民发〔2024〕3号\n各区民政局，全市的家长们：\n"
    document = parse(head + "大家看好孩子。\n一、学校点名。")
    assert [c.text for c in document.clauses] == ["大家看好孩子。", "学校点名。"]
    assert document.metadata.doc_number == "河民发〔2024〕3号"


@pytest.mark.parametrize("below", ["——民警走访\n——社工编制名单", "——社工编制名单\n——民警走访", "——学校应当每天点名。"])
def test_a_list_of_dashes_below_the_title_is_of_the_body(below: str) -> None:
    assert [c.text for c in parse(f"护童要点\n{below}").clauses] == [line[2:] for line in below.split("\n")]


@pytest.mark.parametrize(
    ("title", "dashed"),
    [
        ("护童方案", "建立夜间巡查工作制度"),
        ("别让孩子走丢", "建立夜间巡查工作制度"),
        ("护童会议决定", "印发夜间巡查工作方案"),
        ("别让孩子走丢", "校门口有人，实施夜间护送计划"),
        ("别让孩子走丢", "护童岗工作制度"),
    ],
)
@pytest.mark.parametrize("below", ["——设立护童岗", "——派人值守"])
def test_the_first_of_a_list_of_dashes_is_no_subtitle(title: str, dashed: str, below: str) -> None:
    assert [c.text for c in parse(f"{title}\n——{dashed}\n由县公安局每月检查。\n{below}\n由各校派人值守。").clauses] == [
        dashed,
        "由县公安局每月检查。",
        below[2:],
        "由各校派人值守。",
    ]


@pytest.mark.parametrize(
    ("title", "dashed"),
    [
        ("护童会议决定", "印发夜间巡查工作方案"),
        ("别让孩子走丢", "建立夜间巡查工作制度"),
        ("别让孩子走丢", "校门口有人，实施夜间护送计划"),
    ],
)
def test_an_order_behind_a_dash_is_no_subtitle(title: str, dashed: str) -> None:
    assert parse(f"{title}\n——{dashed}\n由县公安局每月检查。").clauses[0].text == dashed


def test_bodies_that_are_called_otherwise_below_are_addressees() -> None:
    bodies = "市公安局、市民政局、团市委、市妇女联合会（以下合称“各签署方”）："
    document = parse(f"关于护童的备忘录\n（市公安局等五部门）\n{bodies}\n入夏以来走失多发。\n去年三人走失。\n一、学校点名。")
    assert [c.text for c in document.clauses] == ["入夏以来走失多发。", "去年三人走失。", "学校点名。"]
