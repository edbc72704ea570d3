"""Stage ``agreement``: how far the two annotators of the seeds agree, and the writers of examples with their second reader."""

from __future__ import annotations

import csv
import io

from pipeline.annotation.agreement import measure
from pipeline.annotation.agreement_report import PLOT_COLUMNS, metrics, plot_rows
from pipeline.annotation.coefficients import Bootstrap
from pipeline.annotation.labels import read_labels
from pipeline.annotation.units import current_units
from pipeline.files import read_yaml, write_json, write_text
from pipeline.project import LABELS, ROOT

METRICS = ROOT / "metrics" / "agreement.json"
SECOND_READER_METRICS = ROOT / "metrics" / "second_reader.json"
PLOT = ROOT / "plots" / "agreement.csv"


def main() -> None:
    """Write ``metrics/agreement.json``, ``metrics/second_reader.json`` and ``plots/agreement.csv``, one row a question and
    coefficient."""
    settings = read_yaml(ROOT / "params.yaml")["evaluate"]
    bootstrap = Bootstrap(settings["bootstrap"], settings["seed"])
    agreement = measure(
        {name: read_labels(LABELS / "annotators" / name) for name in ("a", "b")},
        {unit.clause_id: unit.provision_id for unit in current_units()},
        bootstrap,
    )
    write_json(METRICS, metrics(agreement))
    reader = read_labels(LABELS / "annotators" / "second_reader")
    read = {label.clause_id for label in reader}
    writers = [label for label in read_labels(LABELS / "written") if label.clause_id in read]
    second = measure({"writer": writers, "reader": reader}, {label.clause_id: label.clause_id for label in reader}, bootstrap)
    write_json(SECOND_READER_METRICS, metrics(second))
    table = io.StringIO()
    writer = csv.DictWriter(table, PLOT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(plot_rows(agreement))
    write_text(PLOT, table.getvalue())


if __name__ == "__main__":
    main()
