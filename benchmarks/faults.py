"""Does the program hold against the faults that were found on it?

    python -m benchmarks.faults FOLDER [NUMBER...]

FOLDER has one folder a fault, named by number (``06-duplicate-doc-id``), with the inputs that showed it. Prints "held" or what
was seen instead, and ends with exit code 1 where one does not hold. Takes some minutes.
"""

from __future__ import annotations

import argparse
import csv
import json
import math
import os
import re
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import numpy as np
import requests

from benchmarks.fault_places import SECONDS, Place, answering, serving
from benchmarks.long_texts import AGENCIES, STRUCTURES
from provtag.doccano.client import Doccano
from provtag.doccano.credentials import Credentials
from provtag.paths import MODEL, PACKAGE, ROOT
from provtag.schema import ProvtagError
from provtag.settings import DocumentLimits, read_settings
from provtag.tagging.batch import OPEN_WORK
from provtag.tagging.inputs import InputFile
from provtag.tagging.worker import Task, WorkerProcess

SAMPLE = ROOT / "data" / "incoming"
POLICE, SCHOOLS = "第一条 公安机关应当打击拐卖犯罪。\n", "第一条 教育部门应当开展宣传教育。\n"


def comment_lines(place: Place) -> None:
    for path in place.files():
        done = place.run("tag", path)
        articles = path.read_text(encoding="utf-8").count("条 ")
        assert len(done.rows("clauses.jsonl")) == articles or any(done.warnings().values()), path.name


def shared_duty(place: Place) -> None:
    assert len(place.run("parse", place.folder).rows("clauses.jsonl")) == 6


def other_version(place: Place) -> None:
    worker = WorkerProcess(Task(OPEN_WORK, str(MODEL), read_settings(DocumentLimits), "another version"))
    try:
        worker.run(InputFile("a", next(SAMPLE.iterdir()), "a"))
    except ProvtagError:
        return
    finally:
        worker.close()
    raise AssertionError("a worker of another version works")


def changed_meanwhile(place: Place) -> None:
    path = place.folder / "x.txt"
    for pause in (0.3, 0.7, 1.2):
        out = place.scratch / f"changed{pause}"
        path.write_text(POLICE, encoding="utf-8")
        changer = threading.Timer(pause, path.write_text, (SCHOOLS,), {"encoding": "utf-8"})
        changer.start()
        place.run("tag", path, out=out)
        changer.join()
        path.write_text(POLICE, encoding="utf-8")
        texts = [row["text"] for row in place.run("tag", path, out=out).rows("clauses.jsonl")]
        assert texts == ["公安机关应当打击拐卖犯罪。"], f"changed after {pause} s: {texts}"


def model_with_nan(place: Place) -> None:
    model = place.scratch / "nan"
    shutil.copytree(MODEL, model)
    weights = model / "provtag_actions" / "clause_weights.npy"
    np.save(weights, np.load(weights) * np.nan)
    assert place.run("tag", SAMPLE, "--model", model).code == 2


def unique_ids(place: Place) -> None:
    ids = [row["doc_id"] for row in place.run("tag", place.folder).rows("documents.jsonl")]
    assert len(ids) == len(set(ids)) == 3, ids


def compared_columns(place: Place) -> None:
    out = place.run("tag", *place.files()).out
    table = place.scratch / "c.csv"
    place.run("compare", out, out=table)
    with table.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert rows and all(row["agency_id"] not in ("lead", "support", "none") for row in rows), rows[:1]
    assert all(row["agency"] not in ("lead", "support", "none") for row in rows), rows[:1]


def refuses(call: Callable[[], object]) -> None:
    try:
        call()
    except ProvtagError as error:
        assert "secret-4711" not in str(error), "the password is shown"
        return
    raise AssertionError("taken for success")


USER = Credentials("admin", "secret-4711")


def redirected_login(place: Place) -> None:
    with answering(lambda it: (200, {}, b"{}")) as (thief, stolen):
        for status in (301, 302, 307, 308):
            with answering(lambda it, status=status: (status, {"Location": f"{thief}/steal"}, b"")) as (url, _):  # type: ignore[misc]
                refuses(lambda url=url: Doccano(url, USER))  # type: ignore[misc]
        assert not stolen, stolen


def odd_answers(place: Place) -> None:
    with answering(lambda it: (200, {"Content-Type": "text/html"}, b"<html>")) as (url, _):
        refuses(lambda: Doccano(url, USER))
    endless = json.dumps({"results": [{"id": 1, "text": "a", "meta": {}, "score": 1}] * 500, "count": 10**9}).encode()
    for body in (b'{"results": "no"}', b"[]", endless):
        with answering(lambda it, body=body: (200, {}, b"{}" if "login" in it.path else body)) as (url, _):  # type: ignore[misc]
            refuses(lambda url=url: Doccano(url, USER).examples(1))  # type: ignore[misc]


def linked_records(place: Place) -> None:
    victim = place.scratch / "victim" / "aa"
    (victim / "dir").mkdir(parents=True)
    (victim / "file").write_text("precious", encoding="utf-8")
    out = place.scratch / "linked"
    out.mkdir()
    (out / ".provtag").symlink_to(victim.parent)
    assert place.run("tag", SAMPLE, out=out).code == 2
    assert (victim / "file").exists()


def full_disk(place: Place) -> None:
    for limit in (100, 3_000, 20_000):
        done = place.run("tag", SAMPLE, "--workers", 1, limit=limit)
        lines = [line for line in done.said.splitlines() if not re.match(r"provtag: \S+\.\w+: .*(missing|cut|repaired)", line)]
        assert (done.code, len(lines)) == (2, 1), done.said
    for name in ("clauses.csv", "report.html"):
        out = place.scratch / f"folder-{name}"
        (out / name).mkdir(parents=True)
        done = place.run("tag", SAMPLE, out=out)
        assert (done.code, len(done.said.splitlines())) == (2, 1), done.said


def linear_time(place: Place) -> None:
    exponents = {}
    for name, text in (STRUCTURES | AGENCIES).items():
        times = []
        for size in (40_000, 160_000):
            path = place.folder / "long.txt"
            path.write_text(text(size), encoding="utf-8")
            used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
            place.run("tag", path, "--workers", 1)
            times.append(resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used)
        exponents[name] = round(math.log(times[1] / times[0]) / math.log(4), 2)
    assert max(exponents.values()) <= 1.2, exponents


def costly_requests(place: Place) -> None:
    with serving() as url:
        began = time.monotonic()
        status = requests.post(url, data=('{"text": "' + "市公安局、" * 64_000 + '"}').encode(), timeout=SECONDS).status_code
        assert status in (200, 503) and time.monotonic() - began < 45, f"status {status} after {time.monotonic() - began:.0f} s"
        codes = []
        threads = [
            threading.Thread(target=lambda: codes.append(requests.post(url, json={"text": POLICE * 3}, timeout=30).status_code))
            for _ in range(50)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert codes == [200] * 50, codes
        for header in ({"Host": "evil.example"}, {"Origin": "http://evil.example"}):
            assert requests.post(url, json={"text": POLICE}, headers=header, timeout=30).status_code == 403, header


def odd_json(place: Place) -> None:
    with serving() as url:
        for path in place.files():
            answer = requests.post(url, data=path.read_bytes(), timeout=30)
            assert answer.status_code == 400, f"{path.name}: {answer.status_code}"


# Files of which everything is read, and how many articles they have: these need no warning.
READ_WHOLE = {"altchoice.docx": 2, "end.html": 4, "field.docx": 2, "rel.html": 4}


def a_warning_each(place: Place) -> None:
    done = place.run("tag", *place.files())
    clauses = Counter(row["doc_id"] for row in done.rows("clauses.jsonl"))
    silent = [name for name, warnings in done.warnings().items() if not warnings and name not in done.said]
    lost = [name for name in silent if clauses[Path(name).stem] != READ_WHOLE.get(name)]
    assert not lost, lost


def cut_ends(place: Place) -> None:
    warned = place.run("tag", *place.files()).warnings()
    assert any("ends inside a sentence" in line for line in warned["cut.txt"]), warned["cut.txt"]
    assert warned["starts-at-5.txt"], "no word on numbers that begin with 5"


def named_when_empty(place: Place) -> None:
    for path in place.files():
        done = place.run("tag", path)
        assert done.rows("clauses.jsonl") or (done.code == 1 and path.name in done.said), path.name


def no_nonsense(place: Place) -> None:
    for path in place.files():
        done = place.run("tag", path)
        assert "Error)" not in done.said, done.said
        text = "".join(row["text"] for row in done.rows("documents.jsonl"))
        read = len(re.findall(r"[\u4e00-\u9fff]", text)) > 50
        assert read or done.code == 1 or any(done.warnings().values()), path.name


def escaped_names(place: Place) -> None:
    (place.folder / "a\x1b[31mb.txt").write_text("", encoding="utf-8")
    (place.folder / "c\x1b]0;x\x07d.txt").write_text(POLICE + "第四条 打击拐卖。\n", encoding="utf-8")
    for command in ("tag", "parse"):
        said = place.run(command, place.folder).said
        assert "\x1b" not in said and "\x07" not in said, repr(said)
        assert "\\x1b" in said


def said_what_is_left_out(place: Place) -> None:
    (place.folder / "link.txt").symlink_to("/etc/hostname")
    done = place.run("tag", place.folder)
    failures = done.out / "failures.csv"
    told = done.said + (failures.read_text(encoding="utf-8-sig") if failures.exists() else "")
    ids = {Path(row["source"]).name for row in done.rows("documents.jsonl")}
    for name in ("nosuffix", "rules.docm", "rules.odt", "link.txt"):
        assert name in told or name in ids, f"no word on {name}"


def damaged_pages(place: Place) -> None:
    done = place.run("tag", *place.files())
    whole = sum(row["doc_id"] == "base" for row in done.rows("clauses.jsonl"))
    for name, warnings in done.warnings().items():
        clauses = sum(row["doc_id"] == Path(name).stem for row in done.rows("clauses.jsonl"))
        assert clauses == whole or warnings, f"{name}: {clauses} of {whole} clauses, no warning"


def push_limits(place: Place) -> None:
    def answer(it: BaseHTTPRequestHandler) -> tuple[int, dict[str, str], bytes]:
        return 200, {}, b'{"key": "x"}' if "login" in it.path else b"[]"

    with answering(answer) as (url, _):
        used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
        done = subprocess.run(
            [sys.executable, "-m", "provtag.cli", "doccano", "push", str(place.folder), "--project", "p", "--annotator", "a"],
            env=os.environ | {"DOCCANO_URL": url, "DOCCANO_USERNAME": "a", "DOCCANO_PASSWORD": "secret-4711"},
            capture_output=True, text=True, check=False, timeout=900,
        )  # fmt: skip
    seconds = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - used
    assert "Traceback" not in done.stderr, "a traceback"
    most = len(place.files()) * read_settings(DocumentLimits).processor_seconds
    assert seconds < most, f"{seconds:.0f} s of processor time for {len(place.files())} documents"


def nothing_to_back_matter(place: Place) -> None:
    for path in place.files():
        done = place.run("tag", path)
        lines = [line for line in path.read_text(encoding="utf-8").splitlines()[1:] if line.strip()]
        clauses = len(done.rows("clauses.jsonl"))
        assert clauses >= len(lines) - 1 or any(done.warnings().values()), f"{path.name}: {clauses} clauses"


def edited_results(place: Place) -> None:
    out = place.scratch / "edited"
    for command, options in (("tag", ()), ("parse", ())):
        place.run("tag", SAMPLE, "--xlsx", out=out)
        (out / "clauses.xlsx").write_bytes(b"mine")
        done = place.run(command, SAMPLE, *options, out=out)
        kept = any(path.read_bytes() == b"mine" for path in out.glob("clauses*.xlsx"))
        assert kept and "clauses.xlsx" in done.said, done.said


def hidden_text(place: Place) -> None:
    done = place.run("tag", *place.files())
    silent = [name for name, warnings in done.warnings().items() if not warnings and name not in done.said]
    assert not silent, silent


def refused_entities(place: Place) -> None:
    done = place.run("tag", *place.files())
    assert done.code == 1 and not done.rows("clauses.jsonl"), done.said


def results_among_inputs(place: Place) -> None:
    done = place.run("tag", place.folder / "aa", place.folder / "bb", out=place.folder / "aa")
    read = {Path(row["source"]).name for row in done.rows("documents.jsonl")}
    assert done.code == 2 or read == {"a.txt", "b.md"}, done.said


CHECKS: dict[int, Callable[[Place], None]] = {
    1: comment_lines, 2: shared_duty, 3: other_version, 4: changed_meanwhile, 5: model_with_nan, 6: unique_ids,
    7: compared_columns, 8: redirected_login, 9: linked_records, 10: full_disk, 11: linear_time, 12: costly_requests,
    13: odd_json, 14: cut_ends, 15: a_warning_each, 16: named_when_empty, 17: no_nonsense, 18: escaped_names,
    19: said_what_is_left_out, 20: damaged_pages, 21: push_limits, 22: odd_answers, 23: nothing_to_back_matter,
    24: edited_results, 25: hidden_text, 26: refused_entities, 27: results_among_inputs,
}  # fmt: skip


def verdict(fault: Path) -> str:
    """Return "held", or what was seen instead."""
    check = CHECKS.get(int(fault.name.split("-")[0]))
    if check is None:
        return "not held: no check is written"
    with tempfile.TemporaryDirectory() as scratch:
        try:
            check(Place(fault, Path(scratch)))
        except AssertionError as error:
            return "not held: " + " ".join(str(error).split())[:300]
        except (ProvtagError, OSError, subprocess.TimeoutExpired, requests.RequestException) as error:
            return "not held: " + f"{type(error).__name__}: {error}"[:300]
    return "held"


def main() -> int:
    """Go through the faults; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.faults", description="Which faults does the program hold against?"
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="one folder a fault")
    parser.add_argument("number", type=int, nargs="*", metavar="NUMBER", help="only these")
    options = parser.parse_args()
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, (str(PACKAGE.parent), os.environ.get("PYTHONPATH"))))
    socket.setdefaulttimeout(SECONDS)
    faults = [path for path in sorted(options.folder.iterdir()) if path.is_dir()]
    verdicts = []
    for fault in faults:
        if not options.number or int(fault.name.split("-")[0]) in options.number:
            verdicts.append(verdict(fault))
            print(f"{fault.name:<44} {verdicts[-1]}", flush=True)
    print(f"{verdicts.count('held')} of {len(verdicts)} held")
    return int(set(verdicts) != {"held"})


if __name__ == "__main__":
    sys.exit(main())
