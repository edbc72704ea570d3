"""Stage ``evaluate_alignment``: counterparts of clauses in pairs of documents left out."""

from __future__ import annotations

from provtag.analysis.aligned import read_aligned
from provtag.analysis.embedding import Embedding
from provtag.evaluation.alignment import evaluate_alignment
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import write_json
from provtag.labels import read_labels
from provtag.paths import ALIGNED, METRICS, MODELS, PLOTS, UNITS
from provtag.settings import AlignmentSettings, read_settings


def main() -> None:
    """Write ``metrics/alignment.json`` and the table of the plot with its picture."""
    settings = read_settings(AlignmentSettings)
    units = read_labels(UNITS)
    embedding = Embedding.load(MODELS / "alignment", settings.embedding.longest)
    readers = [read_aligned(ALIGNED / reader, units) for reader in ("a", "b")]
    figures, rows = evaluate_alignment(read_aligned(ALIGNED, units), readers, embedding, settings)
    write_json(METRICS / "alignment.json", figures)
    write_table(PLOTS / "alignment.csv", rows)
    draw(PLOTS / "alignment.svg", rows)


if __name__ == "__main__":
    main()
