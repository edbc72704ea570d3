"""What may be an agency in whole documents, as lines of a golden file: ``python -m tests.agencies.proposals`` writes it anew."""

from __future__ import annotations

from collections.abc import Iterator

from provtag.agencies.names import Name
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.documents.reader import read_file
from provtag.language.folding import fold
from provtag.paths import REGISTER, ROOT, WHOLE_DOCUMENTS
from provtag.structure.parser import parse_document

GOLDEN = ROOT / "tests" / "golden" / "agencies.txt"
# The first document of each round: of other hands, places and times.
DOCUMENTS = sorted(WHOLE_DOCUMENTS.glob("r??d1.txt"))


def proposals() -> Iterator[str]:
    """Yield a line for every clause and duty note with names, before anything is learnt; the grammar gives notes their roles."""
    plain = Recogniser(Register.load(REGISTER), None)
    for file in DOCUMENTS:
        document = parse_document(read_file(file), file.stem)
        recogniser = plain.for_document(document)
        for clause in document.clauses:
            names = recogniser.proposed(fold(clause.text), fold(clause.lead_in)).names
            if names:
                yield f"{clause.clause_id} " + " ".join(_line(clause.text, name) for name in names)
        for note in document.duty_notes:
            mentions = recogniser.in_duty_note(note.text)
            yield f"{note.clause_id} = " + " ".join(f"{one.text}:{one.agency_id}:{one.level}:{one.role}" for one in mentions)


def _line(text: str, name: Name) -> str:
    others = "".join(f"|{agency_id}" for agency_id in name.candidates)
    sure = "" if name.score == 1 else f":{name.score:.2f}"
    return f"{text[name.start : name.end]}:{name.agency_id}{others}:{name.level}:{name.kind.name.lower()}:{name.core}{sure}"


if __name__ == "__main__":
    GOLDEN.write_text("".join(f"{line}\n" for line in proposals()), encoding="utf-8")
