"""Lines without an end mark are clauses where they order something, wherever in a text they stand."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind
from tests.structure.reading import parse


def clauses(text: str) -> list[str]:
    return [clause.text for clause in parse(text).clauses]


@pytest.mark.parametrize(
    "lines",
    [
        ["派出所每周巡查车站两次", "民政局当日接收走失儿童", "医院核对婴儿腕带"],
        ["医院应当核对婴儿腕带", "不得买卖儿童", "网吧严禁接纳学生"],
        ["外来媳妇，查明来历", "捡到弃婴，报告村里"],
        ["医院核对婴儿腕带"],
        ["派出所每周巡查车站两次"] * 20,
    ],
)
@pytest.mark.parametrize("head", ["防拐须知", "河湾市公安局\n防拐须知\n各派出所：", "防拐须知\n2024年3月1日"])
@pytest.mark.parametrize("last", ["各单位每月上报情况。", "一、各单位每月上报情况。"])
def test_lines_above_the_first_end_mark_are_of_the_body(lines: list[str], head: str, last: str) -> None:
    document = parse("\n".join([head, *lines, last]))
    front = [document.text[part.start : part.end] for part in document.parts if part.kind is PartKind.FRONT]
    assert front == head.split("\n")
    found = [clause.text for clause in document.clauses]
    assert found[-1] == last.removeprefix("一、") and found[: len(lines) - 1] == lines[:-1]  # the last may head what follows


@pytest.mark.parametrize(
    "front",
    ["河湾市人民政府", "2024年3月1日市政府会议通过", "市 长  林远", "河政发〔2024〕3号", "来源：河湾日报", "（试行）", "目 录"],
)
def test_what_a_head_says_is_no_clause(front: str) -> None:
    assert clauses(f"防拐规定\n{front}\n各单位每月上报情况。") == ["各单位每月上报情况。"]


@pytest.mark.parametrize("last", ["街道每季度召开例会", "学校每月组织一次演练活动", "村委会应当举办培训会"])
@pytest.mark.parametrize("lines", [["医院核对婴儿腕带，发现不符立即报告"], ["医院核对婴儿腕带，发现不符立即报告"] * 3])
def test_a_last_line_that_orders_is_no_signature(lines: list[str], last: str) -> None:
    assert clauses("\n".join(["防拐须知", *lines, last])) == [*lines, last]


@pytest.mark.parametrize("order", ["学校每月演练", "派出所定期巡查", "医院核对腕带"])
def test_an_order_above_a_date_signs_nothing(order: str) -> None:
    document = parse(f"防拐须知\n派出所每周巡查一次。\n{order}\n2024年3月1日")
    assert [clause.text for clause in document.clauses] == ["派出所每周巡查一次。", order]
    assert document.metadata.issued == "2024-03-01"


@pytest.mark.parametrize(
    "name", ["河湾县教育局", "县委组织部办公室", "市委全面依法治市委员会办公室", "河湾县打拐工作联席会议", "李明", "县妇联"]
)
def test_a_name_above_a_date_signs(name: str) -> None:
    assert clauses(f"防拐须知\n派出所每周巡查一次。\n{name}\n2024年3月1日") == ["派出所每周巡查一次。"]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("清河镇人民政府", "东山镇人民政府"),
        ("工作目标", "工作措施"),
        ("## 工作目标", "## 工作措施"),
    ],
)
@pytest.mark.parametrize("head", ["任务分工", "婚介管理方案\n各社区："])
def test_the_first_heading_stands_above_its_clauses_as_the_second(first: str, second: str, head: str) -> None:
    document = parse(f"{head}\n{first}\n摸排出租屋。上报名单。\n{second}\n检查车站。核查旅客。")
    headings = [first.strip("# ")] * 2 + [second.strip("# ")] * 2
    assert [clause.headings for clause in document.clauses] == [(heading,) for heading in headings]


@pytest.mark.parametrize("line", ["清河镇人民政府", "工作目标", "河湾社区"])
def test_a_line_of_the_head_alone_is_no_heading(line: str) -> None:
    document = parse(f"任务分工\n{line}\n摸排出租屋。上报名单。\n检查车站。")
    assert {clause.headings for clause in document.clauses} == {()}
