"""Where a sentence ends that quotes, or brackets, whole sentences, and with other full stops than 。"""

from __future__ import annotations

import pytest

from provtag.schema import RawText
from provtag.structure.parser import parse_document


def clauses(line: str) -> list[str]:
    return [c.text for c in parse_document(RawText("s.txt", f"护童规定\n学校每日点名。\n{line}"), "d").clauses][1:]


@pytest.mark.parametrize(
    "sentences",
    [
        ["老师叮嘱：“放学不要跟陌生人走。”", "家长应当按时接送。"],
        ["老师叮嘱：「放学不要跟陌生人走！」", "家长按时接送。"],
        ["登记车辆。", "（登记簿由街道统一印制。）", "保安负责核对。"],
        ["（登记簿由街道统一印制。）", "保安负责核对。"],
        ["学校每天点名.", "街道每月走访."],
        ["学校每天点名．", "街道每月走访．"],
    ],
)
def test_a_sentence_ends_behind_a_whole_one(sentences: list[str]) -> None:
    assert clauses("".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "喊出“孩子丢了。”的人应当留在原地。",
        "老师叮嘱：“放学不要跟陌生人走。”，家长也要叮嘱。",
        "学校（含幼儿园。）应当点名。",
        "李雷.韩梅在岗亭值守。",
        "牌上写：“严禁拐卖！”字样，并挂在门口。",
        "问：“孩子在吗？”时应当录音。",
        "张贴：“严禁拐卖！”“保护儿童！”等标语。",
        "民警问：“孩子在哪？”并记录回答。",
        "由买买提.艾力负责登记外来人口.",
    ],
)
def test_a_sentence_goes_on_behind_words_that_are_part_of_it(sentence: str) -> None:
    assert clauses(sentence) == [sentence]


def test_a_full_stop_of_half_width_is_one() -> None:
    assert clauses("学校点名｡街道走访｡") == ["学校点名。", "街道走访。"]
