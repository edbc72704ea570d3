from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from provtag.annotation.agreement import match_spans, measure
from provtag.annotation.agreement_report import disagreement_columns, disagreement_rows, metrics, plot_rows, printed_lines
from provtag.annotation.coefficients import Bootstrap
from provtag.labels import DUTY_NOTE
from provtag.schema import ActionType, AgencyMention, ProvtagError, Role
from tests.annotation.samples import label, mention

FEW = Bootstrap(2, 1)
TEXT = "公安机关会同民政部门排查拐卖线索。"
POLICE, CIVIL = mention(TEXT, "公安机关"), mention(TEXT, "民政部门", Role.SUPPORT, "civil_affairs")
PREVENTION, CRACKDOWN = ActionType.PREVENTION, ActionType.CRACKDOWN

agencies = st.sampled_from([(), (POLICE,), (POLICE, CIVIL), (replace(CIVIL, role=Role.MENTION),), (mention(TEXT, "公安"),)])
types = st.sets(st.sampled_from(ActionType)).map(lambda found: tuple(sorted(found)))
opinions = st.lists(st.tuples(types, agencies), min_size=1, max_size=8).map(
    lambda rows: [label(f"d:{number}", TEXT, *row) for number, row in enumerate(rows)]
)


def figures(agreement):
    return list(plot_rows(agreement))


@given(opinions, st.integers(2, 4))
def test_identical_annotators_agree_fully_and_dispute_nothing(labels, annotators):
    agreement = measure({f"annotator {number}": labels for number in range(annotators)}, {}, FEW)
    assert not agreement.disagreements
    for row in figures(agreement):
        assert row["value"] in (1, None)
    assert all(agreement.types[action].ac1.value == 1 for action in ActionType)


@given(opinions, opinions, opinions)
def test_order_of_annotators_does_not_matter(a, b, c):
    one = measure({"a": a, "b": b, "c": c}, {}, FEW)
    other = measure({"c": c, "b": b, "a": a}, {}, FEW)
    for action in ActionType:
        assert one.types[action].alpha.value == pytest.approx(other.types[action].alpha.value)
        assert one.types[action].ac1.value == pytest.approx(other.types[action].ac1.value)
    assert one.overlap_f1.value == pytest.approx(other.overlap_f1.value)
    assert one.exact_f1.value == pytest.approx(other.exact_f1.value)
    assert sorted(item.weight for item in one.disagreements) == sorted(item.weight for item in other.disagreements)


@given(opinions, opinions)
def test_what_one_did_not_look_at_is_missing(a, b):
    shared = {item.clause_id for item in a} & {item.clause_id for item in b}
    whole = measure({"a": a, "b": b}, {}, FEW)
    both = measure(
        {"a": [item for item in a if item.clause_id in shared], "b": [item for item in b if item.clause_id in shared]}, {}, FEW
    )
    assert whole.shared == len(shared)
    assert whole.disagreements == both.disagreements
    for action in ActionType:
        assert whole.types[action].alpha.value == pytest.approx(both.types[action].alpha.value)
        assert whole.types[action].raw.value == both.types[action].raw.value
    assert whole.exact_f1.value == both.exact_f1.value


def test_missing_is_not_none():
    labels = [label("d:1", types=(PREVENTION,)), label("d:2")]
    missing = measure({"a": labels, "b": labels[1:]}, {}, FEW)
    none = measure({"a": labels, "b": [label("d:1"), labels[1]]}, {}, FEW)
    assert missing.types[PREVENTION].raw.value == 1
    assert none.types[PREVENTION].raw.value == 0.5
    assert not missing.disagreements
    assert [item.clause_id for item in none.disagreements] == ["d:1"]


def test_span_role_and_link_figures():
    wrong = (mention(TEXT, "公安"), replace(CIVIL, role=Role.LEAD))
    agreement = measure({"a": [label("d:1", agencies=(POLICE, CIVIL))], "b": [label("d:1", agencies=wrong)]}, {}, FEW)
    assert agreement.exact_f1.value == 0.5
    assert agreement.overlap_f1.value == 1
    assert agreement.roles.units == 2
    assert agreement.roles.raw.value == 0.5
    assert agreement.links.raw.value == agreement.links.alpha.value == 1


def test_duty_notes_count_for_spans_and_not_for_types():
    note = label("d:1", agencies=(POLICE,), kind=DUTY_NOTE)
    agreement = measure({"a": [note], "b": [note]}, {}, FEW)
    assert agreement.types[PREVENTION].units == 0
    assert agreement.types[PREVENTION].alpha.value is None
    assert agreement.exact_f1.value == 1


def test_disagreements_are_sorted_by_weight_and_name_what_is_in_dispute():
    a = [label("d:1", types=(PREVENTION,)), label("d:2", types=(PREVENTION,), agencies=(POLICE, CIVIL))]
    b = [label("d:1"), label("d:2", types=(CRACKDOWN,), agencies=(mention(TEXT, "公安"), CIVIL))]
    heavy, light = measure({"a": a, "b": b}, {}, FEW).disagreements
    assert (heavy.clause_id, heavy.types, heavy.spans, heavy.weight) == ("d:2", (PREVENTION, CRACKDOWN), ("公安机关",), 3)
    assert (light.clause_id, light.types, light.spans) == ("d:1", (PREVENTION,), ())


def test_table_of_disagreements_shows_every_opinion():
    a, b = [label("d:1", types=(PREVENTION,), agencies=(POLICE,))], [label("d:1")]
    agreement = measure({"a": a, "b": b, "c": []}, {}, FEW)
    (row,) = disagreement_rows(agreement)
    assert set(row) == set(disagreement_columns(agreement))
    assert row["opinion_a"] == "prevention | 公安机关 lead public_security"
    assert row["opinion_b"] == "none"
    assert row["opinion_c"] == "not looked at"


def test_metrics_are_rounded_and_nested():
    a = [label(f"d:{number}", types=(PREVENTION,) * (number % 3 == 0)) for number in range(9)]
    b = [label(f"d:{number}", types=(PREVENTION,) * (number % 4 == 0)) for number in range(9)]
    agreement = measure({"a": a, "b": b}, {}, FEW)
    found = metrics(agreement)["types"]["prevention"]
    assert found["marked"] == {"a": 3, "b": 3}
    assert found["raw"]["value"] == round(5 / 9, 4)
    assert any(line.startswith("prevention") and "0.556" in line for line in printed_lines(agreement))


def test_one_annotator_is_refused():
    with pytest.raises(ProvtagError, match="two or more annotators"):
        measure({"a": [label("d:1")]}, {}, FEW)


def test_two_labels_for_one_unit_are_refused():
    with pytest.raises(ProvtagError, match="two labels for d:1"):
        measure({"a": [label("d:1"), label("d:1")], "b": []}, {}, FEW)


def test_different_texts_under_one_id_are_refused():
    with pytest.raises(ProvtagError, match="d:1 has another text"):
        measure({"a": [label("d:1")], "b": [label("d:1", "别的文本。")]}, {}, FEW)


spans = st.lists(st.tuples(st.integers(0, 20), st.integers(1, 6)), max_size=6).map(
    lambda pairs: tuple(
        AgencyMention("x" * size, start * 7, start * 7 + size, Role.LEAD, "other") for start, size in dict(pairs).items()
    )
)


@given(spans, spans)
def test_spans_are_paired_once_and_only_where_they_overlap(one, other):
    matches = match_spans(one, other)
    assert all(a.start < b.end and b.start < a.end for a, b in matches)
    assert len({a.start for a, _ in matches}) == len({b.start for _, b in matches}) == len(matches)
    assert len(matches) == len(match_spans(other, one))
    overlapping = {a for a in one for b in other if a.start < b.end and b.start < a.end}
    assert len(matches) == len(overlapping)


def test_types_that_one_did_not_judge_are_missing_and_not_none():
    judged = [label("d:0", TEXT, (PREVENTION,), (POLICE,)), label("d:1", TEXT, (), (POLICE,))]
    other = [replace(judged[0], action_types=None), replace(judged[1], action_types=(CRACKDOWN,))]
    agreement = measure({"a": judged, "b": other}, {}, FEW)
    assert agreement.types[PREVENTION].units == 1
    assert agreement.types[PREVENTION].raw.value == 1.0
    assert [(item.clause_id, item.types) for item in agreement.disagreements] == [("d:1", (CRACKDOWN,))]
    assert agreement.exact_f1.value == 1.0


def test_spans_that_only_touch_do_not_match():
    text = "公安机关民政部门"
    police, civil = mention(text, "公安机关"), mention(text, "民政部门")
    assert match_spans((civil,), (police,)) == match_spans((police,), (civil,)) == []
    assert match_spans((police, civil), (civil,)) == [(civil, civil)]


def test_a_figure_that_is_not_there_says_why():
    lines = list(printed_lines(measure({"a": [label("d:1")], "b": [label("d:1")]}, {"d:1": "d/1"}, FEW)))
    [alike] = [line for line in lines if "all opinions are the same" in line]
    [nothing] = [line for line in lines if "nothing has two opinions" in line]
    assert "prevention" in alike and "role" in nothing
