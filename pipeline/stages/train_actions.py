"""Stage ``train_actions``: the action-type classifier."""

from __future__ import annotations

import shutil

from provtag.actions.model import ActionModel
from provtag.files import read_yaml
from provtag.labels import read_labels
from provtag.paths import DATASET, LEXICON, MODELS
from provtag.settings import ActionSettings, read_settings


def main() -> None:
    """Write ``models/actions``."""
    settings = read_settings(ActionSettings)
    model = ActionModel.fit(read_labels(DATASET), settings, read_yaml(LEXICON)["concepts"])
    shutil.rmtree(MODELS / "actions", ignore_errors=True)
    model.save(MODELS / "actions")


if __name__ == "__main__":
    main()
