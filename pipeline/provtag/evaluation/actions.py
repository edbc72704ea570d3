"""How well the model reads action types in documents and drafting styles never seen: the figures of ``metrics/actions.json``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from scipy.special import expit, logit
from sklearn.feature_extraction.text import CountVectorizer

from provtag.actions.certainty import certainty
from provtag.actions.contract import TYPES
from provtag.actions.training import Floats, targets_of, views_of
from provtag.actions.vectoriser import ClauseView
from provtag.evaluation.scores import (
    Decisions,
    Predicted,
    calibration,
    decided_alone,
    exact,
    macro_f1,
    macro_f1_interval,
    ratio,
    review,
    risk_coverage,
    summary,
)
from provtag.labels import GOLD, WHOLE, WRITTEN
from provtag.schema import ActionScores, Label
from provtag.settings import DecisionSettings

Row = dict[str, Any]

# Two clauses that share this part of their three-character runs say the same: provinces copy the national plan.
COPIED = 0.6


@dataclass(frozen=True)
class Experiment:
    """Everything an experiment needs: clauses of seeds, of whole documents by other hands and of written examples; parameters."""

    gold: Sequence[Label]
    whole: Sequence[Label]
    written: Sequence[Label]
    decisions: DecisionSettings
    draws: int
    seed: int

    @classmethod
    def of(cls, labels: Sequence[Label], decisions: DecisionSettings, draws: int, seed: int) -> Experiment:
        """Return the experiment on ``labels``."""
        gold, whole, written = ([label for label in labels if label.origin == origin] for origin in (GOLD, WHOLE, WRITTEN))
        return cls(gold, whole, written, decisions, draws, seed)

    def summary(self, test: Predicted) -> Row:
        """Return the figures of one test."""
        return summary(test, self.draws, self.seed)


@dataclass(frozen=True)
class CrossFit:
    """All labelled clauses with the log-odds of a model that has not seen their group: their hand, document or style."""

    labels: Sequence[Label]
    log_odds: Floats
    decisions: DecisionSettings

    def where(self, wanted: Callable[[Label], bool]) -> Predicted:
        """Return what was decided on the labels that are ``wanted``."""
        places = [at for at, label in enumerate(self.labels) if wanted(label)]
        return _predicted_from(self.log_odds[places], [self.labels[at] for at in places], self.decisions)


def predict(score: Callable[[Sequence[ClauseView]], Sequence[ActionScores]], test: Sequence[Label]) -> Predicted:
    """Return what ``score`` says of ``test``."""
    scores = score(views_of(test))
    return Predicted(
        wanted=targets_of(test) == 1,
        decided=np.array([[action in item.action_types for action in TYPES] for item in scores]),
        probabilities=np.array([[item.scores[action] for action in TYPES] for item in scores]),
        flagged=np.array([bool(item.review_reasons) for item in scores]),
        provisions=provisions_of(test),
    )


def provisions_of(labels: Sequence[Label]) -> list[str]:
    """Return what the bootstrap draws: whole documents of other hands, provisions of a seed, single examples."""
    return [label.doc_id if label.origin == WHOLE else label.provision_id or label.clause_id for label in labels]


def leave_one_document_out(experiment: Experiment, fitted: CrossFit, names: dict[str, str]) -> Row:
    """Test on each seed the model that has not seen it, also on its clauses that are no copies; returns figures by name."""
    figures: Row = {}
    for doc_id, test, training in left_out_documents(experiment):
        predicted = fitted.where(lambda label, doc_id=doc_id: label.doc_id == doc_id)  # type: ignore[misc]
        copied = _copied(training, test)
        entry: Row = {"model": experiment.summary(predicted), "copied_from_training": ratio(copied.sum(), len(test))}
        if not copied.all():
            entry["not_copied"] = experiment.summary(predicted.where(~copied))
        figures[names[doc_id]] = entry
    return figures


def left_out_documents(experiment: Experiment) -> Iterator[tuple[str, list[Label], list[Label]]]:
    """Yield each seed: its id, its clauses, and those of everything else."""
    for doc_id in sorted({label.doc_id for label in experiment.gold}):
        test = [label for label in experiment.gold if label.doc_id == doc_id]
        others = [label for label in (*experiment.gold, *experiment.whole) if label.doc_id != doc_id]
        yield doc_id, test, [*others, *experiment.written]


def leave_one_hand_out(experiment: Experiment, fitted: CrossFit) -> tuple[Row, list[Row]]:
    """Return the figures over all whole documents by hands left out of training, and one row a document."""
    test = fitted.where(lambda label: label.origin == WHOLE)
    right = exact(test)
    names, place = np.unique([label.doc_id for label in experiment.whole], return_inverse=True)
    rows = [
        {
            "document": str(doc_id),
            "clauses": int(inside.sum()),
            "macro_f1": round(macro_f1(test.wanted[inside], test.decided[inside]), 4),
            "exact": ratio(right[inside].sum(), inside.sum()),
        }
        for number, doc_id in enumerate(names)
        for inside in [place == number]
    ]
    return experiment.summary(test) | {"exact": ratio(right.sum(), len(right))}, rows


def leave_one_style_out(experiment: Experiment, fitted: CrossFit) -> list[Row]:
    """Return one row a drafting style of the written examples, left out of training, and a last one for all of them."""
    styles = sorted({label.style for label in experiment.written})
    rows = [_style_row(experiment, style, fitted.where(partial(_is_written, style=style))) for style in styles]
    return [*rows, _style_row(experiment, "all", fitted.where(_is_written))]


def _is_written(label: Label, style: str | None = None) -> bool:
    return label.origin == WRITTEN and style in (None, label.style)


def reliability_of(experiment: Experiment, test: Predicted) -> tuple[Row, list[Row], list[Row]]:
    """Return calibration and review figures, and the rows of the reliability and the risk–coverage plot."""
    figures, reliability = calibration(test)
    figures = {"calibration": figures, "review": review(test), "decided_alone": decided_alone(test)}
    return figures, reliability, risk_coverage(test)


def _predicted_from(odds: Floats, test: Sequence[Label], decisions: DecisionSettings) -> Predicted:
    """Return what calibrated log-odds decide; clauses of which that is not certain enough are flagged."""
    decided = odds >= logit([decisions.thresholds[action] for action in TYPES])
    flagged = certainty(odds, decided) < decisions.review.margin
    return Predicted(targets_of(test) == 1, decided, expit(odds), flagged, provisions_of(test))


def _copied(training: Sequence[Label], test: Sequence[Label]) -> Decisions:
    """Tell which test clauses share most of their three-character runs with one training clause."""
    counter = CountVectorizer(analyzer="char", ngram_range=(3, 3), binary=True, lowercase=False)
    wanted = counter.fit_transform([label.text for label in test])
    shared = (wanted @ counter.transform([label.text for label in training]).T).max(axis=1).toarray().ravel()
    sizes = np.asarray(wanted.sum(axis=1)).ravel()
    return shared >= COPIED * np.maximum(sizes, 1)


def _style_row(experiment: Experiment, style: str, predicted: Predicted) -> Row:
    low, high = macro_f1_interval(predicted, experiment.draws, experiment.seed)
    return {
        "style": style,
        "clauses": len(predicted.wanted),
        "macro_f1": round(macro_f1(predicted.wanted, predicted.decided), 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }
