"""The commands ``doccano push|status|pull|adjudicate`` and ``serve``."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from provtag.annotation.screens import Mode
from provtag.paths import MODEL
from provtag.schema import ProvtagError
from provtag.terminal import say, shown
from provtag.translation import spoken

if TYPE_CHECKING:
    from provtag.annotation.agreement import Agreement
    from provtag.annotation.copies import Copy
    from provtag.annotation.rows import Pulled
    from provtag.annotation.screens import Screen
    from provtag.doccano.client import Doccano
    from provtag.doccano.pull import Round
    from provtag.doccano.push import Pushed
    from provtag.schema import Label

INPUT_HELP = "files, folders or archives (searched recursively); the formats are in the README"
HIGHEST_PORT = 65_535
SERVER_HELP = "The server and who you are come from DOCCANO_URL, DOCCANO_USERNAME and DOCCANO_PASSWORD (or a prompt)."
SERVE_PORT = 8001
COPIES = "copies"  # a folder of its own, so that whoever reads the folder of a round does not read them as judgements
MODES = {
    Mode.BLIND: "nothing on the screen, each annotator alone (for agreement; default)",
    Mode.DRAWN: "the model's agencies on the screen, types left to the annotator; a project for each",
    Mode.ASSISTED: "all that the model says on the screen; a project for each annotator",
}


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``doccano`` and ``serve`` to the ``provtag`` parser."""
    doccano = commands.add_parser("doccano", help="annotate in doccano: push, status, pull, adjudicate", description=SERVER_HELP)
    group = doccano.add_subparsers(title="commands", metavar="COMMAND", required=True)

    push = group.add_parser("push", help="put clauses and duty notes before annotators", description=SERVER_HELP)
    push.add_argument("input", nargs="+", metavar="INPUT", help=INPUT_HELP)
    _add_project(push)
    _add_annotators(push)
    mode = push.add_mutually_exclusive_group()
    for name, what in MODES.items():
        mode.add_argument(f"--{name}", dest="mode", action="store_const", const=name, default=Mode.BLIND, help=what)
    push.add_argument(
        "--order",
        choices=("document", "uncertain"),
        default="document",
        help="uncertain: first what the model is unsure of and what is unlike the ones before",
    )
    push.add_argument("--follow-links", action="store_true", help="follow links that lead out of a folder that is searched")
    push.add_argument("--limit", type=_positive, metavar="N", help="only the first N in this order")
    push.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    push.set_defaults(run=run_push)

    status = group.add_parser("status", help="confirmed and open clauses of each annotator, agreement so far")
    _add_project(status)
    status.add_argument("--adjudicated", action="store_true", help="the project is an adjudication")
    status.set_defaults(run=run_status, needs_clone=True)

    pull = group.add_parser("pull", help="fetch confirmed labels, one file an annotator", description=SERVER_HELP)
    _add_project(pull)
    pull.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for the label files")
    pull.add_argument(
        "--copies", action="store_true", help="clauses not looked at take the label of a confirmed one that says the same"
    )
    pull.add_argument("--adjudicated", action="store_true", help="the project is an adjudication: write its decisions as gold")
    pull.add_argument(
        "--agreed",
        nargs="+",
        type=Path,
        default=[],
        metavar="LABELS",
        help="with --adjudicated: add what these annotators agree on",
    )
    pull.set_defaults(run=run_pull, needs_clone=True)

    adjudicate = group.add_parser("adjudicate", help="make a project of what annotators disagree on", description=SERVER_HELP)
    adjudicate.add_argument(
        "labels", nargs="+", type=Path, metavar="LABELS", help="label files of the annotators, or their folder"
    )
    _add_project(adjudicate)
    _add_annotators(adjudicate)
    adjudicate.set_defaults(run=run_adjudicate, needs_clone=True)

    serve = commands.add_parser("serve", help="label texts for doccano's auto-labelling menu")
    serve.add_argument("--host", type=_host, default="127.0.0.1", help="address to listen on (default: this machine only)")
    serve.add_argument("--port", type=_port, default=SERVE_PORT, help=f"port (default: {SERVE_PORT})")
    serve.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    serve.set_defaults(run=run_serve)


def run_push(options: argparse.Namespace) -> int:
    """Push the clauses and duty notes of INPUT...; returns the exit code."""
    from tqdm import tqdm

    from provtag.annotation.label_types import LabelTypes
    from provtag.annotation.order import by_doubt_and_variety
    from provtag.doccano.push import push_blind, push_proposed

    server = _connect()
    screens, failures = _screens(options)
    screens = by_doubt_and_variety(screens, options.limit) if options.order == "uncertain" else screens[: options.limit]
    if not screens:
        raise ProvtagError(f"{', '.join(options.input)}: no clauses to push")
    push = push_blind if options.mode is Mode.BLIND else push_proposed
    annotators = list(dict.fromkeys(options.annotator))
    total = len(screens) * (1 if options.mode is Mode.BLIND else len(annotators))
    with tqdm(total=total, unit=" clauses", disable=None, leave=False) as bar:
        pushed = push(server, options.project, screens, annotators, LabelTypes.load(), bar.update)
    return _report_pushed(pushed) or int(failures > 0)


def run_status(options: argparse.Namespace) -> int:
    """Print confirmed and open examples of each annotator, and how far they agree; returns the exit code."""
    from provtag.annotation.agreement_report import printed_lines

    found = _pull(options.project, options.adjudicated)
    for annotator, labels in found.sheets.items():
        print(shown(spoken(f"{annotator:<20} {len(labels):>6} confirmed {found.open[annotator]:>6} open")))
    opinions = {name: [pulled.label for pulled in labels] for name, labels in found.sheets.items() if labels}
    if len(opinions) > 1:
        for line in printed_lines(_agreement(opinions)):
            print(shown(line))
    return _report_faults(found.faults)


def run_pull(options: argparse.Namespace) -> int:
    """Write the confirmed labels to --out; returns the exit code."""
    from provtag.annotation.adjudicate import agreed_labels
    from provtag.annotation.copies import copied
    from provtag.annotation.rows import Pulled
    from provtag.labels import GOLD

    if options.agreed and not options.adjudicated:
        raise ProvtagError("--agreed goes with --adjudicated")
    if options.copies and options.adjudicated:
        raise ProvtagError("--copies goes with the labels of annotators, not with decisions")
    found = _pull(options.project, options.adjudicated)
    sheets = dict(found.sheets)
    if options.adjudicated:
        sheets = {options.project: sheets[GOLD]}
    if options.agreed:
        opinions = _opinions(options.agreed)
        agreed = agreed_labels(opinions, _agreement(opinions).disagreements)
        decided = {pulled.label.clause_id for pulled in sheets[options.project]}
        sheets[options.project] = [
            *sheets[options.project],
            *(Pulled(label) for label in agreed if label.clause_id not in decided),
        ]
    for name, labels in sheets.items():
        path = options.out / f"{_file_name(name)}.jsonl"
        _write_sheet(path, labels)
        _write_copies(path.parent / COPIES / path.name, copied(labels, found.units[name]) if options.copies else [])
        _write_without_agency(path.with_name(f"{path.stem}-without-agency.csv"), [pulled.label for pulled in labels])
    return _report_faults(found.faults)


def _write_sheet(path: Path, sheet: Sequence[Pulled]) -> None:
    from provtag.files import write_jsonl

    write_jsonl(path, map(_pulled_row, sheet))
    unlinked = sum(bool(pulled.unlinked) for pulled in sheet)
    say(f"{path}: {len(sheet)} labels{f', {unlinked} with links to check' if unlinked else ''}")


def _write_copies(path: Path, copies: Sequence[Copy]) -> None:
    """Write the labels that were taken over, and list them beside what they are from; files of an earlier pull go."""
    from provtag.tagging.tables import write_csv

    table = path.with_suffix(".csv")
    for file in (path, table):
        file.unlink(missing_ok=True)
    if copies:
        _write_sheet(path, [copy.pulled for copy in copies])
        units = ((copy.pulled.label, copy.source) for copy in copies)
        columns = ("clause_id", "text", "copied_from", "its_text")
        rows = ((unit.clause_id, unit.text, source.clause_id, source.text) for unit, source in units)
        write_csv(table, columns, [dict(zip(columns, row, strict=True)) for row in rows])
        say(f"{table}: {len(copies)} more, not looked at, say the same as a confirmed one and took its label")


def _write_without_agency(path: Path, labels: Sequence[Label]) -> None:
    """List the labels that mark no agency although their text names one of the register, for a second look."""
    from provtag.annotation.links import Linker
    from provtag.tagging.tables import write_csv

    linker = Linker.load()
    rows = [
        {"clause_id": label.clause_id, "text": label.text, "names": "、".join(names)}
        for label in labels
        if not label.agencies and (names := linker.names(label.text))
    ]
    path.unlink(missing_ok=True)
    if rows:
        write_csv(path, ("clause_id", "text", "names"), rows)
        say(f"{path}: {len(rows)} confirmed without any agency although they name bodies; look at them again in doccano")


def run_adjudicate(options: argparse.Namespace) -> int:
    """Push what the annotators of LABELS... disagree on; returns the exit code."""
    from tqdm import tqdm

    from provtag.annotation.adjudicate import disputed_screens
    from provtag.annotation.label_types import LabelTypes
    from provtag.doccano.push import push_adjudication

    opinions = _opinions(options.labels)
    types = LabelTypes.load()
    screens = disputed_screens(_agreement(opinions).disagreements, list(opinions), types)
    if not screens:
        say("the annotators agree on everything they share; nothing to adjudicate")
        return 0
    with tqdm(total=len(screens), unit=" clauses", disable=None, leave=False) as bar:
        return _report_pushed(push_adjudication(_connect(), options.project, screens, options.annotator, types, bar.update))


def _host(text: str) -> str:
    if not text.strip():  # which would stand for every address of this machine
        raise argparse.ArgumentTypeError("is empty: name an address, 0.0.0.0 for all")
    return text


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text!r}: not a number from 0 to {HIGHEST_PORT}")
    return int(text)


def run_serve(options: argparse.Namespace) -> int:
    """Answer doccano's auto-labelling requests until interrupted."""
    from provtag.doccano.suggestions import LIMITS, OPEN_SUGGESTIONS, make_server
    from provtag.tagging.batch import make_task

    task = make_task(OPEN_SUGGESTIONS, options.model, LIMITS)
    with make_server(task, options.host, options.port, len(os.sched_getaffinity(0))) as server:
        say(f"labelling at http://{options.host}:{server.server_port}/ (stop with Ctrl-C)")
        server.serve_forever()
    return 0


def _add_project(command: argparse.ArgumentParser) -> None:
    command.add_argument("--project", required=True, metavar="NAME", help="name of the annotation round on the server")


def _add_annotators(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--annotator", required=True, nargs="+", action="extend", metavar="USER", help="who labels (doccano users)"
    )


def _positive(value: str) -> int:
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError("must be 1 or more")
    return number


def _connect() -> Doccano:
    from provtag.doccano.client import Doccano
    from provtag.doccano.credentials import Credentials, server_url

    return Doccano(server_url(), Credentials.from_environment())


def _screens(options: argparse.Namespace) -> tuple[list[Screen], int]:
    """Return the screens of all documents in reading order, and how many files failed."""
    from provtag.annotation.screen_work import OPEN_SCREENS, document_screens
    from provtag.settings import DocumentLimits, read_settings
    from provtag.tagging.batch import make_task
    from provtag.tagging.inputs import find_inputs

    model = options.model if options.mode is not Mode.BLIND or options.order == "uncertain" else None
    inputs = find_inputs(options.input, follow_links=options.follow_links, note=lambda left_out: say(f"provtag: {left_out}"))
    screens: list[Screen] = []
    failures = 0
    for found in document_screens(inputs, make_task(OPEN_SCREENS, model, read_settings(DocumentLimits)), options.mode):
        if isinstance(found, ProvtagError):
            failures += 1
            say(f"provtag: {found}")
        else:
            screens += found
    return screens, failures


def _pull(project: str, adjudicated: bool) -> Round:
    from provtag.annotation.label_types import LabelTypes
    from provtag.annotation.links import Linker
    from provtag.doccano.pull import pull_decisions, pull_round

    pull = pull_decisions if adjudicated else pull_round
    return pull(_connect(), project, LabelTypes.load(), Linker.load())


def _opinions(paths: Sequence[Path]) -> dict[str, list[Label]]:
    """Return the labels of each annotator: one label file each."""
    from provtag.labels import label_files, read_labels

    files = [file for path in paths for file in label_files(path)]
    names = [file.stem for file in files]
    if len(set(names)) < len(names):
        raise ProvtagError("two label files have the same name; an annotator has one file")
    return {file.stem: read_labels(file) for file in files}


def _agreement(opinions: dict[str, list[Label]]) -> Agreement:
    from provtag.annotation.agreement import measure
    from provtag.annotation.coefficients import Bootstrap
    from provtag.corpus import current_units
    from provtag.settings import EvaluationSettings, read_settings

    settings = read_settings(EvaluationSettings)
    provisions = {unit.clause_id: unit.provision_id for unit in current_units()}
    return measure(opinions, provisions, Bootstrap(settings.bootstrap, settings.seed))


def _pulled_row(pulled: Pulled) -> dict[str, object]:
    from provtag.labels import label_row

    row = label_row(pulled.label)
    if pulled.unlinked:
        row["links_to_check"] = [{"start": item.start, "end": item.end, "text": item.text} for item in pulled.unlinked]
    return row


def _file_name(name: str) -> str:
    return "".join("_" if character in '/\\:*?"<>|' or not character.isprintable() else character for character in name).lstrip(
        "."
    )


def _report_pushed(pushed: Sequence[Pushed]) -> int:
    for item in pushed:
        say(f"{item.project.name}: {item.added} added, {item.present} already there; label at {item.address}")
        for clause_id in item.edited:
            where = f"project {item.project.name!r}: the text of {clause_id}"
            say(f"provtag: {where} was edited in doccano; delete the example there and push again")
    return int(any(item.edited for item in pushed))


def _report_faults(faults: Sequence[str]) -> int:
    for fault in faults:
        say(f"provtag: {fault}")
    return int(bool(faults))
