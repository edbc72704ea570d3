from __future__ import annotations

from pathlib import Path

import pytest

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.agencies.roles import load_role_rules

LABELS = Path(__file__).parents[2] / "labels"


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load(LABELS / "agencies.yaml")


@pytest.fixture(scope="session")
def recogniser(register: Register) -> Recogniser:
    return Recogniser(register, load_role_rules(LABELS / "role_rules.yaml"))
