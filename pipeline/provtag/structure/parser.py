"""The parser: raw text in, a document with provisions, clauses, duty notes and health out. It refuses no text."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass

from provtag.schema import Clause, Document, DutyNote, Provision, RawText, Span
from provtag.structure.clauses import split_block
from provtag.structure.damage import repair
from provtag.structure.front_matter import body_end, body_start
from provtag.structure.health import examine
from provtag.structure.lines import heal
from provtag.structure.metadata import read_metadata
from provtag.structure.outline import Block, outline
from provtag.structure.text import clean


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the parts of a text are: the body, and the headings inside it; what lies outside is front or back matter."""

    body: Span
    headings: tuple[Span, ...]
    blocks: tuple[Block, ...]


def lay_out(text: str) -> Layout:
    """Return the parts of a stored text."""
    lines = text.split("\n")
    first = body_start(lines)
    last = body_end(lines, first)
    start = sum(len(line) + 1 for line in lines[:first])
    start = min(start, len(text))
    end = max(start, start + sum(len(line) + 1 for line in lines[first:last]) - 1)
    built = outline(text, start, end)
    return Layout(Span(start, end), tuple(Span(*span) for span in built.headings), tuple(built.blocks))


def parse_document(raw: RawText, doc_id: str) -> Document:
    """Return the document of ``raw``. Never fails; what is wrong with the text is said in ``health``."""
    repaired = repair(heal(clean(raw.text)))
    text = repaired.text
    layout = lay_out(text)
    ids = _Ids(doc_id)
    provisions: list[Provision] = []
    clauses: list[Clause] = []
    notes: list[DutyNote] = []
    for block in layout.blocks:
        provision = Provision(ids.provision(block), block.number, block.headings, block.start, block.end)
        provisions.append(provision)
        split = split_block(text, block)
        previous = ""
        for start, end, lead_in in split.clauses:
            words = text[start:end]
            clause_id = ids.clause(block.path, words)
            clauses.append(
                Clause(
                    doc_id,
                    provision.provision_id,
                    clause_id,
                    block.number,
                    block.headings,
                    words,
                    start,
                    end,
                    lead_in,
                    previous,
                )
            )
            previous = words
        for start, end, since in split.notes:
            words = text[start:end]
            notes.append(
                DutyNote(
                    doc_id,
                    provision.provision_id,
                    ids.clause(block.path, words),
                    words,
                    start,
                    end,
                    Span(since, end),
                )
            )
    return Document(
        doc_id,
        raw.source,
        text,
        read_metadata(text[: layout.body.start]),
        examine(layout.blocks, clauses, repaired, raw.warnings),
        tuple(provisions),
        tuple(clauses),
        tuple(notes),
    )


class _Ids:
    """Hands out the ids of one document: unique, and stable while number path and text are."""

    def __init__(self, doc_id: str) -> None:
        self.doc_id = doc_id
        self.provisions: Counter[str] = Counter()
        self.clauses: Counter[str] = Counter()

    def provision(self, block: Block) -> str:
        self.provisions[block.path] += 1
        count = self.provisions[block.path]
        if not block.number:
            return f"{self.doc_id}/{block.path}{count}"
        return f"{self.doc_id}/{block.path}" + (f"~{count}" if count > 1 else "")

    def clause(self, path: str, words: str) -> str:
        key = f"{path}\n{words}"
        self.clauses[key] += 1
        if (count := self.clauses[key]) > 1:
            key = f"{key}\n{count}"
        return f"{self.doc_id}:{hashlib.sha256(key.encode()).hexdigest()[:12]}"
