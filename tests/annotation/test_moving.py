from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.annotation.moving import MINIMUM_RUN, move, proposal_row
from provtag.labels import DUTY_NOTE, label_from_row
from provtag.schema import ActionType, AgencyMention, Role
from tests.annotation.samples import label, mention, unit

PREVENTION, RESCUE = ActionType.PREVENTION, ActionType.RESCUE
FIRST = "公安机关排查出租房屋和流动人口，"
SECOND = "民政部门救助流浪乞讨未成年人。"
POLICE = mention(FIRST, "公安机关")
CIVIL = mention(FIRST + SECOND, "民政部门", agency_id="civil_affairs")

# No character stands twice in the texts of one example, so that there is one right place for every character.
ALPHABET = [chr(0x4E00 + number) for number in range(400)]


@st.composite
def texts(draw, fewest=1, most=5):
    """Texts of 20 to 30 characters that share none."""
    sizes = draw(st.lists(st.integers(20, 30), min_size=fewest, max_size=most))
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    return ["".join(ALPHABET[start : start + size]) for start, size in zip(starts, sizes, strict=True)]


@st.composite
def labelled(draw, number, text):
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    spans = [
        AgencyMention(text[start:end], start, end, Role.LEAD, "other")
        for start, end in zip(bounds[::2], bounds[1::2], strict=False)
    ]
    chosen = draw(st.sets(st.sampled_from(ActionType)))
    types = tuple(action for action in ActionType if action in chosen)
    return label(f"d:old{number}", text, types, tuple(spans))


@st.composite
def sheets(draw):
    return [draw(labelled(number, text)) for number, text in enumerate(draw(texts()))]


def assert_all_accounted_for(labels, moved):
    sources = [source for proposal in moved.proposed for source in proposal.sources]
    exact_texts = {item.text for item in moved.exact}
    for item in labels:
        assert (item.text in exact_texts) + (item in sources) + (item in moved.gone) == 1
    for proposal in moved.proposed:
        assert 0 < proposal.score <= 1
        for span in proposal.label.agencies:
            assert proposal.label.text[span.start : span.end] == span.text
    placed = sum(len(proposal.label.agencies) + len(proposal.lost) for proposal in moved.proposed)
    assert placed >= sum(len(item.agencies) for item in set(sources))


@given(sheets(), st.randoms(use_true_random=False))
def test_same_texts_move_exactly_whatever_their_ids_and_order(labels, random):
    units = [unit(f"d:new{number}", item.text) for number, item in enumerate(labels)]
    random.shuffle(units)
    moved = move(labels, units)
    assert not moved.proposed
    assert not moved.gone
    ids = {item.text: item.clause_id for item in units}
    assert list(moved.exact) == [replace(item, clause_id=ids[item.text]) for item in labels]


@given(sheets(), st.data())
def test_edited_texts_are_proposed_and_spans_follow(labels, data):
    units = []
    for number, item in enumerate(labels):
        start = data.draw(st.integers(0, len(item.text)))
        end = data.draw(st.integers(start, min(len(item.text), start + 4)))
        inserted = data.draw(st.sampled_from(["", "改", "改动文字"]))
        units.append(unit(f"d:new{number}", item.text[:start] + inserted + item.text[end:]))
    moved = move(labels, units)
    assert_all_accounted_for(labels, moved)
    assert not moved.gone
    for proposal in moved.proposed:
        assert proposal.how == "edited"
        (source,) = proposal.sources
        assert proposal.label.action_types == source.action_types
        kept = [span.text for span in proposal.label.agencies]
        lost = [span.text for span in proposal.lost]
        assert sorted(kept + lost) == sorted(span.text for span in source.agencies)
        assert all(text not in proposal.label.text for text in lost)
        assert all(text in proposal.label.text for text in kept)


@given(sheets(), st.data())
def test_split_texts_are_proposed_for_both_parts_and_spans_divided(labels, data):
    units, cuts = [], {}
    for number, item in enumerate(labels):
        cut = cuts[item.text] = data.draw(st.integers(MINIMUM_RUN, len(item.text) - MINIMUM_RUN))
        units += [unit(f"d:{number}a", item.text[:cut]), unit(f"d:{number}b", item.text[cut:])]
    moved = move(labels, units)
    assert_all_accounted_for(labels, moved)
    assert len(moved.proposed) == len(units)
    assert {(proposal.how, proposal.score) for proposal in moved.proposed} == {("split", 1)}
    for item in labels:
        parts = [proposal for proposal in moved.proposed if item in proposal.sources]
        cut = cuts[item.text]
        crossing = [span for span in item.agencies if span.start < cut < span.end]
        assert [span for proposal in parts for span in proposal.lost] == crossing
        assert sum(len(proposal.label.agencies) for proposal in parts) == len(item.agencies) - len(crossing)


@given(texts(2, 2), st.data())
def test_merged_texts_give_one_proposal_with_all_types_and_spans(pair, data):
    labels = [data.draw(labelled(number, text)) for number, text in enumerate(pair)]
    moved = move(labels, [unit("d:new", "".join(pair))])
    assert_all_accounted_for(labels, moved)
    (proposal,) = moved.proposed
    assert (proposal.how, proposal.score, proposal.lost) == ("merged", 1, ())
    assert set(proposal.label.action_types) == {action for item in labels for action in item.action_types}
    assert [span.text for span in proposal.label.agencies] == [span.text for item in labels for span in item.agencies]


def test_split_clause_in_words():
    old = label("d:1", FIRST + SECOND, (PREVENTION, RESCUE), (POLICE, CIVIL))
    one, other = move([old], [unit("d:2", FIRST), unit("d:3", SECOND)]).proposed
    assert [span.text for span in one.label.agencies] == ["公安机关"]
    assert [(span.text, span.start) for span in other.label.agencies] == [("民政部门", 0)]
    assert one.label.action_types is other.label.action_types is None  # nobody knows which part has which


def test_one_type_of_a_split_clause_is_proposed_for_each_part_and_one_measure_too():
    old = replace(label("d:1", FIRST + SECOND, (RESCUE,), (POLICE, CIVIL)), measures=("r_shelter",))
    for proposal in move([old], [unit("d:2", FIRST), unit("d:3", SECOND)]).proposed:
        assert (proposal.label.action_types, proposal.label.measures) == ((RESCUE,), ("r_shelter",))
    two = replace(old, measures=("r_shelter", "r_freeing"))
    assert {proposal.label.measures for proposal in move([two], [unit("d:2", FIRST), unit("d:3", SECOND)]).proposed} == {None}


def test_merged_clauses_have_the_measures_of_all_and_none_judged_where_one_is_not():
    one, other = replace(label("d:1", FIRST), measures=("p_hotels",)), replace(label("d:2", SECOND), measures=("r_shelter",))
    (proposal,) = move([one, other], [unit("d:3", FIRST + SECOND)]).proposed
    assert proposal.label.measures == ("p_hotels", "r_shelter")
    (proposal,) = move([one, replace(other, measures=None)], [unit("d:3", FIRST + SECOND)]).proposed
    assert proposal.label.measures is None


def test_text_with_nothing_similar_is_gone():
    old = label("d:1", FIRST, (PREVENTION,), (POLICE,))
    assert move([old], [unit("d:2", "联席会议每季度召开一次。")]).gone == (old,)


def test_span_whose_words_changed_is_listed():
    old = label("d:1", FIRST, (PREVENTION,), (POLICE,))
    (proposal,) = move([old], [unit("d:2", FIRST.replace("公安机关", "公安部门"))]).proposed
    assert proposal.lost == (POLICE,)
    assert proposal.label.agencies == ()
    row = proposal_row(proposal)
    assert row["sources"] == [{"clause_id": "d:1", "text": FIRST}]
    assert row["lost"] == [{"text": "公安机关", "start": 0, "end": 4, "role": "lead", "agency_id": "public_security"}]
    assert label_from_row(row).clause_id == "d:2"


@pytest.mark.parametrize("labels, units, exact, repeated, gone", [(2, 2, 2, 0, 0), (1, 2, 0, 1, 0), (2, 1, 0, 1, 1)])
def test_repeated_text_is_sure_only_when_it_stands_as_often_as_it_is_labelled(labels, units, exact, repeated, gone):
    moved = move(
        [label(f"d:old{number}", "（公安机关负责）", kind=DUTY_NOTE) for number in range(labels)],
        [unit(f"d:new{number}", "（公安机关负责）", DUTY_NOTE) for number in range(units)],
    )
    assert (len(moved.exact), len(moved.proposed), len(moved.gone)) == (exact, repeated, gone)
    assert {proposal.how for proposal in moved.proposed} <= {"repeated"}


def test_same_id_and_text_is_sure_even_when_the_text_is_repeated():
    moved = move([label("d:2", FIRST)], [unit("d:1", FIRST), unit("d:2", FIRST)])
    assert [item.clause_id for item in moved.exact] == ["d:2"]


def test_labels_stay_in_their_document():
    moved = move([label("d:1", FIRST)], [unit("d:2", SECOND), unit("e:1", FIRST)])
    assert not moved.exact
    assert len(moved.gone) == 1


def test_labels_of_a_renamed_document_find_their_texts():
    (exact,) = move([label("old-name:1", FIRST)], [unit("new-name:1", FIRST)]).exact
    assert exact.clause_id == "new-name:1"


def test_ids_of_document_and_provision_follow_where_a_label_gives_them():
    bare, full = label("old:1", FIRST), replace(label("old:2", SECOND), doc_id="old", provision_id="old/3")
    units = [unit("new:1", FIRST), unit("new:2", SECOND)]
    one, other = move([bare, full], units).exact
    assert (one.clause_id, one.doc_id, one.provision_id) == ("new:1", "", "")
    assert (other.clause_id, other.doc_id, other.provision_id) == ("new:2", "new", "new/1")
