"""Auto-labelling: our service behind doccano's own menu, with the templates of labels/doccano."""

from __future__ import annotations

import argparse
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
import requests
from doccano_samples import AGENCIES, SOON, Browser, ignore, label

from provtag.annotation.label_types import LabelTypes
from provtag.annotation.screens import Screen
from provtag.commands.doccano import add_commands
from provtag.doccano import suggestions
from provtag.doccano.client import Doccano
from provtag.doccano.push import push_blind
from provtag.doccano.server import Server
from provtag.doccano.suggestions import LIMITS, make_server
from provtag.paths import LABELS, PACKAGE, ROOT
from provtag.schema import ProvtagError
from provtag.tagging.batch import make_task
from provtag.tagging.worker import DocumentLimits

TEXT = "市公安局负责打击拐卖，<宣传> & 排查。"


@pytest.fixture(scope="module", autouse=True)
def workers_find_the_stand_in(agencies_folder: Path) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(AGENCIES, str(agencies_folder))
        patch.setenv("PYTHONPATH", os.pathsep.join((str(PACKAGE.parent), str(Path(__file__).parent), str(ROOT))))
        yield


@pytest.fixture(scope="module")
def one_service(workers_find_the_stand_in: None) -> Iterator[str]:
    """The address of a service for all tests that leave its workers as they are."""
    with service() as url:
        yield url


@contextmanager
def service(limits: DocumentLimits = LIMITS) -> Iterator[str]:
    task = make_task("doccano_samples:open_suggestions", None, limits)
    with make_server(task, "127.0.0.1", 0, workers=2) as running:
        thread = threading.Thread(target=running.serve_forever, args=(SOON,), daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}/"
        finally:
            running.shutdown()


def workers() -> set[int]:
    """Return the processes that this one has started."""
    return {child.pid for child in psutil.Process().children()}


@pytest.mark.doccano
def test_a_document_uploaded_by_hand_is_labelled_from_doccano_itself(
    server: Server, admin: Doccano, name: str, types: LabelTypes, browser_of: Callable[[str], Browser]
) -> None:
    push_blind(admin, name, [Screen(label(1, "各地要负责。"))], ["alice"], types, ignore)
    boss = Browser(server.url, "admin")
    project = boss.project(name)
    example = boss.call("POST", f"projects/{project}/examples", {"text": TEXT, "meta": {}})["id"]
    request = json.loads((LABELS / "doccano" / "request.json").read_text(encoding="utf-8"))
    with service() as url:
        request["model_attrs"]["url"] = url
        answer = boss.call("POST", f"projects/{project}/auto-labeling/request-testing", request | {"text": TEXT})
        for task, file in (("Category", "categories.jinja2"), ("Span", "spans.jinja2")):
            template = (LABELS / "doccano" / file).read_text(encoding="utf-8")
            body = {"response": answer, "template": template, "task_type": task}
            assert boss.call("POST", f"projects/{project}/auto-labeling/label-extractor-testing", body)
            config = request | {"template": template, "task_type": task, "label_mapping": {}}
            boss.call("POST", f"projects/{project}/auto-labeling/configs", config)
        alice = browser_of("alice")
        for _ in range(2):  # asking twice marks nothing twice
            alice.call("POST", f"projects/{project}/auto-labeling?example={example}")
    assert alice.labels(project, example) == ({"预防", "打击", "宣传"}, {(0, 4, "主责")})
    assert len(alice.call("GET", f"projects/{project}/examples/{example}/spans")) == 1


def test_bad_requests_are_refused_and_the_service_goes_on(one_service: str) -> None:
    for body in (
        b"",
        b"{",
        b"[]",
        b'{"text": 1}',
        b"\xff\xfe",
        b'{"text": "\\ud800"}',
        b'{"text": NaN}',
        b'{"text": "", "n": ' + b"9" * 5000 + b"}",
        b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    ):
        answer = requests.post(one_service, data=body, timeout=10)
        assert (answer.status_code, list(answer.json())) == (400, ["error"]), body
    huge = requests.post(one_service, data=b"x" * 1_000_001, timeout=10)
    assert huge.status_code == 400
    assert requests.get(one_service, timeout=10).status_code == 501
    good = requests.post(one_service, json={"text": ""}, timeout=10).json()
    assert good == {"categories": [], "spans": []}


def test_who_sends_too_much_is_told(one_service: str) -> None:
    """The answer to a body over the limit comes when it was read, so that no client sees its connection reset."""
    answer = requests.post(one_service, data=b" " * (suggestions.MAX_BYTES + 200_000), timeout=30)
    assert answer.status_code == 400


def test_it_listens_on_this_machine_only_unless_told_and_a_taken_port_is_one_line() -> None:
    task = make_task("doccano_samples:open_suggestions", None, LIMITS)
    parser = argparse.ArgumentParser()
    add_commands(parser.add_subparsers())
    assert parser.parse_args(["serve"]).host == "127.0.0.1"
    with (
        make_server(task, "127.0.0.1", 0, 1) as running,
        pytest.raises(ProvtagError, match=r"cannot serve there .*choose another --port"),
    ):
        make_server(task, "127.0.0.1", running.server_port, 1)


def test_50_at_once_are_answered(one_service: str) -> None:
    with ThreadPoolExecutor(50) as pool:
        asked = [pool.submit(requests.post, one_service, json={"text": TEXT}, timeout=20) for _ in range(50)]
        assert {answer.result().status_code for answer in asked} == {200}


@pytest.mark.parametrize(("text", "reason"), [("loop", "1 seconds of processor time"), ("exit", "exit code 3")])
def test_a_text_that_costs_too_much_is_given_up_and_the_next_is_answered(text: str, reason: str) -> None:
    with service(DocumentLimits(processor_seconds=1, memory_mb=1024, seconds=20)) as url:
        answer = requests.post(url, json={"text": text}, timeout=20)
        assert (answer.status_code, reason in answer.json()["error"]) == (503, True)
        assert requests.post(url, json={"text": TEXT}, timeout=20).status_code == 200


def test_work_ends_when_the_client_leaves() -> None:
    before = workers()
    with service() as url:
        (worker,) = workers() - before
        with pytest.raises(requests.Timeout):
            requests.post(url, json={"text": "loop"}, timeout=0.5)
        for _ in range(100):
            if worker not in workers():
                break
            time.sleep(0.05)
        else:
            raise AssertionError("the worker goes on")
        assert requests.post(url, json={"text": TEXT}, timeout=20).status_code == 200


@pytest.mark.parametrize("sent", [b"POST / HTTP/1.0\r\nX: ", b'POST / HTTP/1.0\r\nContent-Length: 100\r\n\r\n{"text": "'])
def test_a_request_sent_byte_by_byte_is_given_up(sent: bytes, one_service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggestions, "REQUEST_SECONDS", 1)
    with socket.create_connection(("127.0.0.1", int(one_service.split(":")[2].strip("/")))) as client:
        began = time.monotonic()
        with pytest.raises(OSError):
            client.sendall(sent)
            while True:
                client.sendall(b"a")
                time.sleep(0.1)
        assert time.monotonic() - began < 5


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Host": "localhost:8001"}, 200),
        ({"Host": "[::1]:8001"}, 200),
        ({"Host": "provtag"}, 200),
        ({"Host": "doccano.example:8001"}, 403),
        ({"Host": "127.0.0.1.example"}, 403),
        ({"Host": "["}, 403),
        ({"Origin": "http://pages.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Host": "127.0.0.1", "Origin": "http://127.0.0.1"}, 200),
    ],
)
def test_only_who_means_this_server_is_answered(headers: dict[str, str], status: int, one_service: str) -> None:
    assert requests.post(one_service, json={"text": TEXT}, headers=headers, timeout=20).status_code == status


def test_a_service_without_a_sound_model_does_not_begin(tmp_path: Path) -> None:
    with pytest.raises(ProvtagError, match="no model there"):
        make_task(suggestions.OPEN_SUGGESTIONS, tmp_path, LIMITS)
    with pytest.raises(ProvtagError, match="cannot be opened"):
        make_server(make_task("doccano_samples:nothing", None, LIMITS), "127.0.0.1", 0, 1)
