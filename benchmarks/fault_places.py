"""Where a fault is tried: a copy of its inputs, the command, a server that answers as it is told, the service."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

SECONDS = 120


@dataclass(frozen=True)
class Done:
    """A command that has ended."""

    code: int
    said: str
    out: Path

    def rows(self, name: str) -> list[dict[str, Any]]:
        """Return the rows of an output file of JSON lines."""
        path = self.out / name
        return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []

    def warnings(self) -> dict[str, list[str]]:
        """Return the health warnings of each document by its file name."""
        return {Path(row["source"]).name: row["health"]["warnings"] for row in self.rows("documents.jsonl")}


class Place:
    """A writable copy of the inputs of one fault."""

    def __init__(self, fault: Path, scratch: Path) -> None:
        self.scratch = scratch
        self.folder = scratch / "in"
        shutil.copytree(fault, self.folder, copy_function=shutil.copyfile)
        for path in [self.folder, *self.folder.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        (self.folder / "expected.txt").unlink()
        self.runs = 0

    def files(self) -> list[Path]:
        return sorted(path for path in self.folder.iterdir() if path.is_file() and path.suffix not in (".sh", ".py"))

    def run(self, command: str, *arguments: object, out: Path | None = None, limit: int | None = None) -> Done:
        """Run ``provtag COMMAND ARGUMENTS --out OUT``; no file may grow beyond ``limit`` bytes."""
        self.runs += 1
        out = out or self.scratch / f"out{self.runs}"
        done = subprocess.run(
            [sys.executable, "-m", "provtag.cli", command, *map(str, arguments), "--out", str(out)],
            capture_output=True, text=True, errors="replace", check=False, timeout=SECONDS, cwd=self.folder,
            preexec_fn=None if limit is None else lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
        )  # fmt: skip
        assert "Traceback" not in done.stderr, "a traceback"
        return Done(done.returncode, done.stderr, out)


@contextmanager
def answering(answer: Callable[[BaseHTTPRequestHandler], tuple[int, dict[str, str], bytes]]) -> Iterator[tuple[str, list[str]]]:
    """A server that answers every request as ``answer`` says; gives its address and the paths asked for."""
    paths: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.rfile.read(int(self.headers.get("Content-Length") or 0))
            status, headers, body = answer(self)
            self.send_response(status)
            for name, value in {"Content-Type": "application/json", "Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815

        def log_message(self, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}", paths
        finally:
            server.shutdown()


@contextmanager
def serving() -> Iterator[str]:
    """The service for doccano's menu."""
    process = subprocess.Popen([sys.executable, "-m", "provtag.cli", "serve", "--port", "0"], stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    try:
        line = process.stderr.readline()
        found = re.search(r"http://\S+", line)
        assert found, f"serve does not start: {line}"
        yield found[0]
    finally:
        process.terminate()
        process.wait()
