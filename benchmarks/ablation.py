"""What the parts of the model are worth: it is taught without one after the other, and asked for documents of hands left out.

    python -m benchmarks.ablation [PART]

Prints three tables: agencies without a part, action types without a part, and general tools on the same texts. The clauses and
duty notes of a quarter of the hands (PART: 0, the first, to 3) are asked for; nothing by these hands is seen in training. Action
types are left out in folds, and every whole document is asked for: that is what the stages ``train_measures`` and ``fit_rivals``
keep, but for the written examples.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, NamedTuple
from unittest.mock import patch

import numpy as np
from numpy.typing import NDArray

from benchmarks.lac import LacBaseline
from provtag.actions.contract import Words
from provtag.actions.training import Examples, clause_labels, held_out_log_odds, held_out_scores
from provtag.agencies import decision, training
from provtag.agencies.choice import Choice, Chosen
from provtag.agencies.contexts import Sentence
from provtag.agencies.features import Seen, features
from provtag.agencies.links import BITS, Links
from provtag.agencies.model import AgencyModel
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import OTHER, Kind, Register
from provtag.agencies.training import Example, RecogniserOf, chosen_examples, fit_decision, proposed
from provtag.corpus import labelled_documents
from provtag.evaluation.actions import CrossFit
from provtag.evaluation.agencies import BASELINES, Answer, answer, without_hands
from provtag.evaluation.mentions import ASPECTS, Finder, scores
from provtag.evaluation.rivals import Rivals
from provtag.evaluation.scores import exact, macro_f1
from provtag.labels import WHOLE, WRITTEN, read_labels, stored_labels
from provtag.paths import DATASET, HEADING_CUES, HELD_OUT, HELD_OUT_ODDS, HELD_OUT_UNSETTLED, LEXICON, MODELS, REGISTER, RIVALS
from provtag.schema import Document, Label
from provtag.settings import ActionSettings, AgencySettings, DecisionSettings, read_settings

# Families of features of the decision; a crossing goes with any of its parts.
FAMILIES = {
    "words beside": {"before", "behind"},
    "pairs near": {"near before", "near behind"},
    "parts of the sentence": {
        "part begins", "part ends", "part before", "next part", "particle or modal", "verb of particle or modal",
        "from the beginning", "to the end",
    },
    "the name's own kind, core, agency": {"kind", "core", "agency", "level", "place in group", "neighbours", "odds", "issuer"},
}  # fmt: skip

Row = tuple[str, ...]


class AsProposed(Choice):
    """Chooses every name that is proposed, and is of no opinion."""

    def __init__(self) -> None:
        """Return the choice, which has no weights."""

    def chosen(self, sentences: Sequence[Sentence]) -> list[list[Chosen]]:
        """Return the names of each sentence."""
        return [[Chosen(name.start, name.end, 0.0) for name in sentence.names] for sentence in sentences]


class NoIssuer(Recogniser):
    """Knows the names that a document teaches, and not who issued it."""

    def for_document(self, document: Document) -> Recogniser:
        """Return a recogniser that also knows the names which ``document`` teaches."""
        taught = super().for_document(document)
        taught._issuers, taught._issuer = (), ""
        return taught


class Split(NamedTuple):
    """What is asked for, in documents whose hands ``training`` has not."""

    training: Sequence[Label]
    asked: Sequence[Label]


@dataclass(frozen=True)
class Agencies:
    """The search for agencies, taught anew without one part after the other."""

    register: Register
    documents: Mapping[str, Document]
    settings: AgencySettings

    def without_parts(self, test: Split) -> Iterator[tuple[str, list[Answer]]]:
        """Yield the part left out, and what is found without it."""
        reader = self._reader(Recogniser)
        learned, examples = self._taught(test.training, reader)

        def decided(examples: Sequence[Example]) -> decision.Decision:
            return fit_decision(examples, self.settings)

        def answers(**parts: Any) -> list[Answer]:
            return self._answers(Recogniser(self.register, learned._replace(**parts)), test.asked)

        yield "nothing", answers()
        for name, left_out in FAMILIES.items():
            with without_families(lambda parts, left_out=left_out: bool(parts & left_out)):  # type: ignore[misc]
                yield name, answers(decision=decided(examples))
        with without_families(lambda parts: len(parts) > 1):
            yield "crossings", answers(decision=decided(examples))
        unlinked = Links(np.zeros(((1 << BITS) + 1, 1), np.float32), [OTHER])
        yield "links learnt", answers(links=unlinked, decision=decided(list(map(_unlinked, examples))))
        clauses = list(proposed(test.training, reader, self.settings.document_weight))
        as_proposed = list(chosen_examples(clauses, reader, AsProposed(), learned.links))
        yield "the learned choice of names", answers(choice=AsProposed(), decision=decided(as_proposed))
        yield "whole documents", self._anew([label for label in test.training if label.origin != WHOLE], test.asked)
        yield "written examples", self._anew([label for label in test.training if label.origin != WRITTEN], test.asked)
        yield "the issuer", self._anew(*test, NoIssuer)
        yield "what the document teaches", replace(self, documents={})._anew(*test)

    def _anew(self, labels: Sequence[Label], asked: Sequence[Label], kind: type[Recogniser] = Recogniser) -> list[Answer]:
        return self._answers(kind(self.register, self._taught(labels, self._reader(kind))[0]), asked)

    def _taught(self, labels: Sequence[Label], reader: RecogniserOf) -> tuple[training.Learned, Sequence[Example]]:
        """Return what is learnt, and the examples that taught the decision."""
        with patch.object(training, "fit_decision", wraps=fit_decision) as fitted:
            return training.fit(labels, reader, self.settings), fitted.call_args.args[0]

    def _reader(self, kind: type[Recogniser]) -> RecogniserOf:
        plain = kind(self.register, None)
        taught = {doc_id: plain.for_document(document) for doc_id, document in self.documents.items()}
        return lambda label: taught.get(label.doc_id, plain)

    def _answers(self, model: Recogniser, asked: Sequence[Label]) -> list[Answer]:
        known = {label.doc_id for label in asked} & {*self.documents}
        taught = {doc_id: model.for_document(self.documents[doc_id]) for doc_id in known}
        return [answer(label, taught.get(label.doc_id, model)) for label in asked]


@contextmanager
def without_families(left_out: Callable[[set[str]], bool]) -> Iterator[None]:
    """Let the decision learn from and look at no family of features whose parts are ``left_out``."""

    def seen(sentences: Sequence[Sentence]) -> Iterator[Seen]:
        return (one for one in features(sentences) if not left_out(parts_of(one.family)))

    with patch.object(training, "features", seen), patch.object(decision, "features", seen):
        yield


def parts_of(family: str) -> set[str]:
    """Return what a family of features is made of, lengths aside: several parts where it is a crossing."""
    return {re.sub(r" \d$", "", part) for part in family.split(", ")}


def _unlinked(example: Example) -> Example:
    names = [name._replace(agency_id=OTHER) if name.kind is Kind.UNKNOWN else name for name in example.sentence.names]
    return example._replace(sentence=example.sentence._replace(names=names))


def types_without_parts(fitted: CrossFit, unsettled: NDArray[np.float64], kept: Rivals) -> Iterator[Row]:
    """Yield what is left out, macro-F1 and the share of clauses whose types are all right, on whole documents.

    ``unsettled``: log-odds (clauses × types) without the measures' say.
    """
    documents = [label.origin != WRITTEN for label in fitted.labels]
    labels = [label for label in fitted.labels if label.origin != WRITTEN]
    more = {f"measures, {part}": odds for part, odds in kept.log_odds.items()}
    whole = {"nothing": fitted.log_odds[documents], "measures": unsettled[documents]}
    for part, odds in (whole | more).items():
        found = replace(fitted, labels=labels, log_odds=odds).where(lambda label: label.origin == WHOLE)
        yield part, _shown(macro_f1(found.wanted, found.decided)), _shown(float(exact(found).mean()))


def types_without_written(labels: Sequence[Label]) -> NDArray[np.float64]:
    """Return log-odds (clauses of documents × types) by models that no written example taught, nor the clause's own hand."""
    settings, words = read_settings(ActionSettings), Words.load(LEXICON, HEADING_CUES)
    documents = Examples.of([label for label in labels if label.origin != WRITTEN], settings)
    return held_out_log_odds(documents, held_out_scores(documents, settings, words.lexicon), settings, words.cues)


def figures(answers: Iterable[Answer]) -> Row:
    """Return F1 of span, role, link and all."""
    found = scores([unit for _, unit in answers])
    return tuple(_shown(found[aspect].f1) for aspect in ASPECTS)


def rivals(ours: AgencyModel, held_out: Sequence[Label], test: Split, of_test: str) -> Iterator[Row]:
    """Yield F1 of the spans of each system in the excerpts ``held_out`` and in the ``test``; ``of_test`` is that of the model."""
    yield "model", _span(ours.recogniser, held_out), of_test
    written = [label for label in test.training if label.origin == WRITTEN]
    systems: dict[str, Callable[[Sequence[Label]], Finder]] = {"lac": lambda training: LacBaseline()}
    for name, taught in (systems | BASELINES).items():
        finder = taught(written)
        yield name, _span(finder, held_out), _span(finder, test.asked)


def _span(finder: Finder, asked: Sequence[Label]) -> str:
    return figures(answer(label, finder) for label in asked)[0]


def _shown(figure: float) -> str:
    return f"{figure:.4f}"


def show(head: Row, rows: Iterable[Row]) -> list[Row]:
    """Print a table in Markdown, each row as soon as it is there, and return its rows."""
    shown: list[Row] = []
    _print(head)
    _print(("---",) * len(head))
    for row in rows:
        _print(row)
        shown.append(row)
    print()
    return shown


def _print(row: Row) -> None:
    print("|", " | ".join(row), "|", flush=True)


def main() -> None:
    """Print the three tables."""
    labels = stored_labels(DATASET)
    part = int(next(iter(sys.argv[1:]), 0))
    trial = list(without_hands(labels))[part]
    test = Split(trial.training, [label for label in trial.test if label.origin == WHOLE])
    documents = {document.doc_id: document for document in labelled_documents()}
    agencies = Agencies(Register.load(REGISTER), documents, read_settings(AgencySettings))
    print(f"{len(test.asked)} clauses and duty notes of hands left out, taught by {len(test.training)} labels\n")
    everything, *_ = show(
        ("agencies without", *ASPECTS), ((part, *figures(found)) for part, found in agencies.without_parts(test))
    )
    types = CrossFit(clause_labels(labels), np.load(HELD_OUT_ODDS, allow_pickle=False), read_settings(DecisionSettings))
    unsettled, kept = np.load(HELD_OUT_UNSETTLED, allow_pickle=False), Rivals.load(RIVALS)
    kept.log_odds["written examples"] = types_without_written(types.labels)
    show(("action types without", "macro-F1", "exact"), types_without_parts(types, unsettled, kept))
    model, (_, span, *_) = AgencyModel.load(MODELS / "agencies"), everything
    show(("spans by", "excerpts", "hands left out"), rivals(model, read_labels(HELD_OUT), test, span))


if __name__ == "__main__":
    main()
