"""Every character of a text is accounted for, and what looks lost is said."""

from __future__ import annotations

import pytest

from provtag.schema import PartKind, Span
from provtag.structure.accounting import account, share
from tests.structure.reading import parse
from tests.structure.tree import SEEDS, parse_seed


@pytest.mark.parametrize("seed", SEEDS)
def test_the_seeds_are_accounted_for(seed: str) -> None:
    document = parse_seed(seed)
    covered = set()
    for item in (*document.clauses, *document.duty_notes, *document.parts):
        covered |= set(range(item.start, item.end))
    assert all(at in covered or character.isspace() for at, character in enumerate(document.text))
    assert document.health.accounted == 1 and not document.health.unclassified


def test_each_part_is_named() -> None:
    document = parse(
        "护童方案\n一、任务\n（一）点名。学校要每日点名。（市教育局负责）\n完成时限：2024年6月底前\n……\n（二）走访。\n河湾市政府\n2024年1月1日"
    )
    named = [(part.kind, document.text[part.start : part.end].strip()) for part in document.parts]
    assert named == [
        (PartKind.FRONT, "护童方案"),
        (PartKind.HEADING, "一、任务"),
        (PartKind.NUMBER, "（一）"),
        (PartKind.HEADING, "点名。"),
        (PartKind.DEADLINE, "完成时限：2024年6月底前"),
        (PartKind.MARK, "……"),
        (PartKind.NUMBER, "（二）"),
        (PartKind.BACK, "河湾市政府"),
        (PartKind.BACK, "2024年1月1日"),
    ]


def test_what_belongs_nowhere_is_reported_with_its_share() -> None:
    text = "（一）甲乙。丙丁"
    parts, left_over = account(text, [(3, 6)], [])
    assert [(part.kind, part.start, part.end) for part in parts] == [(PartKind.NUMBER, 0, 3)]
    assert left_over == (Span(6, 8),)
    assert share(text, left_over) == 0.75


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("护童规定\n第五条 学校应当点名。\n第六条 民警应当走访。", "numbering begins at 5"),
        ("护童方案\n三、学校要点名。\n四、民警要走访。", "numbering begins at 3"),
        (
            "护童规定\n第一条 学校应当点名。\n第二条 民警应当对走失的儿童、老",
            "the text ends inside a sentence: …民警应当对走失的儿童、老",
        ),
        (
            "护童方案\n一、学校要点名。\n二、民警要会同社工走访出租屋，并",
            "the text ends inside a sentence: …民警要会同社工走访出租屋，并",
        ),
        ("护童规定\n第一条 学校应当点名。\n1：民警走访。", "1 lines begin like a number that was not read: 1："),
        ("护童规定\n第一条 学校应当点名。\n第三款 民警走访。", "1 lines begin like a number that was not read: 第三款"),
    ],
)
def test_signs_of_loss_are_warned_of(text: str, warning: str) -> None:
    assert warning in parse(text).health.warnings


@pytest.mark.parametrize(
    "text",
    [
        "护童规定\n第一条 学校应当点名。\n第二条 本规定自2024年1月1日起施行",
        "护童方案\n一、学校点名\n二、民警走访",
        "护童规定\n第一条 学校应当点名。\n第二条 民警应当走访。\n河湾市政府",
    ],
)
def test_sound_texts_are_not_warned_of(text: str) -> None:
    assert not parse(text).health.warnings


@pytest.mark.parametrize(
    "end",
    [
        "附件\n护童小组名单\n组长：李四\n成员：县公安局、县民政局、县教育局有关负责同志",
        "附件\n成员单位名单\n县公安局、县民政局、县教育局、县妇联、县残联、县法院",
        "附件\n重点村名单\n石桥镇：上村、下村；河口镇：东村、西村",
        "附件\n值班表\n接警时间  接警民警  出警情况  回访情况  备注",
        "附件\n守护岗位\n东门：保安两人，老师一人，早晚各守半小时\n西门：保安一人，老师一人，每两小时轮换一次",
    ],
)
def test_the_last_row_of_a_list_is_no_cut_sentence(end: str) -> None:
    text = "护童规定\n" + "\n".join(f"第{n}条 学校应当点名。" for n in "一二三四五六七八九") + f"\n{end}"
    assert not parse(text).health.truncated


@pytest.mark.parametrize("end", ["民警应当走访出租屋，登记", "民警应当走访出租屋、"])
def test_the_last_sentence_of_an_annex_may_be_cut(end: str) -> None:
    text = f"护童规定\n第一条 学校应当点名。\n附件\n走访办法\n第一条 学校应当走访。\n第二条 {end}"
    document = parse(text)
    assert [document.text[span.start : span.end] for span in document.health.truncated] == [end]


def test_a_cut_end_is_a_truncated_range() -> None:
    document = parse("护童规定\n第一条 学校应当点名。\n第二条 民警应当走访出租屋、")
    assert [document.text[span.start : span.end] for span in document.health.truncated] == ["民警应当走访出租屋、"]


def test_numbers_with_signs_between_them_are_numbers() -> None:
    text = "一、-第一条 走访。"
    parts, left_over = account(text, [(7, len(text))], ())
    assert [(part.kind, text[part.start : part.end]) for part in parts] == [(PartKind.NUMBER, "一、-第一条")]
    assert not left_over


def test_a_number_that_is_also_the_first_words_is_left_with_them() -> None:
    text = "（一）一是走访"
    parts, left_over = account(text, (), ())
    assert [(part.kind, part.start, part.end) for part in parts] == [(PartKind.NUMBER, 0, 3)]
    assert left_over == (Span(3, len(text)),)
