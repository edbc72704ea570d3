"""Stage ``train_actions``: the action-type classifier."""

from __future__ import annotations

import shutil

from provtag.actions.contract import Words
from provtag.actions.model import ActionModel
from provtag.labels import read_labels
from provtag.paths import DATASET, HEADING_CUES, LEXICON, MODELS
from provtag.settings import ActionSettings, read_settings


def main() -> None:
    """Write ``models/actions``."""
    settings = read_settings(ActionSettings)
    model = ActionModel.fit(read_labels(DATASET), settings, Words.load(LEXICON, HEADING_CUES))
    shutil.rmtree(MODELS / "actions", ignore_errors=True)
    model.save(MODELS / "actions")


if __name__ == "__main__":
    main()
