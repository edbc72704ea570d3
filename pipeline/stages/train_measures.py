"""Stage ``train_measures``: what exactly a clause orders, and which action types that makes likely."""

from __future__ import annotations

import shutil

import numpy as np
from scipy.special import expit

from provtag.actions.contract import TYPES
from provtag.actions.model import ActionModel
from provtag.actions.training import clause_labels
from provtag.files import write_array, write_jsonl
from provtag.labels import stored_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.training import fit_measures
from provtag.paths import DATASET, HELD_OUT_MEASURES, HELD_OUT_ODDS, HELD_OUT_TYPES, HELD_OUT_UNSETTLED, MEASURES, MODELS
from provtag.settings import MeasureSettings, read_settings

# How many measures of a clause are kept for evaluation.
KEPT = 5
DIGITS = 4


def main() -> None:
    """Write ``models/measures``, and what models that have not seen its group say of every clause: its action types, settled, and
    of those in documents the measures."""
    labels = stored_labels(DATASET)
    vectoriser = ActionModel.load(MODELS / "actions").vectoriser
    odds = np.load(HELD_OUT_UNSETTLED, allow_pickle=False)
    fitted = fit_measures(labels, odds, Catalogue.load(MEASURES), vectoriser, read_settings(MeasureSettings))
    write_array(HELD_OUT_ODDS, fitted.log_odds)
    probabilities = expit(fitted.log_odds).round(DIGITS).tolist()
    types = (dict(zip(map(str, TYPES), row, strict=True)) for row in probabilities)
    clauses = (label.clause_id for label in clause_labels(labels))
    write_jsonl(HELD_OUT_TYPES, ({"clause_id": clause_id} | row for clause_id, row in zip(clauses, types, strict=True)))
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
