"""The calls on a doccano server: doccano-client with time-outs, faults as one clear line, and what the client lacks."""

from __future__ import annotations

import importlib
import io
import json
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import requests

from provtag.doccano.credentials import Credentials
from provtag.doccano.session import ElsewhereError, Session, TooLargeError, WebPageError
from provtag.schema import ProvtagError

Row = dict[str, Any]
Fields = dict[str, type | tuple[type, ...]]

PROJECT_TYPE = "IntentDetectionAndSlotFilling"
CALL_SECONDS = 600  # for all requests of one call
TASK_SECONDS = 300
PAGE = 500
MOST_EXAMPLES = 1_000_000
MOST_UNPACKED = 1 << 30  # bytes of an export
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


class Doccano:
    """A session of one user on one server; every method raises ProvtagError with one line where the server fails."""

    def __init__(self, url: str, credentials: Credentials) -> None:
        self.url = url
        self.username = credentials.username
        self._client = load_client()(url)
        self._http = self._client._base_repository
        self._password = credentials.password
        self._session = Session(url)
        self._session.headers.update(self._http._session.headers)
        self._http._session = self._session
        with self._clear_faults(
            refused=f"wrong user or password for {self.username}; check DOCCANO_USERNAME and DOCCANO_PASSWORD"
        ):
            # The client's own login takes any page for a success.
            body = {"username": credentials.username, "password": credentials.password}
            _object(self._http.post("auth/login/", json=body).json())
            self._session.headers["X-CSRFToken"] = self._session.cookies.get("csrftoken") or ""

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
                page = [_checked(row, EXAMPLE) for row in _list(answer["results"])]
                found += page
                if not page or len(found) >= answer["count"]:
                    return found
                if len(found) > MOST_EXAMPLES:
                    raise ValueError("more examples than a project has")

    def delete_examples(self, project: int, examples: Sequence[int]) -> None:
        """Delete examples (never all: the server takes an empty list for that)."""
        if examples:
            with self._clear_faults():
                self._client.bulk_delete_examples(project, list(examples))

    def set_score(self, project: int, example: int, score: float) -> None:
        """Set the priority of an example. The client's own update would send the text, and the server strips that."""
        with self._clear_faults():
            url = f"{self._http.api_url}/projects/{project}/examples/{example}"
            answer = self._session.patch(url, json={"score": score})
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
                raise ProvtagError(f"{self.url}: doccano could not import all clauses ({self.told(faults)}); run push again")

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
            try:
                answer = self._session.get(f"{self._http.api_url}/projects/{project}/assignments")
            except WebPageError:  # older servers answer unknown addresses with the page of the browser application
                return False
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
                ready, error, result = (status[key] for key in ("ready", "error", "result"))
            if ready:
                break
            if time.monotonic() > deadline:
                raise ProvtagError(f"{self.url}: its task worker does not answer; start `doccano task` there and run this again")
            time.sleep(pause)
            pause = min(2 * pause, 1.0)
        if error:
            raise ProvtagError(f"{self.url}: a task failed on the server ({self.told(error)}); see its log, run this again")
        return result

    def told(self, value: object) -> str:
        """Return what the server says as one short line, without the password, should it hold that."""
        text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        if self._password:
            text = text.replace(self._password, "…").replace(json.dumps(self._password)[1:-1], "…")
        return " ".join(text.split())[:200]

    def _unpacked(self, archive: bytes) -> dict[str, list[Row]]:
        """Read an export archive in memory: neither its name nor the names inside it become paths."""
        try:
            with zipfile.ZipFile(io.BytesIO(archive)) as files:
                if sum(member.file_size for member in files.infolist()) > MOST_UNPACKED:
                    raise ValueError("too large")
                return {
                    name.removesuffix(".jsonl"): [
                        _checked(json.loads(line), EXPORTED) for line in files.read(name).decode().split("\n") if line
                    ]
                    for name in files.namelist()
                    if name.endswith(".jsonl")
                }
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, TypeError, ValueError, KeyError, EOFError):
            raise ProvtagError(f"{self.url}: the export cannot be read; run this again") from None

    @contextmanager
    def _clear_faults(self, refused: str = "") -> Iterator[None]:
        """Turn every fault of the requests of one call into one line, which holds nothing that the server sent but a status."""
        self._session.until = time.monotonic() + CALL_SECONDS
        no_doccano = f"{self.url}: not the answer of a doccano server"
        try:
            yield
        except requests.HTTPError as error:
            status = error.response.status_code
            if "json" not in error.response.headers.get("content-type", ""):
                raise ProvtagError(f"{no_doccano} (status {status}); check DOCCANO_URL") from None
            if refused and status in (400, 401, 403):
                raise ProvtagError(f"{self.url}: {refused}") from None
            raise ProvtagError(f"{self.url}: the server refused a request (status {status})") from None
        except ElsewhereError:
            what = "sends requests on to another server, which gets nothing from us"
            raise ProvtagError(f"{self.url}: {what}; set DOCCANO_URL to the address where doccano is") from None
        except TooLargeError:
            raise ProvtagError(f"{no_doccano} (too large); check DOCCANO_URL") from None
        except requests.exceptions.SSLError:
            raise ProvtagError(f"{self.url}: its TLS certificate is not trusted; name its CA in REQUESTS_CA_BUNDLE") from None
        except requests.Timeout:
            raise ProvtagError(f"{self.url}: the server did not answer in time; run this again, finished work is kept") from None
        except (WebPageError, requests.JSONDecodeError, requests.TooManyRedirects):
            raise ProvtagError(f"{no_doccano}; check DOCCANO_URL") from None
        except requests.RequestException:
            raise ProvtagError(
                f"{self.url}: no doccano server answers; start it and run this again, finished work is kept"
            ) from None
        except (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError):
            raise ProvtagError(f"{no_doccano}; check DOCCANO_URL") from None


EXAMPLE: Fields = {"id": int, "text": str, "meta": dict, "score": (int, float)}
EXPORTED: Fields = {"id": int, "text": str, "cats": list, "entities": list}


def _checked(row: Any, fields: Fields) -> Row:
    """Return ``row`` where it is an object with ``fields``; raises ValueError otherwise."""
    for name, kind in fields.items():
        if not isinstance(_object(row).get(name), kind):
            raise ValueError(f"no {name}")
    return row


def _object(value: Any) -> Row:
    if not isinstance(value, dict):
        raise ValueError("no object")
    return value


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise ValueError("no list")
    return value
