"""The parser: raw text in, a document with provisions, clauses, duty notes and health out. It refuses no text."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import takewhile

from provtag.schema import Clause, Document, DutyNote, Part, PartKind, Provision, RawText, Span
from provtag.structure.accounting import account
from provtag.structure.actors import without_gloss
from provtag.structure.blocks import Block, Outline
from provtag.structure.bodies import agencies_alone
from provtag.structure.clauses import split_block
from provtag.structure.damage import Repaired, repair
from provtag.structure.duty_notes import closing_note
from provtag.structure.health import examine
from provtag.structure.lines import heal
from provtag.structure.markers import article_at, heading_at, item_at
from provtag.structure.metadata import read_metadata
from provtag.structure.outline import outline
from provtag.structure.sections import Sections, divide
from provtag.structure.tables import set_in_lines
from provtag.structure.text import clean, lines_of
from provtag.structure.wrapping import unwrapped

_ABOVE = {PartKind.FRONT, PartKind.ANNEX_HEAD}  # where title, number and issuer stand
_BELOW = {PartKind.BACK}  # where issuer and date stand once more


def parse_document(raw: RawText, doc_id: str) -> Document:
    """Return the document of ``raw``. Never fails; what is wrong with the text is said in ``health``."""
    repaired = _stored(raw)
    text = repaired.text
    divided = divide(lines_of(text))
    outlined = outline(text, divided.sections)
    ids = _Ids(doc_id)
    provisions: list[Provision] = []
    clauses: list[Clause] = []
    notes: list[DutyNote] = []
    for block in outlined.blocks:
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
    heads = list(_heads(text, outlined, clauses))
    opened = {below[0].provision_id: start for (start, _), _, below in reversed(heads)}
    provisions = [replace(p, start=min(p.start, opened.get(p.provision_id, p.start))) for p in provisions]
    for _, (start, end), below in heads:
        words, reach = text[start:end], Span(start, below[-1].end)
        notes.append(DutyNote(doc_id, below[0].provision_id, ids.clause("head", words), words, start, end, reach))
    notes.sort(key=lambda note: note.start)
    taken = [*((clause.start, clause.end) for clause in clauses), *((note.start, note.end) for note in notes)]
    charged = {heading: note for heading, note, _ in heads}
    headings = [(start, min(end, charged.get((start, end), (end, end))[0])) for start, end in outlined.headings]
    read = {PartKind.HEADING: headings, PartKind.NUMBER: outlined.numbers}
    named = (Part(kind, start, end) for kind, spans in read.items() for start, end in spans if start < end)
    parts, left_over = account(text, taken, [*divided.parts, *named])
    of_first = [part for part in parts if not divided.own or part.start < divided.own[0]]
    return Document(
        doc_id,
        raw.source,
        text,
        read_metadata(*(_words(text, of_first, kinds) for kinds in (_ABOVE, _BELOW))),
        examine(text, outlined.blocks, clauses, repaired, left_over, [*raw.warnings, *_left_out(divided)]),
        tuple(provisions),
        tuple(clauses),
        tuple(notes),
        parts,
    )


def _heads(
    text: str, outlined: Outline, clauses: Sequence[Clause]
) -> Iterator[tuple[tuple[int, int], tuple[int, int], list[Clause]]]:
    """Yield the headings that say who has the duties that follow (县公安局： or 预防（县公安局牵头）), or above lines that do.

    Each comes with the range of the note, the whole heading, its brackets or those lines, and with the clauses below.
    """
    starts = [clause.start for clause in clauses]
    headed: dict[str, list[int]] = defaultdict(list)  # where the same words are a heading
    for start, end in sorted(outlined.headings):
        headed[text[start:end]].append(start)
    for start, end in outlined.headings:
        words = text[start:end]
        if lines := outlined.charges.get((start, end)):
            note = (lines[0] - start, lines[1] - start)
        elif brackets := closing_note(words):
            note = brackets
        elif words.endswith(("：", ":")) and agencies_alone(without_gloss(words[:-1])):
            note = (0, len(words))
        else:
            continue
        heading = words.strip("#* ")
        again = bisect_right(headed[words], start)
        stop = headed[words][again] if again < len(headed[words]) else len(text)
        following = map(clauses.__getitem__, range(bisect_left(starts, end), bisect_left(starts, stop)))
        if below := list(takewhile(lambda clause, heading=heading: _stands_under(clause, heading), following)):  # type: ignore[misc]
            yield (start, end), (start + note[0], start + note[1]), below


def _stands_under(clause: Clause, heading: str) -> bool:
    """Say whether ``heading``, without the number in front of it or with it, is one of those of ``clause``."""
    return any(heading in (printed, _unnumbered(printed)) for printed in clause.headings)


def _unnumbered(heading: str) -> str:
    """Return what stands behind the number of ``heading``."""
    marker = article_at(heading) or heading_at(heading) or item_at(heading)
    return heading[marker.end :] if marker else heading


def _left_out(divided: Sections) -> Iterator[str]:
    """Yield what of the file is not read as the document's own."""
    if divided.own:
        yield f"{len(divided.own) + 1} documents in one file: title, number and date are those of the first"
    if divided.foot:
        yield f"{len(divided.foot)} sentences behind the signature are no clauses: {divided.foot[0][:20]}…"
    if explained := sum(part.end - part.start for part in divided.parts if part.kind is PartKind.EXPLANATION):
        yield f"text that explains the regulation left out: {explained} characters"


def _words(text: str, parts: Iterable[Part], kinds: Container[PartKind]) -> str:
    """Return the lines of ``text`` that are of one of ``kinds``."""
    return "\n".join(text[part.start : part.end] for part in parts if part.kind in kinds)


def _stored(raw: RawText) -> Repaired:
    """Return the text as it is stored: characters, tables and lines made whole, damage repaired."""
    return repair(heal(clean(set_in_lines(unwrapped(raw.text, raw.rows))), clean("\n".join(raw.rows))))


class _Ids:
    """Hands out the ids of one document: unique, and stable while number path and text are."""

    def __init__(self, doc_id: str) -> None:
        self.doc_id = doc_id
        self.provisions: defaultdict[str, int] = defaultdict(int)
        self.clauses: defaultdict[str, int] = defaultdict(int)

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
