from __future__ import annotations

from collections.abc import Callable

import pytest

from provtag.agencies.contexts import Sentence
from provtag.agencies.learned import Learned
from provtag.agencies.model import AgencyModel
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.paths import REGISTER


@pytest.fixture(scope="session")
def register() -> Register:
    return Register.load(REGISTER)


@pytest.fixture(scope="session")
def proposed(register: Register) -> Callable[[str], Sentence]:
    """Return a clause with the names that the register alone proposes."""
    return Recogniser(register, None).proposed


@pytest.fixture(scope="session")
def learned(looser_agencies: AgencyModel) -> Learned:
    assert looser_agencies.learned is not None
    return looser_agencies.learned


@pytest.fixture(scope="session")
def recogniser(looser_agencies: AgencyModel) -> Recogniser:
    return looser_agencies.recogniser
