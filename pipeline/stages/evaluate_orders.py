"""Stage ``evaluate_orders``: how well the words of orders are found, by trait, and how far two annotators agree about them."""

from __future__ import annotations

from pathlib import Path

from provtag.evaluation.orders import Marks, read_orders, score
from provtag.files import read_yaml, write_json
from provtag.labels import label_files, stored_labels
from provtag.orders.reading import OrderReader
from provtag.paths import METRICS, ORDER_LABELS, UNITS
from provtag.schema import Clause, Label


def main() -> None:
    """Write ``metrics/orders.json``: figures of each round of labels, at first and now, and of one annotator against the other.

    It says too which traits are in tables.
    """
    units = {unit.clause_id: unit for unit in stored_labels(UNITS)}
    figures = {}
    for file in label_files(ORDER_LABELS):
        labels = read_orders(file, units)
        figures[file.stem] = score(labels, {clause_id: _read(units[clause_id]) for clause_id in labels})
    one, other = (_both(ORDER_LABELS / name, units) for name in ("a", "b"))
    first_time = read_yaml(ORDER_LABELS / "first_time.yaml")
    in_tables = {str(trait): words.shown for trait, words in OrderReader.load().vocabulary.traits.items()}
    write_json(METRICS / "orders.json", figures | {"annotators": score(one, other), "first_time": first_time, "shown": in_tables})


def _both(folder: Path, units: dict[str, Label]) -> dict[str, Marks]:
    return {clause_id: marks for file in label_files(folder) for clause_id, marks in read_orders(file, units).items()}


def _read(unit: Label) -> Marks:
    """Return the marks that are found in a clause; offsets index its own text."""
    clause = Clause(unit.doc_id, unit.provision_id, unit.clause_id, "", unit.headings, unit.text, 0, len(unit.text), unit.lead_in)
    return OrderReader.load().marks(clause)


if __name__ == "__main__":
    main()
