"""What stands around the sentences of a body: who met, whom to ring, who signed, who is addressed, what is announced."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind
from tests.structure.reading import parse


def clauses(text: str) -> list[str]:
    document = parse(text)
    assert document.health.accounted == 1
    return [clause.text for clause in document.clauses]


def parts(text: str, kind: PartKind) -> list[str]:
    document = parse(text)
    return [document.text[part.start : part.end] for part in document.parts if part.kind is kind]


ORDERS = ["学校应当点名。", "民警应当走访。"]
BODY = "一、学校应当点名。\n二、民警应当走访。"
FACTS = (
    "时　间：2024年3月4日\n地　点：镇政府二楼\n主　持：王一\n"
    "出　席：李二（镇妇联），赵三（派出所）\n请　假：镇司法所\n记　录：周四"
)


def test_the_head_of_minutes_is_no_clause() -> None:
    assert clauses(f"护童会议纪要\n{FACTS}\n{BODY}") == ORDERS


def test_the_head_of_minutes_below_another_text_is_no_clause() -> None:
    text = f"护童公约\n{BODY}\n青石村村民委员会\n2024年3月2日\n青石村会议记录\n{FACTS}\n1．王一带人守夜。\n2．李二清点孩子。"
    assert clauses(text) == [*ORDERS, "青石村会议记录", "王一带人守夜。", "李二清点孩子。"]
    assert {"青石村村民委员会", "2024年3月2日", "记 录：周四"} <= {*parts(text, PartKind.BACK)}
    assert all("青石村村民委员会" not in clause.headings for clause in parse(text).clauses)


@pytest.mark.parametrize("close", ["散会：晚上九点", "参会人签名：（附后）", "（记录人：周四）", "记录人：周四"])
def test_the_close_of_minutes_is_no_clause(close: str) -> None:
    assert clauses(f"护童会议纪要\n{BODY}\n{close}\n补记：孩子已经回家。") == [*ORDERS, "补记：孩子已经回家。"]


@pytest.mark.parametrize(
    "line",
    [
        "记录：值班员应当写明来人姓名。",
        "参加：全体教师。",
        "主持：班主任。家长发言。",
    ],
)
def test_a_line_with_such_a_label_stays_where_no_meeting_is_told_of(line: str) -> None:
    said = "\n".join(clauses(f"护童方案\n一、学校应当点名。\n{line}\n二、民警应当走访。"))
    assert line.rpartition("：")[2].partition("。")[0] in said


@pytest.mark.parametrize(
    "contact",
    [
        "报警电话：110",
        "值班电话：6612 110（夜间）　6612 119（白天）",
        "所长手机：139××××2217",
        "派出所电话：6612110　镇妇联：6612226",
        "值班电话：6612110\n城关派出所（河东）：6612119",
        "联系人：县妇联　李二　6612110\n县民政局　赵三　6612119",
    ],
)
def test_whom_to_ring_is_no_clause_between_sentences(contact: str) -> None:
    text = f"护童通告\n{BODY}\n{contact}\n各店店主本月到所里开会。"
    assert clauses(text) == [*ORDERS, "各店店主本月到所里开会。"]
    assert parts(text, PartKind.BACK) == contact.replace("\u3000", " ").split("\n")


def test_numbers_below_what_is_about_them_stay() -> None:
    numbers = ["县妇联热线：6612226", "城关派出所值班电话：6612110"]
    assert clauses(f"护童告知书\n{BODY}\n三、请记住这些电话\n" + "\n".join(numbers) + "\n四、家长要接送。")[2:4] == numbers


@pytest.mark.parametrize("sentence", ["值班电话6612110全天有人接听。", "举报电话：110，查实的给予奖励。"])
def test_a_sentence_on_a_number_stays(sentence: str) -> None:
    assert sentence in clauses(f"护童通告\n{BODY}\n{sentence}\n各店店主本月到所里开会。")


@pytest.mark.parametrize("name", ["报：市政府办公室，市妇联。", "发：各乡镇人民政府，县直各单位"])
def test_who_gets_a_copy_is_no_clause(name: str) -> None:
    assert clauses(f"护童会议纪要\n{BODY}\n{name}\n送：县妇联，县民政局。") == ORDERS


def test_a_step_that_reports_stays() -> None:
    assert "报：发现走失线索立即报派出所。" in clauses(f"护童方案\n{BODY}\n报：发现走失线索立即报派出所。")


def test_labels_with_blanks_inside_are_lines_of_their_own() -> None:
    here = "出　席：李二（镇妇联），赵三（派出所），钱五（镇司法所），孙六（中心学校）"
    assert parse(f"护童会议纪要\n{here}\n列　席：镇医院\n{BODY}").text.split("\n")[1:3] == [
        here.replace("\u3000", " "),
        "列 席：镇医院",
    ]


@pytest.mark.parametrize(
    "addressed",
    ["站内各科室，区属各救助站：", "火车站、老街各旅店、招待所，各网吧：", "队属各中队、检查站，执法队、机动队："],
)
def test_several_kinds_of_receivers_are_front_matter(addressed: str) -> None:
    assert clauses(f"护童通知\n{addressed}\n入冬以来走失的孩子多了。\n{BODY}") == ["入冬以来走失的孩子多了。", *ORDERS]


def test_what_several_kinds_of_bodies_have_to_do_is_a_lead_in() -> None:
    document = parse("护童通知\n站内各科室，区属各救助站要做到：\n（一）登记；\n（二）回访。\n（三）上报。")
    assert "站内各科室，区属各救助站要做到：" in document.clauses[0].text


@pytest.mark.parametrize(
    "announced",
    [
        "现提出如下意见。",
        "方案如下。",
        "现将有关情况报告如下。",
        "纪要如下：",
        "现通报如下。",
        "现制定如下方案。",
        "现将有关事项通告如下：",
    ],
)
@pytest.mark.parametrize("told", ["去年两名儿童走失，都找回来了。", "各村应当每月清点人数。"])
def test_a_sentence_that_only_announces_is_front_matter(announced: str, told: str) -> None:
    text = f"河湾市护童意见\n{told}{announced}\n{BODY}"
    assert clauses(text) == [told, *ORDERS]
    assert announced in parts(text, PartKind.FRONT)


@pytest.mark.parametrize(
    "sentence",
    ["护送分工如下：", "经局长会研究，提出如下意见。", "各校要做好以下工作。", "处二百元以下罚款。"],
)
def test_a_sentence_that_says_more_than_that_something_follows_stays(sentence: str) -> None:
    assert sentence in "\n".join(clauses(f"河湾市护童意见\n{sentence}\n{BODY}"))


@pytest.mark.parametrize(
    "decision",
    [
        "按照省里安排，县民政局定于2月18日至4月15日对全县儿童见面一次。",
        "为堵住漏洞，市局决定自6月20日至11月30日集中采血。",
    ],
)
def test_what_a_letter_sets_a_time_for_is_a_clause(decision: str) -> None:
    assert clauses(f"护童通知\n各校：\n去年三人走失。{decision}现将有关事项通知如下。\n{BODY}") == [decision, *ORDERS]


def test_the_rows_of_an_annex_behind_the_signature_are_clauses() -> None:
    rows = "入户走访　　1,126户　　各村妇联\n防拐课　　58场　　县妇联"
    text = f"护童总结\n{BODY}\n青石县妇女联合会\n2024年3月4日\n附：主要数字\n{rows}"
    assert clauses(text) == [*ORDERS, *rows.replace("\u3000", " ").split("\n")]
