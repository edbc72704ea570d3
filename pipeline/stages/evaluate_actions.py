"""Stage ``evaluate_actions``: action types in documents and drafting styles never seen. It trains nothing."""

from __future__ import annotations

import numpy as np

import provtag.evaluation.actions as experiments
from provtag.actions.model import ActionModel
from provtag.actions.training import clause_labels
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import read_yaml, write_json
from provtag.labels import WRITTEN, read_labels, stored_labels
from provtag.measures.model import MeasureModel
from provtag.measures.reading import read
from provtag.paths import DATASET, HELD_OUT, HELD_OUT_ODDS, MANIFEST, METRICS, MODELS, PLOTS
from provtag.settings import DecisionSettings, EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/actions.json``, and tables and pictures of the figures."""
    decisions, evaluate = read_settings(DecisionSettings), read_settings(EvaluationSettings)
    labels, excerpts = clause_labels(stored_labels(DATASET)), clause_labels(read_labels(HELD_OUT))
    experiment = experiments.Experiment.of(labels, decisions, evaluate.bootstrap, evaluate.seed)
    fitted = experiments.CrossFit(labels, np.load(HELD_OUT_ODDS, allow_pickle=False), decisions)
    model, measures = ActionModel.load(MODELS / "actions").deciding(decisions), MeasureModel.load(MODELS / "measures")
    predicted = experiments.predict(lambda views: read(model, measures, views)[0], excerpts)
    names = {doc_id: entry["name"] for doc_id, entry in read_yaml(MANIFEST)["documents"].items()}
    hands, by_document = experiments.leave_one_hand_out(experiment, fitted)
    styles = experiments.leave_one_style_out(experiment, fitted)
    certainty, reliability, risk = experiments.reliability_of(experiment, fitted.where(lambda label: label.origin != WRITTEN))
    excerpt_certainty, _, _ = experiments.reliability_of(experiment, predicted)
    write_json(
        METRICS / "actions.json",
        {
            "leave_one_document_out": experiments.leave_one_document_out(experiment, fitted, names),
            "leave_one_hand_out": hands,
            "held_out": {"model": experiment.summary(predicted)} | excerpt_certainty,
            "leave_one_style_out": styles[-1],
            "documents": certainty,
        },
    )
    for name, rows in (("documents", by_document), ("styles", styles), ("reliability", reliability), ("risk_coverage", risk)):
        write_table(PLOTS / f"{name}.csv", rows)
        draw(PLOTS / f"{name}.svg", rows)


if __name__ == "__main__":
    main()
