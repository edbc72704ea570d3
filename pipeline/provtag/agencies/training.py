"""From labels to what the recogniser learns: where names are, whose they are, and what they are in their clause."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple
from warnings import catch_warnings, simplefilter

import numpy as np
from joblib import Parallel, delayed
from sklearn.exceptions import ConvergenceWarning
from sklearn.linear_model import LogisticRegression

from provtag.agencies.choice import Choice
from provtag.agencies.choice_training import fit_choice
from provtag.agencies.contexts import Sentence
from provtag.agencies.crossing import Crossing
from provtag.agencies.decision import OUTCOMES, Decision
from provtag.agencies.features import BITS, features, numbers
from provtag.agencies.learned import Learned
from provtag.agencies.link_training import fit_links
from provtag.agencies.links import Links, Unlinked
from provtag.agencies.matrices import matrix
from provtag.agencies.names import Name
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import OTHER, Kind, Register
from provtag.agencies.unknown_names import Stretch, unknown_names
from provtag.labels import CLAUSE, WRITTEN
from provtag.language.folding import fold, fold_each
from provtag.schema import Document, Label, Level, ProvtagError
from provtag.settings import AgencySettings

_DIGITS = 3
# Log-odds of an outcome that no label has.
_NEVER = -1000.0
# One clause in so many teaches the choice of names without the register.
_HIDDEN = 6

RecogniserOf = Callable[[Label], Recogniser]
"""The recogniser that knows what the document of a label teaches."""


def recogniser_of(register: Register, documents: Iterable[Document]) -> RecogniserOf:
    """Return how to find the recogniser of a label; one of none of ``documents`` is read by itself."""
    plain = Recogniser(register, None)
    taught = {document.doc_id: plain.for_document(document) for document in documents}
    return lambda label: taught.get(label.doc_id, plain)


class Proposed(NamedTuple):
    """A labelled clause with the names proposed in it, and how much it teaches."""

    label: Label
    sentence: Sentence
    weight: float


class Example(NamedTuple):
    """A clause with its possible names, and what each of them is (index into OUTCOMES)."""

    sentence: Sentence
    outcomes: Sequence[int]
    weight: float


def fit(labels: Sequence[Label], reader: RecogniserOf, settings: AgencySettings) -> Learned:
    """Return what ``labels`` teach, as ``reader`` reads them. Deterministic."""
    clauses = list(proposed(labels, reader, settings.document_weight))
    parts = _parts([clause.label.doc_id for clause in clauses], settings.folds)
    taught = [[clause for clause in clauses if clause.label.doc_id not in part or len(parts) == 1] for part in parts]
    choice, *choices = Parallel(n_jobs=-1)(delayed(_choice)(some, settings) for some in [clauses, *taught])  # the longest first
    links = fit_links(_linked(labels, clauses, reader), settings)
    examples: list[Example] = []
    for part, of_others in zip(parts, choices, strict=True):
        examples += chosen_examples([clause for clause in clauses if clause.label.doc_id in part], reader, of_others, links)
    return Learned(choice, links, fit_decision(examples, settings))


def proposed(labels: Sequence[Label], reader: RecogniserOf, document_weight: float) -> Iterator[Proposed]:
    """Yield the labelled clauses, as ``reader`` reads them; those of whole documents have a weight of their own."""
    clauses = (label for label in labels if label.kind == CLAUSE)
    for recogniser, of_one in groupby(clauses, reader):
        some = list(of_one)
        folded, lead_ins = (fold_each(texts) for texts in zip(*((label.text, label.lead_in) for label in some), strict=True))
        for label, sentence in zip(some, recogniser.proposed_each(folded, lead_ins), strict=True):
            yield Proposed(label, sentence, 1.0 if label.origin == WRITTEN else document_weight)


def chosen_examples(clauses: Sequence[Proposed], reader: RecogniserOf, choice: Choice, links: Links) -> Iterator[Example]:
    """Yield the examples of ``clauses`` with the names that ``choice`` chooses in them."""
    chosen = choice.chosen([clause.sentence for clause in clauses])
    for clause, names in zip(clauses, chosen, strict=True):
        sentence = reader(clause.label).named(clause.sentence, names, links)
        roles = {(mention.start, mention.end): mention.role for mention in clause.label.agencies}
        yield Example(sentence, [OUTCOMES.index(roles.get((name.start, name.end))) for name in sentence.names], clause.weight)


def fit_decision(examples: Sequence[Example], settings: AgencySettings) -> Decision:
    """Return the decision learnt from ``examples``: multinomial logistic regression with an L2 penalty, rounded.

    Incremental gradients decide as well after a few passes as the optimum does, which takes three times as long.
    """
    taught = [example for example in examples if example.outcomes]
    outcomes = np.array([outcome for example in taught for outcome in example.outcomes])
    if len(set(outcomes.tolist())) < 2:
        raise ProvtagError("agencies: all possible names of the labels have one and the same role; add labels of others")
    weights = np.repeat([example.weight for example in taught], [len(example.outcomes) for example in taught])
    counts, used = matrix(numbers(features([example.sentence for example in taught])), 1 << BITS)
    model = LogisticRegression(C=settings.C, solver="saga", max_iter=settings.rounds, random_state=0)
    with catch_warnings():
        simplefilter("ignore", ConvergenceWarning)
        model.fit(counts, outcomes, weights)
    stored = np.zeros((1 << BITS, len(OUTCOMES)), np.float32)
    stored[used[:, None], model.classes_] = np.round(model.coef_.T, _DIGITS)
    intercepts = np.full(len(OUTCOMES), _NEVER, np.float32)
    intercepts[model.classes_] = np.round(model.intercept_, _DIGITS)
    return Decision(stored, intercepts)


def _parts(doc_ids: Iterable[str], parts: int) -> list[frozenset[str]]:
    """Return the documents of labels dealt into parts; one part where there are fewer documents than parts."""
    different = sorted(set(doc_ids))
    count = parts if len(different) >= parts else 1
    return [frozenset(different[at::count]) for at in range(count)]


def _choice(clauses: Sequence[Proposed], settings: AgencySettings) -> Choice:
    """Return the choice that ``clauses`` teach. In some of them the register is hidden: how unknown names stand is learnt from
    known ones."""
    sentences = [_hidden(clause.sentence) if at % _HIDDEN == 0 else clause.sentence for at, clause in enumerate(clauses)]
    wanted = [[(mention.start, mention.end) for mention in clause.label.agencies] for clause in clauses]
    return fit_choice(sentences, wanted, [clause.weight for clause in clauses], settings)


def _hidden(sentence: Sentence) -> Sentence:
    """Return a clause with the names in it that are proposed without a register."""
    names = [Name(*place, OTHER, Level.GENERAL, Kind.UNKNOWN, "") for place in unknown_names(sentence.text)]
    return sentence._replace(names=names)


def _linked(labels: Sequence[Label], clauses: Sequence[Proposed], reader: RecogniserOf) -> Iterator[tuple[Unlinked, str, bool]]:
    """Yield every labelled name as one to link, its agency, and whether the register has it."""
    read = {id(clause.label): clause.sentence for clause in clauses}
    for label in labels:
        recogniser, text = reader(label), fold(label.text)
        names = read[id(label)].names if id(label) in read else recogniser.listed(text)
        known = {(name.start, name.end) for name in names if name.kind is not Kind.UNKNOWN}
        near = Crossing(names)
        for mention in label.agencies:
            place = Stretch(mention.start, mention.end)
            yield recogniser.unlinked(text, place, near), mention.agency_id, tuple(place) in known
