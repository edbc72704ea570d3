"""The words of the product as types: Document → Provision → Clause → AgencyMention.

All offsets are Python string indices into ``Document.text``; ``text[start:end] == x.text`` holds for every span-like type.
The types carry no behaviour that reads or writes files; rows for files are built in ``provtag.tagging.rows``.
Those of which a clause has many are tuples, which are made five times as fast.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class ActionType(StrEnum):
    """What a clause orders to be done; definitions in ``labels/action_types.yaml``."""

    PREVENTION = "prevention"
    CRACKDOWN = "crackdown"
    RESCUE = "rescue"
    PUBLICITY = "publicity"


class Role(StrEnum):
    """What part an agency has in a clause or duty note."""

    LEAD = "lead"
    SUPPORT = "support"
    MENTION = "mention"


class Level(StrEnum):
    """Administrative level of an agency as its name shows it; ``GENERAL`` when the name shows none."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    VILLAGE = "village"
    GENERAL = "general"


class Scope(StrEnum):
    """Where a clause has an agency or a deadline from: its own words, or the duty note of its paragraph."""

    CLAUSE = "clause"
    DUTY_NOTE = "duty_note"


class Trait(StrEnum):
    """What is said of an order beside what is to be done and by whom; names and words in ``labels/orders.yaml``."""

    FORCE = "force"
    DEADLINE = "deadline"
    QUANTITY = "quantity"
    CONDITION = "condition"
    REPORTING = "reporting"
    BUDGET = "budget"


class Force(StrEnum):
    """How binding a clause is: by a word of it, without one (``BARE``), or not at all (``NONE``)."""

    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"
    BARE = "bare"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters."""

    start: int
    end: int


class PartKind(StrEnum):
    """What a part of the text is that is neither clause nor duty note."""

    FRONT = "front_matter"
    BACK = "back_matter"
    NAVIGATION = "navigation"  # words of the page, not of the regulation
    EXPLANATION = "explanation"  # what explains the regulation and is none: 政策解读, 答记者问
    ANNEX_HEAD = "annex_head"
    TABLE_HEAD = "table_head"
    FORM = "form"  # what is to be filled in: 填表人：___
    HEADING = "heading"
    NUMBER = "number"
    DEADLINE = "deadline"
    TRANSLATION = "translation"
    SUPERSEDED = "superseded"  # the old text of a table of changes
    MARK = "mark"  # signs without any word


@dataclass(frozen=True, slots=True)
class Part:
    """A range of the text that is neither clause nor duty note, and what it is instead."""

    kind: PartKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Region:
    """Where a document is in force: official name and six-digit code (GB/T 2260) of the narrowest place named."""

    name: str
    code: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the front matter says of the document; ``None`` where it says nothing."""

    title: str | None = None
    doc_number: str | None = None
    issuer: str | None = None
    region: Region | None = None
    issued: str | None = None  # ISO date


@dataclass(frozen=True, slots=True)
class Health:
    """What is wrong with a document's text.

    ``missing_numbers``: article numbers absent between the first and the last found.
    ``repeated_sentences``: sentences removed because they stood more than once in a damaged text.
    ``truncated``: ranges of sentences that were cut. ``unclassified``: ranges of the text that are in no clause, duty note
    or part; ``accounted``: the share of the characters, blanks aside, that are. ``warnings``: one line each, for people.
    """

    missing_numbers: tuple[int, ...] = ()
    repeated_sentences: int = 0
    truncated: tuple[Span, ...] = ()
    warnings: tuple[str, ...] = ()
    accounted: float = 1.0
    unclassified: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RawText:
    """What a reader hands over: the text of one file, before structure.

    ``encoding``: the encoding it was decoded from (None for docx and pdf). ``warnings``: what the reader had to do
    that a person should know (for example ``read by OCR``). ``rows``: the lines that were rows of a table, and go on in no other.
    """

    source: str
    text: str
    encoding: str | None = None
    warnings: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Provision:
    """The smallest numbered block of the body, or an unnumbered paragraph below a heading.

    ``number`` is as printed ("第十七条", "1．"), empty for an unnumbered paragraph. ``headings`` runs from the outermost
    in, a lead-in title of the provision ("1．人力资源领域。") last, each as printed. ``start``/``end`` span number, title,
    clauses and duty notes.
    """

    provision_id: str
    number: str
    headings: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """One sentence of a provision: the unit that is classified.

    ``clause_id`` stays the same while the document id, the provision's number path and the text do.
    ``lead_in`` is the lead-in of the enumeration that this clause is an item of (empty otherwise; the first item of
    an enumeration contains its lead-in in its own text). ``previous`` is the text of the clause before it in the same provision.
    """

    doc_id: str
    provision_id: str
    clause_id: str
    number: str
    headings: tuple[str, ...]
    text: str
    start: int
    end: int
    lead_in: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class DutyNote:
    """The list of agencies that closes a paragraph, "（A、B负责，C配合）"; holds for the clauses inside ``paragraph``.

    Where that paragraph closes a list without notes of its own, ``paragraph`` begins with the lead-in of the list.
    """

    doc_id: str
    provision_id: str
    clause_id: str
    text: str
    start: int
    end: int
    paragraph: Span


@dataclass(frozen=True, slots=True)
class Document:
    """One issued regulation, read and parsed. ``text`` is the stored text that all offsets index.

    Clauses, duty notes and ``parts`` hold every character of it that is no blank, each once.
    """

    doc_id: str
    source: str
    text: str
    metadata: Metadata
    health: Health
    provisions: tuple[Provision, ...] = ()
    clauses: tuple[Clause, ...] = ()
    duty_notes: tuple[DutyNote, ...] = ()
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class AgencyMention:
    """A span that names a public body, with its role and canonical agency.

    ``candidates`` lists the other agency ids that fit as well (a tie, flagged for review). ``score`` in [0, 1] is below 1
    where the name was repaired, or is built like one that the register lacks.
    """

    text: str
    start: int
    end: int
    role: Role
    agency_id: str
    level: Level = Level.GENERAL
    scope: Scope = Scope.CLAUSE
    score: float = 1.0
    candidates: tuple[str, ...] = ()


class Evidence(NamedTuple):
    """A range of a clause that spoke for an action type, with its share of the model's score (log-odds)."""

    start: int
    end: int
    weight: float


@dataclass(frozen=True, slots=True)
class ActionScores:
    """What the action-type model says of one clause.

    ``scores``: one calibrated probability per type. ``evidence``: offsets into the text that the clause's own offsets index.
    ``context``: for the types decided on, what each part of the surroundings adds to the log-odds (part → log-odds).
    ``review_reasons``: why a person should look (empty when the decision is safe).
    """

    scores: dict[ActionType, float]
    action_types: tuple[ActionType, ...]
    evidence: dict[ActionType, tuple[Evidence, ...]] = field(default_factory=dict)
    review_reasons: tuple[str, ...] = ()
    context: dict[ActionType, dict[str, float]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Judgment:
    """Who decided on a clause or duty note in place of the model, and when (ISO date or time, "" where nobody wrote it down)."""

    by: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class MeasureScore:
    """A measure that a clause orders, by its id in ``labels/measures.yaml``, with its calibrated probability."""

    measure_id: str
    score: float


class Mark(NamedTuple):
    """The words that show a trait of an order.

    ``value``: which kind of it (a ``Force``; ``date``, ``period`` or ``interval``; ``target`` or ``norm``), empty where there is
    none. A force that no word of the clause shows has an empty range at the start of the clause.
    """

    trait: Trait
    value: str
    text: str
    start: int
    end: int
    scope: Scope = Scope.CLAUSE


@dataclass(frozen=True, slots=True)
class TaggedClause:
    """A clause with what it orders and who must do it. Offsets of evidence and agencies index the document's text.

    ``judgment``: who decided that; None where the model did. ``measures``: what exactly is ordered, the main measure first; empty
    where nothing is, or where it is not known.
    """

    clause: Clause
    actions: ActionScores
    agencies: tuple[AgencyMention, ...]
    judgment: Judgment | None = None
    measures: tuple[MeasureScore, ...] = ()


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled clause or duty note, as in ``labels/gold``, ``labels/annotators`` and ``labels/written``; or one to be
    labelled (a *unit*): nobody has judged it, nothing is marked. ``measures`` are what the clause orders, the main one first;
    ``measure`` is the one a written example was made for.

    ``action_types`` and ``measures`` are empty where somebody judged that there are none, None where nobody judged.
    ``agencies`` are offsets into ``text``. ``origin`` is ``gold``, an annotator's name, or ``written``. ``headings`` and
    ``lead_in`` are the context the annotator saw. ``judged_at`` is when it was labelled (ISO date or time), where known.
    """

    clause_id: str
    kind: str  # "clause" or "duty_note"
    text: str
    action_types: tuple[ActionType, ...] | None
    agencies: tuple[AgencyMention, ...]
    headings: tuple[str, ...] = ()
    lead_in: str = ""
    previous: str = ""
    doc_id: str = ""
    provision_id: str = ""
    origin: str = "gold"
    style: str = ""
    level: str = ""
    measure: str = ""
    measures: tuple[str, ...] | None = None
    judged_at: str = ""


class ProvtagError(Exception):
    """A fault a user can mend; its message is one line: which file, where, what to do."""


class InputError(ProvtagError):
    """An input file that cannot be read or is empty."""
