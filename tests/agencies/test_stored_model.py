"""The stored agency model says what the one it was stored from says."""

from __future__ import annotations

from pathlib import Path

from provtag.agencies.learned import Learned
from provtag.agencies.model import AgencyModel
from provtag.agencies.register import Register
from provtag.agencies.roles import load_role_rules
from provtag.schema import Label
from tests.agencies.annotated import read
from tests.agencies.conftest import LABELS

HERE = Path(__file__).parent


def test_a_stored_model_is_the_same_model(register: Register, tmp_path: Path):
    clauses, notes = ([text for text, _ in read(HERE / name)] for name in ("sentences.txt", "duty_notes.txt"))
    learned = Learned.fit([Label("1", "clause", text, (), mentions) for text, mentions in read(HERE / "sentences.txt")])
    model = AgencyModel(register, load_role_rules(LABELS / "role_rules.yaml"), learned)
    model.save(tmp_path)
    stored = AgencyModel.load(tmp_path)
    assert stored.names() == model.names()
    assert [stored.recogniser.in_clause(text) for text in clauses] == [model.recogniser.in_clause(text) for text in clauses]
    assert [stored.recogniser.in_duty_note(text) for text in notes] == [model.recogniser.in_duty_note(text) for text in notes]
