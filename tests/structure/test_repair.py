"""Repair against the damage simulator: sentences go back to their articles, none is made up, sound texts stay."""

from __future__ import annotations

import pytest

from provtag.schema import Document
from provtag.structure.damage import is_damaged, repair
from provtag.structure.fragments import Unit
from provtag.structure.streams import sort_streams
from tests.structure.damage import Article, make_blocks, paste_stream, paste_windows
from tests.structure.reading import parse
from tests.structure.tree import read_seed

SEEDS = range(8)


def articles(seed: int) -> list[Article]:
    return make_blocks(seed, 60, "第{}条")


def printed(blocks: list[Article], line_ends: str = "\n") -> str:
    return line_ends.join(block.number + "".join(block.sentences) for block in blocks)


def homes(blocks: list[Article]) -> dict[str, str]:
    return {sentence: block.number for block in blocks for sentence in block.sentences}


def share_at_home(document: Document, home: dict[str, str], damaged: str) -> float:
    """Return the share of the surviving sentences that stand once, in their article, or alone when its start is lost."""
    opened = {p.number for p in document.provisions}
    found: dict[str, list[str]] = {}
    for clause in document.clauses:
        found.setdefault(clause.text, []).append(clause.number)
    surviving = [sentence for sentence in home if sentence in damaged]
    right = [s for s in surviving if found.get(s) == [home[s]] or (home[s] not in opened and found.get(s) == [""])]
    return len(right) / len(surviving)


@pytest.mark.parametrize("rate", [0.03, 0.06, 0.1])
@pytest.mark.parametrize("line_ends", ["\n", ""], ids=["lines", "one line"])
def test_sentences_of_articles_go_home(rate: float, line_ends: str) -> None:
    shares = []
    for seed in SEEDS:
        blocks = articles(seed)
        damaged = paste_windows(printed(blocks, line_ends), rate, seed)
        document = parse(damaged)
        assert all(clause.text in homes(blocks) for clause in document.clauses)
        shares.append(share_at_home(document, homes(blocks), damaged))
    assert sum(shares) / len(shares) >= 0.98


def test_a_second_stream_in_windows_is_told_apart() -> None:
    """Half of the text is gone here, and a sentence of which only one copy is left often has nothing that places it."""
    shares = []
    for seed in SEEDS:
        blocks = articles(seed)
        damaged = paste_stream(printed(blocks, ""), seed)
        document = parse(damaged)
        assert len({c.text for c in document.clauses}) == len(document.clauses)
        shares.append(share_at_home(document, homes(blocks), damaged))
    assert sum(shares) / len(shares) >= 0.85


@pytest.mark.parametrize("rate", [0.03, 0.06])
def test_sentences_of_a_plan_stay_with_their_neighbours(rate: float) -> None:
    sound = parse(read_seed("chongqing"))
    home = {clause.text: clause.provision_id for clause in sound.clauses}
    right = total = 0
    for seed in SEEDS:
        damaged = paste_windows(sound.text, rate, seed, protected=12)
        blocks: dict[str, list[str]] = {}
        for clause in parse(damaged).clauses:
            blocks.setdefault(clause.provision_id, []).append(clause.text)
        for texts in blocks.values():
            assert all(text in sound.text for text in texts)
            origins = [home[text] for text in texts if text in home]
            right += max((origins.count(origin) for origin in origins), default=0)
        total += sum(text in damaged for text in home)
    assert right / total >= 0.98


@pytest.mark.parametrize("seed", SEEDS)
def test_sound_texts_come_back_as_they_are(seed: int) -> None:
    text = printed(articles(seed))
    repaired = repair(text)
    assert repaired.text == text and repaired.repeated == 0


def test_a_text_that_repeats_itself_soundly_is_not_damaged() -> None:
    twice = "申请人应当自收到通知之日起十五日内向所在地县级以上人民政府公安机关提出申请并提交材料。逾期不提出的，视为放弃。"
    assert not is_damaged("\n".join(f"第{n}条 办理第{n}类登记。{twice}" for n in "一二三四五"))


def test_what_the_repair_took_out_and_found_cut_is_reported() -> None:
    first, second, third, fourth = (f"第{n}条公安机关应当加强第{n}类场所的巡查，及时发现线索。" for n in "一二三四")
    document = parse(first + second + "对伪造出生医" + third + first + fourth)
    assert document.health.repeated_sentences == 1
    assert [document.text[s.start : s.end] for s in document.health.truncated] == ["对伪造出生医"]
    assert [p.number for p in document.provisions] == ["第一条", "第二条", "第三条", "第四条"]


SHARED = "及时将本单位发现的走失儿童线索移交公安机关，并在当日登记造册。"


@pytest.mark.parametrize(
    "text",
    [
        f"护童分工\n一、市教育局\n1．每日点名。\n2．{SHARED}\n二、市民政局\n1．提供住处。\n2．{SHARED}\n三、市卫健委\n1．救治伤病。\n2．{SHARED}",
        f"护童分工\n市教育局\n每日点名。{SHARED}学校每周向市政府报告点名情况，每月汇总一次。\n市民政局\n提供住处。{SHARED}"
        "学校每周向市政府报告点名情况，每月汇总一次。",
        f"护童制度\n附件1\n点名制度\n1．学校每日点名。\n2．{SHARED}\n附件2\n陪护制度\n1．社工每日陪护。\n2．{SHARED}",
        "对照表\n修改前\t修改后\n第三条 学校应当每日上午点名一次并登记。\t第三条 学校应当每日上午点名一次并登记。\n"
        "第四条 民警应当每周走访出租屋并登记。\t第四条 民警应当每周走访出租屋并登记。",
        "附件1\n点名制度\n第一条 为了保护儿童的人身安全，制定本制度。\n第二条 学校点名。\n"
        "附件2\n走访制度\n第一条 为了保护儿童的人身安全，制定本制度。\n第二条 民警走访。",
    ],
    ids=["shared duties", "shared sentences", "annexes of items", "table of changes", "annexes of articles"],
)
def test_what_sound_texts_say_twice_is_kept(text: str) -> None:
    document = parse(text)
    assert document.health.repeated_sentences == 0
    assert sorted("".join(document.text.split())) == sorted("".join(text.split()))


def test_three_agencies_share_a_duty_under_their_own_heads() -> None:
    document = parse(
        f"护童分工\n一、市教育局\n1．每日点名。\n2．{SHARED}\n二、市民政局\n1．提供住处。\n2．{SHARED}\n三、市卫健委\n1．救治伤病。\n2．{SHARED}"
    )
    assert [c.headings for c in document.clauses if c.text == SHARED] == [("一、市教育局",), ("二、市民政局",), ("三、市卫健委",)]


def test_an_article_that_comes_back_within_a_rising_count_is_damage() -> None:
    lines = [f"第{n}条 民警应当每周走访第{n}片出租屋并登记造册。" for n in "一二三四五"]
    assert is_damaged("\n".join([*lines[:3], lines[0], *lines[3:]]))
    for before in (lines, lines[:2]):
        assert not is_damaged("\n".join([*before, "附则", *lines[:1], "第二条 教育部门应当另行规定点名的办法。"]))


@pytest.mark.parametrize(("characters", "damaged"), [(60, True), (59, False)])
def test_a_window_in_the_midst_of_a_paragraph_has_sixty_characters(characters: int, damaged: bool) -> None:
    first = "派出所民警每月走访辖区内全部出租房屋和建筑工地一次以上。"
    second = ("学校点名" * characters)[: characters - len(first) - 1] + "。"
    again = first + second
    assert len(again) == characters
    text = f"县里开展护童行动并且落实到村到户。{again}村里登记造册。\n街道摸清底数并且逐户上门核对。{again}社工陪护。"
    assert is_damaged(text) is damaged


def test_a_sentence_between_the_first_one_and_a_window_is_pasted_where_the_copy_shows_what_follows() -> None:
    units = [
        Unit("第五条 民警走访。", number=(5, 0)),
        Unit("社工陪护。"),
        Unit("第五条 民警走访。", number=(5, 0), original=0),
        Unit("第三条 学校点名。", number=(3, 0)),
    ]
    sort_streams(units)
    assert [unit.pasted for unit in units] == [False, True, True, True]
