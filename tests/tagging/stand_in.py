"""Work for worker processes that do to themselves what the document says."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from provtag.settings import CopySettings, read_settings
from provtag.tagging.counting import seen
from provtag.tagging.inputs import InputFile
from provtag.tagging.records import Record
from provtag.tagging.work import recorded
from provtag.tagging.worker import Answer

GO_ON = "go on"  # the file beside the folder of documents for which those wait that are to


def open_work(model: str | None) -> Answer:
    """Return the work; ``config.cfg`` in ``model`` names the log to which the id of every document is appended."""
    log_path = Path(model, "config.cfg").read_text(encoding="utf-8") if model else None

    def work(item: InputFile) -> Record:
        order, _, text = item.path.read_text(encoding="utf-8").partition(" ")
        if log_path:
            with Path(log_path).open("a", encoding="utf-8") as log:
                log.write(f"{item.doc_id}\n")
        if order == "slow":
            time.sleep(0.1)
        elif order == "wait":
            while not (item.path.parent.parent / GO_ON).exists():
                time.sleep(0.02)
        elif order == "exit":
            os._exit(3)
        elif order == "loop":
            while True:
                pass
        elif order == "sleep":
            time.sleep(600)
        elif order == "eat":
            text = "反拐" * 10**10
        elif order == "raise":
            raise KeyError("no such thing\nat all")
        elif order == "rewrite":
            item.path.write_text("other", encoding="utf-8")
        elif order == "print":
            print("spoils the answer", flush=True)
        health = {"missing_numbers": [], "truncated": [], "repeated_sentences": 0, "warnings": []}
        row = {"doc_id": item.doc_id, "source": item.source, "text": text, "health": health, "parts": {}}
        of_text = seen(row, read_settings(CopySettings))
        return Record({"documents.jsonl": json.dumps(row).encode() + b"\n"}, 1, len(text), seen=of_text)

    return recorded(work)


def open_nothing(model: str | None) -> Answer:
    """Fail as a damaged model does."""
    raise KeyError("weights")
