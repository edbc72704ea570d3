"""What says the same takes the same label, and nothing else does."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from provtag.annotation.copies import Copy, copied
from provtag.annotation.rows import Pulled
from provtag.labels import DUTY_NOTE
from provtag.schema import ActionType, Label, Role
from tests.annotation.samples import label, mention, unit

TEXT = "县公安局每年3次会同民政部门排查线索。"
AGENCIES = (mention(TEXT, "县公安局"), mention(TEXT, "民政部门", Role.SUPPORT, "civil_affairs"))
SOURCE = replace(label("d:1", TEXT, (ActionType.PREVENTION,), AGENCIES), origin="alice", measures=("p_hotels",))


def copies_of(labels: list[Label], units: list[Label]) -> list[Copy]:
    return copied([Pulled(label) for label in labels], units)


def test_numbers_and_punctuation_aside_the_label_is_the_same() -> None:
    same = unit("e:7", "县公安局每年十二次，会同民政部门排查线索；")
    [copy] = copies_of([SOURCE], [same])
    taken = copy.pulled.label
    assert (taken.clause_id, taken.doc_id, taken.origin) == ("e:7", "e", "alice")
    assert (taken.action_types, taken.measures) == (SOURCE.action_types, SOURCE.measures)
    assert [(item.text, item.role) for item in taken.agencies] == [("县公安局", Role.LEAD), ("民政部门", Role.SUPPORT)]
    assert copy.source == SOURCE


def test_a_link_to_check_is_one_in_the_copy_too() -> None:
    [copy] = copied([Pulled(SOURCE, AGENCIES[1:])], [unit("e:7", TEXT.replace("3", "十二"))])
    assert [(item.start, item.text) for item in copy.pulled.unlinked] == [(TEXT.index("民政部门") + 1, "民政部门")]


def test_other_words_or_another_kind_take_nothing() -> None:
    others = [
        unit("e:1", TEXT.replace("县公安局", "县民政局")),
        unit("e:2", TEXT.replace("排查", "不再排查")),
        unit("e:3", TEXT, DUTY_NOTE),
    ]
    assert copies_of([SOURCE], others) == []


def test_where_somebody_labelled_the_same_words_differently_nothing_is_taken() -> None:
    other = replace(SOURCE, clause_id="d:2", action_types=())
    assert copies_of([SOURCE, other], [unit("e:1", TEXT)]) == []
    assert len(copies_of([SOURCE, replace(SOURCE, clause_id="d:2")], [unit("e:1", TEXT)])) == 1


def test_a_name_that_ends_in_a_sign_is_not_moved() -> None:
    text = "公安“天网”排查。"
    marked = label("d:1", text, (), (mention(text, "公安“天网”"),))
    assert copies_of([marked], [unit("e:1", "公安天网排查。")]) == []


@given(st.text("公安民政3十，。、 ", min_size=1, max_size=12), st.data())
def test_every_span_cuts_the_text_it_is_in(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    source = label("d:1", text, (), (mention(text, text[start:end]),))
    for copy in copies_of([source], [unit("e:1", text.replace("，", "")), unit("e:2", text.replace("3", "27"))]):
        taken = copy.pulled.label
        assert all(taken.text[item.start : item.end] == item.text for item in taken.agencies)
