"""Stage ``evaluate_actions``: action types in documents and drafting styles never seen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from provtag.actions.contract import Words
from provtag.actions.model import ActionModel
from provtag.actions.training import clause_labels
from provtag.evaluation import actions as experiments
from provtag.evaluation.action_baselines import BASELINES
from provtag.evaluation.behaviour import Predictor, behaviour_rows, load_cases
from provtag.evaluation.tables import write_table
from provtag.files import read_yaml, write_json
from provtag.labels import GOLD, WHOLE, WRITTEN, read_labels
from provtag.paths import DATASET, HEADING_CUES, HELD_OUT, LEXICON, MANIFEST, METRICS, PLOTS
from provtag.schema import Label
from provtag.settings import ActionSettings, EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/actions.json`` and the tables behind the plots."""
    settings, evaluate = read_settings(ActionSettings), read_settings(EvaluationSettings)
    labels, held_out = clause_labels(read_labels(DATASET)), clause_labels(read_labels(HELD_OUT))
    experiment = experiments.Experiment(
        gold=[label for label in labels if label.origin == GOLD],
        whole=[label for label in labels if label.origin == WHOLE],
        written=[label for label in labels if label.origin == WRITTEN],
        settings=replace(settings, tolerance=evaluate.tolerance, calibration_folds=evaluate.calibration_folds),
        words=Words.load(LEXICON, HEADING_CUES),
        draws=evaluate.bootstrap,
        seed=evaluate.seed,
    )
    names = {doc_id: entry["name"] for doc_id, entry in read_yaml(MANIFEST)["documents"].items()}
    fitted = experiments.cross_fit(labels, experiment.settings, experiment.words)
    documents, comparison = experiments.leave_one_document_out(experiment, fitted, names)
    hands, by_document = experiments.leave_one_hand_out(experiment, fitted)
    styles = experiments.leave_one_style_out(experiment, fitted)
    model = ActionModel.fit(labels, experiment.settings, experiment.words)
    excerpts, predicted = experiments.on_held_out(experiment, model, held_out)
    certainty, reliability, risk = experiments.certainty(experiment, fitted.where(lambda label: label.origin != WRITTEN))
    excerpt_certainty, _, _ = experiments.certainty(experiment, predicted)
    write_json(
        METRICS / "actions.json",
        {
            "leave_one_document_out": documents,
            "leave_one_hand_out": hands,
            "held_out": excerpts | excerpt_certainty,
            "leave_one_style_out": styles[-1],
            "documents": certainty,
        },
    )
    write_table(PLOTS / "systems.csv", comparison)
    write_table(PLOTS / "documents.csv", by_document)
    write_table(PLOTS / "styles.csv", styles)
    write_table(PLOTS / "ablations.csv", experiments.ablations(experiment, fitted))
    write_table(PLOTS / "behaviour.csv", _behaviour(model, labels))
    write_table(PLOTS / "reliability.csv", reliability)
    write_table(PLOTS / "risk_coverage.csv", risk)


def _behaviour(model: ActionModel, labels: list[Label]) -> list[dict[str, Any]]:
    """Return the share of behaviour cases that ``model`` and each baseline pass, all trained on all labels."""
    systems: dict[str, Predictor] = {"model": lambda clauses: experiments.predict(model, clauses).decided}
    systems |= {name: partial(baseline, labels) for name, baseline in BASELINES.items()}
    return behaviour_rows(load_cases(), systems)


if __name__ == "__main__":
    main()
