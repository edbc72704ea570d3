from __future__ import annotations

import pytest

from provtag.agencies.learned import Learned
from provtag.agencies.model import AgencyModel
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.paths import REGISTER


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load(REGISTER)


@pytest.fixture(scope="session")
def learned(half_of_agencies: AgencyModel) -> Learned:
    assert half_of_agencies.learned is not None
    return half_of_agencies.learned


@pytest.fixture(scope="session")
def recogniser(half_of_agencies: AgencyModel) -> Recogniser:
    return half_of_agencies.recogniser
