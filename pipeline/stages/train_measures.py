"""Stage ``train_measures``: what exactly a clause orders."""

from __future__ import annotations

import shutil

from provtag.actions.model import ActionModel
from provtag.labels import read_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.training import fit_measures, read_types
from provtag.paths import DATASET, HELD_OUT_TYPES, MEASURES, MODELS
from provtag.settings import MeasureSettings, read_settings


def main() -> None:
    """Write ``models/measures``."""
    labels, types = read_labels(DATASET), read_types(HELD_OUT_TYPES)
    vectoriser = ActionModel.load(MODELS / "actions").vectoriser
    model = fit_measures(labels, Catalogue.load(MEASURES), types, vectoriser, read_settings(MeasureSettings))
    shutil.rmtree(MODELS / "measures", ignore_errors=True)
    model.save(MODELS / "measures")


if __name__ == "__main__":
    main()
