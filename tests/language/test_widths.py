from __future__ import annotations

from provtag.language.widths import columns


def test_a_chinese_character_is_twice_as_wide_as_a_letter() -> None:
    assert [columns(line) for line in ("", "反拐", "，。", "110 A")] == [0, 4, 4, 5]
