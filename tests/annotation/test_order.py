"""First what is in doubt and unlike the ones before, copies last."""

from __future__ import annotations

from provtag.annotation.order import by_doubt_and_variety
from provtag.annotation.screens import Screen
from tests.annotation.samples import unit

HOTELS = [f"公安机关检查旅馆、网吧、出租屋的{what}登记。" for what in ("住宿", "入住", "旅客", "人员")]
OTHERS = ["学校开设反拐课程。", "民政部门安置被解救儿童。", "各级财政列支经费。"]


def screens(texts: dict[str, float]) -> list[Screen]:
    return [Screen(unit(f"d:{number}", text), priority=doubt) for number, (text, doubt) in enumerate(texts.items())]


def texts(order: list[Screen]) -> list[str]:
    return [screen.label.text for screen in order]


def test_two_of_a_kind_do_not_follow_each_other_though_both_are_in_doubt() -> None:
    given = screens(dict.fromkeys(HOTELS, 0.9) | dict.fromkeys(OTHERS, 0.6))
    order = texts(by_doubt_and_variety(given))
    assert order[0] == HOTELS[0]
    assert set(order[1:4]) == set(OTHERS)
    assert sorted(order) == sorted(texts(given))


def test_among_the_unlike_doubt_decides() -> None:
    order = by_doubt_and_variety(screens(dict(zip(OTHERS, (0.1, 0.8, 0.5), strict=True))))
    assert texts(order) == [OTHERS[1], OTHERS[2], OTHERS[0]]
    priorities = [screen.priority for screen in order]
    assert priorities == sorted(priorities, reverse=True) and priorities[-1] > 0 and priorities[0] == 1


def test_what_repeats_another_in_all_but_numbers_is_last_and_stands_there_once() -> None:
    copies = {"学校每年开设2次反拐课程。": 1.0, "学校每年开设三次反拐课程。": 1.0} | dict.fromkeys(HOTELS[:1] + OTHERS[1:], 0.0)
    order = texts(by_doubt_and_variety(screens(copies)))
    assert order[0].startswith("学校") and order[-1] == "学校每年开设三次反拐课程。"
    assert len(set(order)) == len(copies)


def test_a_limit_cuts_the_same_order_and_nothing_has_none() -> None:
    given = screens(dict.fromkeys(HOTELS + OTHERS, 0.5))
    assert texts(by_doubt_and_variety(given, 3)) == texts(by_doubt_and_variety(given))[:3]
    assert by_doubt_and_variety([]) == []
    assert texts(by_doubt_and_variety(screens({"。": 0.5}))) == ["。"]
