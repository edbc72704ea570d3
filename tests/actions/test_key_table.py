from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provtag.actions.key_table import FEW, KeyTable

KEYS = st.integers(0, 2**63 - 1) | st.integers(0, 40)
MANY = FEW + 1


@given(st.lists(KEYS, unique=True).map(sorted), st.lists(KEYS, min_size=1))
def test_finds_what_a_dictionary_finds_among_few_and_among_many(known: list[int], others: list[int]):
    place = {key: at for at, key in enumerate(known)}
    table = KeyTable(np.array(known, np.int64))
    few = [*others, *known]
    for wanted in (few, few * MANY):
        which, found = table.find(np.array(wanted, np.int64))
        expected = [(at, place[key]) for at, key in enumerate(wanted) if key in place]
        assert list(zip(which.tolist(), found.tolist(), strict=True)) == expected


def test_keys_that_want_the_same_slot():
    step = pow(0x9E3779B97F4A7C15, -1, 2**64)  # multiplied, these are 0, 1, 2 …: all first looked for in slot 0
    steps = (step * at % 2**64 for at in range(MANY * 3))
    keys = np.array(sorted(key for key in steps if key < 2**63), np.int64)
    assert len(keys) > MANY
    everywhere = list(range(len(keys)))
    assert [found.tolist() for found in KeyTable(keys).find(keys)] == [everywhere, everywhere]
    half = list(range(len(keys[::2])))
    assert [found.tolist() for found in KeyTable(keys[::2]).find(keys)] == [everywhere[::2], half]
