"""Stage ``train_measures``: what exactly a clause orders, and what the model says of clauses whose hand is left out."""

from __future__ import annotations

import shutil

from provtag.actions.model import ActionModel
from provtag.files import write_jsonl
from provtag.labels import read_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.training import fit_measures, read_types
from provtag.paths import DATASET, HELD_OUT_MEASURES, HELD_OUT_TYPES, MEASURES, MODELS
from provtag.settings import MeasureSettings, read_settings

# How many measures of a clause are kept for evaluation.
KEPT = 5
DIGITS = 4


def main() -> None:
    """Write ``models/measures`` and ``data/processed/held_out_measures.jsonl``."""
    labels, types = read_labels(DATASET), read_types(HELD_OUT_TYPES)
    vectoriser = ActionModel.load(MODELS / "actions").vectoriser
    fitted = fit_measures(labels, Catalogue.load(MEASURES), types, vectoriser, read_settings(MeasureSettings))
    shutil.rmtree(MODELS / "measures", ignore_errors=True)
    fitted.model.save(MODELS / "measures")
    likeliest = fitted.model.likeliest(fitted.distribution, KEPT)
    write_jsonl(
        HELD_OUT_MEASURES,
        (
            {"clause_id": clause_id, "shares": {measure.measure_id: round(measure.score, DIGITS) for measure in measures}}
            for clause_id, measures in zip(fitted.clause_ids, likeliest, strict=True)
        ),
    )


if __name__ == "__main__":
    main()
