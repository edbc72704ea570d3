from __future__ import annotations

import re

from provtag.language.ideographs import ideographs_but


def test_all_ideographs_but_those_named_are_in_the_class() -> None:
    sign = re.compile(ideographs_but("县市丁"))
    assert all(sign.fullmatch(character) for character in "一七区丂上鿾鿿")
    assert not any(sign.fullmatch(character) for character in "县市丁A1，㐀䷿ꀀ")
    assert re.fullmatch(f"{ideographs_but('')}*", "一县鿿")
