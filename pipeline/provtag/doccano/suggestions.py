"""The web service behind doccano's auto-labelling menu: a text in, categories and spans out."""

from __future__ import annotations

import json
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

from provtag.annotation.label_types import LabelTypes
from provtag.schema import Clause, ProvtagError

if TYPE_CHECKING:
    from provtag.tagging.tagger import Tagger

MAX_BYTES = 1_000_000
REQUEST_SECONDS = 30


def make_server(tagger: Tagger, types: LabelTypes, host: str, port: int) -> ThreadingHTTPServer:
    """Return the web server, bound and ready for ``serve_forever``; port 0 takes a free one."""

    class Handler(BaseHTTPRequestHandler):
        timeout = REQUEST_SECONDS

        def do_POST(self) -> None:
            try:
                text = self._text()
            except ValueError as error:
                self._answer(HTTPStatus.BAD_REQUEST, {"error": str(error)})
                return
            self._answer(HTTPStatus.OK, labels_of(text, tagger, types))

        def log_message(self, format: str, *arguments: Any) -> None:
            """Keep quiet: texts are nobody's business but the annotators'."""

        def _text(self) -> str:
            length = int(self.headers.get("Content-Length") or 0)
            if not 0 < length <= MAX_BYTES:
                raise ValueError(f"send a JSON object of at most {MAX_BYTES} bytes")
            body = json.loads(self.rfile.read(length))
            text = body.get("text") if isinstance(body, dict) else None
            if not isinstance(text, str):
                raise ValueError('send {"text": "..."}')
            return text

        def _answer(self, status: HTTPStatus, value: dict[str, Any]) -> None:
            body = json.dumps(value, ensure_ascii=False).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    try:
        return ThreadingHTTPServer((host, port), Handler)
    except OSError as error:
        raise ProvtagError(f"{host}:{port}: cannot serve there ({error.strerror}); choose another --port") from None


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
