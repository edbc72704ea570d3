from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from provtag.actions.key_table import UNKNOWN, KeyTable

KEYS = st.integers(0, 2**63 - 1) | st.integers(0, 40)


@given(st.lists(KEYS, unique=True), st.lists(KEYS))
def test_finds_what_a_dictionary_finds(known: list[int], others: list[int]):
    place = {key: at for at, key in enumerate(known)}
    wanted = [*others, *known]
    found = KeyTable(np.array(known, np.int64)).find(np.array(wanted, np.int64))
    assert found.tolist() == [place.get(key, UNKNOWN) for key in wanted]


def test_keys_that_want_the_same_slot():
    step = pow(0x9E3779B97F4A7C15, -1, 2**64)  # multiplied, these are 0, 1, 2 …: all first looked for in slot 0
    keys = np.array([key for key in (step * at % 2**64 for at in range(200)) if key < 2**63], np.uint64).astype(np.int64)
    assert KeyTable(keys).find(keys).tolist() == list(range(len(keys)))
    assert KeyTable(keys[::2]).find(keys).tolist() == [at // 2 if at % 2 == 0 else UNKNOWN for at in range(len(keys))]
