"""Stage ``train_actions``: the action-type classifier, before anybody chose its thresholds."""

from __future__ import annotations

import shutil

import numpy as np

from provtag.actions.contract import Words
from provtag.actions.model import ActionModel
from provtag.actions.training import Examples, fit_parts, held_out_scores
from provtag.files import atomic_path
from provtag.labels import read_labels
from provtag.paths import DATASET, HEADING_CUES, HELD_OUT_SCORES, LEXICON, MODELS
from provtag.settings import ActionSettings, read_settings


def main() -> None:
    """Write ``models/actions``, and what linear models that have not seen its group say of every clause."""
    settings, words = read_settings(ActionSettings), Words.load(LEXICON, HEADING_CUES)
    data = Examples.of(read_labels(DATASET), settings)
    held_out = held_out_scores(data, settings, words.lexicon)
    with atomic_path(HELD_OUT_SCORES) as temporary:
        np.save(temporary, held_out.scores)
    model = ActionModel(*fit_parts(data, held_out, settings, words), settings)
    shutil.rmtree(MODELS / "actions", ignore_errors=True)
    model.save(MODELS / "actions")


if __name__ == "__main__":
    main()
