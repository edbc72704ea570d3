"""The packaged model at work on one document: clauses in, tagged clauses out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from dataclasses import replace
from pathlib import Path

from provtag.actions.contract import TYPES, Classifier
from provtag.actions.model import ActionModel
from provtag.actions.vectoriser import view_each
from provtag.agencies.crossing import Crossing
from provtag.agencies.model import AgencyModel
from provtag.measures.context import Floats
from provtag.measures.model import MeasureModel, vectoriser_id
from provtag.measures.reading import read
from provtag.schema import ActionScores, ActionType, AgencyMention, Clause, Document, DutyNote, ProvtagError, Span, TaggedClause
from provtag.tagging.completion import completed
from provtag.tagging.manifest import checked_model
from provtag.tagging.taught import Taught

InNote = Callable[[DutyNote], tuple[AgencyMention, ...]]

ACTIONS, AGENCIES, MEASURES = "provtag_actions", "provtag_agencies", "provtag_measures"


class Tagger:
    """Action types, measures and agencies for all clauses of a document, each clause vectorised once.

    The spaCy components in ``components`` hold the same parts; here they work on strings, which is many times faster
    than building a spaCy doc a clause.
    """

    def __init__(self, actions: Classifier, agencies: AgencyModel, measures: MeasureModel, taught: Taught | None = None) -> None:
        self.actions = actions
        self.measures = measures
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
            measures = MeasureModel.load(model / MEASURES)
            if measures.vectoriser != vectoriser_id(actions.vectoriser):
                raise ValueError("its measures are not of the words that its action types are")
            return cls(actions, AgencyModel.load(model / AGENCIES), measures, Taught.load(model))
        except (KeyError, TypeError, ValueError, OSError, IndexError) as error:
            raise ProvtagError(f"{model}: a model of another version ({error!r}); run `make run` to train it anew") from None

    def agency_names(self) -> dict[str, str]:
        """Return agency id → Chinese name."""
        return self.agencies.names()

    def names(self) -> dict[str, str]:
        """Return id → Chinese name of every agency and measure; no id is of both."""
        return self.agencies.names() | self.measures.names()

    def types_of(self, measure_id: str) -> frozenset[ActionType]:
        """Return the action types that a measure is of; all of them for one that the model does not know."""
        found = next((measure for measure in self.measures.measures if measure.measure_id == measure_id), None)
        return frozenset(found.types if found else TYPES)

    def tag(self, document: Document) -> list[TaggedClause]:
        """Tag the clauses of ``document``; each has the agencies of its own words, then those of its paragraph's duty note."""
        taught = self.for_document(document)
        return taught.inherited(document, completed(taught.tag_clauses(document.clauses)), taught.in_note)

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
        views = view_each(clauses)
        mentions = self.recogniser.in_clauses(clauses, [item.own for item in views])
        scores, distribution = read(self.actions, self.measures, views, [clause.start for clause in clauses])
        decisions = self.measures.decide(distribution, scores)
        return [
            TaggedClause(clause, with_reasons(action, (*decision.review_reasons, *doubts(own))), own, measures=decision.measures)
            for clause, action, own, decision in zip(clauses, scores, mentions, decisions, strict=True)
        ]

    def measure_distribution(self, clauses: Sequence[Clause]) -> Floats:
        """Return what each of ``clauses``, in the order of their document, would order if it orders anything: a row a clause, a
        column for each of ``measures.measures``, each row adding up to 1."""
        views, starts = view_each(clauses), [clause.start for clause in clauses]
        return read(self.actions, self.measures, views, starts)[1]


def _held_for(notes: Sequence[tuple[Span, tuple[AgencyMention, ...]]], document: Document) -> list[tuple[AgencyMention, ...]]:
    """Return for each clause the agencies of the duty notes that hold for its paragraph."""
    paragraphs = Crossing((paragraph.start, paragraph.end, number) for number, (paragraph, _) in enumerate(notes))
    held = (sorted(number for _, _, number in paragraphs.at(clause.start, clause.start + 1)) for clause in document.clauses)
    return [tuple(mention for number in numbers for mention in notes[number][1]) for numbers in held]


def check_shapes(actions: ActionModel) -> None:
    """Raise ValueError where the weights are not of the number of types and features."""
    size, own = sum(channel.size for channel in actions.vectoriser.channels_), actions.vectoriser.own.size
    types, columns, weights, around = len(TYPES), 1 + len(TYPES), actions.weights, actions.context.weights
    shapes = {
        "clause_weights": (weights.clause_weights, (columns, size)),
        "clause_intercepts": (weights.clause_intercepts, (columns,)),
        "measure_weights": (weights.measure_weights, (types, own)),
        "slopes": (weights.slopes, (types,)),
        "intercepts": (weights.intercepts, (types,)),
        "context_slopes": (around.slopes, (types,)),
        "context_weights": (around.weights, (types, actions.context.reader.width)),
        "context_intercepts": (around.intercepts, (types,)),
        **{f"{channel.name}_idf": (channel.idf, (channel.size,)) for channel in actions.vectoriser.channels_},
    }
    for name, (array, shape) in shapes.items():
        if array.shape != shape:
            raise ValueError(f"{name} has the shape {array.shape}, not {shape}")


def _with_notes(tagged: TaggedClause, notes: tuple[AgencyMention, ...]) -> TaggedClause:
    """Return ``tagged`` with the agencies of its paragraph's duty notes, and what is doubtful about them."""
    if not notes:
        return tagged
    return replace(tagged, actions=with_reasons(tagged.actions, doubts(notes)), agencies=tagged.agencies + notes)


def with_reasons(actions: ActionScores, reasons: Sequence[str]) -> ActionScores:
    """Return ``actions`` with ``reasons`` for review, each once."""
    if not reasons:
        return actions
    return replace(actions, review_reasons=tuple(dict.fromkeys((*actions.review_reasons, *reasons))))


def doubts(mentions: Sequence[AgencyMention]) -> tuple[str, ...]:
    """Return why a person should look at the agencies: a tie between two, a name repaired or not in the register."""
    ambiguous = ("ambiguous_agency",) if any(mention.candidates for mention in mentions) else ()
    uncertain = ("uncertain_agency",) if any(mention.score < 1 for mention in mentions) else ()
    return ambiguous + uncertain
