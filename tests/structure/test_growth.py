"""Time grows as the text does: four times the text takes about four times as long."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from math import log

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document

SMALL, LARGE = 20_000, 320_000  # characters
EXPONENT = 1.6  # 1 is linear, 2 what nested loops take; a machine four times slower for a while reads as 1.5
TRIES = 3  # and what only a busy minute made slow is quick at another try


def _repeated(words: str) -> Callable[[int], str]:
    return lambda size: words * (size // len(words))


TEXTS: dict[str, Callable[[int], str]] = {
    "open titles": lambda size: "第一条 " + "《甲" * (size // 2),
    "annexes that are listed": lambda size: (
        "办法\n第一条 甲。\n附件：" + "".join(f"{i % 99 + 1}．任务表\n" for i in range(size // 7))
    ),
    "annexes": _repeated("附件：1．任务表\n2．名单\n"),
    "one article": _repeated("第一条"),
    "labels of bodies": _repeated("公安机关：负责打击；"),
    "notes": lambda size: "一、任务\n1．" + "加强查找。（市公安局负责）" * (size // 13),
    "labelled notes": lambda size: "一、任务\n1．" + "加强查找。责任单位：市公安局。" * (size // 15),
    "brackets": lambda size: "第一条 " + "加强（甲）查找，" * (size // 8),
    "contents": _repeated("目录\n"),
    "items in a line": lambda size: "第一条 有下列情形：" + "（一）打击；" * (size // 6),
    "lines below a lead-in": lambda size: "第一条 有下列情形：\n" + "打击拐卖；\n" * (size // 6),
    "references": _repeated("依照《甲》\n第三条及时报告\n"),
    "table": lambda size: "任务 责任单位\n" + "加强排查 市公安局\n" * (size // 10),
    "changes": lambda size: "修改前 修改后\n" + "第一条 甲。 第一条 乙。\n" * (size // 14),
    "open quotations": _repeated("“第一条 甲应当打击。\n"),
}


def _exponent(text: Callable[[int], str]) -> float:
    """Return the exponent with which the processor's time grows, the collection of other tests' garbage kept out."""

    def seconds(size: int) -> float:
        raw = RawText("growth.txt", text(size))
        gc.collect()
        gc.disable()
        began = time.process_time()
        parse_document(raw, "growth")
        elapsed = time.process_time() - began
        gc.enable()
        return elapsed

    small = min(seconds(SMALL) for _ in range(2))
    return log(seconds(LARGE) / small) / log(LARGE / SMALL)


@pytest.mark.parametrize("name", TEXTS)
def test_time_is_linear_in_the_text(name: str) -> None:
    assert any(_exponent(TEXTS[name]) < EXPONENT for _ in range(TRIES))
