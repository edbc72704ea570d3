"""Lines of a list that have no end mark are clauses of their own; a sentence that a page or a width breaks is whole."""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document

HEAD = """河湾市护童工作方案
一、总的要求
各单位要把护送儿童这件事放在心上，每周碰一次头，每月向市护童办公室报一次进展，遇到解决不了的事随时提出来。
二、安排
"""


def clauses(lines: list[str]) -> list[str]:
    text = HEAD + "\n".join(lines) + "\n三、其他\n各校要建立台账。"
    return [clause.text for clause in parse_document(RawText("list.txt", text), "d").clauses][1:-1]


SCHEDULE = ["3月6日 培训护学员，讲清楚怎样辨认证件、怎样报警", "3月9日 上岗", "4月中旬至5月底 抽查门岗，发现空岗当场通报"]
TABLE = ["门岗值守｜校保卫科｜辖区派出所、社区网格员、家委会", "车辆检查｜交警大队｜运管所", "路灯修补｜城管局｜供电所、学校"]
CLOCK = ["7:20 护学员到位，穿反光背心，带好对讲机和花名册", "7:25 校门打开", "7:50 门卫清点迟到学生，报值班校长和班主任"]
SIGNS = [
    "A 大人说不出孩子的生日，也说不出孩子平时爱吃什么",
    "B 孩子一直睡着叫不醒",
    "C 同行的人抢着答话，不让孩子自己开口",
    "D 没有证件，又急着换车，看见穿制服的就躲到一边去",
]
DASHES = ["校办——总协调、接电话、每天汇总各年级的人数和去向", "保卫科——守门、查车", "医务室——备药、验伤、陪孩子去医院检查"]
SENTENCE = "以上各项由市护童办公室每月检查一次。"


@pytest.mark.parametrize("rows", [SCHEDULE, TABLE, CLOCK, SIGNS, DASHES], ids=["schedule", "table", "clock", "signs", "dashes"])
@pytest.mark.parametrize("below", [[], [SENTENCE]], ids=["alone", "above a sentence"])
def test_the_lines_of_a_list_are_apart(rows: list[str], below: list[str]) -> None:
    assert clauses([*rows, *below]) == [row[2:] if row in SIGNS else row for row in [*rows, *below]]


@pytest.mark.parametrize(
    "field",
    [
        "成 员：李一（教育局副局长）、王二（交警大队大队长）、各中心校校长",
        "成员：教育局、交警大队、城管局、各街道办事处负责人和各校校长",
        "见证方：河湾市护送儿童上下学工作领导小组、临江县护童联席会议",
        "丙方：河湾市护送儿童上下学工作领导小组、临江县护童联席会议",
    ],
)
def test_a_list_of_names_does_not_go_on_in_the_sentence_below(field: str) -> None:
    office = "办公室设在教育局，李一兼任主任，负责日常联络。"
    assert clauses([field, office]) == [field, office]


def test_a_line_that_ends_with_a_full_stop_of_half_width_is_ended() -> None:
    lines = ["护送经费由财政局按在校学生人数列入年度预算,不够再议.", "举报属实的奖500元,由公安局兑现."]
    assert clauses(lines) == lines


def test_a_number_that_is_below_is_no_list_that_goes_on() -> None:
    lines = ["60分以下 通报，限一个月补课", "有下列情形的，不评优：", "（一）空岗的；", "（二）瞒报的。"]
    assert clauses(lines) == [lines[0], "有下列情形的，不评优：\n（一）空岗的；", "瞒报的。"]


@pytest.mark.parametrize(
    "broken",
    [
        "学校要在放学前十分钟打开校门并且清点接送的车辆，门卫逐个|核对家长的接送卡。",
        "校车司机连续两次没有核对下车人数或者擅自改变路线、停靠站|点以外上下学生的，由运管所责令改正。",
        "护送经费由市财政局列入年度预算，街道和乡镇按照财务、审计规定|使用，每半年公布一次。",
        "工作目标：每所学校都有护学员、护学岗，年底以前建立上下学|全程有人看护的制度。",
        "县教育局：负责学校门岗值守、车辆检查，组织护学员培训和考|核，每月通报一次。",
        "甲方：负责学校门岗值守、车辆检查，组织护学员、志愿者培训和考|核，每月通报一次。",
    ],
)
def test_a_sentence_that_a_page_broke_goes_on(broken: str) -> None:
    assert clauses(broken.split("|")) == [broken.replace("|", "")]


def test_a_sentence_over_lines_of_one_width_goes_on() -> None:
    lines = [
        "学校要在放学前十分钟打开校门并且清点接送的车辆，门卫逐个",
        "核对家长的接送卡，发现来接的人不是卡上的人要先把孩子留下",
        "并且立即打电话，弄清楚以后再放行。",
    ]
    assert clauses(lines) == ["".join(lines)]


@pytest.mark.parametrize("last", ["5月 总结评比 市护童办", "走访 6个月 联络员 乡镇妇联"])
def test_the_last_row_of_a_table_is_no_signature(last: str) -> None:
    text = f"{HEAD}4月 抽查门岗、查看台账和录像，当面反馈 市教育局、市公安局\n{last}"
    document = parse_document(RawText("list.txt", text), "d")
    assert document.clauses[-1].text == last


def test_title_and_number_are_apart_whatever_their_length() -> None:
    title = "河湾市教育局关于进一步做好校门值守、车辆检查和学生接送工作的通知"
    text = f"{title}\n河教发〔2024〕3号\n各中心校，市直各学校：\n各校要每天点名。\n市教育局办公室 2024年3月9日印"
    document = parse_document(RawText("list.txt", text), "d")
    assert (document.metadata.title, document.metadata.doc_number) == (title, "河教发〔2024〕3号")
    assert [clause.text for clause in document.clauses] == ["各校要每天点名。"]


UNEVEN = [
    "护学员要在校门两侧分开站位，认清每个孩子的家长，不许旁人|在上学和放学两个时段代替家长接走低年级的孩子，发现冒领的立刻|留住来人。",
    "会长助理石 磊主持碰头会，安全股股长田 野说明了门岗轮换的情况，各校|分管校长逐个表态。",
    "会上听取了市教育局 市公安局关于护学岗的说明，定下了下个月的轮换表，各街道|派人旁听。",
    "联络要求：负责传达通知、收集台账、催报数字，对家长的住址和电话要|严格保密。",
    "开放范围：操场、图书馆、体育馆等校内场地，放学以后均应按|照预约的时段开门。",
    "门岗迟到的次数连续两年减少，去年一共有二十一次，比前年下降8.|5个百分点，今年还要再减。",
    "家长对护学岗有意见的，可以拨打校办电话或者登录网站www.hewan.gov.|cn留言，当周答复。",
]


@pytest.mark.parametrize("broken", UNEVEN)
def test_a_sentence_with_a_comma_goes_on_at_uneven_places(broken: str) -> None:
    assert clauses(broken.split("|")) == [broken.replace("|", "")]


@pytest.mark.parametrize(
    "orders",
    [
        ["各学校要逐个核对接送卡片，弄清来人和孩子的关系，发现可疑的|当场留人", "市交警大队要在上学路口设岗，劝阻违规停车"],
        ["各街道要加强对小饭桌、托管班、培训班等校外场所的巡查|和登记造册工作", "各学校要把名单报市教育局，每月核对一次"],
    ],
)
def test_the_rest_of_an_order_is_no_heading_of_the_next(orders: list[str]) -> None:
    lines = [part for order in orders for part in order.split("|")]
    document = parse_document(RawText("list.txt", HEAD + "\n".join(lines)), "d")
    assert [clause.text for clause in document.clauses][1:] == [order.replace("|", "") for order in orders]
    assert {clause.headings for clause in document.clauses[1:]} == {("二、安排",)}


def test_a_point_before_the_rest_of_a_decimal_ends_no_numbered_line() -> None:
    text = "护童工作方案\n一、各学校要每天核对接送卡，全年冒领的次数要下降8.\n5个百分点以上。\n二、门卫要登记来人。"
    document = parse_document(RawText("list.txt", text), "d")
    assert document.clauses[0].text == "各学校要每天核对接送卡，全年冒领的次数要下降8.5个百分点以上。"


def test_the_reasons_above_the_first_number_are_whole() -> None:
    lines = ["为了让孩子平安上学，减少校门口的拥堵和走失，按照上级关于护学的统一部", "署，市教育局会同市公安局制定本方案"]
    text = f"护童工作方案\n{lines[0]}\n{lines[1]}\n一、各学校应当点名。\n二、门卫应当登记。"
    document = parse_document(RawText("list.txt", text), "d")
    assert "".join(lines) in document.text
    assert [clause.number for clause in document.clauses] == ["一、", "二、"]


@pytest.mark.parametrize(
    ("cut", "names"),
    [
        (
            "责任单位：县公安局、县民政局、县委政法委、县交通局、县水利局、县教|育局、县妇联；完成时限：2024年5月底",
            "县教育局、县妇联",
        ),
        ("牵头单位：县公安局，配合单位：县民政局、县卫生健康局、县妇女联|合会按职责分工负责。", "县妇女联合会按职责分工负责"),
        ("责任单位：县教育局、县委宣传部、县融媒体中心、各乡镇人民政府、各街|道办事处，2024年5月底前完成", "2024年5月底前完成"),
    ],
)
def test_a_note_goes_on_in_the_rest_of_a_name(cut: str, names: str) -> None:
    text = "护童方案\n（一）走访。各村逐户登记来人。\n" + cut.replace("|", "\n") + "\n（二）宣讲。学校每月讲一次课。"
    document = parse_document(RawText("list.txt", text), "d")
    assert [note.text.endswith(names) for note in document.duty_notes] == [True]
    assert [clause.text for clause in document.clauses] == ["各村逐户登记来人。", "学校每月讲一次课。"]


@pytest.mark.parametrize(
    "lines",
    [
        ["对一时查不到家长的孩子，由辖区派出所写明发现的时间和情况并书面通知", "河湾区民政局负责接走，两日内登记。"],
        ["护学员见到一直哭闹的孩子，应当先问清姓名、带到门卫室坐下并报告", "河湾区教育局负责校车的科室，当日回话。"],
    ],
)
def test_a_sentence_goes_on_with_the_body_that_it_hands_on_to(lines: list[str]) -> None:
    assert clauses(lines) == ["".join(lines)]


@pytest.mark.parametrize(
    ("note", "behind"),
    [
        ("责任单位：区公安局、区教育局、区卫生健康局、区市场监管局、区", "妇女联合会、各街道办事处"),
        ("责任单位：区公安局、区卫生健康局、区文化和旅游局、区委", "宣传部、团区委"),
        ("责任单位：区公安局、区民政局、区卫生健康局、区教育局、各街道", "按职责分工负责。"),
    ],
)
def test_a_note_goes_on_where_its_last_name_is_cut_or_what_they_do_follows(note: str, behind: str) -> None:
    document = parse_document(RawText("note.txt", HEAD + f"1．接送孩子。\n{note}\n{behind}\n2．点名。\n"), "d")
    assert [one.text.replace("\n", "") for one in document.duty_notes] == [note + behind.rstrip("。")]
    assert [clause.text for clause in document.clauses][-2:] == ["接送孩子。", "点名。"]
