"""From labels to the decision: possible names with the role that people gave them, or none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
import scipy.sparse as sp
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from provtag.agencies.contexts import Sentence
from provtag.agencies.decision import OUTCOMES, Decision
from provtag.agencies.features import BITS, features, numbers
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import OTHER, Kind, Register
from provtag.agencies.unknown_names import unknown_names
from provtag.labels import CLAUSE, WRITTEN
from provtag.language.folding import fold
from provtag.schema import Document, Label, ProvtagError
from provtag.settings import AgencySettings

# A feature that one possible name has says nothing of others.
_FEWEST = 2
_DIGITS = 3
# Log-odds of an outcome that no label has.
_NEVER = -1000.0

RecogniserOf = Callable[[Label], Recogniser]
"""The recogniser that knows what the document of a label teaches."""


def recogniser_of(register: Register, documents: Iterable[Document]) -> RecogniserOf:
    """Return how to find the recogniser of a label; one of none of ``documents`` is read by itself."""
    plain = Recogniser(register, None)
    taught = {document.doc_id: plain.for_document(document) for document in documents}
    return lambda label: taught.get(label.doc_id, plain)


class Example(NamedTuple):
    """A clause with its possible names, what each of them is (index into OUTCOMES), and how much each of them teaches."""

    sentence: Sentence
    outcomes: Sequence[int]
    weights: Sequence[float]


def examples(labels: Sequence[Label], reader: RecogniserOf, document_weight: float) -> Iterator[Example]:
    """Yield the examples of labelled clauses, as ``reader`` reads them; those of whole documents have a weight of their own."""
    for label in labels:
        if label.kind != CLAUSE:
            continue
        weight = 1.0 if label.origin == WRITTEN else document_weight
        sentence = reader(label).sentence(fold(label.text), fold(label.lead_in))
        roles = {(mention.start, mention.end): mention.role for mention in label.agencies}
        outcomes = [OUTCOMES.index(roles.get((name.start, name.end))) for name in sentence.names]
        yield Example(sentence, outcomes, [weight] * len(outcomes))
        yield from _as_unknown(sentence, outcomes, weight)


def _as_unknown(sentence: Sentence, outcomes: Sequence[int], weight: float) -> Iterator[Example]:
    """Yield the clause as if the register lacked the names in it: what unknown names are is learnt from known ones."""
    built = set(unknown_names(sentence.text))
    teaches = [name.kind is Kind.NAME and (name.start, name.end) in built for name in sentence.names]
    if any(teaches):
        names = [
            name._replace(agency_id=OTHER, kind=Kind.UNKNOWN, core=sentence.text[name.start : name.end], candidates=())
            if unknown
            else name
            for name, unknown in zip(sentence.names, teaches, strict=True)
        ]
        yield Example(sentence._replace(names=names), outcomes, [weight * unknown for unknown in teaches])


def fit(labels: Sequence[Label], reader: RecogniserOf, settings: AgencySettings) -> Decision:
    """Return the decision learnt from ``labels``: multinomial logistic regression with an L2 penalty, rounded. Deterministic."""
    taught = [example for example in examples(labels, reader, settings.document_weight) if example.outcomes]
    columns = numbers(features([example.sentence for example in taught]))
    weights = np.concatenate([np.array(example.weights) for example in taught])
    teaches = weights > 0
    wanted = np.concatenate([np.array(example.outcomes) for example in taught])[teaches]
    matrix, used = _matrix(columns[teaches])
    if len(set(wanted.tolist())) < 2:
        raise ProvtagError("agencies: all possible names of the labels have one and the same role; add labels of others")
    model = LogisticRegression(C=settings.C, tol=settings.tolerance, max_iter=1000).fit(matrix, wanted, weights[teaches])
    stored = np.zeros((1 << BITS, len(OUTCOMES)), np.float32)
    stored[used[:, None], model.classes_] = np.round(model.coef_.T, _DIGITS)
    intercepts = np.full(len(OUTCOMES), _NEVER, np.float32)
    intercepts[model.classes_] = np.round(model.intercept_, _DIGITS)
    return Decision(stored, intercepts)


def _matrix(columns: NDArray[np.int64]) -> tuple[sp.csr_matrix, NDArray[np.int64]]:
    """Return the counts (names × features) of the features that several names have, and their numbers."""
    count, families = columns.shape
    pointer = np.arange(count + 1) * families
    matrix = sp.csr_matrix((np.ones(columns.size), columns.ravel(), pointer), (count, 1 << BITS))
    matrix.sum_duplicates()
    used = np.flatnonzero(np.bincount(matrix.indices, minlength=1 << BITS) >= _FEWEST)
    return matrix[:, used], used
