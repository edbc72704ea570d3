"""Stage ``train_actions``: the action-type classifier, before anybody chose its thresholds."""

from __future__ import annotations

import shutil

import numpy as np
from scipy.special import expit

from provtag.actions.contract import TYPES, Words
from provtag.actions.model import ActionModel
from provtag.actions.training import Examples, clause_labels, fit_parts, held_out_log_odds, held_out_scores
from provtag.files import atomic_path, write_jsonl
from provtag.labels import read_labels
from provtag.paths import DATASET, HEADING_CUES, HELD_OUT_SCORES, HELD_OUT_TYPES, LEXICON, MODELS
from provtag.settings import ActionSettings, read_settings

DIGITS = 4


def main() -> None:
    """Write ``models/actions``, what linear models that have not seen its group say of every clause, and its types by these."""
    settings, words = read_settings(ActionSettings), Words.load(LEXICON, HEADING_CUES)
    labels = clause_labels(read_labels(DATASET))
    data = Examples.of(labels, settings)
    held_out = held_out_scores(data, settings, words.lexicon)
    with atomic_path(HELD_OUT_SCORES) as temporary:
        np.save(temporary, held_out.scores)
    probabilities = expit(held_out_log_odds(data, held_out, settings, words.cues)).round(DIGITS).tolist()
    types = (dict(zip(map(str, TYPES), row, strict=True)) for row in probabilities)
    write_jsonl(HELD_OUT_TYPES, ({"clause_id": label.clause_id} | row for label, row in zip(labels, types, strict=True)))
    model = ActionModel(*fit_parts(data, held_out, settings, words), settings)
    shutil.rmtree(MODELS / "actions", ignore_errors=True)
    model.save(MODELS / "actions")


if __name__ == "__main__":
    main()
