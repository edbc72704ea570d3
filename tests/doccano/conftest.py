"""A real doccano server for the session, its users, and what the tests put on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache

import pytest
from doccano_samples import Browser, KeywordTagger, credentials, free_port, numbers

from provtag.agencies.model import AgencyModel
from provtag.annotation.label_types import LabelTypes
from provtag.annotation.links import Linker
from provtag.doccano.client import Doccano
from provtag.doccano.server import HOME, Server, install
from provtag.documents.reader import read_file
from provtag.files import read_yaml
from provtag.paths import ROOT
from provtag.schema import Document
from provtag.structure.parser import parse_document


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    install(HOME / "venv")
    running = Server(tmp_path_factory.mktemp("doccano"), HOME / "venv", free_port())
    running.start(credentials("admin"))
    try:
        boss = Browser(running.url, "admin")
        for user in ("alice", "bob", "carol"):
            password = credentials(user).password
            boss.call("POST", "users/create", {"username": user, "password1": password, "password2": password})
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="session")
def admin(server: Server) -> Doccano:
    return Doccano(server.url, credentials("admin"))


@pytest.fixture
def name() -> str:
    """A project name no other test uses."""
    return f"round {next(numbers)}"


@pytest.fixture(scope="session")
def types() -> LabelTypes:
    return LabelTypes.load()


@pytest.fixture(scope="session")
def linker() -> Linker:
    return Linker.load()


@pytest.fixture(scope="session")
def tagger(quick_agencies: AgencyModel) -> KeywordTagger:
    return KeywordTagger(quick_agencies)


@pytest.fixture(scope="session")
def seeds() -> list[Document]:
    folder = ROOT / "data" / "raw"
    entries = read_yaml(folder / "manifest.yaml")["documents"]
    return [parse_document(read_file(folder / entry["file"]), doc_id) for doc_id, entry in entries.items()]


@pytest.fixture(scope="session")
def browser_of(server: Server) -> Callable[[str], Browser]:
    """Log a user in, once: a password takes the server long to check."""
    return cache(lambda user: Browser(server.url, user))
