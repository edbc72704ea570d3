"""Faults of the register that a person should mend: what a reader cannot see at a glance."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from provtag.agencies.register import Register, expand
from provtag.language.folding import fold


class Fault(NamedTuple):
    """One thing to mend; ``line`` counts from 1."""

    file: str
    line: int
    message: str


def lint_register(agencies_yaml: Path, guideline: Path) -> list[Fault]:
    """Faults of the register: unknown or missing ids, names of two agencies, empty names, blockers that are names."""
    lines = agencies_yaml.read_text(encoding="utf-8").splitlines()
    data = Register.load(agencies_yaml).to_data()[0]
    messages = [*_ids(data, guideline), *_names(data), *_blockers(data)]
    return [Fault(agencies_yaml.name, _line(lines, word), message) for word, message in messages]


def guideline_ids(guideline: Path) -> frozenset[str]:
    """The agency ids that the guideline's list of canonical agencies names."""
    section = guideline.read_text(encoding="utf-8").split("## Canonical agency")[1]
    return frozenset(re.findall(r"(?:^|·)\s*([a-z]+(?:_[a-z]+)*)(?=\s*[一-鿿/(])", section, re.MULTILINE))


def _ids(data: Mapping[str, Any], guideline: Path) -> Iterator[tuple[str, str]]:
    known, wanted = set(data["agencies"]), guideline_ids(guideline)
    for agency_id in sorted(known - wanted):
        yield f"{agency_id}:", f"agency {agency_id} is not in the guideline; rename or remove it"
    for agency_id in sorted(wanted - known):
        yield "agencies:", f"agency {agency_id} of the guideline has no entry; add it"


def _written(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Every name that is written out, with its agency."""
    for agency_id, entry in data["agencies"].items():
        for key in ("names", "units", "parts", "small", "bare"):
            for pattern in entry.get(key, ()):
                for text in expand(fold(pattern)):
                    yield text, agency_id
        for tie in entry.get("ties", ()):
            for pattern in tie["names"]:
                yield from ((text, agency_id) for text in expand(fold(pattern)))
        for domain in entry.get("domains", ()):
            for stem in domain["stems"]:
                yield fold(stem), agency_id


def _names(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    homes: dict[str, str] = {}
    for text, agency_id in _written(data):
        if not text:
            yield f"{agency_id}:", f"agency {agency_id} has an empty name; remove the empty alternative"
        elif homes.setdefault(text, agency_id) != agency_id:
            yield text, f"{text} names {homes[text]} and {agency_id}; keep one and list the other in candidates"


def _blockers(data: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    blockers = {fold(word) for word in data["not_agencies"]}
    for text, agency_id in _written(data):
        if text in blockers:
            yield text, f"{text} names {agency_id} and stands in not_agencies; keep one"


def _line(lines: list[str], word: str) -> int:
    """The first line with a word, its end if the whole does not occur (names are composed); 1 when nothing does."""
    for part in (word, word[-3:], word[-2:]):
        for number, line in enumerate(lines, 1):
            if part in fold(line) or part in line:
                return number
    return 1
