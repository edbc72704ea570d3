"""How well agencies, roles and links are read in documents never seen: the experiments behind ``metrics/agencies.json``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.agencies.training import fit, recogniser_of
from provtag.evaluation.agency_baselines import JiebaBaseline, SpacyBaseline
from provtag.evaluation.mentions import Unit, interval, scores
from provtag.labels import CLAUSE, WHOLE, WRITTEN
from provtag.schema import AgencyMention, Document, Label
from provtag.settings import AgencySettings, EvaluationSettings

Row = dict[str, Any]

DIGITS = 4
# Into how many parts hands are dealt, each read by a model that has seen the others.
FOLDS = 4
# The NER baseline sees this many labels, this many times; it takes a minute, which is what a baseline is worth.
SPACY_LABELS, SPACY_ROUNDS = 1200, 5


class Finder(Protocol):
    """Anything that finds agency mentions in clauses and duty notes."""

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        """Return the mentions of a clause; ``lead_in`` is that of its enumeration."""

    def in_duty_note(self, text: str) -> tuple[AgencyMention, ...]:
        """Return the mentions of a duty note."""


BASELINES: dict[str, Callable[[Sequence[Label]], Finder]] = {
    "jieba_nt": lambda training: JiebaBaseline(),
    "spacy_ner": lambda training: SpacyBaseline.fit(training[:SPACY_LABELS], SPACY_ROUNDS),
}


class Experiments:
    """Trains on some of ``labels`` and tests on others; ``documents`` are those that labels come from."""

    def __init__(
        self,
        labels: Sequence[Label],
        register: Register,
        documents: Iterable[Document],
        settings: AgencySettings,
        evaluation: EvaluationSettings,
    ) -> None:
        self._labels = labels
        self._documents = {document.doc_id: document for document in documents}
        self._reader = recogniser_of(register, self._documents.values())
        self._register = register
        self._settings = settings
        self._evaluation = evaluation

    def trained(self, labels: Sequence[Label]) -> Recogniser:
        """Return a recogniser taught by ``labels``."""
        return Recogniser(self._register, fit(labels, self._reader, self._settings))

    def leave_one_document_out(self, names: Mapping[str, str], baselines: Mapping[str, Finder]) -> tuple[Row, list[Row]]:
        """Train without one seed (``names``: its id → name) and test on it, beside ``baselines`` that have seen none.

        Returns figures by name (see ``compared``), and the rows of the comparison plot.
        """
        figures: Row = {}
        rows: list[Row] = []
        for doc_id, name in sorted(names.items()):
            test = [label for label in self._labels if label.doc_id == doc_id]
            if not test:
                continue  # a seed that nobody has labelled yet
            model = self.trained([label for label in self._labels if label.doc_id != doc_id])
            if document := self._documents.get(doc_id):
                model = model.for_document(document)
            systems: dict[str, Finder] = {"model": model, **baselines}
            figures[name] = self.compared(test, systems)
            rows += [
                {"name": f"{name} · {aspect} · {system}", "document": name, "system": system, "aspect": aspect, "f1": value["f1"]}
                for system in systems
                for aspect, value in figures[name][system]["everywhere"].items()
            ]
        return figures, rows

    def leave_hands_out(self, seeds: frozenset[str]) -> Row:
        """Return figures for all but the ``seeds``, each read by a model that has seen nothing of its writer or document.

        ``documents``: whole documents, by part; ``written``: written examples, by part; ``written_styles``: these by style.
        """
        hands = sorted({_hand(label) for label in self._labels if label.doc_id not in seeds})
        units: list[tuple[Label, Unit]] = []
        for part in (hands[at::FOLDS] for at in range(FOLDS)):
            if not part:
                continue
            model = self.trained([label for label in self._labels if _hand(label) not in part])
            by_document = defaultdict(list)
            for label in self._labels:
                if _hand(label) in part:
                    by_document[label.doc_id].append(label)
            for doc_id, labels in by_document.items():
                finder = model.for_document(self._documents[doc_id]) if doc_id in self._documents else model
                units += [(label, (label.agencies, _find(finder, label))) for label in labels]
        written = [(label, unit) for label, unit in units if label.origin == WRITTEN]
        documents = [(label, unit) for label, unit in units if label.origin != WRITTEN]
        by_style = {
            style: self._figures([unit for label, unit in written if label.style == style])
            for style in sorted({label.style for label, _ in written})
        }
        return {"documents": self._by_part(documents), "written": self._by_part(written), "written_styles": by_style}

    def compared(self, test: Sequence[Label], systems: Mapping[str, Finder]) -> Row:
        """Return the figures of ``systems`` by system and part: everywhere, in clauses and notes, in and out of the register."""
        return {
            name: self._by_part([(label, (label.agencies, _find(finder, label))) for label in test])
            for name, finder in systems.items()
        }

    def _by_part(self, units: Sequence[tuple[Label, Unit]]) -> Row:
        parts = {
            "everywhere": [unit for _, unit in units],
            "clauses": [unit for label, unit in units if label.kind == CLAUSE],
            "duty_notes": [unit for label, unit in units if label.kind != CLAUSE],
            "in_register": [self._restricted(label, unit, inside=True) for label, unit in units],
            "out_of_register": [self._restricted(label, unit, inside=False) for label, unit in units],
        }
        return {name: self._figures(part) for name, part in parts.items()}

    def _restricted(self, label: Label, unit: Unit, inside: bool) -> Unit:
        """Keep the mentions whose span the register proposes by itself (``inside``), or those that it does not."""
        labelled, predicted = unit
        known = {(name.start, name.end) for name in self._reader(label).known(label.text)}
        return (
            tuple(mention for mention in labelled if ((mention.start, mention.end) in known) is inside),
            tuple(mention for mention in predicted if ((mention.start, mention.end) in known) is inside),
        )

    def _figures(self, units: Sequence[Unit]) -> Row:
        return _figures(units, self._evaluation.bootstrap, self._evaluation.seed)


def _hand(label: Label) -> str:
    """Return who wrote what is labelled, or the document where nobody is named: that of written examples is their writer."""
    return label.style if label.origin == WHOLE and label.style else label.doc_id


def _find(finder: Finder, label: Label) -> tuple[AgencyMention, ...]:
    return finder.in_clause(label.text, label.lead_in) if label.kind == CLAUSE else finder.in_duty_note(label.text)


def _figures(units: Sequence[Unit], draws: int, seed: int) -> Row:
    """Return precision, recall, F1 and its interval of every aspect; "n/a" where nothing was labelled or predicted."""
    figures: Row = {}
    for aspect, agreement in scores(units).items():
        low, high = interval(units, aspect, draws, seed)
        values = {"precision": agreement.precision, "recall": agreement.recall, "f1": agreement.f1, "low": low, "high": high}
        figures[aspect] = {name: _rounded(value) for name, value in values.items()} | {"labelled": agreement.labelled}
    return figures


def _rounded(value: float) -> float | str:
    return round(value, DIGITS) if value == value else "n/a"  # nan differs from itself
