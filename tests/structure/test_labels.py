"""Labels that open a duty note or a deadline, and the same words where they are the law's own."""

from __future__ import annotations

import pytest

from tests.structure.reading import parse


@pytest.mark.parametrize(
    ("line", "clauses"),
    [
        ("活动。时间：2021年3月，集中开展反拐宣传月活动。", ["时间：2021年3月，集中开展反拐宣传月活动。"]),
        ("配合：民政部门要做好救助工作，送返受害人。", ["配合：民政部门要做好救助工作，送返受害人。"]),
        ("分工：由公安局牵头，民政局配合。妇联开展宣传。", ["分工：由公安局牵头，民政局配合。", "妇联开展宣传。"]),
        ("责任单位：要落实责任，加强巡查。", ["责任单位：要落实责任，加强巡查。"]),
    ],
)
def test_a_label_before_an_order_is_law(line: str, clauses: list[str]) -> None:
    document = parse(f"一、任务\n（一）排查。公安机关要排查。\n（二）{line}")
    assert [c.text for c in document.clauses][1:] == clauses
    assert not document.duty_notes


@pytest.mark.parametrize(
    ("tail", "notes", "clauses"),
    [
        ("责任单位：市公安局。各单位要开展宣传。", ["责任单位：市公安局"], ["各单位要开展宣传。"]),
        ("责任单位：市公安局。完成时限：2025年。各单位要开展宣传。", ["责任单位：市公安局"], ["各单位要开展宣传。"]),
        ("责任单位：市公安局；各单位要开展宣传。", ["责任单位：市公安局"], ["各单位要开展宣传。"]),
        ("牵头单位：市公安局。配合单位：市民政局、各镇街。", ["牵头单位：市公安局。配合单位：市民政局、各镇街"], []),
        ("责任单位：市公安局；市民政局。完成时限：长期坚持。", ["责任单位：市公安局；市民政局"], []),
        ("配合：市民政局、市妇联。", ["配合：市民政局、市妇联"], []),
        ("完成时限：2025年12月底前。责任单位：市公安局", ["责任单位：市公安局"], []),
    ],
)
def test_a_labelled_note_ends_with_its_list(tail: str, notes: list[str], clauses: list[str]) -> None:
    document = parse(f"一、任务\n（一）公安机关要加强排查，及时发现线索。{tail}\n（二）加强宣传，营造氛围。")
    assert [n.text for n in document.duty_notes] == notes
    assert [c.text for c in document.clauses][1:-1] == clauses


@pytest.mark.parametrize(
    ("printed", "note"),
    [
        ("责任单位：\n市公安局、市妇联", "责任单位：市公安局、市妇联"),
        ("责任单位：市公安\n机关", "责任单位：市公安机关"),
        ("责任单位：市政府办\n公室", "责任单位：市政府办公室"),
        ("责任单位：市妇女联\n合会", "责任单位：市妇女联合会"),
        ("（市公安局\n负责）", "（市公安局负责）"),
        ("（市公安局、\n市民政局负责）", "（市公安局、市民政局负责）"),
    ],
)
def test_a_note_over_two_lines_is_one(printed: str, note: str) -> None:
    document = parse(f"一、任务\n（一）公安机关要加强排查，及时发现线索。\n{printed}\n（二）加强宣传，营造氛围。")
    assert [n.text for n in document.duty_notes] == [note]
    assert len(document.clauses) == 2


@pytest.mark.parametrize(("printed", "below"), [("责任单位：市公安局", "各镇"), ("责任单位：市妇联、市教育局", "学校")])
def test_a_short_name_below_a_whole_one_is_no_rest_of_it(printed: str, below: str) -> None:
    document = parse(f"一、任务\n（一）公安机关要加强排查，及时发现线索。\n{printed}\n{below}\n（二）加强宣传，营造氛围。")
    assert [n.text for n in document.duty_notes] == [printed]
    assert [c.text for c in document.clauses][1] == below


def test_a_label_without_a_list_does_not_take_the_next_line() -> None:
    document = parse("一、任务\n（一）公安机关要加强排查。\n责任单位：\n（二）加强宣传，营造氛围。")
    assert [p.number for p in document.provisions] == ["（一）", "（二）"]


@pytest.mark.parametrize(
    "note",
    [
        "（责任警种：刑侦支队）",
        "（牵头委办局：市公安局；配合委办局：市民政局）",
        "（其他责任单位：市教育局）",
        "（市级牵头部门：市公安局）",
        "（市公安局牵头，市民政局、市妇联配合",
        "（市公安局牵头；市民政局配合",
        "（责任单位：市公安局",
        "（市公安局牵头、市民政局配合〕",
        "市公安局牵头，市民政局配合）",
    ],
)
@pytest.mark.parametrize("before", ["", "公安机关要查验证件。"])
def test_a_note_behind_an_order_is_its_note_with_any_label_and_a_bracket_lost(before: str, note: str) -> None:
    document = parse(f"反拐方案\n一、{before}走访出租屋和工地。{note}\n二、张贴海报。（市妇联负责）")
    assert [c.text for c in document.clauses] == [*filter(None, [before]), "走访出租屋和工地。", "张贴海报。"]
    assert [n.text for n in document.duty_notes] == [note, "（市妇联负责）"]
    assert document.duty_notes[0].paragraph.start <= document.clauses[0].start


def test_an_order_before_brackets_is_no_heading() -> None:
    document = parse("反拐方案\n一、走访出租屋。（与入户调查同时进行）\n二、张贴海报。（市妇联负责）")
    assert [c.text for c in document.clauses] == ["走访出租屋。", "（与入户调查同时进行）", "张贴海报。"]


@pytest.mark.parametrize("remark", ["（见附件一", "附件一）", "（市公安局（含分局）"])
def test_a_remark_with_a_bracket_lost_is_no_note(remark: str) -> None:
    assert not parse(f"反拐方案\n一、走访出租屋和工地。{remark}\n二、张贴海报，发放传单。").duty_notes


@pytest.mark.parametrize("title", ["走访工地。", "公安机关要查验证件。走访工地。"])
def test_what_follows_the_end_of_a_note_with_a_bracket_lost_is_law(title: str) -> None:
    document = parse(f"护童方案\n一、{title}（责任单位：市公安局。各乡镇每月上报情况。\n二、张贴海报。（市妇联负责）")
    assert [c.text for c in document.clauses][-3:] == ["走访工地。", "各乡镇每月上报情况。", "张贴海报。"]
    assert [n.text for n in document.duty_notes] == ["（责任单位：市公安局。", "（市妇联负责）"]


def test_duties_behind_a_label_of_a_level_are_law() -> None:
    duties = ["县级主管部门：审核登记材料，组织走访。", "村级责任人：每日巡查，上报信息。"]
    document = parse("护童方案\n一、任务\n" + "\n".join(duties))
    assert [c.text for c in document.clauses] == duties
    document = parse("护童方案\n一、任务\n（一）走访工地。\n县级责任单位：各县交通运输局。")
    assert [n.text for n in document.duty_notes] == ["县级责任单位：各县交通运输局"]
