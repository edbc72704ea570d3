"""How well agencies, roles and links are read in documents never seen: the experiments behind ``metrics/agencies.json``."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple

from joblib import Parallel, delayed

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.agencies.training import fit, recogniser_of
from provtag.evaluation.agency_baselines import JiebaBaseline, SpacyBaseline
from provtag.evaluation.mentions import Finder, Unit, intervals, scores
from provtag.labels import CLAUSE, WHOLE, WRITTEN
from provtag.schema import Document, Label
from provtag.settings import AgencySettings, EvaluationSettings
from provtag.terminal import steps

Row = dict[str, Any]
Answer = tuple[Label, Unit]
"""A label, and its mentions as labelled and as found."""
Place = tuple[int, int]

MODEL = "model"
DIGITS = 4
# Into how many parts hands are dealt, each read by a model that has seen the others.
FOLDS = 4
# The NER baseline sees this many labels, this many times; it takes a minute, which is what a baseline is worth.
SPACY_LABELS, SPACY_ROUNDS = 1200, 5


BASELINES: dict[str, Callable[[Sequence[Label]], Finder]] = {
    "jieba_nt": lambda training: JiebaBaseline(),
    "spacy_ner": lambda training: SpacyBaseline.fit(training[:SPACY_LABELS], SPACY_ROUNDS),
}


class Trial(NamedTuple):
    """A system, what it learns from, and what it is then asked."""

    system: str
    training: Sequence[Label]
    test: Sequence[Label]


def without_hands(labels: Sequence[Label]) -> Iterator[Trial]:
    """Yield trials of the model that ask for all ``labels``, each when nothing of its hand was seen."""
    hands = sorted({_hand(label) for label in labels})
    for part in (frozenset(hands[at::FOLDS]) for at in range(FOLDS)):
        if part:
            test = [label for label in labels if _hand(label) in part]
            yield Trial(MODEL, [label for label in labels if _hand(label) not in part], test)


class Experiments:
    """Systems that learn from some labels and are tested on others; ``documents`` are those that labels come from."""

    def __init__(
        self, register: Register, documents: Iterable[Document], settings: AgencySettings, evaluation: EvaluationSettings
    ) -> None:
        self._documents = {document.doc_id: document for document in documents}
        self._reader = recogniser_of(register, self._documents.values())
        self._register = register
        self._settings = settings
        self._evaluation = evaluation

    def answers(self, trials: Sequence[Trial]) -> Iterator[list[Answer]]:
        """Yield what each trial finds in its test labels; trials are spread over the processors, and the later ones go on there
        while what is found in the earlier ones is looked at."""
        given = (self._register, self._documents, self._settings)
        found = Parallel(n_jobs=-1, return_as="generator")(delayed(_answers)(trial, *given) for trial in trials)
        return steps(found, "systems", len(trials))

    def compared(self, systems: Mapping[str, Sequence[Answer]], doc_ids: Collection[str]) -> Row:
        """Return the figures of each system, by part, on the labels of some documents."""
        return {
            name: self.parted([(label, unit) for label, unit in answers if label.doc_id in doc_ids])
            for name, answers in systems.items()
        }

    def parted(self, answers: Sequence[Answer]) -> Row:
        """Return figures by part: everywhere, in clauses and in duty notes, of names in and out of the register."""
        known = [(unit, self._known(label)) for label, unit in answers]
        parts = {
            "everywhere": [unit for _, unit in answers],
            "clauses": [unit for label, unit in answers if label.kind == CLAUSE],
            "duty_notes": [unit for label, unit in answers if label.kind != CLAUSE],
            "in_register": [_restricted(*one, inside=True) for one in known],
            "out_of_register": [_restricted(*one, inside=False) for one in known],
        }
        return {name: self._figures(part) for name, part in parts.items()}

    def by_origin(self, answers: Sequence[Answer]) -> Row:
        """Return figures of whole ``documents`` and ``written`` examples, by part, and of ``written_styles``, by style."""
        written = [(label, unit) for label, unit in answers if label.origin == WRITTEN]
        styles = sorted({label.style for label, _ in written})
        return {
            "documents": self.parted([(label, unit) for label, unit in answers if label.origin != WRITTEN]),
            "written": self.parted(written),
            "written_styles": {
                style: self._figures([unit for label, unit in written if label.style == style]) for style in styles
            },
        }

    def _known(self, label: Label) -> frozenset[Place]:
        """Return where the register by itself proposes a name in the text of ``label``."""
        return frozenset((name.start, name.end) for name in self._reader(label).known(label.text))

    def _figures(self, units: Sequence[Unit]) -> Row:
        return _figures(units, self._evaluation.bootstrap, self._evaluation.seed)


def _restricted(unit: Unit, known: Collection[Place], inside: bool) -> Unit:
    """Keep the mentions whose place is ``known`` (``inside``), or those whose place is not."""
    labelled, predicted = unit
    return (
        tuple(mention for mention in labelled if ((mention.start, mention.end) in known) is inside),
        tuple(mention for mention in predicted if ((mention.start, mention.end) in known) is inside),
    )


def _hand(label: Label) -> str:
    """Return who wrote what is labelled, or the document where nobody is named: a seed, or the writer of written examples."""
    return label.style if label.origin == WHOLE and label.style else label.doc_id


def _answers(trial: Trial, register: Register, documents: Mapping[str, Document], settings: AgencySettings) -> list[Answer]:
    if trial.system != MODEL:
        baseline = BASELINES[trial.system](trial.training)
        return [answer(label, baseline) for label in trial.test]
    model = Recogniser(register, fit(trial.training, recogniser_of(register, documents.values()), settings))
    return [
        found
        for doc_id, labels in groupby(trial.test, key=lambda label: label.doc_id)
        for found in answers_of(list(labels), model.for_document(documents[doc_id]) if doc_id in documents else model)
    ]


def answers_of(labels: Sequence[Label], recogniser: Recogniser) -> Iterator[Answer]:
    """Yield what ``answer`` gives for each of ``labels``; clauses read together are read much faster."""
    clauses = [label for label in labels if label.kind == CLAUSE]
    of_clauses = iter(recogniser.in_texts([label.text for label in clauses], [label.lead_in for label in clauses]))
    for label in labels:
        found = next(of_clauses) if label.kind == CLAUSE else recogniser.in_duty_note(label.text)
        yield label, (label.agencies, found)


def answer(label: Label, finder: Finder) -> Answer:
    """Return what ``finder`` finds in the text of ``label``, beside what is labelled there."""
    found = finder.in_clause(label.text, label.lead_in) if label.kind == CLAUSE else finder.in_duty_note(label.text)
    return label, (label.agencies, found)


def rows(documents: Mapping[str, Row]) -> Iterator[Row]:
    """Yield the rows of the comparison plot from the figures of documents by name, system and part."""
    for document, systems in documents.items():
        for system, figures in systems.items():
            for aspect, value in figures["everywhere"].items():
                name = f"{document} · {aspect} · {system}"
                yield {"name": name, "document": document, "system": system, "aspect": aspect, "f1": value["f1"]}


def _figures(units: Sequence[Unit], draws: int, seed: int) -> Row:
    """Return precision, recall, F1 and its interval of every aspect; "n/a" where nothing was labelled or predicted."""
    figures: Row = {}
    bounds = intervals(units, draws, seed)
    for aspect, agreement in scores(units).items():
        low, high = bounds[aspect]
        values = {"precision": agreement.precision, "recall": agreement.recall, "f1": agreement.f1, "low": low, "high": high}
        figures[aspect] = {name: _rounded(value) for name, value in values.items()} | {"labelled": agreement.labelled}
    return figures


def _rounded(value: float) -> float | str:
    return round(value, DIGITS) if value == value else "n/a"  # nan differs from itself
