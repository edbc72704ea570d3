"""How well action types are read in documents and drafting styles never seen: the experiments behind ``metrics/actions.json``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.special import expit, logit
from sklearn.feature_extraction.text import CountVectorizer

from provtag.actions.contract import TYPES
from provtag.actions.model import ActionModel, near_threshold
from provtag.actions.training import (
    Examples,
    Floats,
    Integers,
    held_out_log_odds,
    learn_combination,
    targets_of,
    views_of,
)
from provtag.actions.vectoriser import ClauseView
from provtag.evaluation.action_baselines import BASELINES
from provtag.evaluation.scores import (
    Decisions,
    Predicted,
    calibration,
    interval,
    joined,
    macro_f1,
    ratio,
    review,
    risk_coverage,
    summary,
)
from provtag.schema import Label
from provtag.settings import ActionSettings, Block

Row = dict[str, Any]
Lexicon = dict[str, list[str]]

# Two clauses that share this part of their three-character runs say the same: provinces copy the national plan.
COPIED = 0.6
# Seed clauses on the learning curve; an annotated document has little more than a hundred.
SEED_SIZES = (25, 50, 100)


@dataclass(frozen=True)
class Experiment:
    """Everything an experiment needs: gold and written clauses, parameters of training and of evaluation."""

    gold: Sequence[Label]
    written: Sequence[Label]
    settings: ActionSettings
    lexicon: Lexicon
    draws: int
    seed: int

    def documents(self) -> list[str]:
        """Return the ids of the annotated documents."""
        return sorted({label.doc_id for label in self.gold})

    def split(self, doc_id: str) -> tuple[list[Label], list[Label]]:
        """Return gold training and test clauses that leave ``doc_id`` out of training."""
        test = [label for label in self.gold if label.doc_id == doc_id]
        return [label for label in self.gold if label.doc_id != doc_id], test

    def summary(self, test: Predicted) -> Row:
        """Return the figures of one test."""
        return summary(test, self.draws, self.seed)


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
    """Return what the bootstrap draws: provisions of real documents, single clauses of written examples."""
    return [label.provision_id or label.clause_id for label in labels]


def leave_one_document_out(experiment: Experiment, names: dict[str, str]) -> tuple[Row, Predicted, list[Row]]:
    """Train without one annotated document and test on it: the model, with and without written examples, and baselines.

    Returns the figures by document name, the model's pooled predictions, and the rows of the comparison table.
    """
    figures: Row = {}
    pooled, rows = [], []
    for doc_id in experiment.documents():
        others, test = experiment.split(doc_id)
        predicted = predict(ActionModel.fit([*others, *experiment.written], experiment.settings, experiment.lexicon), test)
        pooled.append(predicted)
        copied = _copied(others, test)
        systems = {
            "model": predicted,
            "without_written": predict(ActionModel.fit(others, experiment.settings, experiment.lexicon), test),
        }
        if not copied.all():
            systems["not_copied"] = predicted.where(~copied)
        training = [*others, *experiment.written]
        systems |= {name: decided(test, baseline(training, test)) for name, baseline in BASELINES.items()}
        entry = {name: experiment.summary(system) for name, system in systems.items()}
        figures[names[doc_id]] = entry | {"copied_from_training": ratio(copied.sum(), len(test))}
        rows += [
            {"name": f"{names[doc_id]} · {name}", "document": names[doc_id], "system": name} | _headline(system)
            for name, system in entry.items()
        ]
    return figures, joined(pooled), rows


def on_held_out(experiment: Experiment, model: ActionModel, test: Sequence[Label]) -> tuple[Row, Predicted]:
    """Test ``model``, trained on all labels, and the baselines on excerpts kept apart; returns figures and its predictions."""
    training = [*experiment.gold, *experiment.written]
    predicted = predict(model, test)
    systems = {"model": predicted} | {name: decided(test, baseline(training, test)) for name, baseline in BASELINES.items()}
    return {name: experiment.summary(system) for name, system in systems.items()}, predicted


def leave_one_style_out(experiment: Experiment) -> tuple[list[Row], Predicted]:
    """Train without one drafting style of the written examples and test on it.

    Returns the rows of the table, the last of which pools all styles, and the pooled predictions.
    """
    settings, lexicon = replace(experiment.settings, calibration_folds=None), experiment.lexicon
    labels = [*experiment.gold, *experiment.written]
    data, items = _with_lead_ins(Examples.of(labels, settings))
    whole, best = held_out_log_odds(data, settings, lexicon)
    seeds_model = ActionModel.fit(experiment.gold, experiment.settings, lexicon)
    rows, with_written, without = [], [], []
    for style in sorted({label.style for label in experiment.written}):
        here = np.array([label.style == style for label in labels])
        rest = np.flatnonzero(~here)
        combination = learn_combination(data.at(rest), whole[rest], best[rest], settings)
        odds = whole * combination[:, 0] + best * combination[:, 1] + combination[:, 2]
        odds[items] = np.maximum(odds[items], odds[len(labels) :])  # as the model does with the items of an enumeration
        odds = odds[: len(labels)][here]
        test = [label for label in labels if label.style == style]
        with_written.append(_predicted_from(odds, test, settings))
        without.append(predict(seeds_model, test))
        rows.append(_style_row(experiment, style, with_written[-1], without[-1]))
    everything = joined(with_written)
    return [*rows, _style_row(experiment, "all", everything, joined(without))], everything


def _with_lead_ins(data: Examples) -> tuple[Examples, Integers]:
    """Return ``data`` with every lead-in as a clause of no weight behind it, and the places of the items they belong to."""
    items = np.array([at for at, item in enumerate(data.views) if item.lead_in], np.int64)
    extended = Examples(
        [*data.views, *(ClauseView(data.views[at].lead_in) for at in items)],
        np.concatenate([data.targets, np.zeros((len(items), len(TYPES)), data.targets.dtype)]),
        np.concatenate([data.weights, np.zeros(len(items))]),
        [*data.groups, *(data.groups[at] for at in items)],
    )
    return extended, items


def ablations(experiment: Experiment) -> list[Row]:
    """Leave one document out without one part of the model after the other; macro-F1 over both documents together."""
    rows = []
    for name, settings, written in _ablated(experiment):
        parts = []
        for doc_id in experiment.documents():
            others, test = experiment.split(doc_id)
            parts.append(predict(ActionModel.fit([*others, *written], settings, experiment.lexicon), test))
        rows.append({"without": name} | _headline(experiment.summary(joined(parts))))
    return rows


def learning_curve(experiment: Experiment, written_sizes: Sequence[int]) -> list[Row]:
    """Leave one document out with ever more written examples, and with ever more seed clauses alone."""
    rows = []
    order = np.random.default_rng(experiment.seed)
    written = [experiment.written[at] for at in order.permutation(len(experiment.written))]
    for kind, sizes in (("seed clauses alone", SEED_SIZES), ("written examples added", written_sizes)):
        for size in sizes:
            parts = []
            for doc_id in experiment.documents():
                others, test = experiment.split(doc_id)
                chosen = [others[at] for at in order.permutation(len(others))[:size]]
                training = chosen if kind == "seed clauses alone" else [*others, *written[:size]]
                parts.append(predict(ActionModel.fit(training, experiment.settings, experiment.lexicon), test))
            rows.append({"kind": kind, "size": size} | _headline(experiment.summary(joined(parts))))
    return rows


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


def _ablated(experiment: Experiment) -> Iterator[tuple[str, ActionSettings, Sequence[Label]]]:
    settings = experiment.settings
    families: dict[str, list[Block]] = {}
    for block in settings.blocks:
        name = f"{block.n}-grams" if block.channel == "own" and block.kind == "ngrams" else block.kind
        families.setdefault(name if block.channel == "own" else block.channel, []).append(block)
    yield "nothing", settings, experiment.written
    for name, family in families.items():
        left = tuple(block for block in settings.blocks if block not in family)
        yield name, replace(settings, blocks=left), experiment.written
    yield "measures", replace(settings, measures=replace(settings.measures, use=False)), experiment.written
    yield "written examples", settings, ()


def _copied(training: Sequence[Label], test: Sequence[Label]) -> Decisions:
    """Tell which test clauses share most of their three-character runs with one training clause."""
    counter = CountVectorizer(analyzer="char", ngram_range=(3, 3), binary=True, lowercase=False)
    wanted = counter.fit_transform([label.text for label in test])
    shared = (wanted @ counter.transform([label.text for label in training]).T).max(axis=1).toarray().ravel()
    sizes = np.asarray(wanted.sum(axis=1)).ravel()
    return shared >= COPIED * np.maximum(sizes, 1)


def _style_row(experiment: Experiment, style: str, predicted: Predicted, seeds_only: Predicted) -> Row:
    low, high = interval(predicted, macro_f1, experiment.draws, experiment.seed)
    return {
        "style": style,
        "clauses": len(predicted.wanted),
        "without_written": round(macro_f1(seeds_only.wanted, seeds_only.decided), 4),
        "macro_f1": round(macro_f1(predicted.wanted, predicted.decided), 4),
        "low": round(low, 4),
        "high": round(high, 4),
    }


def _headline(figures: Row) -> Row:
    return {"macro_f1": figures["macro_f1"], "low": figures["macro_f1_low"], "high": figures["macro_f1_high"]}
