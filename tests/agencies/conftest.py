from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.agencies.recogniser import Recogniser
from pipeline.agencies.register import Register
from pipeline.agencies.roles import load_role_rules

LABELS = Path(__file__).parents[2] / "labels"


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load(LABELS / "agencies.yaml", LABELS / "regions.csv")


@pytest.fixture(scope="session")
def recogniser(register: Register) -> Recogniser:
    return Recogniser(register, load_role_rules(LABELS / "role_rules.yaml"))
