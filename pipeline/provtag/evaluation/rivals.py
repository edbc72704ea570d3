"""What the action-type model is compared with: plain systems, and itself without one of its parts.

``compute`` trains them all, which takes minutes, and asks no threshold; ``Rivals`` keeps what they say as plain arrays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from joblib import Parallel, delayed

from provtag.actions.contract import Words
from provtag.actions.model import ActionModel
from provtag.actions.training import Examples, HeldOut, fit_parts, held_out_log_odds, held_out_scores, targets_of, views_of
from provtag.actions.vectoriser import ClauseView
from provtag.evaluation.action_baselines import BASELINES
from provtag.evaluation.actions import CrossFit, Experiment, left_out_documents, predict, provisions_of
from provtag.evaluation.behaviour import Case, Predictor, behaviour_rows, clauses_of
from provtag.evaluation.scores import Decisions, Floats, Predicted, exact, ratio
from provtag.files import atomic_path
from provtag.labels import WHOLE, WRITTEN
from provtag.schema import ActionScores, Label
from provtag.settings import ActionSettings
from provtag.terminal import steps

Row = dict[str, Any]

HELD_OUT, BEHAVIOUR = "held_out", "behaviour"


class Trial(NamedTuple):
    """A test that baselines take."""

    name: str
    test: Sequence[Label]


@dataclass(frozen=True)
class Rivals:
    """``decisions``: of each baseline in each trial (name of the trial → baseline → clauses × types). ``log_odds``: of the model
    without a part (name of the part → clauses of documents × types)."""

    decisions: dict[str, dict[str, Decisions]]
    log_odds: dict[str, Floats]

    def save(self, path: Path) -> None:
        """Write all arrays as one file."""
        arrays: dict[str, Any] = {f"without/{part}": odds for part, odds in self.log_odds.items()}
        arrays |= {f"{trial}/{name}": values for trial, of_trial in self.decisions.items() for name, values in of_trial.items()}
        with atomic_path(path) as temporary, temporary.open("wb") as stream:
            np.savez_compressed(stream, **arrays)

    @classmethod
    def load(cls, path: Path) -> Rivals:
        """Read what ``save`` wrote."""
        rivals = cls({}, {})
        with np.load(path, allow_pickle=False) as arrays:
            for key in arrays.files:
                place, name = key.split("/")
                (rivals.log_odds if place == "without" else rivals.decisions.setdefault(place, {}))[name] = arrays[key]
        return rivals


def trials(experiment: Experiment, excerpts: Sequence[Label], cases: Sequence[Case]) -> list[Trial]:
    """Return the trials of the baselines: each seed, excerpts and cases."""
    seeds = [Trial(doc_id, test) for doc_id, test, _ in left_out_documents(experiment)]
    return [*seeds, Trial(HELD_OUT, excerpts), Trial(BEHAVIOUR, clauses_of(cases))]


def decisions_of_baselines(experiment: Experiment, taken: Sequence[Trial]) -> dict[str, dict[str, Decisions]]:
    """Return what each baseline decides in each trial (name of the trial → baseline → decisions).

    Baselines learn once, from all but the seeds, which are a small part of the labels and are tested on.
    """
    training = [*experiment.whole, *experiment.written]
    asked = [label for trial in taken for label in trial.test]
    ends = np.cumsum([len(trial.test) for trial in taken])[:-1]
    found = Parallel(n_jobs=-1, return_as="generator")(delayed(_decide)(name, training, asked) for name in BASELINES)
    of_trials = [np.split(decided, ends) for decided in steps(found, "baselines", len(BASELINES))]
    return {
        trial.name: dict(zip(BASELINES, parts, strict=True))
        for trial, parts in zip(taken, zip(*of_trials, strict=True), strict=True)
    }


def _decide(name: str, training: Sequence[Label], asked: Sequence[Label]) -> Decisions:
    return np.asarray(BASELINES[name](training, asked), bool)


def without_parts(labels: Sequence[Label], held_out: HeldOut, settings: ActionSettings, words: Words) -> dict[str, Floats]:
    """Return the log-odds (clauses of documents × types) of models that lack one part and have not seen the clause's group.

    ``held_out`` are the scores for ``labels`` of the linear models of the whole thing. None of them hears the measures, so what
    the part is worth shows beside a model that does not either.
    """
    in_documents = np.array([label.origin != WRITTEN for label in labels])
    plain = replace(settings, context=replace(settings.context, use=False))
    context = held_out_log_odds(Examples.of(labels, plain), held_out, plain, words.cues)[in_documents]
    return {"context": context, "whole documents": _without_whole(labels, settings, words)}


def _without_whole(labels: Sequence[Label], settings: ActionSettings, words: Words) -> Floats:
    """Score the whole documents with a model of seeds and written examples alone, and each seed without itself."""
    taught = [label for label in labels if label.origin != WHOLE]
    data = Examples.of(taught, settings)
    held_out = held_out_scores(data, settings, words.lexicon)
    seeds = iter(held_out_log_odds(data, held_out, settings, words.cues)[[label.origin != WRITTEN for label in taught]])
    model = ActionModel(*fit_parts(data, held_out, settings, words), settings)
    whole = iter(model.read(views_of([label for label in labels if label.origin == WHOLE])).log_odds)
    return np.array([next(whole if label.origin == WHOLE else seeds) for label in labels if label.origin != WRITTEN])


def compared(experiment: Experiment, taken: Sequence[Trial], rivals: Rivals, names: dict[str, str]) -> Row:
    """Return the figures of the baselines as ``metrics/rivals.json`` holds them; ``names`` are those of the seeds."""
    found = {
        trial.name: {
            name: experiment.summary(_decided(trial.test, decisions)) for name, decisions in rivals.decisions[trial.name].items()
        }
        for trial in taken
        if trial.name != BEHAVIOUR  # judged by its cases
    }
    return {
        HELD_OUT: found.pop(HELD_OUT),
        "leave_one_document_out": {names[doc_id]: of_seed for doc_id, of_seed in found.items()},
    }


def ablations(experiment: Experiment, fitted: CrossFit, unsettled: CrossFit, rivals: Rivals) -> Iterator[Row]:
    """Yield macro-F1 on seeds and whole documents, each left out, without the measures' say (``unsettled``), and without that and
    one more part of the model after the other."""
    documents = [label for label in fitted.labels if label.origin != WRITTEN]
    everything = [label.origin != WRITTEN for label in fitted.labels]
    more = {f"measures, {part}": odds for part, odds in rivals.log_odds.items()}
    whole = {"nothing": fitted.log_odds[everything], "measures": unsettled.log_odds[everything]}
    for part, odds in (whole | more).items():
        test = replace(fitted, labels=documents, log_odds=odds).where(lambda _: True)
        yield {"without": part, "exact": ratio(exact(test).sum(), len(test.wanted))} | _headline(experiment.summary(test))


def behaviour(
    cases: Sequence[Case], score: Callable[[Sequence[ClauseView]], Sequence[ActionScores]], rivals: Rivals
) -> list[Row]:
    """Return the share of behaviour cases that each baseline passes, and the model, trained on all labels, by its ``score``."""
    systems: dict[str, Predictor] = {"model": lambda clauses: predict(score, clauses).decided}
    decisions = rivals.decisions[BEHAVIOUR]
    systems |= {name: lambda clauses, name=name: decisions[name] for name in decisions}  # type: ignore[misc]
    return behaviour_rows(cases, systems)


def systems(actions: Row, rivals: Row) -> Iterator[Row]:
    """Yield the model and the baselines on each seed that they have not seen; the arguments are the two metrics files."""
    for document, figures in actions["leave_one_document_out"].items():
        found = {name: entry for name, entry in figures.items() if isinstance(entry, dict)}
        for name, entry in (found | rivals["leave_one_document_out"][document]).items():
            yield {"document": document, "system": name} | _headline(entry)


def _headline(figures: Row) -> Row:
    return {"macro_f1": figures["macro_f1"], "low": figures["macro_f1_low"], "high": figures["macro_f1_high"]}


def _decided(test: Sequence[Label], decisions: Decisions) -> Predicted:
    """Return a baseline's decisions on ``test``; it has no probabilities of its own."""
    unflagged = np.zeros(len(test), bool)
    return Predicted(targets_of(test) == 1, decisions, decisions.astype(float), unflagged, provisions_of(test))
