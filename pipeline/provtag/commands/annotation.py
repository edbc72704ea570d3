"""The commands ``agreement`` and ``labels``."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from provtag.labels import CLAUSE, types_of
from provtag.paths import (
    ANNOTATORS,
    GOLD,
    GUIDELINE,
    HELD_OUT,
    HELD_OUT_TYPES,
    MEASURES,
    MODEL,
    REGISTER,
    WHOLE_DOCUMENTS,
    WRITTEN,
)
from provtag.schema import ProvtagError
from provtag.terminal import say, shown
from provtag.translation import spoken

if TYPE_CHECKING:
    from provtag.annotation.lint import Standards
    from provtag.schema import Label

CHECKED = (GOLD, WHOLE_DOCUMENTS, ANNOTATORS, WRITTEN, HELD_OUT, REGISTER)

DOUBT_COLUMNS = ("weight", "file", "line", "clause_id", "headings", "text", "types", "reasons")
PRINTED = 30  # as many as one reads at a sitting; --out has all


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands of annotation to the ``provtag`` parser."""
    agreement = commands.add_parser("agreement", help="how far annotators agree, and where they do not")
    agreement.add_argument("labels", nargs="+", type=Path, metavar="LABELS", help="label files or folders, one an annotator")
    agreement.add_argument("--out", type=Path, metavar="DIR", help="folder for agreement.json and disagreements.csv")
    agreement.set_defaults(run=run_agreement, needs_clone=True)

    labels = commands.add_parser("labels", help="check labels, move them to a new segmentation, or learn from a document")
    group = labels.add_subparsers(title="commands", metavar="COMMAND", required=True)
    check = group.add_parser("check", help="find faults in labels and register; exit code 1 when there are any")
    check.add_argument(
        "path",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="label files or folders, agencies.yaml (default: all of these in labels/)",
    )
    check.set_defaults(run=run_check, needs_clone=True)
    doubt = group.add_parser("doubt", help="list labels that are likely mistakes, the likeliest first, for a second look")
    doubt.add_argument("labels", nargs="+", type=Path, metavar="LABELS", help="label files or folders, pulled ones too")
    doubt.add_argument("--out", type=Path, metavar="FILE", help="table of all of them (.csv)")
    doubt.add_argument("--model", type=Path, default=MODEL, metavar="DIR", help="trained pipeline (default: models/provtag)")
    doubt.set_defaults(run=run_doubt, needs_clone=True)
    move = group.add_parser("move", help="re-anchor labels to the current segmentation of the seeds")
    move.add_argument("labels", type=Path, metavar="OLD_LABELS", help="label file or folder")
    move.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for moved, proposed and gone labels")
    move.set_defaults(run=run_move, needs_clone=True)
    add = group.add_parser("add", help="learn from a document that you labelled: put it and its labels into labels/documents")
    add.add_argument("labels", type=Path, metavar="LABELS", help="label file or folder, as the report or doccano gives it")
    add.add_argument("--document", type=Path, required=True, metavar="FILE", help="the file that was tagged")
    add.set_defaults(run=run_add, needs_clone=True)


def run_agreement(options: argparse.Namespace) -> int:
    """Print agreement, and write it with --out; returns the exit code."""
    from provtag.annotation import agreement_report as report
    from provtag.annotation.agreement import measure
    from provtag.annotation.coefficients import Bootstrap
    from provtag.corpus import current_units
    from provtag.files import write_json
    from provtag.settings import EvaluationSettings, read_settings
    from provtag.tagging.tables import write_csv

    settings = read_settings(EvaluationSettings)
    agreement = measure(
        _opinions(options.labels),
        {unit.clause_id: unit.provision_id for unit in current_units()},
        Bootstrap(settings.bootstrap, settings.seed),
    )
    for line in report.printed_lines(agreement):
        print(line)
    if options.out:
        write_json(options.out / "agreement.json", report.metrics(agreement))
        write_csv(options.out / "disagreements.csv", report.disagreement_columns(agreement), report.disagreement_rows(agreement))
    return 0


def run_check(options: argparse.Namespace) -> int:
    """Print one line a finding; returns 1 when there are any."""
    from provtag.annotation.lint import Standards
    from provtag.corpus import current_units
    from provtag.files import read_yaml
    from provtag.labels import hands
    from provtag.tagging.label_ids import LabelIds

    paths = options.path or [path for path in CHECKED if path == GOLD or path.exists()]
    units = current_units()
    standards = Standards(
        ids=LabelIds.load(),
        field_map=read_yaml(MEASURES),
        units=units,
        homes=dict.fromkeys((unit.doc_id for unit in units), GOLD) | dict.fromkeys(hands(WHOLE_DOCUMENTS), WHOLE_DOCUMENTS),
    )
    findings = [finding for path in paths for finding in _findings(path, standards)]
    for finding in findings:
        print(shown(spoken(finding.removeprefix(f"{Path.cwd()}/"))))
    say(f"{len(findings)} findings" if findings else "labels are clean")
    return 1 if findings else 0


def run_doubt(options: argparse.Namespace) -> int:
    """Print the likeliest mistakes, and write all with --out; returns the exit code."""
    from provtag.annotation.lint import label_sets
    from provtag.annotation.second_look import doubtful
    from provtag.labels import located_labels
    from provtag.tagging.tables import write_csv

    sets = [list(located_labels(path)) for labels in options.labels for path in label_sets(labels)]
    chances = _chances([label for found in sets for _, _, label in found], options.model)
    doubts = sorted((doubt for found in sets for doubt in doubtful(found, chances)), key=lambda doubt: -doubt.weight)
    for doubt in doubts[:PRINTED]:
        print(shown(str(doubt)))
    if options.out:
        rows = [
            {
                "weight": round(doubt.weight, 4),
                "file": str(doubt.file),
                "line": doubt.line,
                "clause_id": doubt.label.clause_id,
                "headings": " › ".join(doubt.label.headings),
                "text": doubt.label.text,
                "types": "; ".join(types_of(doubt.label)),
                "reasons": "; ".join(doubt.reasons),
            }
            for doubt in doubts
        ]
        write_csv(options.out, DOUBT_COLUMNS, rows)
    judged = sum(label.kind == CLAUSE for found in sets for _, _, label in found)
    say(f"{len(doubts)} of {judged} clauses in doubt; read the likeliest again, a model is no judge")
    return 0


def run_move(options: argparse.Namespace) -> int:
    """Write moved.jsonl, proposed.jsonl and gone.jsonl to --out and print their counts; returns the exit code."""
    from provtag.annotation.moving import move, proposal_row
    from provtag.corpus import current_units
    from provtag.files import write_jsonl
    from provtag.labels import read_labels, write_labels

    if options.out.resolve() == options.labels.resolve():
        raise ProvtagError(f"{options.out}: holds the old labels; name another folder with --out")
    units = current_units()
    moved = move(read_labels(options.labels), units)
    write_labels(options.out / "moved.jsonl", moved.exact)
    write_jsonl(options.out / "proposed.jsonl", map(proposal_row, moved.proposed))
    write_labels(options.out / "gone.jsonl", moved.gone)
    covered = {label.clause_id for label in moved.exact} | {proposal.label.clause_id for proposal in moved.proposed}
    lost = sum(len(proposal.lost) for proposal in moved.proposed)
    for line in (
        f"{len(moved.exact):>6} moved     same text, offsets kept",
        f"{len(moved.proposed):>6} proposed  text edited, split or merged: check each, {lost} of their spans have no place",
        f"{len(moved.gone):>6} gone      nothing similar is left",
        f"{len(units) - len(covered):>6} clauses and duty notes of the current segmentation without a label",
    ):
        print(spoken(line))
    return 0


def run_add(options: argparse.Namespace) -> int:
    """Add a document and its labels to those that training reads; returns the exit code."""
    from provtag.annotation.adding import add_document

    added = add_document(WHOLE_DOCUMENTS, options.labels, options.document)
    print(shown(spoken(f"{added[0].doc_id}: {len(added)} labels added to labels/documents; `dvc repro` trains with them")))
    return 0


def _chances(labels: Sequence[Label], model: Path) -> dict[str, Sequence[float]]:
    """What a model that has not seen them gives the clauses of ``labels``: those that train, as training left it.

    Raises ProvtagError where training left nothing of one that trains.
    """
    from provtag.actions.training import views_of
    from provtag.measures.reading import read
    from provtag.measures.training import read_types
    from provtag.tagging.tagger import Tagger

    chances: dict[str, Sequence[float]] = dict(read_types(HELD_OUT_TYPES)) if HELD_OUT_TYPES.exists() else {}
    unseen = list(
        {label.clause_id: label for label in labels if label.kind == CLAUSE and label.clause_id not in chances}.values()
    )
    if unseen:
        if taught := _training_clauses() & {label.clause_id for label in unseen}:
            what = f"{min(taught)}: a label that trains, and {HELD_OUT_TYPES.name} has nothing of it"
            raise ProvtagError(f"{what}; run `dvc repro train_measures` first")
        tagger = Tagger.load(model)
        found, _ = read(tagger.actions, tagger.measures, views_of(unseen))
        chances |= {label.clause_id: list(said.scores.values()) for label, said in zip(unseen, found, strict=True)}
    return chances


def _training_clauses() -> set[str]:
    """The ids of the clauses whose labels train."""
    from provtag.actions.training import clause_labels
    from provtag.labels import read_labels
    from provtag.settings import DatasetSettings, read_settings

    homes = [GOLD, WHOLE_DOCUMENTS, *([WRITTEN] if read_settings(DatasetSettings).use_written else [])]
    return {label.clause_id for home in homes for label in clause_labels(read_labels(home))}


def _findings(path: Path, standards: Standards) -> Iterator[str]:
    """One line a fault of a label file, a folder of them, or the register."""
    from provtag.annotation.lint import check_set, label_sets
    from provtag.annotation.register_lint import lint_register

    if path.suffix != ".yaml":
        yield from (str(finding) for labels in label_sets(path) for finding in check_set(labels, standards))
        return
    if path.name != REGISTER.name:
        raise ProvtagError(f"{path}: neither labels nor {REGISTER.name}; name one of these")
    yield from (f"{path}:{fault.line}: {fault.message}" for fault in lint_register(path, GUIDELINE))


def _opinions(paths: Sequence[Path]) -> dict[str, list[Label]]:
    """The labels of each annotator, named by file or folder, by whole path where these names are the same."""
    from provtag.labels import read_labels

    names = [path.resolve().stem for path in paths]
    if len(set(names)) < len(names):
        names = [str(path) for path in paths]
    if len(set(names)) < len(names):
        raise ProvtagError("agreement: the same labels are named twice; name one file or folder an annotator")
    return {name: read_labels(path) for name, path in zip(names, paths, strict=True)}
