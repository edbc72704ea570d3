"""Stage ``compare_actions``: the action-type model beside plain systems, and beside itself without a part."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from provtag.actions.model import ActionModel
from provtag.actions.training import clause_labels
from provtag.evaluation import rivals
from provtag.evaluation.actions import CrossFit, Experiment
from provtag.evaluation.behaviour import load_cases
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import read_json, read_yaml, write_json
from provtag.labels import read_labels, stored_labels
from provtag.measures.model import MeasureModel
from provtag.measures.reading import read
from provtag.paths import DATASET, HELD_OUT, HELD_OUT_ODDS, HELD_OUT_UNSETTLED, MANIFEST, METRICS, MODELS, PLOTS, RIVALS
from provtag.settings import DecisionSettings, EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/rivals.json``, and tables and pictures of the comparison."""
    decisions, evaluate = read_settings(DecisionSettings), read_settings(EvaluationSettings)
    labels, excerpts = clause_labels(stored_labels(DATASET)), clause_labels(read_labels(HELD_OUT))
    experiment = Experiment.of(labels, decisions, evaluate.bootstrap, evaluate.seed)
    fitted = CrossFit(labels, np.load(HELD_OUT_ODDS, allow_pickle=False), decisions)
    unsettled = replace(fitted, log_odds=np.load(HELD_OUT_UNSETTLED, allow_pickle=False))
    model, measures = ActionModel.load(MODELS / "actions").deciding(decisions), MeasureModel.load(MODELS / "measures")
    names = {doc_id: entry["name"] for doc_id, entry in read_yaml(MANIFEST)["documents"].items()}
    cases, trained = load_cases(), rivals.Rivals.load(RIVALS)
    figures = rivals.compared(experiment, rivals.trials(experiment, excerpts, cases), trained, names)
    write_json(METRICS / "rivals.json", figures)
    for name, rows in (
        ("systems", rivals.systems(read_json(METRICS / "actions.json"), figures)),
        ("ablations", rivals.ablations(experiment, fitted, unsettled, trained)),
        ("behaviour", rivals.behaviour(cases, lambda views: read(model, measures, views)[0], trained)),
    ):
        table = list(rows)
        write_table(PLOTS / f"{name}.csv", table)
        draw(PLOTS / f"{name}.svg", table)


if __name__ == "__main__":
    main()
