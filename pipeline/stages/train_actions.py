"""Stage ``train_actions``: the action-type classifier, before anybody chose its thresholds."""

from __future__ import annotations

import shutil

from provtag.actions.contract import Words
from provtag.actions.model import ActionModel
from provtag.actions.training import Examples, clause_labels, fit_parts, held_out_log_odds, held_out_scores
from provtag.files import write_array
from provtag.labels import stored_labels
from provtag.paths import DATASET, HEADING_CUES, HELD_OUT_SCORES, HELD_OUT_UNSETTLED, LEXICON, MODELS
from provtag.settings import ActionSettings, read_settings


def main() -> None:
    """Write ``models/actions``, and what models that have not seen its group say of every clause: alone, and in its document."""
    settings, words = read_settings(ActionSettings), Words.load(LEXICON, HEADING_CUES)
    labels = clause_labels(stored_labels(DATASET))
    data = Examples.of(labels, settings)
    held_out = held_out_scores(data, settings, words.lexicon)
    write_array(HELD_OUT_SCORES, held_out.scores)
    write_array(HELD_OUT_UNSETTLED, held_out_log_odds(data, held_out, settings, words.cues))
    model = ActionModel(*fit_parts(data, held_out, settings, words), settings)
    shutil.rmtree(MODELS / "actions", ignore_errors=True)
    model.save(MODELS / "actions")


if __name__ == "__main__":
    main()
