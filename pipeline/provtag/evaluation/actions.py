"""How well action types are read in documents and drafting styles never seen: the experiments behind ``metrics/actions.json``."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from scipy.special import expit, logit
from sklearn.feature_extraction.text import CountVectorizer

from provtag.actions.contract import TYPES, Words
from provtag.actions.model import ActionModel, near_threshold
from provtag.actions.training import Examples, Floats, clause_labels, held_out_log_odds, held_out_scores, targets_of, views_of
from provtag.evaluation.action_baselines import BASELINES
from provtag.evaluation.scores import (
    Decisions,
    Predicted,
    calibration,
    exact,
    interval,
    macro_f1,
    ratio,
    review,
    risk_coverage,
    summary,
)
from provtag.labels import WHOLE, WRITTEN
from provtag.schema import Label
from provtag.settings import ActionSettings

Row = dict[str, Any]

# Two clauses that share this part of their three-character runs say the same: provinces copy the national plan.
COPIED = 0.6


@dataclass(frozen=True)
class Experiment:
    """Everything an experiment needs: clauses of seeds, of whole documents by other hands and of written examples; parameters."""

    gold: Sequence[Label]
    whole: Sequence[Label]
    written: Sequence[Label]
    settings: ActionSettings
    words: Words
    draws: int
    seed: int

    def summary(self, test: Predicted) -> Row:
        """Return the figures of one test."""
        return summary(test, self.draws, self.seed)


@dataclass(frozen=True)
class CrossFit:
    """All labelled clauses with the log-odds of a model that has not seen their group: their hand, document or style."""

    labels: Sequence[Label]
    log_odds: Floats
    settings: ActionSettings

    def where(self, wanted: Callable[[Label], bool]) -> Predicted:
        """Return what was decided on the labels that are ``wanted``."""
        places = [at for at, label in enumerate(self.labels) if wanted(label)]
        return _predicted_from(self.log_odds[places], [self.labels[at] for at in places], self.settings)


def cross_fit(labels: Sequence[Label], settings: ActionSettings, words: Words) -> CrossFit:
    """Return the log-odds of every clause from a model that has not seen its group."""
    labels = clause_labels(labels)
    data = Examples.of(labels, settings)
    held_out = held_out_scores(data, settings, words.lexicon)
    return CrossFit(labels, held_out_log_odds(data, held_out, settings, words.cues), settings)


def predict(model: ActionModel, test: Sequence[Label]) -> Predicted:
    """Return what ``model`` says of ``test``."""
    scores = model.score_views(views_of(test))
    return Predicted(
        wanted=targets_of(test) == 1,
        decided=np.array([[action in item.action_types for action in TYPES] for item in scores]),
        probabilities=np.array([[item.scores[action] for action in TYPES] for item in scores]),
        flagged=np.array([bool(item.review_reasons) for item in scores]),
        provisions=provisions_of(test),
    )


def decided(test: Sequence[Label], decisions: Decisions) -> Predicted:
    """Return a baseline's decisions on ``test``; it has no probabilities of its own."""
    unflagged = np.zeros(len(test), bool)
    return Predicted(targets_of(test) == 1, decisions, decisions.astype(float), unflagged, provisions_of(test))


def provisions_of(labels: Sequence[Label]) -> list[str]:
    """Return what the bootstrap draws: whole documents of other hands, provisions of a seed, single examples."""
    return [label.doc_id if label.origin == WHOLE else label.provision_id or label.clause_id for label in labels]


def leave_one_document_out(experiment: Experiment, fitted: CrossFit, names: dict[str, str]) -> tuple[Row, list[Row]]:
    """Test on each seed what has not seen it: the model, and baselines. Returns figures by document name, and table rows."""
    figures: Row = {}
    rows = []
    for doc_id in sorted({label.doc_id for label in experiment.gold}):
        test = [label for label in experiment.gold if label.doc_id == doc_id]
        others = [label for label in (*experiment.gold, *experiment.whole) if label.doc_id != doc_id]
        predicted = fitted.where(lambda label, doc_id=doc_id: label.doc_id == doc_id)  # type: ignore[misc]
        training = [*others, *experiment.written]
        copied = _copied(training, test)
        systems = {"model": predicted}
        if not copied.all():
            systems["not_copied"] = predicted.where(~copied)
        systems |= {name: decided(test, baseline(training, test)) for name, baseline in BASELINES.items()}
        entry = {name: experiment.summary(system) for name, system in systems.items()}
        figures[names[doc_id]] = entry | {"copied_from_training": ratio(copied.sum(), len(test))}
        rows += [
            {"name": f"{names[doc_id]} · {name}", "document": names[doc_id], "system": name} | _headline(system)
            for name, system in entry.items()
        ]
    return figures, rows


def leave_one_hand_out(experiment: Experiment, fitted: CrossFit) -> tuple[Row, list[Row]]:
    """Return the figures over all whole documents by hands left out of training, and one row a document."""
    rows = []
    for doc_id in sorted({label.doc_id for label in experiment.whole}):
        test = fitted.where(lambda label, doc_id=doc_id: label.doc_id == doc_id)  # type: ignore[misc]
        rows.append(
            {
                "document": doc_id,
                "clauses": len(test.wanted),
                "macro_f1": round(macro_f1(test.wanted, test.decided), 4),
                "exact": ratio(exact(test).sum(), len(test.wanted)),
            }
        )
    everything = fitted.where(lambda label: label.origin == WHOLE)
    return experiment.summary(everything) | {"exact": ratio(exact(everything).sum(), len(everything.wanted))}, rows


def leave_one_style_out(experiment: Experiment, fitted: CrossFit) -> list[Row]:
    """Return one row a drafting style of the written examples, left out of training, and a last one for all of them."""
    styles = sorted({label.style for label in experiment.written})
    rows = [_style_row(experiment, style, fitted.where(partial(_is_written, style=style))) for style in styles]
    return [*rows, _style_row(experiment, "all", fitted.where(_is_written))]


def _is_written(label: Label, style: str | None = None) -> bool:
    return label.origin == WRITTEN and style in (None, label.style)


def ablations(experiment: Experiment, fitted: CrossFit) -> list[Row]:
    """Return macro-F1 on seeds and whole documents, each left out, without one part of the model after the other."""
    settings, words = experiment.settings, experiment.words
    documents = [*experiment.gold, *experiment.whole]
    without_context = replace(settings, context=replace(settings.context, use=False))
    fits = {
        "nothing": fitted,
        "context": cross_fit([*documents, *experiment.written], without_context, words),
        "written examples": cross_fit(documents, settings, words),
        "whole documents": _trained_without_whole(experiment),
    }
    rows = []
    for name, fit in fits.items():
        test = fit.where(lambda label: label.origin != WRITTEN)
        rows.append({"without": name, "exact": ratio(exact(test).sum(), len(test.wanted))} | _headline(experiment.summary(test)))
    return rows


def _trained_without_whole(experiment: Experiment) -> CrossFit:
    """Score the whole documents with a model of seeds and written examples alone, and each seed without itself."""
    labels = [*experiment.gold, *experiment.written]
    seeds = cross_fit(labels, experiment.settings, experiment.words)
    probabilities = predict(ActionModel.fit(labels, experiment.settings, experiment.words), experiment.whole).probabilities
    return CrossFit([*labels, *experiment.whole], np.vstack([seeds.log_odds, logit(probabilities)]), experiment.settings)


def on_held_out(experiment: Experiment, model: ActionModel, test: Sequence[Label]) -> tuple[Row, Predicted]:
    """Test ``model``, trained on all labels, and the baselines on excerpts kept apart; returns figures and its predictions."""
    training = [*experiment.gold, *experiment.whole, *experiment.written]
    predicted = predict(model, test)
    systems = {"model": predicted} | {name: decided(test, baseline(training, test)) for name, baseline in BASELINES.items()}
    return {name: experiment.summary(system) for name, system in systems.items()}, predicted


def certainty(experiment: Experiment, test: Predicted) -> tuple[Row, list[Row], list[Row]]:
    """Return calibration and review figures, and the rows of the reliability and the risk–coverage plot."""
    figures, reliability = calibration(test)
    thresholds = np.array([experiment.settings.thresholds[action] for action in TYPES])
    return {"calibration": figures, "review": review(test)}, reliability, risk_coverage(test, thresholds)


def _predicted_from(odds: Floats, test: Sequence[Label], settings: ActionSettings) -> Predicted:
    """Return what calibrated log-odds decide; clauses near a threshold are flagged."""
    margins = odds - logit([settings.thresholds[action] for action in TYPES])
    return Predicted(
        targets_of(test) == 1, margins >= 0, expit(odds), near_threshold(margins, settings.review), provisions_of(test)
    )


def _copied(training: Sequence[Label], test: Sequence[Label]) -> Decisions:
    """Tell which test clauses share most of their three-character runs with one training clause."""
    counter = CountVectorizer(analyzer="char", ngram_range=(3, 3), binary=True, lowercase=False)
    wanted = counter.fit_transform([label.text for label in test])
    shared = (wanted @ counter.transform([label.text for label in training]).T).max(axis=1).toarray().ravel()
    sizes = np.asarray(wanted.sum(axis=1)).ravel()
    return shared >= COPIED * np.maximum(sizes, 1)


def _style_row(experiment: Experiment, style: str, predicted: Predicted) -> Row:
    low, high = interval(predicted, macro_f1, experiment.draws, experiment.seed)
    return {
        "style": style,
        "clauses": len(predicted.wanted),
        "macro_f1": round(macro_f1(predicted.wanted, predicted.decided), 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _headline(figures: Row) -> Row:
    return {"macro_f1": figures["macro_f1"], "low": figures["macro_f1_low"], "high": figures["macro_f1_high"]}
