"""A small project of its own: the repository with a model taught by the gold labels alone."""

from __future__ import annotations

import fcntl
import os
import shutil
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

from provtag.paths import DOCUMENTS, ROOT, UNITS

if TYPE_CHECKING:
    from provtag.agencies.model import AgencyModel
    from provtag.schema import Document, Label
    from provtag.tagging.inputs import InputFile
    from provtag.tagging.worker import Task, WorkerProcess

# What models need is dear to import, and the process that only deals out the tests needs none: fixtures import it.
PARTS = (
    "pipeline", "scripts", "labels", "data/raw", "data/incoming", "metrics/rounds.json", "tests/structure", "tests/golden",
    "params.yaml", "dvc.yaml", "Makefile", "pyproject.toml", "requirements.lock", "README.md", "README.zh-CN.md", "LICENSE",
)  # fmt: skip
# Its shell without windows opens a page at a third of the cost.
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium") or "chromium"
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
# Tests that share something dear (a server, a browser, an installed wheel), or are dear themselves: one process runs all of a
# place. They begin, in this order, so that all processes end together.
SHARING = (
    "doccano", "browser", "behaviour", "docs/test_make.py", "docs/test_commands.py", "package/test_wheel.py", "cluster",
    "agencies", "tagging/test_faults.py", "tagging/test_trust.py",
)  # fmt: skip
HERE = Path(__file__).parent
STANDING = 4  # worker processes that wait for their next run
# The tests run in several processes already; what they train starts no others.
os.environ.setdefault("LOKY_MAX_CPU_COUNT", "1")
# On a busy machine an example may take any time. `make test-long` tries more of them than `make test`.
for name, examples in (("quick", 30), ("long", 500)):
    settings.register_profile(name, max_examples=examples, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quick")


class Groups(LoadScopeScheduling):
    """Gives a process all tests of a group, group after group as they were collected."""

    def _split_scope(self, nodeid: str) -> str:
        return group_of(nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Groups:
    config.option.loadscopereorder = False
    return Groups(config, log)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: rank(group_of(item.nodeid)))


def group_of(nodeid: str) -> str:
    """Return the place of a test that shares something dear, else its file."""
    file = nodeid.partition("::")[0].removeprefix("tests/")
    return next((place for place in SHARING if file.startswith(place)), file)


def rank(group: str) -> int:
    """Return where a group comes in the order of the run."""
    return SHARING.index(group) if group in SHARING else len(SHARING)


MadeOnce = Callable[[str, Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """Make a folder once for all processes of a run: the first that asks makes it, the others wait."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], object]) -> Path:
        folder, unfinished = shared / name, shared / f"{name}.unfinished"
        with (shared / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not folder.exists():
                shutil.rmtree(unfinished, ignore_errors=True)
                make(unfinished)
                unfinished.rename(folder)
        return folder

    return made


@pytest.fixture(scope="session")
def agencies_folder(made_once: MadeOnce) -> Path:
    """The register, and a decision that is quick to train, as they are stored."""

    def train(folder: Path) -> None:
        from tests import small_models

        small_models.quick_agencies().save(folder)

    return made_once("agencies", train)


@pytest.fixture(scope="session")
def quick_agencies(agencies_folder: Path) -> AgencyModel:
    """The same, loaded."""
    from provtag.agencies.model import AgencyModel

    return AgencyModel.load(agencies_folder)


@pytest.fixture(scope="session")
def documents_with_labels(made_once: MadeOnce) -> dict[str, Document]:
    """The documents with labels by their names, as the stage ``clauses`` leaves them: parsed once for all processes, and now, for
    a stored file could be older."""
    from provtag.parsed import read_documents, write_documents

    def parse(folder: Path) -> None:
        from provtag.corpus import labelled_documents

        write_documents(folder / DOCUMENTS.name, labelled_documents())

    parsed = read_documents(made_once("documents", parse) / DOCUMENTS.name)
    return {document.doc_id: document for document in parsed}


@pytest.fixture(scope="session")
def units_file(made_once: MadeOnce, request: pytest.FixtureRequest) -> Path:
    """The units of the documents with labels, as the stage ``clauses`` writes them."""

    def write(folder: Path) -> None:
        from provtag.labels import units_of, write_labels

        documents = request.getfixturevalue("documents_with_labels").values()
        write_labels(folder / UNITS.name, [unit for document in documents for unit in units_of(document)])

    return made_once("units", write) / UNITS.name


@pytest.fixture(scope="session")
def all_labels(units_file: Path) -> list[Label]:
    """All labels, the gold ones with the context of their clauses."""
    from provtag.labels import WHOLE, hands, labels_in_place, read_labels
    from provtag.paths import GOLD, WHOLE_DOCUMENTS, WRITTEN

    units = read_labels(units_file)
    whole = labels_in_place(WHOLE_DOCUMENTS, units, WHOLE, hands(WHOLE_DOCUMENTS))
    return [*labels_in_place(GOLD, units), *whole, *read_labels(WRITTEN)]


def of_part(part: int, parts: int, labels: list[Label]) -> list[Label]:
    """Return the labels of the hands that wrote whole documents and are in this of several parts, and all other labels.

    A hand is in or out by its name: one that is added changes nothing for the others.
    """
    from provtag.labels import WHOLE

    return [label for label in labels if label.origin != WHOLE or crc32(label.style.encode()) % parts == part]


@pytest.fixture(scope="session")
def half_of_labels(all_labels: list[Label]) -> list[Label]:
    """The labels without every other hand that wrote whole documents: they teach nearly as much, in half the time."""
    return of_part(0, 2, all_labels)


@pytest.fixture(scope="session")
def looser_agencies(made_once: MadeOnce, request: pytest.FixtureRequest) -> AgencyModel:
    """The agency model on a quarter of the labels of whole documents, in fewer rounds than the product's."""

    def train(folder: Path) -> None:
        from tests import small_models

        labels, documents = map(request.getfixturevalue, ("all_labels", "documents_with_labels"))
        small_models.looser_agencies(of_part(2, 4, labels), documents).save(folder)

    from provtag.agencies.model import AgencyModel

    return AgencyModel.load(made_once("looser_agencies", train))


@pytest.fixture(scope="session")
def waiting_workers() -> Iterator[Callable[[Task, InputFile], bytes]]:
    """What has a document done by a worker process that earlier runs left, where one has the same task."""
    from provtag.tagging.worker import WorkerProcess

    idle: list[WorkerProcess] = []
    lock = threading.Lock()

    def run(task: Task, item: InputFile) -> bytes:
        with lock:
            worker = next((worker for worker in idle if worker.task == task), None)
            if worker:
                idle.remove(worker)
        worker = worker or WorkerProcess(task)
        answer = worker.run(item)
        with lock:
            idle.append(worker)
            while len(idle) > STANDING:
                idle.pop(0).close()
        return answer

    yield run
    for worker in idle:
        worker.close()


@pytest.fixture(scope="module")
def standing_workers(waiting_workers: Callable[[Task, InputFile], bytes]) -> Iterator[None]:
    """Runs leave their workers to the next one: for tests that ask what is written and said, not how workers begin and end."""
    from provtag.tagging import executors

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(executors, "run_document", waiting_workers)
        yield


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    """One browser for all tests of a process, which can have no second one; each page has a context of its own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def small_model(made_once: MadeOnce, quick_agencies: AgencyModel) -> Path:
    """A packaged pipeline that is quick to train."""

    def train(folder: Path) -> None:
        from tests import small_models

        small_models.write_small_model(folder, quick_agencies)

    return made_once("small_model", train)


@pytest.fixture(scope="session")
def copy_project() -> Callable[[Path], Path]:
    """Copy the repository as far as commands need it, with the environment of these tests as its own."""

    def copy(folder: Path) -> Path:
        for part in PARTS:
            source, target = ROOT / part, folder / part
            target.parent.mkdir(parents=True, exist_ok=True)
            if source.is_dir():
                # With what is compiled, so that commands start soon; *.pyc.* is what another process is just compiling.
                shutil.copytree(source, target, ignore=shutil.ignore_patterns("*.pyc.*"))
            else:
                shutil.copy2(source, target)
        (folder / ".venv").symlink_to(sys.prefix)
        return folder

    return copy
