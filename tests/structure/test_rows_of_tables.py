"""Rows of tables in plain lines: what is a row, and what each of its cells becomes."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind
from provtag.structure.tables import set_in_lines
from tests.structure.reading import parse, spoken


@pytest.mark.parametrize("sign", ["　", "｜"])
def test_a_task_that_opens_with_a_digit_keeps_it_behind_the_number_of_its_row(sign: str) -> None:
    rows = [["序号", "问题", "责任单位"], ["1", "渡口无人值守", "县海事处"], ["2", "4名船工未登记", "县公安局"]]
    document = parse("督查通报\n附件：问题清单\n" + "\n".join(map(sign.join, rows)))
    numbers = {p.provision_id: p.number for p in document.provisions}
    assert [(numbers[c.provision_id], c.text) for c in document.clauses] == [("1.", "渡口无人值守"), ("2.", "4名船工未登记")]


@pytest.mark.parametrize("heads", ["栏目｜填写要求｜填写人", "片区|满分|扣分办法", "环节│责任岗│要做的事"])
def test_the_first_of_rows_between_bars_is_their_head_and_no_other(heads: str) -> None:
    bar = heads[2]
    rows = [bar.join(cells) for cells in (("时间", "写到分钟和门牌号码", "最先到场的船员"), ("船只", "颜色、船号", "值班长"))]
    document = parse("渡口规定\n第一条　下列情况应当登记：\n" + "\n".join([heads, *rows]))
    assert [clause.text for clause in document.clauses] == ["下列情况应当登记：", *rows]
    assert [document.text[p.start : p.end] for p in document.parts if p.kind is PartKind.TABLE_HEAD] == [heads]


@pytest.mark.parametrize("first", ["周一｜渡口派出所｜清点船工", "走访排查｜县海事处｜5月底", "每日清点船工不漏一人｜码头｜情况"])
def test_the_first_of_rows_without_a_head_is_a_row(first: str) -> None:
    rows = [first, "周二｜河堤派出所｜看护车站", "周三｜县总工会｜走访船厂"]
    assert spoken("渡口安排\n第一条　各点有人值守。\n" + "\n".join(rows)) == ["各点有人值守。", *rows]


@pytest.mark.parametrize("blank", [" ", "　", "｜"])
def test_a_row_may_say_in_words_who_has_its_task(blank: str) -> None:
    rows = [
        ["清点船工", "县海事处户政科牵头，县总工会、县律协配合", "长期"],
        ["码头法律咨询", "县律协负责，县司法局基层科、各镇妇联参加", "每年6场"],
    ]
    assert spoken("渡口备忘录\n附：首批分工\n" + "\n".join(map(blank.join, rows))) == [
        "清点船工",
        "=牵头单位：县海事处户政科\n配合单位：县总工会、县律协",
        "码头法律咨询",
        "=责任单位：县律协\n参加单位：县司法局基层科、各镇妇联",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "清点船工，县海事处牵头 县总工会配合 长期坚持。",
        "清点船工 县海事处牵头，县总工会配合 每月报县委政法委",
        "舆情组｜县委宣传部牵头，县融媒体中心配合｜口径、发布、监测",
        "渡口公约 全体船工参加 渡口值守人员应当到场",
    ],
)
def test_words_with_blanks_are_no_row_for_a_part_of_a_body_alone(line: str) -> None:
    assert set_in_lines(line) == line


def test_blanks_may_divide_the_rows_below_heads_that_slashes_divide() -> None:
    rows = ["县海事处　牵头，清点船工　港航股　祁某", "县总工会　走访船厂，发放手册　权益部　连某"]
    assert spoken("渡口方案\n一、分工\n单位（岗位）／主要职责／联系人\n" + "\n".join(rows)) == [
        "牵头，清点船工",
        "=责任单位：县海事处（联系人：港航股 祁某）",
        "走访船厂，发放手册",
        "=责任单位：县总工会（联系人：权益部 连某）",
    ]


@pytest.mark.parametrize(
    ("heads", "labels"),
    [
        ("事项｜我院｜外单位｜时限", ("责任单位", "责任单位")),
        ("时间｜干什么｜谁承办｜谁帮衬", ("承办单位", "配合单位")),
        ("事项｜单位｜联办的｜时限", ("责任单位", "责任单位")),
    ],
)
def test_bodies_from_end_to_end_are_the_duties_of_a_column_with_any_head(heads: str, labels: tuple[str, str]) -> None:
    rows = [("庭前会商", "刑庭", "县检察院、县公安局", "每月一次"), ("送达", "民庭、各法庭", "各派出所", "当日")]
    if heads.startswith("时间"):
        rows = [(when, task, *bodies) for task, *bodies, when in rows]
    first, second = labels
    assert spoken("法院方案\n一、衔接\n" + "\n".join([heads, *map("｜".join, rows)])) == [
        "庭前会商",
        f"={first}：刑庭\n{second}：县检察院、县公安局",
        "送达",
        f"={first}：民庭、各法庭\n{second}：各派出所",
    ]


def test_a_column_in_which_one_cell_is_no_body_is_none_of_duties() -> None:
    rows = "庭前会商｜刑庭｜当庭宣读｜每月一次\n送达｜民庭｜各派出所｜当日"
    assert "各派出所" in "".join(
        unit for unit in spoken(f"法院方案\n一、衔接\n事项｜谁负责｜备办｜时限\n{rows}") if unit[0] != "="
    )


def test_limits_and_any_bodies_between_bars_stand_in_a_table_by_body() -> None:
    rows = ["渡口日报社、渡口电视台｜刊播寻人信息｜每周", "各县（市、区）救助站｜报送名册，不得漏报｜入站当日起，移送不超过三日"]
    document = parse("渡口方案\n一、分工\n成员单位｜主要职责｜办理时限\n" + "\n".join(rows))
    assert [clause.text for clause in document.clauses] == ["刊播寻人信息", "报送名册，不得漏报"]
    assert [note.text for note in document.duty_notes] == [
        "责任单位：渡口日报社、渡口电视台",
        "责任单位：各县（市、区）救助站",
    ]


def test_the_label_of_a_task_may_stand_in_front_of_those_of_its_duties() -> None:
    rows = ["环节：初报　责任岗：值班长　时限：2小时", "环节：反馈　责任岗：县海事处、渡口派出所　时限：按海事规定"]
    document = parse("渡口方案\n一、时限\n" + "\n".join(rows))
    assert [clause.text for clause in document.clauses] == ["环节：初报", "环节：反馈"]
    assert [note.text for note in document.duty_notes] == ["责任岗：值班长", "责任岗：县海事处、渡口派出所"]
    assert [document.text[p.start : p.end] for p in document.parts if p.kind is PartKind.DEADLINE] == [
        "时限：2小时",
        "时限：按海事规定",
    ]


@pytest.mark.parametrize("blank", ["　", "｜"])
def test_units_problems_and_times_make_a_table_of_duties(blank: str) -> None:
    rows = [["单位", "问题", "时限"], ["渡口船管站", "登船不查", "5月底"], ["河堤渔业公司", "无合同、压工资", "即日起"]]
    assert spoken("督查通报\n附：整改表\n" + "\n".join(map(blank.join, rows))) == [
        "登船不查",
        "=责任单位：渡口船管站",
        "无合同、压工资",
        "=责任单位：河堤渔业公司",
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "各站请按任务、责任单位、完成时限报送台账。\n附表为走失船工名单：\n姓名\t性别\t年龄\n张三\t男\t6\n李四\t女\t7",
        "填报内容（任务｜责任单位｜完成时限）另发。\n早餐｜牛奶｜七点\n午餐｜米饭｜十二点",
        "请按“序号|任务|责任单位|时限”填写任务。\n各站填写下表\n序号|船名|班组|泊位\n1|李明|三班|东岸\n2|王芳|四班|西岸",
        "各站按下列表头填写（任务｜责任单位｜完成时限）：\n一、值班表\n早班|李明|东门\n晚班|渡口派出所|西门",
        "任务/责任单位/时限\n以上三项/逐条写明/不得漏项\n一、县公安局清查/核对/登记船工",
    ],
)
def test_heads_that_a_text_only_mentions_make_no_table_of_what_stands_below(lines: str) -> None:
    assert not any(unit.startswith("=") for unit in spoken(f"渡口方案\n{lines}"))


@pytest.mark.parametrize(
    "row",
    [
        "船工走失 船管站负责 随时报警",
        "清点船工 村委会负责 每天上报",
        "查验行李 县公安局负责 随机抽查",
        "探视船工 县民政局负责 每月回访",
        "早巡　民警和老师一起参加　年底前",
        "三个孩子 奶奶负责 年内",
        "看护码头 县公安局负责 3名船工家住岸内",
    ],
)
def test_a_row_in_words_has_a_body_and_a_time_and_no_order(row: str) -> None:
    assert spoken(f"渡口方案\n每天点名。\n{row}\n登记船工。") == ["每天点名。", row.replace("　", " "), "登记船工。"]


@pytest.mark.parametrize(
    "line",
    [
        "任务：清点船工；标准：不漏一人；牵头：县公安局；要求：每周上报县联席办。",
        "会议时间：3月1日；会议地点：县公安局；参加：县妇联、县民政局；议题：救助船工。",
        "乙方：保管证件；丙方：看护船工；牵头：县公安局。",
    ],
)
def test_fields_between_semicolons_keep_their_order(line: str) -> None:
    document = parse(f"渡口方案\n{line}")
    assert document.text == f"渡口方案\n{line}"


def test_no_words_that_name_no_body_stand_in_the_column_of_bodies() -> None:
    assert spoken("渡口方案\n| 部门 | 职责 |\n| 县公安局 | 清查车站 |\n\n全县合计 | 四十人") == [
        "清查车站",
        "=责任单位：县公安局",
        "全县合计 | 四十人",
    ]
    assert "走访 困难  船工" in spoken("渡口方案\n任务  责任单位 时限\n走访 困难  船工\n查人  县公安局 6月")


@pytest.mark.parametrize("word", ["备注", "无"])
def test_a_row_that_says_what_its_neighbours_say_is_no_head(word: str) -> None:
    rows = ["早上查票｜备注｜两人", f"晚上查人｜{word}｜三人", f"周末查船｜{word}｜一人"]
    assert spoken("渡口方案\n" + "\n".join(rows)) == rows


def test_two_figures_with_a_dash_number_no_row() -> None:
    rows = "序号 任务 责任单位 时限\n1-2 查票 县公安局 6月底\n3 查人 县民政局 7月底"
    assert spoken(f"渡口方案\n{rows}") == ["1-2 查票 县公安局 6月底", "查人", "=责任单位：县民政局"]


def test_when_an_office_is_open_is_no_limit() -> None:
    rows = ["县公安局 户口 三日内", "县民政局 收养 五日内"]
    assert spoken("渡口指南\n办理单位 事项 办理时间\n" + "\n".join(rows)) == rows


def test_labels_in_a_line_are_the_duties_of_its_row() -> None:
    rows = "1.看护车站　牵头：县总工会　　配合：铁路派出所\n2.清点渡口\t责任单位：县海事处\t时限：入冬前"
    document = parse(f"护童任务表\n{rows}\n看护不得脱岗。")
    assert [c.text for c in document.clauses] == ["看护车站", "清点渡口", "看护不得脱岗。"]
    assert [n.text for n in document.duty_notes] == ["牵头：县总工会\n配合：铁路派出所", "责任单位：县海事处"]
    assert "时限：入冬前" in document.text


def test_labels_between_bars_are_the_duties_of_their_row() -> None:
    first = "1★｜候车室留人值守，看紧独行的娃娃。夜班另加一人｜主办：保卫科｜协办：各客运站｜月底前到位"
    document = parse(f"护童任务表\n{first}\n2｜渡口逐船清点｜主办：航运科｜全年")
    assert [c.text for c in document.clauses][1:] == ["夜班另加一人 月底前到位", "渡口逐船清点 全年"]
    assert [n.text for n in document.duty_notes] == ["主办：保卫科\n协办：各客运站", "主办：航运科"]


@pytest.mark.parametrize(
    "line",
    [
        "网站地图｜联系我们｜主办：县妇联",
        "版权所有｜主办：县妇联｜承办：县总工会",
        "主办：县妇联　　承办：县总工会",
        "县反拐办公室　　牵头：县公安局　　配合：县妇联",
        "护童看护表　　责任单位：县海事处",  # no number, and one label
        "看护车站　　牵头：　　配合：",
        "看护车站 牵头：县总工会 配合：县妇联",
        "1.看护车站，　　配合：应当随叫随到",
    ],
)
def test_labels_of_another_kind_stay_in_their_line(line: str) -> None:
    assert set_in_lines(line) == line


def test_a_row_may_be_marked_or_numbered_otherwise() -> None:
    document = parse(
        "护童任务分解表\n序号 | 任务 | 牵头单位 | 完成时限\n"
        "【一】看护\n1 | 看护车站 | 县总工会 | 全年\n2★ | 清点渡口；登记船民 | 县海事处 | 6月底\n"
        "【二】排查\n△3 | 排查旅店 | 县公安局 | 8月底\n新增1 | 巡查集市 | 县妇联 | 9月底\n"
    )
    assert [c.text for c in document.clauses] == ["看护车站", "清点渡口；", "登记船民", "排查旅店", "新增1 巡查集市"]
    assert [n.text for n in document.duty_notes] == [
        f"牵头单位：{name}" for name in ("县总工会", "县海事处", "县公安局", "县妇联")
    ]
    assert [provision.number for provision in document.provisions if provision.number] == ["1.", "2.", "3."]
    assert [provision.headings for provision in document.provisions][1:3] == [("【一】看护",), ("【二】排查",)]
    assert "★" in document.text and "△" in document.text
