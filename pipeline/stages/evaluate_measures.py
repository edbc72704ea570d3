"""Stage ``evaluate_measures``: measures of clauses whose hand is left out, and how far annotators agree about them."""

from __future__ import annotations

from collections.abc import Iterator

from provtag.actions.contract import TYPES
from provtag.evaluation.measures import Said, agreement, calibration, figures, judged, risk_coverage
from provtag.evaluation.tables import write_table
from provtag.files import read_jsonl, write_json
from provtag.labels import CLAUSE, read_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.model import decision
from provtag.measures.training import read_types
from provtag.paths import ANNOTATORS, DATASET, HELD_OUT_MEASURES, HELD_OUT_TYPES, MEASURES, METRICS, PLOTS
from provtag.schema import MeasureScore
from provtag.settings import DecisionSettings, EvaluationSettings, MeasureSettings, read_settings


def main() -> None:
    """Write ``metrics/measures.json`` and the tables behind the plots."""
    evaluate = read_settings(EvaluationSettings)
    said = list(_left_out())
    one, other = (
        {label.clause_id: label.measures for label in read_labels(ANNOTATORS / f"documents_{name}") if label.kind == CLAUSE}
        for name in ("a", "b")
    )
    write_json(
        METRICS / "measures.json",
        {"leave_one_hand_out": figures(said, evaluate.bootstrap, evaluate.seed), "annotators": agreement(one, other)},
    )
    write_table(PLOTS / "measures_risk_coverage.csv", list(risk_coverage(said)))
    write_table(PLOTS / "measures_reliability.csv", calibration(said))


def _left_out() -> Iterator[Said]:
    """Yield what models say of the clauses of whole documents whose hand they have not seen."""
    labels = {label.clause_id: label for label in read_labels(DATASET)}
    types, thresholds = read_types(HELD_OUT_TYPES), read_settings(DecisionSettings).thresholds
    settings, catalogue = read_settings(MeasureSettings), Catalogue.load(MEASURES)
    types_of = {measure.measure_id: measure.types for measure in catalogue.ordered}
    for row in read_jsonl(HELD_OUT_MEASURES):
        label = labels[row["clause_id"]]
        if not judged(label):
            continue
        given = [action for action, chance in zip(TYPES, types[label.clause_id], strict=True) if chance >= thresholds[action]]
        likeliest = [MeasureScore(*item) for item in row["shares"].items()]
        decided = decision(likeliest, given, types_of, settings).measures
        yield Said(catalogue.of(label), likeliest, [measure.measure_id for measure in decided], label.doc_id)


if __name__ == "__main__":
    main()
