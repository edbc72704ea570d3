"""Laws of training: the same again, nothing learnt from duty notes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from provtag.agencies.decision import OUTCOMES
from provtag.agencies.features import features, numbers
from provtag.agencies.register import Register
from provtag.agencies.training import _parts, chosen_examples, fit, proposed, recogniser_of
from provtag.labels import WRITTEN
from provtag.schema import Label
from provtag.settings import AgencySettings, read_settings
from tests.agencies.annotated import read

SETTINGS = read_settings(AgencySettings)


@pytest.fixture(scope="module")
def labels() -> list[Label]:
    sentences = read(Path(__file__).parent / "sentences.txt")
    return [Label(str(number), "clause", text, (), mentions, origin=WRITTEN) for number, (text, mentions) in enumerate(sentences)]


def test_the_same_again(register: Register, labels: list[Label], tmp_path: Path):
    for folder in ("a", "b"):
        fit(labels, recogniser_of(register, []), SETTINGS).save(tmp_path / folder)
    first, second = (sorted((tmp_path / folder).iterdir()) for folder in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_every_chosen_name_has_an_outcome_and_its_clause_a_weight(register: Register, labels: list[Label]):
    reader = recogniser_of(register, [])
    learned = fit(labels, reader, SETTINGS)
    written, of_document = labels[2], replace(labels[2], origin="gold")
    clauses = list(proposed([written, of_document, replace(written, kind="duty_note")], reader, 3.0))
    assert [clause.weight for clause in clauses] == [1.0, 3.0]
    for example in chosen_examples(clauses, reader, learned.choice, learned.links):
        assert [OUTCOMES[outcome] for outcome in example.outcomes] == [mention.role for mention in written.agencies]


def test_features_of_a_name_do_not_depend_on_other_clauses(register: Register, labels: list[Label]):
    sentences = [clause.sentence for clause in proposed(labels[:30], recogniser_of(register, []), 1.0)]
    apart = np.concatenate([numbers(features([one])) for one in sentences if one.names])
    assert (numbers(features(sentences)) == apart).all()


def test_documents_are_dealt_into_parts_where_there_are_enough():
    assert _parts(["a", "b", "b", "c"], 2) == [{"a", "c"}, {"b"}]
    assert _parts(["a", "b"], 2) == [{"a"}, {"b"}]
    assert _parts(["a"], 2) == [{"a"}]
