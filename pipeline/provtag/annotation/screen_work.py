"""Screens made in a worker process, under the limits that one document has when it is tagged."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from provtag.annotation.screens import Mode, Screen, screens_of
from provtag.documents.reader import read_file
from provtag.labels import label_from_row, label_row, types_of
from provtag.schema import ActionScores, ActionType, InputError
from provtag.structure.parser import parse_document
from provtag.tagging.inputs import InputFile
from provtag.tagging.tagger import Tagger
from provtag.tagging.work import failure
from provtag.tagging.worker import Answer, Task, WorkerLostError, WorkerProcess

Row = dict[str, Any]

OPEN_SCREENS = "provtag.annotation.screen_work:open_screens"


def open_screens(model: str | None) -> Answer:
    """Return the work of a worker: the screens of a document as JSON, or why there are none."""
    tagger = Tagger.load(Path(model)) if model is not None else None

    def answer(request: Row) -> bytes:
        item = InputFile.from_request(request)
        try:
            document = parse_document(read_file(item.path, item.member), item.doc_id)
            screens = screens_of(document, tagger, Mode(request["mode"]))
            reply: Row = {"screens": [_screen_row(screen) for screen in screens]}
            if not screens:
                warnings = "; ".join(document.health.warnings)
                reply["error"] = f"{item.source}: nothing in it became a clause ({warnings}); check the file"
        except Exception as error:  # whatever it is, it is this document's
            reply = {"error": failure(error, item).error}
        return json.dumps(reply).encode()

    return answer


def document_screens(inputs: Iterable[InputFile], task: Task, mode: Mode) -> Iterator[list[Screen] | InputError]:
    """Yield the screens of each document, or why it has none; ``task`` opens OPEN_SCREENS, with the model if one is needed."""
    with closing(WorkerProcess(task)) as worker:
        for item in inputs:
            try:
                reply = json.loads(worker.ask(item.request() | {"mode": mode}))
            except WorkerLostError as error:
                reply = {"error": f"{item.source}: {error}; check the file"}
            yield InputError(reply["error"]) if "error" in reply else [_screen(row) for row in reply["screens"]]


def _screen_row(screen: Screen) -> Row:
    return {
        "label": label_row(screen.label),
        "following": screen.following,
        "duty_notes": screen.duty_notes,
        "scores": screen.model.scores if screen.model else None,
        "review_reasons": screen.model.review_reasons if screen.model else (),
        "measures": screen.measures,
        "priority": screen.priority,
    }


def _screen(row: Row) -> Screen:
    label = label_from_row(row["label"])
    model = None
    if row["scores"] is not None:
        scores = {ActionType(name): score for name, score in row["scores"].items()}
        model = ActionScores(scores, types_of(label), review_reasons=tuple(row["review_reasons"]))
    return Screen(label, row["following"], row["duty_notes"], model, row["measures"], priority=row["priority"])
