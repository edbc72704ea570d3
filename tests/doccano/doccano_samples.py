"""What the tests on a real doccano server share: users, a stand-in model, and an annotator at work."""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterable, Sequence
from itertools import count
from pathlib import Path
from typing import Any

import requests

from provtag.agencies.model import AgencyModel
from provtag.annotation.label_types import LabelTypes
from provtag.doccano.credentials import Credentials
from provtag.doccano.suggestions import labels_of
from provtag.labels import CLAUSE, label_row
from provtag.schema import ActionScores, ActionType, AgencyMention, Clause, Document, Label, Role, TaggedClause
from provtag.tagging.worker import Answer

WORDS = {"宣传": ActionType.PUBLICITY, "打击": ActionType.CRACKDOWN, "救助": ActionType.RESCUE, "排查": ActionType.PREVENTION}
PASSWORDS = {"admin": "admin-secret-4711", "alice": "alice-secret-4711", "bob": "bob-secret-4711", "carol": "carol-secret-4711"}
# Where workers find the agencies of the stand-in.
AGENCIES = "STAND_IN_AGENCIES"
numbers = count(1)
# How often, in seconds, a server of Python's own looks whether it is to end.
SOON = 0.01


def credentials(user: str) -> Credentials:
    return Credentials(user, PASSWORDS[user])


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class KeywordTagger:
    """Stands in for the trained action types: one word, one type. Agencies are the real recogniser's."""

    def __init__(self, agencies: AgencyModel) -> None:
        self.recogniser = agencies.recogniser

    def names(self) -> dict[str, str]:
        return {"p_hotels": "旅馆查验"}

    def tag(self, document: Document) -> list[TaggedClause]:
        return self.tag_clauses(document.clauses)

    def tag_clauses(self, clauses: Sequence[Clause]) -> list[TaggedClause]:
        return [self._tagged(clause) for clause in clauses]

    def _tagged(self, clause: Clause) -> TaggedClause:
        found = {action for word, action in WORDS.items() if word in clause.text}
        scores = {action: 0.9 if action in found else 0.5 if "加强" in clause.text else 0.1 for action in ActionType}
        mentions = tuple(
            AgencyMention(item.text, item.start + clause.start, item.end + clause.start, item.role, item.agency_id)
            for item in self.recogniser.in_clause(clause.text)
        )
        reasons = ("unlike_training",) if "跨国" in clause.text else ()
        actions = ActionScores(scores, tuple(action for action in ActionType if action in found), review_reasons=reasons)
        return TaggedClause(clause, actions, mentions)


def open_suggestions(model: str | None) -> Answer:
    """Return the work of a worker that labels with words; a text may say what the worker is to do to itself."""
    tagger, types = KeywordTagger(AgencyModel.load(Path(os.environ[AGENCIES]))), LabelTypes.load()

    def answer(request: dict[str, Any]) -> bytes:
        if request["text"] == "exit":
            os._exit(3)
        while request["text"] == "loop":
            pass
        if request["text"].startswith("sleep"):
            time.sleep(0.2)
        return json.dumps(labels_of(request["text"], tagger, types)).encode()

    return answer


def label(number: int, text: str, actions: Sequence[str] = (), agencies: Sequence[tuple[str, str, str]] = ()) -> Label:
    """A proposed label; ``agencies`` are (words, role, agency id)."""
    return Label(
        clause_id=f"doc:{number:04d}",
        kind=CLAUSE,
        text=text,
        action_types=tuple(map(ActionType, actions)),
        agencies=tuple(
            AgencyMention(words, text.index(words), text.index(words) + len(words), Role(role), agency_id)
            for words, role, agency_id in agencies
        ),
        headings=("三、重点措施", "（一）健全机制"),
        lead_in="各部门要：",
        previous="坚持综合治理。",
        doc_id="doc",
        provision_id="doc/三",
        origin="proposed",
    )


class Browser:
    """An annotator at work, as the browser application does it: plain requests, none of our code."""

    def __init__(self, url: str, user: str) -> None:
        self.api = f"{url}/v1"
        self.session = requests.Session()
        self.user = user
        body = {"username": user, "password": PASSWORDS[user]}
        self.session.post(f"{self.api}/auth/login/", json=body, timeout=30).raise_for_status()
        self.session.headers["X-CSRFToken"] = self.session.cookies["csrftoken"]

    def call(self, method: str, path: str, body: Any = None) -> Any:
        answer = self.session.request(method, f"{self.api}/{path}", json=body, timeout=30)
        answer.raise_for_status()
        return answer.json() if answer.content else None

    def project(self, name: str) -> int:
        found = self.call("GET", "projects?limit=500")["results"]
        return int(next(project["id"] for project in found if project["name"] == name))

    def examples(self, project: int) -> dict[str, dict[str, Any]]:
        found = self.call("GET", f"projects/{project}/examples?limit=1000")["results"]
        return {example["meta"].get("clause_id", f"#{example['id']}"): example for example in found}

    def types(self, project: int, kind: str) -> dict[str, int]:
        return {item["text"]: item["id"] for item in self.call("GET", f"projects/{project}/{kind}-types")}

    def labels(self, project: int, example: int) -> tuple[set[str], set[tuple[int, int, str]]]:
        """What is on the screen: category names and (start, end, role name)."""
        categories = {number: text for text, number in self.types(project, "category").items()}
        roles = {number: text for text, number in self.types(project, "span").items()}
        place = f"projects/{project}/examples/{example}"
        return (
            {categories[item["label"]] for item in self.call("GET", f"{place}/categories")},
            {(item["start_offset"], item["end_offset"], roles[item["label"]]) for item in self.call("GET", f"{place}/spans")},
        )

    def add_category(self, project: int, example: int, name: str) -> None:
        body = {"label": self.types(project, "category")[name]}
        self.call("POST", f"projects/{project}/examples/{example}/categories", body)

    def add_span(self, project: int, example: int, start: int, end: int, name: str) -> None:
        body = {"label": self.types(project, "span")[name], "start_offset": start, "end_offset": end}
        self.call("POST", f"projects/{project}/examples/{example}/spans", body)

    def clear(self, project: int, example: int) -> None:
        for kind in ("categories", "spans"):
            self.call("DELETE", f"projects/{project}/examples/{example}/{kind}")

    def confirm(self, project: int, example: int) -> None:
        self.call("POST", f"projects/{project}/examples/{example}/states")


def ignore(_: int) -> None:
    """Progress nobody watches."""


def rows_of(labels: Iterable[Label]) -> dict[str, Any]:
    """Labels by clause id, as rows, whoever they are from."""
    return {item.clause_id: label_row(item) | {"origin": ""} for item in labels}
