from __future__ import annotations

import math
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from provtag.evaluation.mentions import ASPECTS, intervals, scores
from provtag.schema import AgencyMention, Role

mentions = st.builds(
    lambda start, role, agency_id: AgencyMention("公安", start, start + 2, role, agency_id),
    st.integers(0, 5), st.sampled_from(Role), st.sampled_from(["public_security", "other"]),
)  # fmt: skip
unit = st.lists(mentions, max_size=4, unique_by=lambda mention: mention.start)
units = st.lists(st.tuples(unit, unit), max_size=5)


def test_counts():
    right = AgencyMention("公安", 0, 2, Role.LEAD, "public_security")
    other_role = AgencyMention("公安", 0, 2, Role.SUPPORT, "public_security")
    extra = AgencyMention("民政", 3, 5, Role.LEAD, "civil_affairs")
    found = scores([((right,), (other_role, extra))])
    assert (found["span"].precision, found["span"].recall) == (0.5, 1.0)
    assert found["link"].f1 == 2 / 3
    assert found["role"].f1 == found["all"].f1 == 0.0


def test_nothing_to_find_is_no_figure():
    assert math.isnan(scores([((), ())])["all"].f1)


@given(units)
def test_all_is_the_strictest(given_units):
    found = scores(given_units)
    assert all(found["all"].matched <= found[aspect].matched for aspect in ASPECTS)


@given(unit.filter(bool))
def test_perfect_agreement(found):
    assert all(value.f1 == 1.0 for value in scores([(found, found)]).values())
    assert set(intervals([(found, found)], draws=20).values()) == {(1.0, 1.0)}


def test_an_interval_holds_what_units_differ_by():
    name = AgencyMention("公安", 0, 2, Role.LEAD, "public_security")
    found = intervals([((name,), (replace(name, role=Role.SUPPORT),)), ((name,), (name,))], draws=200)
    assert found == {"span": (1.0, 1.0), "role": (0.0, 1.0), "link": (1.0, 1.0), "all": (0.0, 1.0)}


def test_draws_of_nothing_are_left_out():
    name = AgencyMention("公安", 0, 2, Role.LEAD, "public_security")
    assert set(intervals([((name,), ()), ((), ())], draws=200).values()) == {(0.0, 0.0)}


def test_no_units_have_no_interval():
    assert all(math.isnan(bound) for bounds in intervals([]).values() for bound in bounds)
