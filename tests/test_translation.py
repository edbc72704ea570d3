"""Messages in Chinese: made of parts, each translated where it is known, none lost."""

from __future__ import annotations

import pytest

from provtag.translation import chinese, choose, language, spoken


@pytest.mark.parametrize(
    ("message", "said"),
    [
        ("in/空.txt: empty: holds no text; check the file", "in/空.txt：空文件，没有文字；请检查文件"),
        ("provtag: 甲.txt: no such file or folder", "provtag：甲.txt：没有这个文件或文件夹"),
        ("read by OCR: pages 1, 2; 3 sentences are cut", "由 OCR 识别：第 1, 2 页；3 个句子被截断"),
        ("something new; check the file", "something new；请检查文件"),
        ("something new: with a colon", "something new: with a colon"),
        ("", ""),
    ],
)
def test_chinese(message: str, said: str) -> None:
    assert chinese(message) == said


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_environment_chooses(environment: dict[str, str], wanted: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("provtag.translation._chosen", [])
    assert language() == wanted
    choose("zh")
    assert spoken("check the file") == "请检查文件"
