from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from provtag.evaluation.mentions import ASPECTS, interval, scores
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
    assert interval([(found, found)], "all", draws=20) == (1.0, 1.0)
