"""Repair against the damage simulator: sentences go back to their articles, none is made up, sound texts stay."""

from __future__ import annotations

import pytest

from provtag.schema import Document, RawText
from provtag.structure.damage import is_damaged, repair
from provtag.structure.parser import parse_document
from tests.structure.damage import Article, make_blocks, paste_stream, paste_windows
from tests.structure.tree import read_seed

SEEDS = range(8)


def parse(text: str) -> Document:
    return parse_document(RawText("damaged.txt", text), "d")


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
