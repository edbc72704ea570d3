"""Likeness, the choice of links, the labels of aligned pairs, and what is learnt from them."""

from __future__ import annotations

import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import OTHER, PLAN, document

from provtag.analysis.aligned import OUTCOMES, read_aligned
from provtag.analysis.alignment import Aligner, Scorer, Thresholds, chosen, first_counterparts, links_of
from provtag.analysis.alignment_training import NEVER, embedding_of, f1, fit_aligner, missing
from provtag.analysis.embedding import fit_embedding
from provtag.analysis.likeness import FEATURES, Side, features
from provtag.analysis.links import Grade
from provtag.analysis.unseen import unseen_clauses
from provtag.measures.catalogue import Catalogue, Measure
from provtag.schema import ActionType, Label, MeasureScore, ProvtagError
from provtag.settings import AlignmentSettings, EmbeddingSettings, MeasureSettings, read_settings

EMBEDDING = EmbeddingSettings(longest=3, bits=12, latent=4, iterations=2, seed=1, dimensions=3, shrinkage=0.1)
SETTINGS = AlignmentSettings(EMBEDDING, C=1.0, iterations=500, thresholds=(0.2, 0.5))
NAMES = ("station", "shelter", "school", "secret")
CATALOGUE = Catalogue((Measure(name, name, (ActionType.RESCUE,)) for name in NAMES), {})
MEASURES = ["station", "shelter", "school", "", "school", "shelter", "", "station"]


@pytest.fixture(scope="module")
def embedding():
    return fit_embedding([*PLAN, *OTHER], MEASURES, EMBEDDING)


def column(values, name):
    return values[..., FEATURES.index(name)]


def test_a_clause_is_most_like_itself(embedding):
    side = Side(document("plan", *PLAN), embedding)
    values = features(side, side)
    for name in ("words", "sense", "own_words", "own_sense", "contained_less", "contained_more", "piece", "place", "longer"):
        way = column(values, name)
        assert np.allclose(way.diagonal(), way.max()), name
    assert np.allclose(column(values, "words").diagonal(), 1, atol=1e-5)


def test_likeness_is_the_same_the_other_way_round(embedding):
    plan, other = Side(document("plan", *PLAN), embedding), Side(document("other", *OTHER[:3]), embedding)
    there, back = features(plan, other), features(other, plan)
    swapped = {"best_of_plan": "best_of_other", "best_of_other": "best_of_plan"}
    for name in FEATURES:
        assert np.allclose(column(there, name), column(back, swapped.get(name, name)).T, atol=1e-6), name


def said(*clauses):
    """Clauses of one text, each as (probability of a type, scores of its measures)."""
    return [
        replace(clause, scores=(0.0, 0.0, score, 0.0), measures=tuple(MeasureScore(*item) for item in measures.items()))
        for clause, (score, measures) in zip(document("plan", *["民政部门照办。"] * len(clauses)), clauses, strict=True)
    ]


def test_what_models_say_of_two_clauses_is_compared(embedding):
    plan = said((0.9, {"shelter": 0.8}), (0.9, {"shelter": 0.3, "school": 0.4}), (0.1, {}))
    other = said((0.5, {"school": 1.0, "secret": 0.5}), (0.9, {"shelter": 1.0}))
    values = features(Side(plan, embedding), Side(other, embedding))
    assert np.allclose(column(values, "measures"), [[0, 1], [0.8 / 1.25**0.5, 0.6], [0, 0]])
    assert np.allclose(column(values, "types"), [[0.9, 1], [0.9, 1], [0.9, 0.8]])
    assert np.allclose(column(values, "ordering"), [[0.5, 0.9], [0.5, 0.9], [0.1, 0.1]])


def test_an_unseen_clause_has_what_models_say_and_nothing_that_people_do():
    judged = [replace(UNITS[0], measures=("secret",), action_types=(ActionType.CRACKDOWN,)), UNITS[1]]
    scores = SCORES | {UNITS[1].clause_id: (0.1, 0.1, 0.2, 0.1)}
    one, other = unseen_clauses(judged, scores, LIKELIEST, CATALOGUE, MEASURE_SETTINGS)
    assert (one.scores, one.measures) == ((0.1, 0.1, 0.9, 0.1), (MeasureScore("shelter", 0.8),))
    assert other.measures == ()
    (without,) = unseen_clauses(judged[:1], SCORES, {}, CATALOGUE, MEASURE_SETTINGS)
    assert without.measures == ()


def test_a_clause_that_no_model_has_read_is_named():
    with pytest.raises(ProvtagError, match=UNITS[0].clause_id):
        list(unseen_clauses(UNITS[:1], {}, {}, CATALOGUE, MEASURE_SETTINGS))


def test_a_part_is_contained_in_the_whole_more_than_the_whole_in_it(embedding):
    whole, part = document("plan", PLAN[0]), document("other", "客运站应当循环播放反拐提示。")
    values = features(Side(whole, embedding), Side(part, embedding))
    assert column(values, "contained_more") > 0.99 > column(values, "contained_less") + 0.2


@given(st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(st.floats(0, 1), min_size=4, max_size=4), min_size=n, max_size=n)))
def test_every_clause_of_the_plan_has_a_link_or_is_missing(rows):
    likely = np.array(rows)
    probabilities = np.stack([1 - likely, likely / 2, likely / 3, likely / 6], axis=-1)
    likely = 1 - probabilities[..., 0]
    thresholds = Thresholds(0.3, 0.6)
    links, choice = links_of(probabilities, thresholds), chosen(likely, first_counterparts(likely), thresholds)
    assert [link.plan for link in links] == sorted(link.plan for link in links)
    for plan, row in enumerate(choice):
        of_clause = [link for link in links if link.plan == plan]
        if row.any():
            assert {link.other for link in of_clause} == set(np.flatnonzero(row))
            assert [link.score for link in of_clause] == sorted((likely[plan, row]), reverse=True)
            assert all(link.grade is Grade.SAME for link in of_clause)
        else:
            assert [(link.other, link.grade) for link in of_clause] == [(None, Grade.MISSING)]
            assert of_clause[0].score == pytest.approx(1 - likely[plan].max())


def test_a_first_counterpart_is_one_to_one_and_more_must_be_likelier():
    likely = np.array([[0.5, 0.4], [0.45, 0.1], [0.1, 0.7]])
    first = first_counterparts(likely)
    assert chosen(likely, first, Thresholds(0.3, 0.6)).tolist() == [[True, False], [False, False], [False, True]]
    assert chosen(likely, first, Thresholds(0.3, 0.4)).tolist() == [[True, True], [True, False], [False, True]]


def test_one_clause_of_the_plan_may_be_split_over_three():
    likely = np.array([[0.9, 0.8, 0.7, 0.2]])
    assert chosen(likely, first_counterparts(likely), Thresholds(0.3, 0.6)).tolist() == [[True, True, True, False]]


def test_probabilities_sum_to_one_and_an_outcome_never_seen_has_none():
    weights = np.zeros((len(FEATURES) + 1, len(OUTCOMES)))
    weights[-1, 3] = NEVER
    probabilities = Scorer(weights)(np.ones((2, 3, len(FEATURES))))
    assert np.allclose(probabilities.sum(axis=-1), 1)
    assert (probabilities[..., 3] < 1e-40).all()


def label(doc_id: str, number: int, text: str, measure: str = "") -> Label:
    types = () if not measure else None
    return Label(
        f"{doc_id}:{number}", "clause", text, types, (), doc_id=doc_id, provision_id=f"{doc_id}/{number}", measure=measure
    )


def labels(doc_id, texts, measures=()):
    return [label(doc_id, number, text, *measures[number : number + 1]) for number, text in enumerate(texts)]


UNITS = labels("p", PLAN) + labels("o", OTHER) + labels("q", [text + "各县照办。" for text in PLAN]) + labels("r", OTHER)
SCORES = {unit.clause_id: (0.1, 0.1, 0.9, 0.1) for unit in UNITS}
LIKELIEST = {unit.clause_id: [MeasureScore("shelter", 0.8), MeasureScore("school", 0.1)] for unit in UNITS}
MEASURE_SETTINGS = read_settings(MeasureSettings)
CLAUSES = list(unseen_clauses(UNITS, SCORES, LIKELIEST, CATALOGUE, MEASURE_SETTINGS))
LINKS = [("p:0", "o:3", "part"), ("p:1", "o:1", "same"), ("p:2", "o:0", "same"), ("p:3", None, "missing")]


def write_pair(path, links):
    rows = [
        {"plan_clause_id": plan, "grade": grade} | ({"clause_id": other} if other is not None else {})
        for plan, other, grade in links
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def test_aligned_pairs_are_read_as_outcomes(tmp_path):
    write_pair(tmp_path / "pair.jsonl", LINKS)
    (pair,) = read_aligned(tmp_path, CLAUSES)
    assert (pair.name, pair.doc_ids) == ("pair", {"p", "o"})
    assert [[OUTCOMES[value] for value in row] for row in pair.outcomes] == [
        [None, None, None, Grade.PART],
        [None, Grade.SAME, None, None],
        [Grade.SAME, None, None, None],
        [None, None, None, None],
    ]


@pytest.mark.parametrize(
    ("links", "where"),
    [
        ([*LINKS[:3], ("p:9", "o:1", "same")], "pair.jsonl:4"),
        ([*LINKS, ("p:0", "o:9", "same")], "pair.jsonl:5"),
        ([*LINKS, ("p:0", "o:3", "same")], "two grades"),
        ([*LINKS, ("p:0", "o:2", "like")], "pair.jsonl:5"),
        ([*LINKS, ("p:3", "o:2", "akin")], "missing and has a counterpart"),
        ([*LINKS, ("p:0", None, "missing")], "missing and has a counterpart"),
        ([*LINKS[:3], ("p:3", "o:2", "missing")], "missing and has a counterpart"),
        (LINKS[:3], "nothing of 1 clauses"),
        ([(f"p:{number}", None, "missing") for number in range(4)], "no link"),
    ],
)
def test_a_faulty_pair_is_named(tmp_path, links, where):
    write_pair(tmp_path / "pair.jsonl", links)
    with pytest.raises(ProvtagError, match=where):
        read_aligned(tmp_path, CLAUSES)


@pytest.fixture
def pairs(tmp_path):
    write_pair(tmp_path / "one.jsonl", LINKS)
    write_pair(tmp_path / "two.jsonl", [(f"q{plan[1:]}", other and f"r{other[1:]}", grade) for plan, other, grade in LINKS])
    return read_aligned(tmp_path, CLAUSES)


def test_what_is_learnt_finds_the_links_of_another_pair(pairs, embedding, tmp_path):
    aligner = fit_aligner(embedding, pairs, SETTINGS)
    assert aligner.thresholds.first in SETTINGS.thresholds
    aligner.save(tmp_path / "model" / "provtag_alignment")
    loaded = Aligner.load(tmp_path / "model")
    for use in (aligner, loaded):
        links = use.links(document("plan", *PLAN), document("other", *OTHER))
        found = {(link.plan, link.other) for link in links}
        assert {(0, 3), (1, 1), (2, 0), (3, None)} <= found
    assert loaded.links([], document("other", *OTHER)) == []
    assert [link.grade for link in loaded.links(document("plan", *PLAN), [])] == [Grade.MISSING] * len(PLAN)


def test_a_model_of_another_version_is_refused(pairs, embedding, tmp_path):
    with pytest.raises(ProvtagError, match="none, or a model of another version"):
        Aligner.load(tmp_path / "nowhere")
    fit_aligner(embedding, pairs, SETTINGS).save(tmp_path / "provtag_alignment")
    np.save(tmp_path / "provtag_alignment" / "weights.npy", np.zeros((2, 2)))
    with pytest.raises(ProvtagError, match="another version"):
        Aligner.load(tmp_path)


def test_the_space_of_measures_is_learnt_without_the_aligned_documents(pairs):
    taught = labels("p", ["只在计划里的文字"] * 3, ["secret"] * 3) + labels("w", [*PLAN, *OTHER], MEASURES)
    others = [replace(pairs[0], plan=document("none", *PLAN), other=document("nil", *OTHER))]
    with_it, without = (embedding_of(taught, some, CATALOGUE, SETTINGS) for some in (others, pairs))
    alone = embedding_of(taught[3:], pairs, CATALOGUE, SETTINGS)
    assert np.array_equal(without.projection, alone.projection)
    assert not np.array_equal(without.idf, with_it.idf)


def test_f1_counts_over_all_pairs():
    wanted, found = np.array([[True, False], [False, False]]), np.array([[True, True], [False, False]])
    assert f1([wanted], [found]) == pytest.approx(2 / 3)
    assert f1([wanted, found], [found, wanted]) == pytest.approx(2 / 3)
    assert f1([~wanted & wanted], [~wanted & wanted]) == 1
    assert missing(found).tolist() == [False, True]
