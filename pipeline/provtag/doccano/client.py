"""The calls on a doccano server: doccano-client with time-outs, faults as one clear line, and what the client lacks."""

from __future__ import annotations

import importlib
import io
import json
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.util.retry import Retry

from provtag.doccano.credentials import Credentials
from provtag.files import json_line
from provtag.schema import ProvtagError

Row = dict[str, Any]

PROJECT_TYPE = "IntentDetectionAndSlotFilling"
REQUEST_SECONDS = (10, 120)  # to connect, to answer
TASK_SECONDS = 300
PAGE = 500
IMPORT_ROWS = 1000  # the server reads a file in batches of this size


def load_client() -> Any:
    """Return the class DoccanoClient.

    doccano-client 1.2.8 speaks pydantic 1, which pydantic 2 carries along as ``pydantic.v1``: while the client is imported
    ``pydantic`` and its submodules name those of ``pydantic.v1``; right after, everything is as it was.
    """
    if "doccano_client" not in sys.modules:
        importlib.import_module("pydantic.v1.schema")  # the one part that pydantic.v1 imports late
        old = {name: module for name, module in sys.modules.items() if f"{name}.".startswith("pydantic.v1.")}
        aliases = {name.replace("pydantic.v1", "pydantic", 1): module for name, module in old.items()}
        kept = {name: sys.modules[name] for name in aliases if name in sys.modules}
        sys.modules.update(aliases)
        try:
            importlib.import_module("doccano_client")
        finally:
            for name in aliases:
                del sys.modules[name]
            sys.modules.update(kept)
    return sys.modules["doccano_client"].DoccanoClient


class _TimedAdapter(HTTPAdapter):
    """Gives every request a time-out, and tries again where the connection was never made (a restarting server)."""

    def __init__(self) -> None:
        super().__init__(max_retries=Retry(total=3, connect=3, read=0, redirect=3, status=0, backoff_factor=0.5))

    def send(self, request: requests.PreparedRequest, *args: Any, **settings: Any) -> requests.Response:
        settings["timeout"] = settings.get("timeout") or REQUEST_SECONDS
        return super().send(request, *args, **settings)


class Doccano:
    """A session of one user on one server; every method raises ProvtagError with one line where the server fails."""

    def __init__(self, url: str, credentials: Credentials) -> None:
        self.url = url
        self.username = credentials.username
        self._client = load_client()(url)
        self._http = self._client._base_repository
        for scheme in ("http://", "https://"):
            self._http._session.mount(scheme, _TimedAdapter())
        with self._clear_faults(
            refused=f"wrong user or password for {self.username}; check DOCCANO_USERNAME and DOCCANO_PASSWORD"
        ):
            self._client.login(credentials.username, credentials.password)

    def projects(self) -> list[Any]:
        """Return the projects this user is a member of."""
        with self._clear_faults():
            return list(self._client.list_projects())

    def create_project(self, name: str, description: str, guideline: str, shared_labels: bool) -> Any:
        """Create a project; ``shared_labels``: all its members see and edit one set of labels."""
        with self._clear_faults(refused=f"{self.username} may not create projects; use an admin's account"):
            return self._client.create_project(name, PROJECT_TYPE, description, guideline, collaborative_annotation=shared_labels)

    def label_types(self, project: int, kind: str) -> list[Any]:
        """Return the label types of a project; ``kind`` is "category" or "span"."""
        with self._clear_faults():
            return list(self._client.list_label_types(project, kind))

    def create_label_type(self, project: int, kind: str, name: str, color: str, shortcut: str) -> None:
        """Create a label type."""
        with self._clear_faults():
            self._client.create_label_type(project, kind, name, suffix_key=shortcut, color=color)

    def usernames(self) -> set[str]:
        """Return all users of the server."""
        with self._clear_faults(refused=f"{self.username} may not list users; use an admin's account"):
            return {user["username"] for user in self._http.get("users").json()}

    def members(self, project: int) -> list[Any]:
        """Return the members of a project (``user``, ``username``, ``rolename``)."""
        with self._clear_faults():
            return list(self._client.list_members(project))

    def add_annotator(self, project: int, username: str) -> None:
        """Make a user an annotator of a project."""
        with self._clear_faults():
            self._client.add_member(project, username, "annotator")

    def examples(self, project: int) -> list[Row]:
        """Return the examples of a project, oldest first, as the server gives them."""
        found: list[Row] = []
        with self._clear_faults():
            while True:
                # The client asks for pages of five.
                query = {"limit": PAGE, "offset": len(found), "ordering": "created_at"}
                answer = self._http.get(f"projects/{project}/examples", params=query).json()
                found += answer["results"]
                if not answer["results"] or len(found) >= answer["count"]:
                    return found

    def delete_examples(self, project: int, examples: Sequence[int]) -> None:
        """Delete examples (never all: the server takes an empty list for that)."""
        if examples:
            with self._clear_faults():
                self._client.bulk_delete_examples(project, list(examples))

    def set_score(self, project: int, example: int, score: float) -> None:
        """Set the priority of an example. The client's own update would send the text, and the server strips that."""
        with self._clear_faults():
            url = f"{self._http.api_url}/projects/{project}/examples/{example}"
            answer = self._http._session.patch(url, json={"score": score})
            answer.raise_for_status()

    def add_category(self, project: int, example: int, label: int) -> None:
        """Add a category to an example as this user."""
        with self._clear_faults():
            self._http.post(f"projects/{project}/examples/{example}/categories", json={"label": label})

    def add_span(self, project: int, example: int, start: int, end: int, label: int) -> None:
        """Add a span to an example as this user."""
        with self._clear_faults():
            row = {"label": label, "start_offset": start, "end_offset": end}
            self._http.post(f"projects/{project}/examples/{example}/spans", json=row)

    def import_rows(self, project: int, rows: Sequence[Row]) -> None:
        """Import rows as examples with labels of this user; raises ProvtagError where the server reports a fault in any."""
        for first in range(0, len(rows), IMPORT_ROWS):
            with tempfile.TemporaryDirectory() as folder, self._clear_faults():
                path = Path(folder) / "clauses.jsonl"
                # ASCII only: the server guesses the encoding, and guesses Chinese wrong.
                lines = (json.dumps(row, ensure_ascii=True) + "\n" for row in rows[first : first + IMPORT_ROWS])
                path.write_text("".join(lines), encoding="ascii")
                repository = self._client._data_import_repository
                upload = repository.upload(str(path))
                task = repository.ingest(project, [upload], PROJECT_TYPE, "JSONL", column_data="text", column_label="label")
            result = self._finished(task)
            faults = result.get("error") if isinstance(result, dict) else result
            if faults:
                raise ProvtagError(f"{self.url}: doccano could not import all clauses ({_one_line(faults)}); run push again")

    def export(self, project: int, confirmed_only: bool) -> dict[str, list[Row]]:
        """Return the exported rows by file stem: an annotator's name, or "all" in a project with shared labels."""
        with self._clear_faults():
            body = {"format": "JSONL", "exportApproved": confirmed_only}
            task = self._http.post(f"projects/{project}/download", json=body).json()["task_id"]
        self._finished(task)
        with self._clear_faults():
            archive = self._http.get(f"projects/{project}/download", params={"taskId": task}).content
        return self._unpacked(archive)

    def has_assignments(self, project: int) -> bool:
        """Tell whether this server shows annotators only what is assigned to them (doccano 1.8.5 and later)."""
        with self._clear_faults():
            answer = self._http._session.get(f"{self._http.api_url}/projects/{project}/assignments")
            # Older servers answer unknown addresses with the page of the browser application.
            return answer.ok and "json" in answer.headers.get("content-type", "")

    def assign(self, project: int, example: int, user: int) -> None:
        """Assign an example to a user (doccano 1.8.5 and later)."""
        with self._clear_faults():
            self._http.post(f"projects/{project}/assignments", json={"example": example, "assignee": user})

    def _finished(self, task: str) -> Any:
        """Wait for a task of the server and return its result; a failed task raises ProvtagError."""
        deadline = time.monotonic() + TASK_SECONDS
        pause = 0.1
        while True:
            with self._clear_faults():
                status = self._http.get(f"tasks/status/{task}").json()
            if status["ready"]:
                break
            if time.monotonic() > deadline:
                raise ProvtagError(f"{self.url}: its task worker does not answer; start `doccano task` there and run this again")
            time.sleep(pause)
            pause = min(2 * pause, 1.0)
        if status["error"]:
            raise ProvtagError(
                f"{self.url}: a task failed on the server ({_one_line(status['error'])}); see its log, run this again"
            )
        return status["result"]

    def _unpacked(self, archive: bytes) -> dict[str, list[Row]]:
        """Read an export archive in memory: neither its name nor the names inside it become paths."""
        try:
            with zipfile.ZipFile(io.BytesIO(archive)) as files:
                return {
                    name.removesuffix(".jsonl"): [json.loads(line) for line in files.read(name).decode().split("\n") if line]
                    for name in files.namelist()
                    if name.endswith(".jsonl")
                }
        except (zipfile.BadZipFile, ValueError) as error:
            raise ProvtagError(f"{self.url}: the export cannot be read ({_one_line(error)}); run this again") from None

    @contextmanager
    def _clear_faults(self, refused: str = "") -> Iterator[None]:
        """Turn every fault of a request into one line without traceback, body or headers."""
        try:
            yield
        except requests.HTTPError as error:
            if "json" not in error.response.headers.get("content-type", ""):
                what = f"not the answer of a doccano server (status {error.response.status_code}); check DOCCANO_URL"
                raise ProvtagError(f"{self.url}: {what}") from None
            if refused and error.response.status_code in (400, 401, 403):
                raise ProvtagError(f"{self.url}: {refused}") from None
            raise ProvtagError(f"{self.url}: the server refused a request ({_one_line(error)})") from None
        except requests.JSONDecodeError:
            raise ProvtagError(f"{self.url}: not the answer of a doccano server; check DOCCANO_URL") from None
        except requests.exceptions.SSLError:
            raise ProvtagError(f"{self.url}: its TLS certificate is not trusted; name its CA in REQUESTS_CA_BUNDLE") from None
        except requests.Timeout:
            raise ProvtagError(f"{self.url}: the server did not answer in time; run this again, finished work is kept") from None
        except requests.RequestException:
            raise ProvtagError(
                f"{self.url}: no doccano server answers; start it and run this again, finished work is kept"
            ) from None
        except (KeyError, TypeError, ValueError) as error:
            raise ProvtagError(
                f"{self.url}: not the answer of a doccano server ({_one_line(error)}); check DOCCANO_URL"
            ) from None


def _one_line(value: object) -> str:
    text = value if isinstance(value, str) else json_line(value) if isinstance(value, dict) else str(value)
    return " ".join(text.split())[:200]
