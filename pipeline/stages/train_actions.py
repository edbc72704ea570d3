"""Stage ``train_actions``: the action-type classifier, before anybody chose its thresholds."""

from __future__ import annotations

import shutil

from scipy.special import expit

from provtag.actions.contract import TYPES, Words
from provtag.actions.model import ActionModel
from provtag.actions.training import Examples, clause_labels, fit_parts, held_out_log_odds, held_out_scores
from provtag.files import write_array, write_jsonl
from provtag.labels import read_labels
from provtag.paths import DATASET, HEADING_CUES, HELD_OUT_ODDS, HELD_OUT_SCORES, HELD_OUT_TYPES, LEXICON, MODELS
from provtag.settings import ActionSettings, read_settings

DIGITS = 4


def main() -> None:
    """Write ``models/actions``, and what models that have not seen its group say of every clause: linear ones, and whole ones."""
    settings, words = read_settings(ActionSettings), Words.load(LEXICON, HEADING_CUES)
    labels = clause_labels(read_labels(DATASET))
    data = Examples.of(labels, settings)
    held_out = held_out_scores(data, settings, words.lexicon)
    odds = held_out_log_odds(data, held_out, settings, words.cues)
    write_array(HELD_OUT_SCORES, held_out.scores)
    write_array(HELD_OUT_ODDS, odds)
    probabilities = expit(odds).round(DIGITS).tolist()
    types = (dict(zip(map(str, TYPES), row, strict=True)) for row in probabilities)
    write_jsonl(HELD_OUT_TYPES, ({"clause_id": label.clause_id} | row for label, row in zip(labels, types, strict=True)))
    model = ActionModel(*fit_parts(data, held_out, settings, words), settings)
    shutil.rmtree(MODELS / "actions", ignore_errors=True)
    model.save(MODELS / "actions")


if __name__ == "__main__":
    main()
