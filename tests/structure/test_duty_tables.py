"""Tables of duties that have become plain lines, and duty notes in every form."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind
from provtag.structure.table_heads import is_duty_head, is_table_head
from provtag.structure.tables import set_in_lines
from tests.structure.reading import parse, spoken

ROWS = {
    "tabs": "序号\t工作任务\t牵头单位\t责任单位\t完成时限\n1\t每日点名\t市教育局\t各学校、市妇联\t长期\n"
    "2\t走访 出租屋\t市公安局\t市民政局\t2024年6月",
    "blanks": "序号 任务 牵头单位 责任单位 时限\n1 每日点名 市教育局 各学校、市妇联 长期\n"
    "2 走访出租屋 市公安局 市民政局 2024年6月",
    "bars": "| 序号 | 任务 | 牵头单位 | 责任单位 |\n| --- | --- | --- | --- |\n| 1 | 每日点名 | 市教育局 | 各学校、市妇联 |\n"
    "| 2 | 走访出租屋 | 市公安局 | 市民政局 |",
    "a cell a line": "序号\n任务\n牵头单位\n责任单位\n1\n每日点名\n市教育局\n各学校、市妇联\n2\n走访出租屋\n市公安局\n市民政局",
}


@pytest.mark.parametrize("layout", ROWS)
def test_a_row_is_a_clause_with_the_duties_of_its_columns(layout: str) -> None:
    document = parse(f"护童任务分工\n{ROWS[layout]}")
    assert [(c.number, c.text.replace(" ", "")) for c in document.clauses] == [("1.", "每日点名"), ("2.", "走访出租屋")]
    assert [note.text for note in document.duty_notes] == [
        "牵头单位：市教育局\n责任单位：各学校、市妇联",
        "牵头单位：市公安局\n责任单位：市民政局",
    ]
    first, second = document.duty_notes
    assert first.paragraph.start <= document.clauses[0].start and second.paragraph.start <= document.clauses[1].start
    assert first.paragraph.end <= document.clauses[1].start


def test_a_table_in_an_annex_leaves_the_last_article_alone() -> None:
    document = parse("护童规定\n第一条 学校应当点名。\n附表 分工\n任务\t责任单位\n走访出租屋\t市公安局")
    assert [(c.number, c.headings, c.text) for c in document.clauses] == [
        ("第一条", (), "学校应当点名。"),
        ("", ("附表 分工",), "走访出租屋"),
    ]
    assert document.duty_notes[0].provision_id == document.provisions[1].provision_id


@pytest.mark.parametrize(
    "text", ["任务 要求\n点名 每日", "责任单位\t市公安局", "责任单位 市公安局", "工作任务由责任单位承担。", ""]
)
def test_other_lines_stay_as_they_are(text: str) -> None:
    assert set_in_lines(text) == text


@pytest.mark.parametrize("mark", "。；：，")
def test_a_line_that_ends_with_a_mark_is_no_header_row(mark: str) -> None:
    heads = "任务\t牵头单位\t完成时限\t要求"
    assert is_table_head(heads) and not is_table_head(heads + mark)


def test_heads_that_only_blanks_divide_are_known_ones() -> None:
    heads = ["任务", "牵头单位", "做到什么程度"]
    assert is_table_head("\t".join(heads)) and not is_duty_head(" ".join(heads))


def test_rows_that_were_set_in_lines_are_not_set_again() -> None:
    once = set_in_lines(ROWS["tabs"])
    assert set_in_lines(once) == once and is_table_head(once.split("\n")[0])


@pytest.mark.parametrize(
    "note",
    [
        "﹝市公安局牵头，市民政局配合﹞",
        "〖市公安局牵头，市民政局配合〗",
        "【市公安局牵头，市民政局配合】",
        "[市公安局牵头，市民政局配合]",
        "〔市公安局、市人力资源和社会保障局〕",
        "责任单位 市公安局",
        "牵头单位：市公安局；配合单位：市民政局",
        "牵头部门 市公安局 配合部门 市民政局",
        "（此项工作由市公安局负责，年底前完成）",
    ],
)
def test_duty_notes_in_every_form_close_their_sentence(note: str) -> None:
    for text in (
        f"护童方案\n一、任务\n1．走访出租屋。{note}\n2．点名。",
        f"护童方案\n一、任务\n1．走访出租屋。\n{note}\n2．点名。",
    ):
        document = parse(text)
        assert [c.text for c in document.clauses] == ["走访出租屋。", "点名。"]
        assert [n.text for n in document.duty_notes] == [note]
        assert document.duty_notes[0].paragraph.start <= document.clauses[0].start


def test_each_note_of_a_paragraph_closes_the_sentences_since_the_last() -> None:
    document = parse("护童方案\n一、任务\n1．民警要走访。登记。（市公安局负责）陪护。（市妇联负责）\n责任单位：市民政局")
    first, second, third = document.duty_notes
    covered = [[c.text for c in document.clauses if n.paragraph.start <= c.start < n.start] for n in document.duty_notes]
    assert covered == [["民警要走访。", "登记。"], ["陪护。"], ["陪护。"]]
    assert (first.text, second.text, third.text) == ("（市公安局负责）", "（市妇联负责）", "责任单位：市民政局")


def test_a_label_before_an_order_is_no_note() -> None:
    assert [c.text for c in parse("护童方案\n一、任务\n1．点名。\n配合单位 应当做好走访。").clauses][
        -1
    ] == "配合单位 应当做好走访。"


def test_headings_between_the_rows_of_a_table_do_not_end_it() -> None:
    document = parse(
        "柳川市反拐任务分解表\n\n序号\t重点任务\t牵头单位\t责任单位\t完成时限\n\n一、源头预防\n"
        "1\t排查来历不明儿童。\t市公安局\t市民政局，各县政府\t6月底前\n2\t开设防拐课程。\t市教育局\t市妇联\t5月底前开课，\n全年检查\n\n"
        "二、解救安置\n3\t安置被解救儿童。\t市民政局\t市财政局\t全年\n"
    )
    assert [clause.text for clause in document.clauses] == ["排查来历不明儿童。", "开设防拐课程。", "安置被解救儿童。"]
    assert [clause.headings[-1] for clause in document.clauses] == ["一、源头预防", "一、源头预防", "二、解救安置"]
    assert ["市公安局" in note.text for note in document.duty_notes] == [True, False, False]


def test_cells_in_lines_of_their_own_below_heads_in_one_line() -> None:
    document = parse(
        "白石区任务表\n序号 任务 责任单位 完成时限\n1\n逐家检查旅馆登记。\n治安大队、各派出所\n8月底前\n"
        "2\n张贴反拐海报。\n区妇联\n7月底前\n"
    )
    assert [clause.text for clause in document.clauses] == ["逐家检查旅馆登记。", "张贴反拐海报。"]
    assert ["治安大队" in note.text for note in document.duty_notes] == [True, False]


@pytest.mark.parametrize("sign", ["\t", " | "])
def test_empty_cells_are_cells(sign: str) -> None:
    rows = [["任务", "牵头单位", "责任单位"], ["点名", "市教育局", ""], ["走访", "", "市公安局"], ["登记", "市民政局"]]
    document = parse("护童任务分工\n" + "\n".join(map(sign.join, rows)))
    assert [c.text for c in document.clauses] == ["点名", "走访", "登记"]
    assert [n.text for n in document.duty_notes] == ["牵头单位：市教育局", "责任单位：市公安局", "牵头单位：市民政局"]


@pytest.mark.parametrize(
    "table",
    [
        "部门\t打击职责\t救助职责\n市公安局\t侦办案件；找寻儿童。\t护送回家\n市民政局\t\t安置儿童",
        "| 单位 | 职责 |\n| --- | --- |\n| 市公安局 | 1.侦办案件；<br>2.找寻儿童。 |\n| | 护送回家 |\n| 市民政局 | 安置儿童 |",
        "序号 单位 主要职责\n1 市公安局 侦办案件；找寻儿童。护送回家\n2 市民政局 安置儿童",
    ],
)
def test_a_table_by_agency_has_a_clause_for_each_duty(table: str) -> None:
    document = parse(f"护童职责\n{table}")
    assert [c.text for c in document.clauses] == ["侦办案件；", "找寻儿童。", "护送回家", "安置儿童"]
    held = [
        [n.text for n in document.duty_notes if n.paragraph.start <= c.start and c.end <= n.paragraph.end]
        for c in document.clauses
    ]
    assert held == [["责任单位：市公安局"]] * 3 + [["责任单位：市民政局"]]


@pytest.mark.parametrize("table", ["单位\t电话\n市公安局\t12345", "部门负责人\t职责\n张三\t点名"])
def test_a_table_of_other_facts_about_bodies_stays_as_it_is(table: str) -> None:
    assert set_in_lines(table) == table


def test_tables_of_both_kinds_follow_each_other() -> None:
    tasks = (
        "| 牵头部门 | 配合部门 | 打击 | 救助 |\n|---|---|---|---|\n| 市公安局 | 市民政局 | 立案 | 护送 |\n| 市教育局 | | 巡逻 | |"
    )
    duties = "| 单位名称 | 工作职责 | 完成时限 |\n|:-:|---|---|\n| 市妇联 | 走访。陪护。 | 2022年6月 |"
    document = parse(f"护童分工\n{tasks}\n{duties}")
    assert [c.text for c in document.clauses] == ["立案 护送", "巡逻", "走访。", "陪护。"]
    assert [n.text for n in document.duty_notes] == [
        "牵头部门：市公安局\n配合部门：市民政局",
        "牵头部门：市教育局",
        "责任单位：市妇联",
    ]


KINDS = {
    "bars": "| 类别 | 任务 | 责任单位 | 时间要求 |\n|---|---|---|---|\n"
    "| 预防 | 每日点名 | 市教育局 | 全年 |\n| 救助 | 护送回家 | 市民政局 | 6月 |",
    "tabs": "任务类别\t任务\t责任单位\t时间节点\n预防\t每日点名\t市教育局\t全年\n救助\t护送回家\t市民政局\t6月",
}


@pytest.mark.parametrize("table", KINDS.values(), ids=KINDS)
def test_kinds_head_their_rows_and_times_limit_them(table: str) -> None:
    document = parse(f"护童任务表\n{table}\n各单位应当按时完成。")
    assert [(c.headings, c.text) for c in document.clauses] == [
        (("【预防】",), "每日点名"),
        (("【救助】",), "护送回家"),
        ((), "各单位应当按时完成。"),
    ]
    assert [n.text for n in document.duty_notes] == ["责任单位：市教育局", "责任单位：市民政局"]
    assert "完成时限：6月" in document.text


@pytest.mark.parametrize("sign", ["|", "\t"])
def test_persons_and_phones_are_no_duty(sign: str) -> None:
    rows = (["序号", "部门", "工作职责", "责任人", "电话"], ["1", "市教育局", "每日点名", "李四", "5231110"])
    document = parse("护童任务表\n" + "\n".join(sign.join(row) for row in rows))
    assert [c.text for c in document.clauses] == ["每日点名"]
    assert [n.text for n in document.duty_notes] == ["责任单位：市教育局\n责任人：李四（电话：5231110）"]


@pytest.mark.parametrize("sign", ["\t", "|"])
def test_a_row_without_a_duty_is_alone(sign: str) -> None:
    table = [["部门", "职责"], ["市公安局", "侦办案件"], ["市妇联、市残联", ""], ["市民政局", "安置儿童"], ["市司法局", ""]]
    document = parse("护童职责\n" + "\n".join(map(sign.join, table)))
    assert [c.text for c in document.clauses] == ["侦办案件", "市妇联、市残联 —", "安置儿童", "市司法局 —"]
    assert [n.text for n in document.duty_notes] == ["责任单位：市公安局", "责任单位：市民政局"]


@pytest.mark.parametrize("label", ["责任单位", "牵头部门"])
def test_what_stands_above_its_agency_is_no_title(label: str) -> None:
    document = parse(f"走访村户\n{label}：市妇联\n核对名册\n{label}：市公安局")
    assert [c.text for c in document.clauses] == ["走访村户", "核对名册"]
    titled = parse(f"护童工作清单\n{label}：市妇联\n核对名册\n登记去向。")
    assert titled.metadata.title == "护童工作清单"


@pytest.mark.parametrize(
    ("first", "second"),
    [("市级牵头部门", "县级责任单位"), ("主要责任单位", "其他责任单位"), ("责任警种", "配合警种"), ("牵头处室", "参加处室")],
)
def test_columns_of_agencies_of_any_kind_and_level_are_duties(first: str, second: str) -> None:
    document = parse(f"护童任务分工\n序号\t任务\t{first}\t{second}\n1\t每日点名\t市教育局\t市妇联\n2\t走访\t市公安局\t市民政局")
    assert [c.text for c in document.clauses] == ["每日点名", "走访"]
    assert document.duty_notes[0].text == f"{first}：市教育局\n{second}：市妇联"


PATROL = ["渡口清点 每班一次", "=承办单位：县海事处", "车站看护 全天有人", "=承办单位：铁路派出所、县总工会"]


@pytest.mark.parametrize(
    "table",
    [
        "地方\t标准\t承办\n渡口清点\t每班一次\t县海事处\n车站看护\t全天有人\t铁路派出所、县总工会",
        "地方　　　标准　　　　承办\n渡口清点　每班一次　　县海事处\n车站看护　全天有人　　铁路派出所、县总工会",
        "地方｜标准｜承办\n渡口清点｜每班一次｜县海事处\n车站看护｜全天有人｜铁路派出所、县总工会",
        "│地方│标准│承办│\n├──┼──┼──┤\n│渡口清点│每班一次│县海事处│\n│车站看护│全天有人│铁路派出所、县总工会│",
    ],
    ids=["tabs", "blanks", "wide bars", "box signs"],
)
def test_heads_that_are_not_all_known_stand_above_their_rows(table: str) -> None:
    assert spoken(f"护童看护表\n{table}\n看护不得脱岗。") == [*PATROL, "看护不得脱岗。"]


def test_a_head_may_ask_who() -> None:
    table = "步骤｜做什么｜谁来做｜时限\n①｜稳住孩子｜站务员｜当场\n②｜接走孩子｜派出所民警｜半小时"
    assert spoken(f"护童流程\n{table}") == ["稳住孩子", "=责任单位：站务员", "接走孩子", "=责任单位：派出所民警"]


@pytest.mark.parametrize(
    "text",
    [
        "地方　　标准　　承办\n渡口清点　　每班一次　　县海事处\n看护不得脱岗。",  # one row alone
        "地方 标准 承办\n渡口 每班 县海事处\n车站 全天 县总工会",  # words, between which one blank stands
        "姓名　　专长　　承办\n张三　　辨认　　县海事处\n李四　　问话　　县总工会",
        "承办\t第三小学\t电话\t523110\n协办\t第四小学\t电话\t523111",
        "承办单位　　县海事处　　县总工会\n看护渡口　　每班一次　　全天有人\n看护车站　　每班一次　　全天有人",
        "主办　　承办　　协办\n县妇联　　县海事处　　县总工会\n县民政局　　县教育局　　团县委",
    ],
)
def test_columns_of_another_kind_stay_as_they_are(text: str) -> None:
    assert set_in_lines(text) == text


def test_a_row_in_blanks_may_have_an_empty_cell() -> None:
    rows = "1  清点渡口  县海事处    每日\n2  看护车站  县总工会  铁路派出所  长期"
    text = f"护童任务表\n序号  任务  责任单位  协作单位  时限\n{rows}"
    notes = ["=责任单位：县海事处", "=责任单位：县总工会\n协作单位：铁路派出所"]
    assert spoken(text) == ["清点渡口", notes[0], "看护车站", notes[1]]


def test_heads_in_blanks_of_two_widths_are_apart() -> None:
    heads = "序号　任务　　　　　　责任单位　　　　　　完成时限"
    rows = "1　　清点渡口　　　　县海事处、县妇联　　5月底前\n2　　看护车站的孩子　　县总工会女工部　长期"
    notes = ["=责任单位：县海事处、县妇联", "=责任单位：县总工会女工部"]
    assert spoken(f"护童任务表\n{heads}\n{rows}") == ["清点渡口", notes[0], "看护车站的孩子", notes[1]]


@pytest.mark.parametrize(
    "stated",
    [
        "（各栏依次为：序号｜任务｜牵头单位｜责任单位）",
        "说明：共2项，按“序号｜任务｜牵头单位｜责任单位”分列。标★的年底考核。",
        "以下各行的格式：序号｜任务｜牵头单位｜责任单位。",
    ],
)
def test_a_sentence_may_say_what_stands_in_the_columns(stated: str) -> None:
    rows = "一、看护\n1｜清点渡口｜县海事处｜各乡镇\n2｜看护车站｜县总工会｜县妇联、团县委"
    document = parse(f"护童任务表\n\n{stated}\n\n{rows}")
    notes = ["牵头单位：县海事处\n责任单位：各乡镇", "牵头单位：县总工会\n责任单位：县妇联、团县委"]
    assert [n.text for n in document.duty_notes] == notes
    assert [c.text for c in document.clauses][-2:] == ["清点渡口", "看护车站"]
    assert "按“序号｜任务" not in stated or "按“序号｜任务" in document.text


def test_two_parts_of_bodies_make_a_table_of_duties_of_whatever_stands_beside_them() -> None:
    rows = "河东　三个渡口　安全办　水上派出所，各村\n河西　两座车站　综治办　护路队，镇妇联"
    notes = ["=牵头科室：安全办\n配合力量：水上派出所，各村", "=牵头科室：综治办\n配合力量：护路队，镇妇联"]
    text = f"护童任务表\n片区　范围　牵头科室　配合力量\n{rows}"
    assert spoken(text) == ["河东 三个渡口", notes[0], "河西 两座车站", notes[1]]


def test_a_sentence_about_columns_without_rows_stays_as_it_is() -> None:
    text = "台账按“序号｜任务｜牵头单位｜责任单位”登记。\n每日清点渡口。\n看护车站。"
    assert set_in_lines(text) == text


SWEEPS = "护童任务表\n任务  承办单位  时限\n清点渡口  县海事处  5月底\n看护车站  县总工会  9月底\n"


@pytest.mark.parametrize(
    "line",
    ["护童办    2023年5月6日", "制表人：张三    核对人：李四", "联系人：张三    电话：5231110", "二、其他      护童办督办"],
)
def test_a_line_below_rows_in_blanks_is_no_row_with_an_empty_cell(line: str) -> None:
    heads = (
        SWEEPS.replace("  时限", "  协办单位  时限").replace("  5月底", "  县妇联  5月底").replace("  9月底", "  团县委  9月底")
    )
    text = heads if line.startswith("二、") else SWEEPS
    assert set_in_lines(text + line).split("\n")[-1] == line


def test_rows_that_may_be_padded_stay_whole() -> None:
    row = "清点渡口    县海事处  5月底"
    text = f"护童任务表\n任务    主办单位  协办单位  时限\n{row}\n看护车站    县总工会  县妇联  9月底"
    assert set_in_lines(text).split("\n")[2] == row


@pytest.mark.parametrize("links", ["上一篇｜下一篇｜返回", "打印本页｜关闭窗口｜返回顶部"])
def test_the_links_of_a_site_end_a_table(links: str) -> None:
    text = f"护童任务表\n任务｜承办单位｜时限\n清点渡口｜县海事处｜5月底\n{links}"
    assert set_in_lines(text).split("\n")[-1] == links


@pytest.mark.parametrize(
    ("heads", "first", "second"),
    [
        ("村名  包保单位  户数", "东滩  县海事处  41户", "西滩  县总工会  27户"),
        ("站点  主管单位  地址", "一号站  县民政局  河堤街5号", "二号站  县妇联  桥头路9号"),
        ("送返日期  送返情况  经办单位", "5月6日  已到家  县救助站", "5月9日  在途  县民政局"),
        ("抽查项目  抽查结果  责任单位", "渡口  合格  县海事处", "车站  不合格  县总工会"),
        ("名称  主管部门  值班电话", "渡口值守室  县海事处  5231110", "车站值守室  县总工会  5231111"),
        ("案件名称  主办单位  破案时间", "张三案  县公安局  5月6日", "李四案  渡口派出所  5月9日"),
        ("日期  路段  责任单位", "周一  河堤街  渡口派出所", "周二  桥头路  交警大队"),
    ],
)
def test_lists_of_places_cases_and_results_are_no_tables_of_duties(heads: str, first: str, second: str) -> None:
    text = f"护童一览\n{heads}\n{first}\n{second}\n各单位应当按月更新。"
    assert set_in_lines(text) == text


def test_a_head_that_is_known_by_its_rows_is_a_part() -> None:
    rows = "活动名称  承办单位  时间  地点\n渡口讲座  县海事处  5月6日  渡口广场\n车站义诊  县总工会  5月9日  车站"
    document = parse(f"护童安排\n为做好护童工作，作如下安排。\n{rows}\n各单位应当报送总结。")
    assert [document.text[p.start : p.end] for p in document.parts if p.kind is PartKind.TABLE_HEAD] == [
        "| 活动名称 | 承办单位 | 时间 | 地点 |"
    ]


@pytest.mark.parametrize("heads", ["任务  承办单位  时限", "活动  承办单位  备注"])
def test_the_head_below_a_lead_in_is_no_item_of_its_list(heads: str) -> None:
    text = f"护童方案\n现将任务分解如下：\n{heads}\n清点渡口  县海事处  5月底\n看护车站  县总工会  9月底"
    clauses = parse(text).clauses
    assert [c.text.split(" ")[0] for c in clauses] == ["现将任务分解如下：", "清点渡口", "看护车站"]
    assert not any(c.lead_in for c in clauses)
