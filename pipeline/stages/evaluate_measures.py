"""Stage ``evaluate_measures``: measures of clauses whose hand is left out and of excerpts kept apart; agreement of annotators."""

from __future__ import annotations

from collections.abc import Iterator

from provtag.actions.contract import TYPES
from provtag.actions.model import ActionModel
from provtag.actions.training import clause_labels, views_of
from provtag.evaluation.charts import draw
from provtag.evaluation.measures import Said, agreement, calibration, figures, judged, risk_coverage
from provtag.evaluation.tables import write_table
from provtag.files import write_json
from provtag.labels import CLAUSE, GOLD, WHOLE, named_measures, read_labels, stored_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.model import MeasureModel, decision
from provtag.measures.reading import read
from provtag.measures.training import read_likeliest, read_types
from provtag.paths import ANNOTATORS, DATASET, HELD_OUT, HELD_OUT_MEASURES, HELD_OUT_TYPES, MEASURES, METRICS, MODELS, PLOTS
from provtag.settings import DecisionSettings, EvaluationSettings, MeasureSettings, read_settings


def main() -> None:
    """Write ``metrics/measures.json`` and tables and pictures of the figures."""
    evaluate = read_settings(EvaluationSettings)
    said = list(_left_out())
    hands, gold = ([item for at, item in said if at == origin] for origin in (WHOLE, GOLD))
    one, other = (
        {
            label.clause_id: named_measures(label)
            for label in read_labels(ANNOTATORS / f"documents_{name}")
            if label.kind == CLAUSE
        }
        for name in ("a", "b")
    )
    write_json(
        METRICS / "measures.json",
        {
            name: figures(items, evaluate.bootstrap, evaluate.seed)
            for name, items in (("leave_one_hand_out", hands), ("gold", gold), ("held_out", list(_excerpts())))
        }
        | {"annotators": agreement(one, other)},
    )
    for name, rows in (("measures_risk_coverage", list(risk_coverage(hands))), ("measures_reliability", calibration(hands))):
        write_table(PLOTS / f"{name}.csv", rows)
        draw(PLOTS / f"{name}.svg", rows)


def _excerpts() -> Iterator[Said]:
    """Yield what the trained model says of the excerpts."""
    labels = [label for label in clause_labels(read_labels(HELD_OUT)) if judged(label)]
    model = MeasureModel.load(MODELS / "measures")
    actions = ActionModel.load(MODELS / "actions").deciding(read_settings(DecisionSettings))
    scores, distribution = read(actions, model, views_of(labels))
    likeliest, decided = model.likeliest(distribution), model.decide(distribution, scores)
    for label, found, said in zip(labels, likeliest, decided, strict=True):
        yield Said(
            named_measures(label), found, [measure.measure_id for measure in said.measures], label.provision_id.split("/")[0]
        )


def _left_out() -> Iterator[tuple[str, Said]]:
    """Yield (origin, what is said) of the clauses of documents by models that have not seen their hand."""
    labels = {label.clause_id: label for label in stored_labels(DATASET)}
    types, thresholds = read_types(HELD_OUT_TYPES), read_settings(DecisionSettings).thresholds
    settings, catalogue = read_settings(MeasureSettings), Catalogue.load(MEASURES)
    types_of = {measure.measure_id: measure.types for measure in catalogue.ordered}
    for clause_id, likeliest in read_likeliest(HELD_OUT_MEASURES).items():
        label = labels[clause_id]
        if not judged(label):
            continue
        given = [action for action, chance in zip(TYPES, types[label.clause_id], strict=True) if chance >= thresholds[action]]
        decided = decision(likeliest, given, types_of, settings).measures
        names = [measure.measure_id for measure in decided]
        yield label.origin, Said(catalogue.of(label), likeliest, names, label.doc_id)


if __name__ == "__main__":
    main()
