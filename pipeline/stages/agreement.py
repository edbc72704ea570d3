"""Stage ``agreement``: how far annotators of seeds and whole documents agree, and writers with their second reader."""

from __future__ import annotations

from provtag.annotation.agreement import measure
from provtag.annotation.agreement_report import metrics, plot_rows
from provtag.annotation.coefficients import Bootstrap
from provtag.corpus import current_units
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import write_json
from provtag.labels import read_labels
from provtag.paths import ANNOTATORS, METRICS, PLOTS, WRITTEN
from provtag.settings import EvaluationSettings, read_settings


def main() -> None:
    """Write ``metrics/agreement.json``, ``metrics/documents_agreement.json``, ``metrics/second_reader.json`` and
    ``plots/agreement.csv`` with its picture, one row a question and coefficient."""
    settings = read_settings(EvaluationSettings)
    bootstrap = Bootstrap(settings.bootstrap, settings.seed)
    provisions = {unit.clause_id: unit.provision_id for unit in current_units()}
    agreement = measure({name: read_labels(ANNOTATORS / name) for name in ("a", "b")}, provisions, bootstrap)
    write_json(METRICS / "agreement.json", metrics(agreement))
    whole = measure({name: read_labels(ANNOTATORS / f"documents_{name}") for name in ("a", "b")}, provisions, bootstrap)
    write_json(METRICS / "documents_agreement.json", metrics(whole))
    reader = read_labels(ANNOTATORS / "second_reader")
    read = {label.clause_id for label in reader}
    writers = [label for label in read_labels(WRITTEN) if label.clause_id in read]
    second = measure({"writer": writers, "reader": reader}, {label.clause_id: label.clause_id for label in reader}, bootstrap)
    write_json(METRICS / "second_reader.json", metrics(second))
    rows = list(plot_rows(agreement))
    write_table(PLOTS / "agreement.csv", rows)
    draw(PLOTS / "agreement.svg", rows)


if __name__ == "__main__":
    main()
