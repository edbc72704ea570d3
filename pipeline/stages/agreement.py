"""Stage ``agreement``: how far the two annotators of the seeds agree."""

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
PLOT = ROOT / "plots" / "agreement.csv"


def main() -> None:
    """Write ``metrics/agreement.json`` and ``plots/agreement.csv``, one row a question and coefficient."""
    settings = read_yaml(ROOT / "params.yaml")["evaluate"]
    agreement = measure(
        {name: read_labels(LABELS / "annotators" / name) for name in ("a", "b")},
        {unit.clause_id: unit.provision_id for unit in current_units()},
        Bootstrap(settings["bootstrap"], settings["seed"]),
    )
    write_json(METRICS, metrics(agreement))
    table = io.StringIO()
    writer = csv.DictWriter(table, PLOT_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(plot_rows(agreement))
    write_text(PLOT, table.getvalue())


if __name__ == "__main__":
    main()
