"""The packaged model at work on one document: clauses in, tagged clauses out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

from provtag.actions.contract import TYPES, Classifier
from provtag.actions.model import ActionModel
from provtag.actions.vectoriser import view
from provtag.agencies.model import AgencyModel
from provtag.schema import ActionScores, AgencyMention, Clause, Document, DutyNote, ProvtagError, Span, TaggedClause
from provtag.tagging.manifest import checked_model
from provtag.tagging.taught import Taught

InNote = Callable[[DutyNote], tuple[AgencyMention, ...]]

ACTIONS, AGENCIES = "provtag_actions", "provtag_agencies"
# What travels along and is no part of the spaCy pipeline: see provtag.analysis.
ALIGNMENT = "provtag_alignment"


class Tagger:
    """Action types and agencies for all clauses of a document, each clause vectorised once.

    The spaCy components in ``components`` hold the same two parts; here they work on strings, which is many times faster
    than building a spaCy doc a clause.
    """

    def __init__(self, actions: Classifier, agencies: AgencyModel, taught: Taught | None = None) -> None:
        self.actions = actions
        self.agencies = agencies
        self.taught = taught or Taught()
        self.recogniser = agencies.recogniser

    @classmethod
    def load(cls, model: Path) -> Tagger:
        """Load the parts from a packaged pipeline directory (``models/provtag``); raises ProvtagError where it is not sound."""
        checked_model(model)
        try:
            actions = ActionModel.load(model / ACTIONS)
            check_shapes(actions)
            return cls(actions, AgencyModel.load(model / AGENCIES), Taught.load(model))
        except (KeyError, TypeError, ValueError, OSError, IndexError) as error:
            raise ProvtagError(f"{model}: a model of another version ({error!r}); run `make run` to train it anew") from None

    def agency_names(self) -> dict[str, str]:
        """Return agency id → Chinese name."""
        return self.agencies.names()

    def tag(self, document: Document) -> list[TaggedClause]:
        """Tag the clauses of ``document``; each has the agencies of its own words, then those of its paragraph's duty note."""
        taught = self.for_document(document)
        return taught.inherited(document, taught.tag_clauses(document.clauses), taught.in_note)

    def for_document(self, document: Document) -> Tagger:
        """Return a tagger that also knows the names which ``document`` teaches."""
        taught = copy(self)
        taught.recogniser = self.recogniser.for_document(document)
        return taught

    def in_note(self, note: DutyNote) -> tuple[AgencyMention, ...]:
        """Return the agencies of a duty note."""
        return self.recogniser.in_duty_note(note.text, note.start)

    def inherited(self, document: Document, tagged: Sequence[TaggedClause], in_note: InNote) -> list[TaggedClause]:
        """Return the ``tagged`` clauses of ``document`` with what ``in_note`` finds in the duty notes of their paragraphs."""
        notes = [(note.paragraph, in_note(note)) for note in document.duty_notes]
        inherited = _held_for(notes, document)
        return [_with_notes(item, notes) for item, notes in zip(tagged, inherited, strict=True)]

    def tag_clauses(self, clauses: Sequence[Clause]) -> list[TaggedClause]:
        """Tag clauses by themselves; offsets of the result index the text that the clauses' own offsets index."""
        views = [view(clause) for clause in clauses]
        mentions = self.recogniser.in_clauses(clauses, [item.own for item in views])
        scores = self.actions.score_views(views, [clause.start for clause in clauses])
        return [
            TaggedClause(clause, _with_doubts(action, own), own)
            for clause, action, own in zip(clauses, scores, mentions, strict=True)
        ]


def _held_for(notes: Sequence[tuple[Span, tuple[AgencyMention, ...]]], document: Document) -> list[tuple[AgencyMention, ...]]:
    """Return for each clause the agencies of the duty notes that hold for its paragraph."""
    return [
        tuple(mention for paragraph, mentions in notes if paragraph.start <= clause.start < paragraph.end for mention in mentions)
        for clause in document.clauses
    ]


def check_shapes(actions: ActionModel) -> None:
    """Raise ValueError where the weights are not of the number of types and features."""
    size, own = sum(channel.size for channel in actions.vectoriser.channels_), actions.vectoriser.own.size
    types, columns = len(TYPES), 1 + len(TYPES)
    wanted = {
        "clause_weights": (columns, size),
        "clause_intercepts": (columns,),
        "measure_weights": (types, own),
        "slopes": (types,),
        "intercepts": (types,),
    }
    for name, shape in wanted.items():
        if (found := getattr(actions.weights, name).shape) != shape:
            raise ValueError(f"{name} has the shape {found}, not {shape}")
    for channel in actions.vectoriser.channels_:
        if channel.idf.shape != (channel.size,):
            raise ValueError(f"{channel.name}_idf has the shape {channel.idf.shape}, not {(channel.size,)}")


def _with_notes(tagged: TaggedClause, notes: tuple[AgencyMention, ...]) -> TaggedClause:
    """Return ``tagged`` with the agencies of its paragraph's duty notes, and what is doubtful about them."""
    if not notes:
        return tagged
    return replace(tagged, actions=_with_doubts(tagged.actions, notes), agencies=tagged.agencies + notes)


def _with_doubts(actions: ActionScores, mentions: Sequence[AgencyMention]) -> ActionScores:
    """Return ``actions`` with the reasons for review that ``mentions`` give."""
    if not (reasons := doubts(mentions)):
        return actions
    return replace(actions, review_reasons=tuple(dict.fromkeys((*actions.review_reasons, *reasons))))


def doubts(mentions: Sequence[AgencyMention]) -> tuple[str, ...]:
    """Return why a person should look at the agencies: a tie between two, a name repaired or not in the register."""
    ambiguous = ("ambiguous_agency",) if any(mention.candidates for mention in mentions) else ()
    uncertain = ("uncertain_agency",) if any(mention.score < 1 for mention in mentions) else ()
    return ambiguous + uncertain
