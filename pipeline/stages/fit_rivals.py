"""Stage ``fit_rivals``: what the action-type model is compared with, plain systems and itself without a part."""

from __future__ import annotations

import numpy as np

from provtag.actions.contract import Words
from provtag.actions.training import HeldOut, clause_labels
from provtag.evaluation.actions import Experiment
from provtag.evaluation.behaviour import load_cases
from provtag.evaluation.rivals import Rivals, decisions_of_baselines, trials, without_parts
from provtag.labels import read_labels, stored_labels
from provtag.paths import DATASET, HEADING_CUES, HELD_OUT, HELD_OUT_SCORES, LEXICON, RIVALS
from provtag.settings import EVEN, ActionSettings, EvaluationSettings, read_settings


def main() -> None:
    """Write what they say of the clauses they are tested on."""
    evaluate = read_settings(EvaluationSettings)
    settings = read_settings(ActionSettings)
    labels, excerpts = clause_labels(stored_labels(DATASET)), clause_labels(read_labels(HELD_OUT))
    experiment = Experiment.of(labels, EVEN, evaluate.bootstrap, evaluate.seed)
    held_out = HeldOut.of(np.load(HELD_OUT_SCORES, allow_pickle=False))
    parts = without_parts(labels, held_out, settings, Words.load(LEXICON, HEADING_CUES))
    decisions = decisions_of_baselines(experiment, trials(experiment, excerpts, load_cases()))
    Rivals(decisions, parts).save(RIVALS)


if __name__ == "__main__":
    main()
