"""Names of fields to be filled in are a form, and the heads of columns above figures are none of what is done."""

from __future__ import annotations

import pytest

from provtag.schema import Document, PartKind
from tests.structure.reading import parse

PLAN = "河湾市护童方案\n一、学校应当点名。\n二、民警应当走访。"
NOTE = "说明：本表一式两份，学校、派出所各存一份。"


def below_plan(document: Document) -> list[str]:
    """Return the clauses behind those of ``PLAN``."""
    return [clause.text for clause in document.clauses][2:]


def parts(document: Document, kind: PartKind) -> list[str]:
    return [document.text[part.start : part.end] for part in document.parts if part.kind is kind]


FORMS = {
    "bare": "编号：河童〔　　〕第　　号\n姓名　性别　年龄（估计年龄）\n户籍地或自述住址\n发现时间　发现地点\n移交人签字",
    "colons": "单位名称：\n分管领导 姓名 职务 办公电话\n责任科室\n联络员 姓名 职务 手机",
    "rules": "姓名：____　性别：____\n年龄：____岁　身高：____厘米\n去向：____",
    "choices": "儿童姓名　监护人电话\n来源：□走失 □遗弃 □其他\n是否报警：是／否\n核查人1　核查人2",
    "one line": "日期　班次　床号　姓名　性别　核对人　备注",
    "dashes": "单位——姓名——警号（或工号）——岗位——手机号码",
    "units": "填报单位　填报人　联系电话\n走访（户）　劝返（人）　立案（件）　罚款（万元）",
    "bars": "项目 | 本月情况 | 签名\n走访户数 | |\n是否在岗 | □是 □否 |",
    "rows to fill": "单位　应访户数　实访户数　备注\n柳坪镇\n大岭镇\n安渡镇",
    "one sentence": "单位；走访户数；劝返人数；联系人及电话。",
}


@pytest.mark.parametrize(
    "head", ["附件\n走失儿童移交单", "附件2：走访情况统计表（样式）", "附：儿童放行条（样式）", "附表\n《来访登记表》格式"]
)
@pytest.mark.parametrize("fields", FORMS.values(), ids=FORMS)
def test_names_of_fields_below_the_title_of_a_form_are_a_form(head: str, fields: str) -> None:
    document = parse(f"{PLAN}\n{head}\n{fields}\n{NOTE}")
    assert below_plan(document) == [NOTE]
    assert document.provisions[-1].headings == tuple(head.split("\n"))  # the note is on the form, not on its last field
    assert parts(document, PartKind.FORM) == document.text.split("\n")[3 + head.count("\n") + 1 : -1]


def test_a_form_may_have_its_title_in_a_body() -> None:
    document = parse(
        f"{PLAN}\n附件：样表\n表一 走访登记\n户主姓名　家庭住址　联系电话\n表二 移交单\n移交人　接收人　时间\n{NOTE}"
    )
    assert below_plan(document) == [NOTE]
    assert parts(document, PartKind.HEADING) == ["表一 走访登记", "表二 移交单"]


def test_a_form_may_be_all_that_the_title_of_a_text_names() -> None:
    fields = ["儿童姓名 性别 年龄", "走失时间 走失地点"]
    document = parse("\n".join(["走失儿童登记表", *fields, "一、派出所应当核查。", "二、学校应当点名。"]))
    assert parts(document, PartKind.FORM) == fields
    assert [clause.text for clause in document.clauses] == ["派出所应当核查。", "学校应当点名。"]


def test_sentences_and_notes_among_fields_stay() -> None:
    document = parse(f"{PLAN}\n附件\n走访登记表\n户主姓名　家庭住址　联系电话\n（每户一张，当日上报）\n备注：外出的，注明去向。")
    assert below_plan(document) == ["（每户一张，当日上报）", "备注：外出的，注明去向。"]


def test_a_sentence_with_a_blank_in_it_is_no_form() -> None:
    sentence = "本单由学校老师和派出所民警在接送点以及校门口周边如实填写，填写时间：____年__月__日"
    assert below_plan(parse(f"{PLAN}\n三、填写\n{sentence}")) == [sentence]


@pytest.mark.parametrize(
    "order",
    [
        "甲方应当在____年__月__日前接回儿童：____",
        "乙方应当于____年__月__日前将儿童送达____",
        "家长应当每日接送儿童并于____前签名：____",
    ],
)
def test_an_order_with_blanks_is_no_form(order: str) -> None:
    assert below_plan(parse(f"{PLAN}\n三、交接\n{order}")) == [order]


@pytest.mark.parametrize(
    ("head", "rows"),
    [
        ("附件\n护童任务分工表", ["排查出租屋情况　派出所", "核对学生名册　教育股"]),
        ("附件\n联络员名单", ["市公安局　支队长　郭成", "市民政局　科长　韩敏"]),
        ("附件\n护童情况表", ["城关镇　走访三十户　王某某", "柳坪镇　走访十户　李某某"]),
        ("附件\n检查表", ["校门应当有人值守", "监控应当完好"]),
        ("附件\n责任单", ["排查辖区旅馆", "责任单位：市公安局"]),
    ],
)
def test_rows_of_tasks_and_persons_are_no_form(head: str, rows: list[str]) -> None:
    document = parse(f"{PLAN}\n{head}\n" + "\n".join(rows))
    assert not parts(document, PartKind.FORM) and not parts(document, PartKind.TABLE_HEAD)


def test_the_heads_above_the_rows_of_a_form_are_a_table_head() -> None:
    document = parse(
        f"{PLAN}\n附件\n学校自查表\n学校：　　　　填表人：\n序号 自查内容 是／否\n1 校门是否有人值守\n2 监控是否完好"
    )
    assert parts(document, PartKind.FORM) == ["学校：    填表人："]
    assert parts(document, PartKind.TABLE_HEAD) == ["序号 自查内容 是／否"]
    assert below_plan(document) == ["校门是否有人值守", "监控是否完好"]


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("护童明白卡", "记住家长姓名\n记住家长电话\n姓名：____　电话：____"),
        ("护童联系卡", "记住家长姓名\n记住家长电话\n记住家庭住址"),
        ("重点人员清单", "走失人员\n流浪人员\n困境人员　联系电话"),
        ("护童月报", "各所上报走访情况\n各校上报学生人数\n民政局上报救助人员"),
        ("来访登记表", "派出所核对来访证件\n社区上报来访人数\n填表人：____　审核人：____"),
        ("护童工作台账", "工作项目\n入户走访、登记流动人口\n完成情况\n派出所　走访　每月\n民政局　救助　每季度"),
        ("走访登记表", "户主姓名　家庭住址　联系电话\n民警每月走访住户"),
        ("走访登记表", "户主姓名　家庭住址　联系电话\n走访住户　每月　民警\n核对证件　每周　民警"),
        ("走访登记表", "户主姓名　家庭住址　联系电话\n联系电话应当保密"),
    ],
)
def test_orders_and_lists_below_the_title_of_a_form_are_clauses_or_headings(title: str, lines: str) -> None:
    document = parse(f"{PLAN}\n附件\n{title}\n{lines}")
    said = {*below_plan(document), *parts(document, PartKind.HEADING)}
    assert {line.replace("　", " ") for line in lines.split("\n") if not ("姓名　" in line or "____" in line)} == said


FIGURES = "走失查明率　　75%　　82%\n回访率　　70%　　85%\n重点村（个）　　30　　15"


@pytest.mark.parametrize("heads", ["指标　　2015年　　2017年", "项目　　现状数　　目标数", "内容　　今年　　明年"])
def test_heads_above_figures_are_a_table_head_and_rows_keep_the_lead_in(heads: str) -> None:
    text = f"{PLAN}\n三、考核\n纳入考评，指标如下：\n{heads}\n{FIGURES}\n瞒报的，该项不得分；未报的，约谈负责人。"
    document = parse(text)
    assert parts(document, PartKind.TABLE_HEAD) == [heads.replace("　", " ")]
    lead, *rows, last, _ = document.clauses[2:]
    assert (lead.text, lead.lead_in) == ("纳入考评，指标如下：", "")
    assert [(row.text[:2], row.lead_in) for row in rows] == [(words, lead.text) for words in ("走失", "回访", "重点")]
    assert (last.text, last.lead_in) == ("瞒报的，该项不得分；", "")


@pytest.mark.parametrize(
    "rows",
    [
        "接电话　立即　医务科\n分诊　5分钟　急诊科\n报警　30分钟　保卫科\n随访　12个月　救助站",  # the first is a row, too
        "6月1日　启动仪式　文化馆\n6月3日　安全课　各学校\n6月12日　认亲会　救助站",
        "组长　李明　6220110\n副组长　王远　6220111\n成员　田立　6220112",
        "城关镇　走访30户　查明\n柳坪镇　走访10户　查明",
    ],
)
def test_a_row_is_no_head_of_those_below_it(rows: str) -> None:
    document = parse(f"{PLAN}\n附件\n各环节安排\n{rows}")
    assert not parts(document, PartKind.TABLE_HEAD)
    assert len(below_plan(document)) == rows.count("\n") + 1
