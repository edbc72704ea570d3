"""Where an integer stands among known ones: an open hash table of arrays, which finds many at once."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]

# Slots for every key: so many are free that a key is mostly found where it is first looked for.
SLOTS_A_KEY = 4
# 2^64 divided by the golden ratio: multiplying by it scatters keys that lie side by side (Knuth, TAOCP 6.4).
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
UNKNOWN = -1
# So few are looked for by binary search, so that a sentence alone needs no table.
FEW = 500


class KeyTable:
    """Looks up distinct integers from 0 on, which ascend; three times as fast as binary search among 100,000."""

    def __init__(self, keys: Integers) -> None:
        self._keys = keys
        bits = max((len(keys) * SLOTS_A_KEY).bit_length(), 1)
        self._shift = np.uint64(64 - bits)
        self._last = (1 << bits) - 1

    @cached_property
    def _number(self) -> NDArray[np.int32]:
        """The place of the key in each slot, UNKNOWN in a free one."""
        number = np.full(self._last + 1, UNKNOWN, np.int32)
        slot = self._first_slot(self._keys)
        left = np.arange(len(self._keys))
        while len(left):
            free = left[number[slot[left]] == UNKNOWN]
            number[slot[free]] = free  # of several keys for one slot the last has it
            left = left[number[slot[left]] != left]
            slot[left] = (slot[left] + 1) & self._last
        return number

    @cached_property
    def _key(self) -> Integers:
        """The key in each slot, UNKNOWN in a free one."""
        return np.where(self._number == UNKNOWN, UNKNOWN, self._keys[self._number])

    def find(self, keys: Integers) -> tuple[Integers, Integers]:
        """Return which of ``keys`` the table has, and the place of each of these among its own."""
        if not len(self._keys):
            return np.zeros(0, np.int64), np.zeros(0, np.int64)
        if len(keys) <= FEW:
            place = np.minimum(np.searchsorted(self._keys, keys), len(self._keys) - 1)
            known = np.flatnonzero(self._keys[place] == keys)
            return known, place[known]
        slot = self._first_slot(keys)
        found = self._key.take(slot)
        left = np.flatnonzero((found != keys) & (found != UNKNOWN))
        while len(left):  # the slot has another key, so the one looked for may stand behind it
            slot[left] = (slot[left] + 1) & self._last
            found[left] = self._key[slot[left]]
            left = left[(found[left] != keys[left]) & (found[left] != UNKNOWN)]
        known = np.flatnonzero(found == keys)
        return known, self._number.take(slot.take(known)).astype(np.int64)

    def _first_slot(self, keys: Integers) -> Integers:
        return ((keys.view(np.uint64) * MULTIPLIER) >> self._shift).view(np.int64)
