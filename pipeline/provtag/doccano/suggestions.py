"""The web service behind doccano's auto-labelling menu: a text in, categories and spans out."""

from __future__ import annotations

import io
import ipaddress
import json
import socket
import time
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import wait
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from provtag.annotation.label_types import LabelTypes
from provtag.doccano.deadline import DeadlineReader
from provtag.schema import Clause, ProvtagError
from provtag.tagging.pool import WorkerPool
from provtag.tagging.worker import Answer, DocumentLimits, Task, WorkerLostError

if TYPE_CHECKING:
    from provtag.tagging.tagger import Tagger

OPEN_SUGGESTIONS = "provtag.doccano.suggestions:open_suggestions"
MAX_DROPPED_BYTES = 1 << 24
MAX_BYTES = 1_000_000
REQUEST_SECONDS = 30  # to send a request, and to wait for a worker
LIMITS = DocumentLimits(processor_seconds=10, memory_mb=2048, seconds=20)


def open_suggestions(model: str | None) -> Answer:
    """Return the work of a worker: the labels of a text, as JSON."""
    from provtag.tagging.tagger import Tagger

    if model is None:
        raise ProvtagError("labels need a model")
    tagger, types = Tagger.load(Path(model)), LabelTypes.load()
    return lambda request: json.dumps(labels_of(request["text"], tagger, types)).encode()


def labels_of(text: str, tagger: Tagger, types: LabelTypes) -> dict[str, Any]:
    """Return the ``categories`` and ``spans`` of a text, taken as one clause, under the names they have in doccano."""
    clause = Clause("", "", "", "", (), text, 0, len(text))
    [tagged] = tagger.tag_clauses([clause])
    return {
        "categories": [{"label": types.actions[action].name} for action in tagged.actions.action_types],
        "spans": [
            {"label": types.roles[mention.role].name, "start_offset": mention.start, "end_offset": mention.end}
            for mention in tagged.agencies
        ],
    }


def make_server(task: Task, host: str, port: int, workers: int) -> SuggestionServer:
    """Return the web server, bound and ready for ``serve_forever``; port 0 takes a free one.

    Raises ProvtagError where the port is taken or the model cannot be opened.
    """
    try:
        server = SuggestionServer((host, port), _Handler)
    except OSError as error:
        raise ProvtagError(f"{host}:{port}: cannot serve there ({error.strerror}); choose another --port") from None
    try:
        server.pool = WorkerPool(task, workers)
    except ProvtagError:
        server.server_close()
        raise
    return server


class SuggestionServer(ThreadingHTTPServer):
    """A thread a request, each waiting for one of a few workers."""

    request_queue_size = 128  # as many as may ask at the same moment
    pool: WorkerPool | None = None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about connections that broke off."""

    def server_close(self) -> None:
        """Free the port and end the workers."""
        super().server_close()
        if self.pool:
            self.pool.close()


class _Handler(BaseHTTPRequestHandler):
    server: SuggestionServer
    timeout = REQUEST_SECONDS

    def setup(self) -> None:
        super().setup()
        self.rfile = io.BufferedReader(DeadlineReader(self.connection, time.monotonic() + REQUEST_SECONDS))

    def do_POST(self) -> None:
        if not self._is_meant_for_us():
            return self._answer(HTTPStatus.FORBIDDEN, _fault("asked from a web page, or under a name that is not this server's"))
        try:
            text = self._text()
        except (ValueError, RecursionError):
            return self._answer(HTTPStatus.BAD_REQUEST, _fault(f'send {{"text": "..."}}, at most {MAX_BYTES} bytes of JSON'))
        assert self.server.pool is not None
        try:
            self._answer(HTTPStatus.OK, self.server.pool.ask({"text": text}, REQUEST_SECONDS, self._has_left))
        except (WorkerLostError, ProvtagError) as error:
            self._answer(HTTPStatus.SERVICE_UNAVAILABLE, _fault(f"no labels: {error}"))

    def log_message(self, format: str, *arguments: Any) -> None:
        """Keep quiet: texts are nobody's business but the annotators'."""

    def _is_meant_for_us(self) -> bool:
        """Tell whether a program asks, and not a web page that made a browser believe that its own server is here."""
        hosts, origin = self.headers.get_all("Host", []), self.headers.get("Origin")
        if len(hosts) > 1 or (origin is not None and origin not in [f"http://{host}" for host in hosts]):
            return False
        return all(map(self._is_our_name, hosts))

    def _is_our_name(self, host: str) -> bool:
        """Tell whether ``host`` is an address or a name of the local network: those that no stranger's name service gives out."""
        try:
            name = urlsplit(f"//{host}").hostname or ""
            if "." not in name and ":" not in name:
                return bool(name)
            if name in (self.server.server_address[0], socket.gethostname().lower(), self.server.server_name.lower()):
                return True
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True

    def _text(self) -> str:
        """Return the text of the request; raises ValueError or RecursionError where it holds none."""
        length = self.headers.get("Content-Length") or ""
        if not length.isascii() or not length.isdigit() or not 0 < int(length) <= MAX_BYTES:
            self._drop(int(length) if length.isascii() and length.isdigit() else 0)
            raise ValueError("no length")
        body = json.loads(self.rfile.read(int(length)))
        text = body.get("text") if isinstance(body, dict) else None
        if not isinstance(text, str):
            raise ValueError("no text")
        text.encode()  # half surrogates are no text
        return text

    def _drop(self, length: int) -> None:
        """Read a body that is too long and drop it: a client that still sends would not see the answer. One much too long is cut
        off."""
        left = length if length <= MAX_DROPPED_BYTES else 0
        with suppress(OSError):
            while left and (piece := self.rfile.read(min(left, MAX_BYTES))):
                left -= len(piece)

    def _has_left(self) -> bool:
        try:
            return bool(wait([self.connection], 0)) and self.connection.recv(1, socket.MSG_PEEK) == b""
        except OSError:
            return True

    def _answer(self, status: HTTPStatus, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _fault(what: str) -> bytes:
    return json.dumps({"error": what}).encode()
