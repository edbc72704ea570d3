"""Drafting styles: how clauses, titles, lists and duty notes are told apart in each."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse


def clauses(text: str) -> list[str]:
    return [clause.text for clause in parse(text).clauses]


def test_a_task_list_with_duties_on_lines_of_their_own() -> None:
    document = parse(
        "反拐工作任务清单\n一、强化预防\n（一）加强排查\n1.开展摸排，建立台账。\n2.落实报告制度；完善共享机制。\n牵头单位：市公安局\n"
        "配合单位：市民政局\n完成时限：2023年12月底前\n（二）加强管理\n开展校园宣传。\n责任单位：市教育局、团市委"
    )
    assert [p.provision_id for p in document.provisions] == ["d/s1.1.1", "d/s1.1.2", "d/s1.2"]
    assert document.provisions[1].headings == ("一、强化预防", "（一）加强排查")
    assert [c.text for c in document.clauses] == ["开展摸排，建立台账。", "落实报告制度；", "完善共享机制。", "开展校园宣传。"]
    first, second = document.duty_notes
    assert first.text == "牵头单位：市公安局\n配合单位：市民政局"
    assert document.text[first.paragraph.start : first.start].startswith("落实报告制度；")
    assert second.provision_id == "d/s1.2"


def test_a_short_title_after_a_plan_number_is_a_heading_and_an_order_is_not() -> None:
    document = parse(
        "一、预防\n1．人力资源领域。加强管理。\n2．公安机关负责打击犯罪。民政部门救助。\n3．加强巡查。（市公安局负责）"
    )
    assert document.provisions[0].headings == ("一、预防", "1．人力资源领域。")
    assert [c.text for c in document.clauses] == ["加强管理。", "公安机关负责打击犯罪。", "民政部门救助。", "加强巡查。"]
    assert document.provisions[2].headings == ("一、预防",)


def test_an_enumeration_over_lines_keeps_its_lead_in() -> None:
    document = parse(
        "第一条 甲。\n第二条 有下列情形之一的，处罚款：\n（一）拐骗的；\n（二）窝藏，有下列行为的：\n1.藏匿；\n2.转移。"
        "拒不改正的，从重。\n"
        "（三）其他。\n前款罚款由公安机关决定。"
    )
    texts = [(c.text, c.lead_in) for c in document.clauses if c.number == "第二条"]
    lead, inner = "有下列情形之一的，处罚款：", "窝藏，有下列行为的："
    assert texts == [
        (f"{lead}\n（一）拐骗的；", ""),
        (f"{inner}\n1.藏匿；", lead),
        ("转移。", f"{lead}\n{inner}"),
        ("拒不改正的，从重。", f"{lead}\n{inner}"),
        ("其他。", lead),
        ("前款罚款由公安机关决定。", ""),
    ]


def test_an_inline_enumeration_with_half_width_marks() -> None:
    document = parse(
        "县工作方案\n一、任务\n(一)各单位要做到:①及时立案;②快侦快破;③依法惩处.(县公安局牵头,县民政局配合)\n二、要求\n加强领导!"
    )
    assert [(c.text, c.lead_in) for c in document.clauses] == [
        ("各单位要做到:①及时立案;", ""),
        ("快侦快破;", "各单位要做到:"),
        ("依法惩处.", "各单位要做到:"),
        ("加强领导!", ""),
    ]
    assert [n.text for n in document.duty_notes] == ["(县公安局牵头,县民政局配合)"]


def test_department_duties_name_the_department_as_lead_in() -> None:
    document = parse("成员单位职责\n1.县公安局：负责打击；负责解救。\n2.县教育局：\n（1）控辍保学；\n（2）开展宣传。")
    assert [(c.text, c.lead_in) for c in document.clauses] == [
        ("县公安局：负责打击；", ""),
        ("负责解救。", "县公安局："),
        ("县教育局：\n（1）控辍保学；", ""),
        ("开展宣传。", "县教育局："),
    ]


def test_duties_of_several_bodies_in_one_line_stand_beside_each_other() -> None:
    document = parse("二、职责\n县公安局：负责打击；负责解救；县民政局：负责安置；县妇联：负责疏导。")
    assert [(clause.text, clause.lead_in) for clause in document.clauses] == [
        ("县公安局：负责打击；", ""),
        ("负责解救；", "县公安局："),
        ("县民政局：负责安置；", ""),
        ("县妇联：负责疏导。", ""),
    ]


@pytest.mark.parametrize("name", ["安全股（校安办）", "县交通局（含汽车站、运管所）", "中心校（含村小）", "县政法委（综治办）"])
def test_a_body_with_brackets_behind_its_name_is_the_label_of_its_paragraph(name: str) -> None:
    document = parse(f"二、职责\n{name}：每月检查一次。门卫要登记来人。\n三、其他\n照此执行。")
    assert [(c.text, c.lead_in) for c in document.clauses][:2] == [
        (f"{name}：每月检查一次。", ""),
        ("门卫要登记来人。", f"{name}："),
    ]


def test_a_body_with_brackets_behind_its_name_heads_its_duties() -> None:
    name = "县交通局（含汽车站、运管所）："
    document = parse(f"二、职责\n县妇联：\n主席每月走访一次。\n{name}\n车站每天广播一次。\n三、其他\n照此执行。")
    assert [c.headings for c in document.clauses] == [("二、职责", "县妇联："), ("二、职责", name), ("三、其他",)]
    assert [note.text for note in document.duty_notes] == ["县妇联：", name]


def test_flowing_numbers_are_words_of_the_sentence() -> None:
    text = "意见\n各镇街：\n现提出如下意见。\n一是加强预防，组织排查；二是严厉打击；三是做好救助。民政部门要安置受害人。"
    assert clauses(text) == ["一是加强预防，组织排查；", "二是严厉打击；", "三是做好救助。", "民政部门要安置受害人。"]


def test_sentences_do_not_end_inside_brackets_and_quotes() -> None:
    sentence = "落实“发现即报告。发现即救助；”机制（含学校；医院），公布《甲；乙》。"
    assert clauses(f"第一条 {sentence}\n第二条 缺右括号（不影响。后一句。") == [sentence, "缺右括号（不影响。", "后一句。"]


def test_references_do_not_open_articles() -> None:
    document = parse("第一条 甲应当依照\n第二条规定办理，并报告；\n第三条、第五条另有规定的除外。\n第二条 规定由公安机关执行。")
    assert [p.number for p in document.provisions] == ["第一条", "第二条"]


def test_laws_have_chapters_contents_titles_and_branches() -> None:
    document = parse(
        "# 某省反拐条例\n（2023年1月1日通过）\n<!-- INFO END -->\n目　录\n第一章　总　则\n第二章　责任\n## 第一章　总　则\n"
        "第一条【目的】为了反拐，制定本条例。\n第二条之一　本条例所称拐卖，是指拐骗。\n## 第二章　责任\n第三條　違反的，處罰款。"
    )
    assert [(p.provision_id, p.headings) for p in document.provisions] == [
        ("d/art1", ("第一章 总 则", "【目的】")),
        ("d/art2-1", ("第一章 总 则",)),
        ("d/art3", ("第二章 责任",)),
    ]


def test_front_and_back_matter_are_no_provisions() -> None:
    document = parse(
        "市人民政府关于印发实施细则的通知\n发布日期:2021-12-29\n渝府办发〔2021〕152号\n各区县：\n现将《细则》印发给你们，请认真贯彻执行。\n市政府\n"
        "2021年12月29日\n实施细则\n为认真贯彻落实行动计划，制定本实施细则。\n一、目标\n减少犯罪。\n附件：1.任务表\n2.名单\n市政府\n2021年12月29日\n"
        "【打印】【关闭】"
    )
    assert [c.text for c in document.clauses] == ["为认真贯彻落实行动计划，制定本实施细则。", "减少犯罪。"]


def test_numbered_attachments_stand_under_their_own_heading() -> None:
    document = parse("一、目标\n减少犯罪。\n附件1\n任务分工\n一、公安局牵头打击。\n二、民政局牵头救助。")
    assert document.provisions[1].headings == ("附件1", "任务分工")
    assert len({p.provision_id for p in document.provisions}) == 3


def test_table_rows_are_clauses_and_their_rule_is_not() -> None:
    assert clauses("一、评分\n| 指标 | 分值 |\n|---|---|\n| 破案率达到95% | 10 |")[1:] == ["| 破案率达到95% | 10 |"]


def test_traditional_script_is_read_and_left_as_printed() -> None:
    document = parse("一、預防\n（一）加強排查。公安機關應當組織排查。（市公安局負責，市民政局配合）")
    assert [c.text for c in document.clauses] == ["公安機關應當組織排查。"]
    assert [n.text for n in document.duty_notes] == ["（市公安局負責，市民政局配合）"]


def test_a_note_may_hold_brackets_and_a_gloss_is_none() -> None:
    document = parse(
        "一、社会\n1．拓宽渠道。规范管理。〔市公安局负责，联席会议（以下简称会议）各成员单位配合〕\n2．加强协作。交由承办单位办理（以下简称承办单位）。"
    )
    assert [n.text[:6] for n in document.duty_notes] == ["〔市公安局负"]


def test_repeated_sentences_of_one_provision_have_ids_of_their_own() -> None:
    first, second = parse("第一条 加强宣传。加强宣传。\n第二条 甲。").clauses[:2]
    assert first.text == second.text and first.clause_id != second.clause_id
    assert second.previous == first.text


def test_a_heading_without_a_number_stands_below_the_number_before_and_ends_with_it() -> None:
    document = parse(
        "方案\n二、打击工作\n专项行动\n公安机关要打击犯罪。\n保障措施\n各单位要保障经费。\n三、其他\n加强领导。\n附则要求\n一、总体\n加强宣传。"
    )
    assert [p.headings for p in document.provisions] == [
        ("二、打击工作", "专项行动"),
        ("二、打击工作", "保障措施"),
        ("三、其他",),
        ("附则要求", "一、总体"),
    ]


def test_a_row_of_words_is_no_heading() -> None:
    document = parse("方案\n二、评分\n指标 分值\n破案率达到百分之九十。\n总 则\n加强领导。")
    assert [p.headings[-1] for p in document.provisions if document.text[p.start] in "破加"] == ["二、评分", "总 则"]
