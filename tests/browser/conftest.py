"""A real Chromium and reports for it: the page opened from disk, every request and console message recorded."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "report"))

from editions import editions
from tagged_output import make_document, write_tagged, write_tagged_report

from provtag.analysis.alignment import Aligner
from provtag.report.page import write_report


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("browser")


@pytest.fixture(scope="session")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a report of 3 documents × 40 clauses."""
    return write_tagged_report(tmp_path_factory.mktemp("small"), [make_document(number, 40) for number in range(3)])


@pytest.fixture(scope="session")
def desk_report(tmp_path_factory: pytest.TempPathFactory, small_model: Path) -> Path:
    """Return the path of a report of two editions of a regulation and of the rules of another place."""
    return write_tagged_report(tmp_path_factory.mktemp("desk"), editions(), Aligner.load(small_model))


@pytest.fixture(scope="session")
def large_report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the path of a report of 60 documents × 834 clauses."""
    out = write_tagged(tmp_path_factory.mktemp("large"), [make_document(number, 834) for number in range(60)], orders=False)
    write_report(out)
    return out / "report.html"


Opener = Callable[..., Any]


@pytest.fixture
def open_page(chromium: Any) -> Iterator[Opener]:
    """Return a function that opens a report; when the test ends, no page may have complained or asked for anything."""
    contexts, complaints, requests, opened = [], [], [], set()

    def open_report(path: Path, hash_: str = "", **options: Any) -> Any:
        context = chromium.new_context(**({"locale": "zh-CN", "viewport": {"width": 1280, "height": 900}} | options))
        contexts.append(context)
        opened.add(path.as_uri())
        page = context.new_page()
        page.on("console", lambda message: complaints.append(f"{message.type}: {message.text}"))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        page.goto(f"{path.as_uri()}{hash_}")
        return page

    yield open_report
    for context in contexts:
        context.close()
    assert complaints == []
    assert [url for url in requests if not url.startswith(("file:", "blob:"))] == []
    assert {url.partition("#")[0] for url in requests if url.startswith("file:")} <= opened, "the page asked for another file"
