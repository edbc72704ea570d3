"""Stage ``train_actions``: the action-type classifier."""

from __future__ import annotations

import shutil

from provtag.actions.training import train
from provtag.files import read_yaml
from provtag.labels import read_labels
from provtag.paths import DATASET, LEXICON, MODELS, PARAMETERS


def main() -> None:
    """Write ``models/actions``."""
    settings = read_yaml(PARAMETERS)["actions"]
    model = train(read_labels(DATASET), settings, read_yaml(LEXICON)["concepts"])
    shutil.rmtree(MODELS / "actions", ignore_errors=True)
    model.save(MODELS / "actions")


if __name__ == "__main__":
    main()
