"""A damage simulator: windows of earlier text pasted over later text, as broken crawls show them."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass

SENTENCE = re.compile(r"[^。！？\n]+[。！？]?(?:（[^）\n]*）)?\n*")
LONGEST = 4  # sentences of one window


@dataclass(frozen=True)
class Article:
    """One numbered block of a made document: the line it opens with, and its sentences."""

    number: str
    sentences: tuple[str, ...]


def make_blocks(seed: int, count: int, numbered: str) -> list[Article]:
    """Return ``count`` blocks of one to four sentences, no two alike; ``numbered`` formats a block's number."""
    rng = random.Random(seed)
    who = ["公安机关", "民政部门", "教育部门", "卫生健康部门", "妇联", "网信部门", "司法行政部门", "乡镇人民政府"]
    what = ["排查", "解救", "救助", "宣传", "登记", "巡查", "惩处", "培训", "回访", "核查"]
    whom = ["受害人", "流动人口", "留守儿童", "重点场所", "从业人员", "犯罪线索", "出生登记", "务工人员"]
    blocks = []
    for i in range(1, count + 1):
        sentences = tuple(
            f"{rng.choice(who)}应当会同有关部门对{rng.choice(whom)}加强{rng.choice(what)}，建立第{i}号台账第{k}册。"
            for k in range(1, rng.randint(1, 4) + 1)
        )
        blocks.append(Article(numbered.format(i), sentences))
    return blocks


def paste_windows(text: str, rate: float, seed: int, protected: int = 0) -> str:
    """Overwrite about ``rate`` of the sentences of ``text`` with windows of up to ``LONGEST`` earlier sentences each.

    As many sentences are pasted as are overwritten; windows do not touch. The first ``protected`` sentences take no part.
    """
    rng = random.Random(seed)
    original = SENTENCE.findall(text)
    damaged = list(original)
    overwritten = 0
    free = set(range(protected + LONGEST, len(original)))
    while overwritten < rate * len(original) and free:
        start = rng.choice(sorted(free))
        length = min(rng.randint(1, LONGEST), len(original) - start)
        if not all(start + k in free for k in range(length)):
            free.discard(start)
            continue
        source = rng.randint(protected, start - length)
        damaged[start : start + length] = original[source : source + length]
        free -= set(range(start - 1, start + length + 1))
        overwritten += length
    return "".join(damaged)


def paste_stream(text: str, seed: int) -> str:
    """Damage ``text`` the way the Guizhou crawl is: windows take turns with the text, each goes on where the last ended."""
    rng = random.Random(seed)
    original = SENTENCE.findall(text)
    damaged, at, source = [], 0, 0
    while at < len(original):
        kept = rng.randint(1, 5)
        damaged += original[at : at + kept]
        at += kept
        window = min(rng.randint(1, 3), len(original) - at)
        if source + window <= at:
            damaged += original[source : source + window]
            source += window
            at += window
    return "".join(damaged)
