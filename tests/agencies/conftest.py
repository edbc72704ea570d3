from __future__ import annotations

import pytest

from provtag.agencies.learned import Learned
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.agencies.training import fit, recogniser_of
from provtag.labels import read_labels
from provtag.paths import GOLD, REGISTER, WRITTEN
from provtag.settings import AgencySettings, read_settings


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load(REGISTER)


@pytest.fixture(scope="session")
def learned(register: Register) -> Learned:
    """What is learnt now; what is stored could be older than the labels."""
    labels = [*read_labels(GOLD), *read_labels(WRITTEN)]
    return fit(labels, recogniser_of(register, []), read_settings(AgencySettings))


@pytest.fixture(scope="session")
def recogniser(register: Register, learned: Learned) -> Recogniser:
    return Recogniser(register, learned)
