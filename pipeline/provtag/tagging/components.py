"""The packaged model as spaCy components, so that ``spacy.load("models/provtag")`` works in any spaCy program.

A doc is one clause; its context may be given in ``doc._.headings`` and ``doc._.lead_in`` before the pipeline runs (through
``nlp.make_doc``). Extension attributes:

- ``doc._.action_types``: list of type ids; ``doc._.scores``: type → calibrated probability; ``doc._.evidence``: type → list of
  (start character, end character, weight); ``doc._.review_reasons``: list of strings
- ``doc._.measures``: what exactly is ordered, the main measure first: a list of {"id", "name", "score"}
- ``doc.spans["agencies"]``: one span a mention, its label the role; ``span._.role``, ``span._.agency_id``, ``span._.agency``,
  ``span._.level``, ``span._.link_score``
"""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span

from provtag.actions.model import ActionModel
from provtag.actions.vectoriser import view
from provtag.agencies.model import AgencyModel
from provtag.measures.model import MeasureModel
from provtag.measures.reading import read
from provtag.schema import ActionScores, AgencyMention, Clause, Level, Role
from provtag.tagging.rows import measure_rows
from provtag.tagging.tagger import ACTIONS, AGENCIES, MEASURES, doubts

SPANS = "agencies"


class AgenciesComponent:
    """Writes the agency mentions of a clause to ``doc.spans["agencies"]``."""

    def __init__(self, model: AgencyModel | None = None) -> None:
        self.model = model
        for name in ("role", "agency_id", "agency", "level", "link_score"):
            Span.set_extension(name, default=None, force=True)

    def __call__(self, doc: Doc) -> Doc:
        """Add the mentions of ``doc``."""
        assert self.model is not None, "load or train the component first"
        names = self.model.names()
        spans = []
        for mention in self.model.recogniser.in_clause(doc.text):
            # "expand" matters only with another tokenizer than this pipeline's, whose words may straddle a name.
            span = doc.char_span(mention.start, mention.end, label=str(mention.role), alignment_mode="expand")
            assert span is not None, "an expanded span always exists"
            span._.role, span._.agency_id, span._.level = str(mention.role), mention.agency_id, str(mention.level)
            span._.agency, span._.link_score = names[mention.agency_id], mention.score
            spans.append(span)
        doc.spans[SPANS] = spans
        return doc

    def to_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> None:
        """Save the model."""
        assert self.model is not None
        self.model.save(Path(path))

    def from_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> AgenciesComponent:
        """Load the model."""
        self.model = AgencyModel.load(Path(path))
        return self


class ActionsComponent:
    """Writes action types, probabilities, evidence and reasons for review of a clause to ``doc._``."""

    def __init__(self, model: ActionModel | None = None) -> None:
        self.model = model
        for name in ("action_types", "scores", "evidence", "review_reasons"):
            Doc.set_extension(name, default=None, force=True)
        Doc.set_extension("headings", default=(), force=True)
        Doc.set_extension("lead_in", default="", force=True)

    def __call__(self, doc: Doc) -> Doc:
        """Score ``doc`` with its context; doubts about its agencies are reasons for review, too."""
        assert self.model is not None, "load or train the component first"
        (scored,) = self.model.score([_clause(doc)])
        _write(doc, scored)
        return doc

    def to_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> None:
        """Save the model."""
        assert self.model is not None
        self.model.save(Path(path))

    def from_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> ActionsComponent:
        """Load the model."""
        self.model = ActionModel.load(Path(path))
        return self


class MeasuresComponent:
    """Writes the measures of a clause to ``doc._.measures``, and its action types, evidence and reasons for review as the
    measures settle them, instead of what the component of action types said; stands behind that."""

    def __init__(self, nlp: Language, model: MeasureModel | None = None) -> None:
        self.nlp = nlp
        self.model = model
        Doc.set_extension("measures", default=None, force=True)

    def __call__(self, doc: Doc) -> Doc:
        """Add what exactly ``doc`` orders; doubts about that are reasons for review, too."""
        assert self.model is not None, "load or train the component first"
        actions = self.nlp.get_pipe(ACTIONS)
        assert isinstance(actions, ActionsComponent) and actions.model is not None
        scores, distribution = read(actions.model, self.model, [view(_clause(doc))], [0])
        (decision,) = self.model.decide(distribution, scores)
        _write(doc, scores[0])
        doc._.measures = measure_rows(decision.measures, self.model.names())
        doc._.review_reasons = list(dict.fromkeys((*doc._.review_reasons, *decision.review_reasons)))
        return doc

    def to_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> None:
        """Save the model."""
        assert self.model is not None
        self.model.save(Path(path))

    def from_disk(self, path: Path, exclude: tuple[str, ...] = ()) -> MeasuresComponent:
        """Load the model."""
        self.model = MeasureModel.load(Path(path))
        return self


@Language.factory(AGENCIES)
def create_agencies(nlp: Language, name: str) -> AgenciesComponent:
    """Build an empty component; ``from_disk`` fills it."""
    return AgenciesComponent()


@Language.factory(ACTIONS)
def create_actions(nlp: Language, name: str) -> ActionsComponent:
    """Build an empty component; ``from_disk`` fills it."""
    return ActionsComponent()


@Language.factory(MEASURES)
def create_measures(nlp: Language, name: str) -> MeasuresComponent:
    """Build an empty component; ``from_disk`` fills it."""
    return MeasuresComponent(nlp)


def _write(doc: Doc, scored: ActionScores) -> None:
    mentions = [_mention(span) for span in doc.spans.get(SPANS, ())]
    doc._.action_types = [str(action) for action in scored.action_types]
    doc._.scores = {str(action): score for action, score in scored.scores.items()}
    doc._.evidence = {
        str(action): [(item.start, item.end, item.weight) for item in items] for action, items in scored.evidence.items()
    }
    doc._.review_reasons = [*scored.review_reasons, *doubts(mentions)]


def _clause(doc: Doc) -> Clause:
    return Clause("", "", "", "", tuple(doc._.headings), doc.text, 0, len(doc.text), lead_in=doc._.lead_in)


def _mention(span: Span) -> AgencyMention:
    role, level = Role(span._.role), Level(span._.level)
    return AgencyMention(span.text, span.start_char, span.end_char, role, span._.agency_id, level, score=span._.link_score)
