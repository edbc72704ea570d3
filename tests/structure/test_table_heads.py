"""The header row of a table in plain lines is no clause, whatever the table holds."""

from __future__ import annotations

import pytest

from provtag.schema import Document, PartKind
from tests.structure.reading import parse


def heads(document: Document) -> list[str]:
    """Return header rows; one without rows below a title of an annex is a form to be filled in."""
    kinds = (PartKind.TABLE_HEAD, PartKind.FORM)
    return [document.text[part.start : part.end] for part in document.parts if part.kind in kinds]


HEADS = [
    "学生姓名  性别  出生年月  监护人及电话",
    "年度  出生数  签发数  作废数",
    "检查旅馆（户） 其中无证（户） 罚款（万元）",
    "序号 考核内容 分值 扣分",
    "序号｜地点｜怎么办｜还差什么",
    "项目  数量  比上年",
    "移交时间\t移交地点\t接收人",
    "环节 时限 谁负责",
]


@pytest.mark.parametrize("line", HEADS)
@pytest.mark.parametrize("rows", ["", "\n"])
def test_names_of_columns_are_no_clause(line: str, rows: str) -> None:
    document = parse(
        f"护童办法\n一、学校每天点名。\n二、民警每天巡查。\n附件：统计表\n{line}{rows and f'{rows}表中数字以月底为准。'}"
    )
    assert heads(document) == [line.replace("\t", " ")]
    assert [c.text for c in document.clauses] == ["学校每天点名。", "民警每天巡查。", *(["表中数字以月底为准。"] if rows else [])]
    assert document.health.accounted == 1 and not document.health.truncated


OF_DEEDS = [
    "检查项目 检查内容 检查标准",
    "登记类别 登记内容 登记要求",
    "排查重点 排查内容 责任单位",
    "宣传主题 宣传内容 宣传活动",
    "宣传教育内容 宣传教育形式 责任单位",
]


@pytest.mark.parametrize("line", OF_DEEDS)
def test_what_is_said_of_a_deed_is_the_name_of_a_column(line: str) -> None:
    assert heads(parse(f"护童办法\n第一条 学校每天点名。\n第二条 安排见下表。\n{line}\n以上安排长期有效。")) == [line]


ROWS = [
    "保卫科 调取录像、报警 三分钟",
    "县公安局 县民政局 县妇联",
    "王小明  县妇联  组员",
    "未登记住客 责令改正 县公安局",
    "旅馆 是否登记住客 是 否",
    "一、出租屋 登记数（间） 处罚数（人）",
    "开展宣传活动 组织文艺演出 发放宣传材料",
    "开展宣传 发放材料 解答问题",
    "排查问题 落实措施 推进工作",
    "制定标准 完善措施 落实要求",
    "核对学生姓名 登记家长电话 上报走失情况",
]


@pytest.mark.parametrize("line", ROWS)
def test_an_entry_of_a_table_is_no_name_of_a_column(line: str) -> None:
    assert not heads(parse(f"护童办法\n第一条 学校每天点名。\n第二条 安排见下表。\n{line}\n以上安排长期有效。"))


def test_names_above_figures_are_the_heads_of_their_columns() -> None:
    document = parse(
        "护童办法\n一、学校每天点名。\n附件：学生分布\n学区  小学在读  初中在读\n城东  1200  640\n城西  980  512\n城南  870  433"
    )
    assert heads(document) == ["学区  小学在读  初中在读"]
    assert [c.text for c in document.clauses][1:] == ["城东  1200  640", "城西  980  512", "城南  870  433"]


@pytest.mark.parametrize("number", ["", "（一）"])
def test_heads_of_columns_between_a_lead_in_and_its_items_are_in_neither(number: str) -> None:
    rows = ["未登记住客 责令改正，通报", "扣押证件 当场退还，处罚款"]
    document = parse(
        "\n".join(["护童办法", f"一、分工\n{number}有下列问题的，按以下办法处理：", "问题类型 处理方式 期限", *rows])
    )
    assert [(c.text, c.lead_in) for c in document.clauses] == [
        ("有下列问题的，按以下办法处理：", ""),
        *((row, "有下列问题的，按以下办法处理：") for row in rows),
    ]
    assert heads(document) == ["问题类型 处理方式 期限"]


def test_what_names_an_empty_table_is_a_heading() -> None:
    annex = ["附件：", "1.走访情况月报表", "序号 单位名称 户数 备注", "2.防拐须知", "（1）不要跟生人走。", "（2）不要碰刀。"]
    document = parse("\n".join(["护童办法", "一、学校每天点名。", *annex]))
    assert [c.text for c in document.clauses] == ["学校每天点名。", "不要跟生人走。", "不要碰刀。"]
    assert "1.走访情况月报表" in document.provisions[1].headings


def test_the_name_of_rows_between_two_items_stays_in_the_first_of_them() -> None:
    rows = "任务 责任单位 时限\n查船 市海事局 5月底"
    document = parse(f"护童办法\n1、每晚点名。\n2、关好校门。\n白天值守\n{rows}\n3、走访。")
    assert [(c.number, c.headings) for c in document.clauses if c.text in ("白天值守", "走访。")] == [("2、", ()), ("3、", ())]
