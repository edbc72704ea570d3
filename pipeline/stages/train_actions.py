"""Stage ``train_actions``: the action-type classifier."""

from __future__ import annotations

import shutil

from pipeline.actions.training import train
from pipeline.annotation.labels import read_labels
from pipeline.files import read_yaml
from pipeline.project import LABELS, ROOT
from pipeline.stages.dataset import DATASET

ACTIONS_MODEL = ROOT / "models" / "actions"


def main() -> None:
    """Write ``models/actions``."""
    settings = read_yaml(ROOT / "params.yaml")["actions"]
    model = train(read_labels(DATASET), settings, read_yaml(LABELS / "lexicon.yaml")["concepts"])
    shutil.rmtree(ACTIONS_MODEL, ignore_errors=True)
    model.save(ACTIONS_MODEL)


if __name__ == "__main__":
    main()
