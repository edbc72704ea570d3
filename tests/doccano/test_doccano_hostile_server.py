"""A server that is none, or means harm: nothing of ours goes elsewhere, nothing it says is shown unguarded, everything ends."""

from __future__ import annotations

import http.server
import io
import json
import threading
import time
import traceback
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from doccano_samples import SOON, free_port

from provtag import terminal
from provtag.cli import main
from provtag.doccano import client, session
from provtag.doccano.client import Doccano
from provtag.doccano.credentials import Credentials
from provtag.schema import ProvtagError

SECRET = "hunter2-very-secret"
JSON = "application/json"


class Answer(http.server.BaseHTTPRequestHandler):
    """Answers as the test says: ``routes`` maps the end of a path to a function of the handler."""

    routes: dict[str, Callable[[Answer], None]]
    seen: list[tuple[str, bytes]]

    def answer(self, body: object, status: int = 200, kind: str = JSON, reason: str | None = None, **headers: str) -> None:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status, reason)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(data)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        self.seen.append((self.path, body))
        path = self.path.split("?")[0]
        for end, route in self.routes.items():
            if path.endswith(end):
                return route(self)
        return self.answer({"key": "token"})

    do_POST = do_PATCH = do_GET  # noqa: N815

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@contextmanager
def serving(**routes: Callable[[Answer], None]) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """Give the address of a server, and what it was sent; a name of a route is the end of a path, "_" for "/"."""
    by_path = {name.replace("_", "/"): route for name, route in routes.items()}
    handler = type("Handler", (Answer,), {"routes": by_path, "seen": []})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as running:
        running.handle_error = lambda *arguments: None  # type: ignore[method-assign]
        threading.Thread(target=running.serve_forever, args=(SOON,), daemon=True).start()
        try:
            yield f"http://127.0.0.1:{running.server_port}", handler.seen
        finally:
            running.shutdown()


def login(url: str) -> Doccano:
    return Doccano(url, Credentials("admin", SECRET))


def told(call: Callable[[], object]) -> str:
    """Return the one line of the fault that ``call`` raises, which may not hold the password, nor may its traceback."""
    with pytest.raises(ProvtagError) as fault:
        call()
    assert SECRET not in "".join(traceback.format_exception(fault.value, chain=True))
    assert len(str(fault.value).splitlines()) == 1
    return str(fault.value)


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize("same_host", [False, True])
def test_a_login_sent_elsewhere_is_refused(status: int, same_host: bool) -> None:
    with serving() as (thief, seen):
        other = thief if same_host else thief.replace("127.0.0.1", "localhost")
        with serving(login_=lambda it: it.answer(b"", status, Location=f"{other}/steal")) as (url, _):
            assert "sends requests on to another server" in told(lambda: login(url))
        assert seen == []


def test_a_later_request_sent_elsewhere_is_refused() -> None:
    with (
        serving() as (thief, seen),
        serving(examples=lambda it: it.answer(b"", 302, Location=f"{thief}/x")) as (url, _),
    ):
        assert "sends requests on to another server" in told(lambda: login(url).examples(1))
        assert seen == []


def test_a_redirect_on_the_same_server_is_followed() -> None:
    def onward(it: Answer) -> None:
        it.answer(b"", 307, Location="/v1/auth/other/")

    with serving(login_=onward) as (url, seen):
        login(url)
    assert [path for path, _ in seen] == ["/v1/auth/login/", "/v1/auth/other/"]
    assert json.loads(seen[1][1])["password"] == SECRET


@pytest.mark.parametrize("body", [b"<html>", b'{"key": 1}', b"[]", b"", b"[" * 100_000])
def test_a_login_answered_by_something_else_is_no_success(body: bytes) -> None:
    kind = "text/html" if body.startswith((b"<", b"{")) else JSON
    with serving(login_=lambda it: it.answer(body, kind=kind)) as (url, _):
        assert "not the answer of a doccano server" in told(lambda: login(url))


def test_nothing_a_server_says_shows_the_password() -> None:
    refused = {"ready": True, "error": {"text": f"no {SECRET}"}, "result": None}
    failed = {"ready": True, "error": None, "result": {"error": [SECRET]}}
    with serving(login_=lambda it: it.answer({"detail": SECRET}, 500, reason=SECRET)) as (url, _):
        assert "status 500" in told(lambda: login(url))
    with serving(status_1=lambda it: it.answer(refused), status_2=lambda it: it.answer(failed)) as (url, _):
        server = login(url)
        assert "a task failed on the server" in told(lambda: server._finished("1"))
        assert SECRET not in server.told(server._finished("2"))
        assert server.told('a quotation "mark"\nand more') == 'a quotation "mark" and more'


def example(number: int, **other: object) -> dict[str, object]:
    return {"id": number, "text": "甲", "meta": {}, "score": 100.0} | other


@pytest.mark.parametrize(
    "answer",
    [
        {"results": "no", "count": 1},
        {"results": [1], "count": 1},
        {"results": [example(1, meta=None)], "count": 1},
        {"results": [{"id": 1}], "count": 1},
        {"results": [example(1)], "count": "many"},
        {"count": 0},
        [],
        None,
        "text",
        b"[" * 100_000,
        b"{",
    ],
)
def test_odd_examples_are_one_line(answer: object) -> None:
    with serving(examples=lambda it: it.answer(answer)) as (url, _):
        assert "not the answer of a doccano server" in told(lambda: login(url).examples(1))


def test_endless_pages_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_EXAMPLES", 50)
    page = {"results": [example(number) for number in range(20)], "count": 10**9}
    with serving(examples=lambda it: it.answer(page)) as (url, seen):
        assert "not the answer of a doccano server" in told(lambda: login(url).examples(1))
        assert len(seen) < 10


def test_pages_that_lead_on_for_ever_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "CALL_SECONDS", 1)
    with serving(projects=lambda it: it.answer({"results": [], "next": "projects"})) as (url, _):
        began = time.monotonic()
        assert "did not answer in time" in told(lambda: login(url).projects())
        assert time.monotonic() - began < 5


@pytest.mark.parametrize("part", ["head", "body"])
def test_a_server_that_sends_byte_by_byte_times_out(part: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "REQUEST_SECONDS", (1, 1))

    def drip(it: Answer) -> None:
        it.wfile.write(b"HTTP/1.1 200 OK\r\n")
        if part == "body":
            it.wfile.write(b"Content-Type: application/json\r\nContent-Length: 1000000\r\n\r\n")
        for _ in range(100):
            it.wfile.write(b"a")
            time.sleep(0.1)

    with serving(examples=drip) as (url, _):
        server = login(url)
        began = time.monotonic()
        assert "did not answer in time" in told(lambda: server.examples(1))
        assert time.monotonic() - began < 4


def test_an_answer_without_end_is_cut_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "MOST_BYTES", 1_000_000)

    def pour(it: Answer) -> None:
        it.send_response(200)
        it.end_headers()
        while True:
            it.wfile.write(b" " * 100_000)

    with serving(examples=pour) as (url, _):
        assert "too large" in told(lambda: login(url).examples(1))


def test_a_connection_broken_off_is_one_line() -> None:
    def broken(it: Answer) -> None:
        it.send_response(200)
        it.send_header("Content-Length", "100")
        it.end_headers()
        it.wfile.write(b"{")

    with serving(examples=broken) as (url, _):
        server = login(url)
        assert url in told(lambda: server.examples(1))
    assert "no doccano server answers" in told(lambda: login(f"http://127.0.0.1:{free_port()}"))


@pytest.mark.parametrize("row", ["[]", '{"id": 1}', '{"id": 1, "text": "a", "cats": null, "entities": []}', "[" * 100_000])
def test_odd_exports_are_one_line(row: str) -> None:
    assert "export cannot be read" in told(lambda: unpacked({"alice.jsonl": row}))


def test_an_export_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "MOST_UNPACKED", 1_000)
    assert "export cannot be read" in told(lambda: unpacked({"alice.jsonl": " " * 1_001}))


def unpacked(members: dict[str, str]) -> object:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as files:
        for name, text in members.items():
            files.writestr(name, text)
    unconnected = Doccano.__new__(Doccano)
    unconnected.url = "http://doccano.example"
    return unconnected._unpacked(archive.getvalue())


def test_an_export_that_is_none_is_one_line() -> None:
    def download(it: Answer) -> None:
        it.answer(
            {"task_id": "1"} if it.command == "POST" else b"PK\3\4 and no more",
            kind=JSON if it.command == "POST" else "application/zip",
        )

    ready = {"ready": True, "error": None, "result": None}
    with serving(download=download, status_1=lambda it: it.answer(ready)) as (url, _):
        assert "export cannot be read" in told(lambda: login(url).export(1, confirmed_only=True))


def test_a_name_on_the_server_that_holds_the_password_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(terminal, "_secrets", set())
    project = {"id": 1, "name": f"round · {SECRET}\x1b[31m", "project_type": "SequenceLabeling", "resourcetype": "x"}
    named = project | {"description": "x", "guideline": "", "tags": [], "users": [], "created_at": "2026-01-01T00:00:00Z"}
    with serving(projects=lambda it: it.answer({"count": 1, "next": None, "results": [named]})) as (url, _):
        for name, value in {"URL": url, "USERNAME": "admin", "PASSWORD": SECRET}.items():
            monkeypatch.setenv(f"DOCCANO_{name}", value)
        assert main(["doccano", "status", "--project", "round"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "round · …" in line
    assert SECRET not in line
    assert "\x1b" not in line
