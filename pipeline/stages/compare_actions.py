"""Stage ``compare_actions``: the action-type model beside plain systems, and beside itself without a part."""

from __future__ import annotations

import numpy as np

from provtag.actions.model import ActionModel
from provtag.actions.training import clause_labels
from provtag.evaluation import rivals
from provtag.evaluation.actions import CrossFit, Experiment
from provtag.evaluation.behaviour import load_cases
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import read_json, read_yaml, write_json
from provtag.labels import read_labels
from provtag.paths import DATASET, HELD_OUT, HELD_OUT_ODDS, MANIFEST, METRICS, MODELS, PLOTS, RIVALS
from provtag.settings import DecisionSettings, EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/rivals.json``, and tables and pictures of the comparison."""
    decisions, evaluate = read_settings(DecisionSettings), read_settings(EvaluationSettings)
    labels, excerpts = clause_labels(read_labels(DATASET)), clause_labels(read_labels(HELD_OUT))
    experiment = Experiment.of(labels, decisions, evaluate.bootstrap, evaluate.seed)
    fitted = CrossFit(labels, np.load(HELD_OUT_ODDS, allow_pickle=False), decisions)
    model = ActionModel.load(MODELS / "actions").deciding(decisions)
    names = {doc_id: entry["name"] for doc_id, entry in read_yaml(MANIFEST)["documents"].items()}
    cases, trained = load_cases(), rivals.Rivals.load(RIVALS)
    figures = rivals.compared(experiment, rivals.trials(experiment, excerpts, cases), trained, names)
    write_json(METRICS / "rivals.json", figures)
    for name, rows in (
        ("systems", rivals.systems(read_json(METRICS / "actions.json"), figures)),
        ("ablations", rivals.ablations(experiment, fitted, trained)),
        ("behaviour", rivals.behaviour(cases, model, trained)),
    ):
        table = list(rows)
        write_table(PLOTS / f"{name}.csv", table)
        draw(PLOTS / f"{name}.svg", table)


if __name__ == "__main__":
    main()
