"""Laws of training: the same again, nothing learnt from duty notes, unknown names learnt from known ones."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from provtag.agencies.decision import OUTCOMES
from provtag.agencies.features import features, numbers
from provtag.agencies.register import Kind, Register
from provtag.agencies.training import examples, fit, recogniser_of
from provtag.labels import WRITTEN
from provtag.schema import Label
from provtag.settings import AgencySettings
from tests.agencies.annotated import read

SETTINGS = AgencySettings(C=0.3, tolerance=1e-3, document_weight=3.0)


@pytest.fixture(scope="module")
def labels() -> list[Label]:
    sentences = read(Path(__file__).parent / "sentences.txt")
    return [Label(str(number), "clause", text, (), mentions, origin=WRITTEN) for number, (text, mentions) in enumerate(sentences)]


def test_the_same_again(register: Register, labels: list[Label], tmp_path: Path):
    for folder in ("a", "b"):
        fit(labels, recogniser_of(register, []), SETTINGS).save(tmp_path / folder)
    first, second = (sorted((tmp_path / folder).iterdir()) for folder in ("a", "b"))
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_every_possible_name_has_an_outcome_and_a_weight(register: Register, labels: list[Label]):
    (plain, unknown) = examples(labels[2:3], recogniser_of(register, []), 3.0)
    assert [OUTCOMES[outcome] for outcome in plain.outcomes] == [mention.role for mention in labels[2].agencies]
    assert list(plain.weights) == [1.0, 1.0]
    (of_document, _) = examples([replace(labels[2], origin="gold")], recogniser_of(register, []), 3.0)
    assert list(of_document.weights) == [3.0, 3.0]
    assert not list(examples([replace(labels[2], kind="duty_note")], recogniser_of(register, []), 3.0))
    assert Kind.UNKNOWN in {name.kind for name in unknown.sentence.names}


def test_features_of_a_name_do_not_depend_on_other_clauses(register: Register, labels: list[Label]):
    sentences = [example.sentence for example in examples(labels[:30], recogniser_of(register, []), 1.0)]
    apart = np.concatenate([numbers(features([one])) for one in sentences if one.names])
    assert (numbers(features(sentences)) == apart).all()
