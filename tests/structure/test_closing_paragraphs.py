"""What is said of the whole text behind the last item of a list is no part of that item."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse

PLAN = "河湾市护童方案\n一、目标\n少走失。\n二、保障\n（一）经费。财政局安排经费。\n（二）考核。护童纳入考核。（市公安局负责）"
IN_FORCE = "本方案自印发之日起施行，由市公安局负责解释。"
REPORTS = "各县（区）要结合实际制定实施方案，于6月底前报市公安局备案。"


def last(text: str) -> tuple[str, str, tuple[str, ...], str]:
    """Return provision, number, headings and words of the last clause of ``text``."""
    clause = parse(text).clauses[-1]
    return clause.provision_id, clause.number, clause.headings, clause.text


@pytest.mark.parametrize(
    "words",
    [
        IN_FORCE,
        REPORTS,
        "本方案自2024年7月1日起执行。",
        "本方案（试行）自印发之日起正式施行，有效期两年。",
        "本方案自印发之日起试行1年。",
        "本方案自印发之日起试行四年。",
        "本方案自发布之日起30日后施行。",
        "本实施细则由市公安局会同市民政局解释。",
        "本方案实施中的问题，由县公安局负责解释。",
        "本方案在执行过程中遇到的问题由县公安局解释。",
        "请各区将本通知转发至各学校。",
        "各地、各部门要于年底前将贯彻落实情况报市政府。",
        "以上任务，各单位要于4月20日前拿出细化方案报市公安局。",
    ],
)
def test_what_closes_a_plan_is_a_provision_of_its_own(words: str) -> None:
    assert last(f"{PLAN}\n{words}") == ("d/s2.p1", "", ("二、保障",), words)
    deeper = PLAN.replace("（一）经费。财政局安排经费。", "（一）经费\n1．财政局安排经费。").replace("（二）考核。", "2．")
    assert last(f"{deeper}\n{IN_FORCE}") == ("d/s2.p1", "", ("二、保障",), IN_FORCE)
    assert last(f"护童方案\n一、学校点名。\n二、民警走访。\n{IN_FORCE}") == ("d/p1", "", (), IN_FORCE)


def test_all_that_follows_it_stands_there_too() -> None:
    document = parse(f"{PLAN}\n{REPORTS}\n{IN_FORCE}\n河湾市公安局\n2024年6月1日")
    assert [clause.headings for clause in document.clauses[-2:]] == [("二、保障",)] * 2
    assert document.clauses[-3].text == "护童纳入考核。"  # the note in brackets holds for this alone
    assert [(note.text, note.paragraph.end < document.clauses[-2].start) for note in document.duty_notes] == [
        ("（市公安局负责）", True)
    ]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        (f"{PLAN}\n考核结果每年通报。", "（二）"),  # of the item
        (f"{PLAN}\n考核按照本方案组织实施。", "（二）"),
        (f"{PLAN}\n本方案所需经费，自2024年起由财政局列支，执行专款专用。", "（二）"),  # of what the text holds
        (f"{PLAN}\n本方案约定的护送，由民警在3日内执行完毕。", "（二）"),
        (f"{PLAN}\n本方案由班主任向家长解释。", "（二）"),
        (f"{PLAN}\n各派出所要将落实情况每月报市公安局。", "（二）"),  # of those whom the item is about
        (f"{PLAN}\n各学校制定工作方案，报市教育局备案。", "（二）"),
        (f"{PLAN}\n各乡镇将落实情况报市公安局。", "（二）"),
        (f"{PLAN}\n（三）宣传。学校办板报。\n各学校将本方案传达到每个班。", "（三）"),
        (f"{PLAN}\n（三）附则。未列事项另行通知。\n{IN_FORCE}", "（三）"),  # what the item is about
        (f"{PLAN}\n（三）附则\n{IN_FORCE}", "（三）"),
        (f"{PLAN}\n（三）报送。每季度报数字。\n{REPORTS}", "（三）"),
        (f"{PLAN.replace('财政局安排经费。', '财政局安排经费。' + chr(10) + '各区配套。')}\n{REPORTS}", "（二）"),
        (f"{PLAN}\n{IN_FORCE}\n三、其他\n民警走访。", ""),
        (f"护童规定\n第一条 学校点名。\n第二条 民警走访。\n{IN_FORCE.replace('方案', '规定')}", "第二条"),
    ],
)
def test_a_paragraph_of_the_last_item_stays(text: str, number: str) -> None:
    assert parse(text).clauses[-1].number == number


def test_the_item_goes_on_where_numbers_follow() -> None:
    document = parse(f"{PLAN}\n{IN_FORCE}\n三、其他\n民警走访。")
    assert next(clause for clause in document.clauses if clause.text == IN_FORCE).number == "（二）"


@pytest.mark.parametrize("title", ["奖励和责任", "最后几句", "附则"])
def test_a_bare_title_between_sentences_ends_all_lists(title: str) -> None:
    document = parse(f"{PLAN}\n{title}\n该登记而未登记的，调离岗位。\n举报属实的，奖励五百元。")
    assert [(c.text, c.headings) for c in document.clauses[-2:]] == [
        ("该登记而未登记的，调离岗位。", (title,)),
        ("举报属实的，奖励五百元。", (title,)),
    ]


@pytest.mark.parametrize(
    "order",
    [
        "走访重点家庭",
        "民警登记来人",
        "上述各条请村组抓紧落实",
        "同意妇联的宣讲方案",
        "没说到的双方商量解决",
        "邻里互相照看老人",
        "小孩不能独自下河",
        "坚持每晚查铺",
        "本约一式三份三方各拿一份",
        "追究责任",
        "提出要求",
    ],
)
def test_a_bare_order_behind_the_last_item_is_a_clause(order: str) -> None:
    document = parse(f"{PLAN}\n{order}\n该登记而未登记的，调离岗位。")
    assert document.clauses[-2].text == order


@pytest.mark.parametrize("title", ["时限一览", "【打分】（满分100分）"])
def test_the_name_of_a_table_behind_the_last_item_is_a_heading(title: str) -> None:
    rows = "序号　项目　　　时限　　　备注\n1　　　采血　　　三日　　　无"
    document = parse(f"护童方案\n一、登记来人。\n二、护送孩子。\n{title}\n{rows}")
    assert title not in [c.text for c in document.clauses]
    assert document.clauses[-1].headings == (title,)
