from __future__ import annotations

import pytest

from provtag.agencies.damaged_names import Repair
from provtag.agencies.prefixes import Prefixes
from provtag.agencies.register import Register
from provtag.agencies.unknown_names import Stretch

NAME = "人力资源社会保障厅"


@pytest.fixture(scope="module")
def repair(register: Register) -> Repair:
    return Repair(register, Prefixes(register))


def agencies(repair: Repair, text: str, start: int = 0) -> list[str]:
    return [core.agency_id for core in repair.core(text, Stretch(start, len(text)))]


# Without its last character it is still a name.
@pytest.mark.parametrize("at", range(len(NAME) - 1))
def test_a_name_with_one_character_lost_changed_or_added_is_known(repair: Repair, at: int):
    for instead in ("", "某", f"某{NAME[at]}"):
        assert agencies(repair, NAME[:at] + instead + NAME[at + 1 :]) == ["human_resources"]


def test_a_second_fault_does_not(repair: Repair):
    for text in ("人力资某社会某障厅", "人力某某资源社会保障厅", "人资社会保障厅"):
        assert not agencies(repair, text)


def test_what_is_left_of_a_name_that_is_a_name_itself_tells_nothing(repair: Repair):
    """铁路公安局 is a name, so that 铁路公安某局 is no damaged 铁路公安分局, nor is 铁路公安局."""
    assert agencies(repair, "铁路公安某局") == agencies(repair, "铁路公安局") == []
    assert agencies(repair, "铁公安分局") == ["public_security"]


def test_words_of_the_level_before_a_damaged_name_are_left_out(repair: Repair):
    assert agencies(repair, "由省人力资原社会保障厅", start=1) == ["human_resources"]
