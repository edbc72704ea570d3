"""The stored agency model says what the one it was stored from says."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from provtag.agencies import decision, links
from provtag.agencies.learned import Learned
from provtag.agencies.model import AgencyModel
from provtag.agencies.register import Register
from tests.agencies.annotated import read

HERE = Path(__file__).parent


def test_a_stored_model_is_the_same_model(register: Register, learned: Learned, tmp_path: Path):
    clauses, notes = ([text for text, _ in read(HERE / name)] for name in ("sentences.txt", "duty_notes.txt"))
    model = AgencyModel(register, learned)
    model.save(tmp_path)
    stored = AgencyModel.load(tmp_path)
    assert stored.names() == model.names()
    assert [stored.recogniser.in_clause(text) for text in clauses] == [model.recogniser.in_clause(text) for text in clauses]
    assert [stored.recogniser.in_duty_note(text) for text in notes] == [model.recogniser.in_duty_note(text) for text in notes]


@pytest.mark.parametrize("array", [decision.WEIGHTS, links.WEIGHTS, "choice_names.npy"])
def test_weights_of_another_shape_are_refused(learned: Learned, tmp_path: Path, array: str):
    learned.save(tmp_path)
    np.save(tmp_path / array, np.zeros((2, 2), np.float32))
    with pytest.raises(ValueError, match=r"\(2, 2\)"):
        Learned.load(tmp_path)
