"""The commands ``seed add`` and ``seed accept``: from a new document to one that is trained with and evaluated on."""

from __future__ import annotations

import argparse
import hashlib
import shlex
from dataclasses import replace
from pathlib import Path

from provtag.paths import ANNOTATORS, GOLD, MANIFEST, RAW
from provtag.patterns import Pattern
from provtag.schema import Document, Label, ProvtagError
from provtag.terminal import say

NAME = Pattern(r"[a-z][a-z0-9_]*")


def add_commands(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add ``seed`` to the ``provtag`` parser."""
    seed = commands.add_parser("seed", help="take a document into data/raw, and its labels into labels/")
    group = seed.add_subparsers(title="commands", metavar="COMMAND", required=True)
    add = group.add_parser("add", help="copy a file into data/raw and enter it into the manifest")
    add.add_argument("file", type=Path, metavar="FILE", help="the document as received; its bytes are kept")
    add.add_argument("--name", required=True, help="what figures call it: small letters, digits, _")
    add.add_argument("--source", required=True, help="where it is from: issuer, number, site")
    add.set_defaults(run=run_add, needs_clone=True)
    accept = group.add_parser("accept", help="take over the labels of a seed when each of its clauses has one")
    accept.add_argument("name", help="the seed's name in the manifest")
    accept.add_argument("--gold", type=Path, required=True, metavar="LABELS", help="the adjudicated labels")
    accept.add_argument(
        "--annotators", type=Path, nargs=2, required=True, metavar="LABELS", help="what the two annotators said before"
    )
    accept.set_defaults(run=run_accept, needs_clone=True)


def run_add(options: argparse.Namespace) -> int:
    """Copy and enter FILE, and say what is next; raises ProvtagError where it is there already or cannot be read."""
    from provtag.files import read_yaml, write_bytes, write_text

    seeds = read_yaml(MANIFEST)["documents"]
    document = _parsed(options.file, options.file.stem)
    if not NAME.fullmatch(options.name):
        raise ProvtagError(f"--name {options.name}: use small letters, digits and _, as in chongqing")
    content = options.file.read_bytes()
    digest = hashlib.sha256(content).hexdigest()
    target = RAW / options.file.name
    if options.name in {entry["name"] for entry in seeds.values()} or document.doc_id in seeds:
        raise ProvtagError(f"{MANIFEST}: has a seed {options.name} or {document.doc_id} already; choose another name")
    if same := [entry["name"] for entry in seeds.values() if entry["sha256"] == digest]:
        raise ProvtagError(f"{options.file}: is the seed {same[0]}, byte for byte; nothing to add")
    if target.exists() and target.read_bytes() != content:
        raise ProvtagError(f"{target}: another file of this name is there; rename {options.file}")
    title = document.metadata.title or options.file.stem
    write_bytes(target, content)
    write_text(MANIFEST, MANIFEST.read_text(encoding="utf-8") + _entry(document, options, title, digest))
    health = "; ".join(document.health.warnings) or "nothing"
    found = f"{len(document.clauses)} clauses, {len(document.duty_notes)} duty notes"
    say(f"{_near(target)}: {found}; to be known of its text: {health}")
    say("next: python -m tests.structure.tree, and read what it wrote; then dvc repro clauses, then label it twice:")
    say(f"  provtag doccano push {shlex.quote(str(_near(target)))} --project {options.name} --annotator USER USER --blind")
    return 0


def run_accept(options: argparse.Namespace) -> int:
    """Write the labels of a seed to ``labels/``; raises ProvtagError where a unit has none, or a label fits no unit or
    names an unknown id."""
    from provtag.files import read_yaml
    from provtag.labels import GOLD as DECIDED
    from provtag.labels import judged_in_place, located_labels, units_of, write_labels
    from provtag.tagging.label_ids import LabelIds

    seeds = {entry["name"]: (doc_id, entry["file"]) for doc_id, entry in read_yaml(MANIFEST)["documents"].items()}
    if options.name not in seeds:
        raise ProvtagError(f"{MANIFEST}: no seed {options.name}; known are {', '.join(seeds)}")
    doc_id, file = seeds[options.name]
    units = list(units_of(_parsed(RAW / file, doc_id)))
    homes = {GOLD: options.gold} | dict(zip((ANNOTATORS / "a", ANNOTATORS / "b"), options.annotators, strict=True))
    ids = LabelIds.load()
    taken: dict[Path, list[Label]] = {}
    for home, source in homes.items():
        located = [(file, line, ids.checked(label, f"{file}:{line}")) for file, line, label in located_labels(source)]
        taken[home / f"{options.name}.jsonl"] = _complete(source, judged_in_place(located, units), units)
    gold = GOLD / f"{options.name}.jsonl"
    taken[gold] = [replace(label, origin=DECIDED) for label in taken[gold]]
    if there := [path for path in taken if path.exists()]:
        raise ProvtagError(f"{there[0]}: has labels of this seed already; remove the file to take these")
    for path, labels in taken.items():
        write_labels(path, labels)
        say(f"{_near(path)}: {len(labels)} labels")
    say("next: provtag labels check, then dvc repro; it trains with the seed and evaluates without it")
    return 0


def _near(path: Path) -> Path:
    """The path as one types it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def _parsed(path: Path, doc_id: str) -> Document:
    from provtag.documents.reader import read_file
    from provtag.structure.parser import parse_document

    document = parse_document(read_file(path), doc_id)
    if not document.clauses:
        raise ProvtagError(f"{path}: no clause was found in it; see `provtag parse {path} --out out`")
    return document


def _complete(source: Path, labels: list[Label], units: list[Label]) -> list[Label]:
    labelled = {label.clause_id for label in labels if label.action_types is not None}
    missing = [unit.clause_id for unit in units if unit.clause_id not in labelled]
    if missing:
        raise ProvtagError(f"{source}: {len(missing)} clauses and duty notes have no label ({missing[0]}, ...); label them first")
    return labels


def _entry(document: Document, options: argparse.Namespace, title: str, digest: str) -> str:
    """Return the entry as the manifest has it; its comments stay, so the file is not written anew."""
    import yaml

    entry = {
        "name": options.name, "file": options.file.name, "title": title, "source": options.source, "sha256": digest,
        "known_defects": list(document.health.warnings),
    }  # fmt: skip
    text = yaml.safe_dump({document.doc_id: entry}, allow_unicode=True, sort_keys=False, width=1000)
    return "".join(f"  {line}\n" for line in text.splitlines())
