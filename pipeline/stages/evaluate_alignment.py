"""Stage ``evaluate_alignment``: counterparts of clauses in pairs of documents left out."""

from __future__ import annotations

from provtag.analysis.aligned import read_aligned
from provtag.analysis.embedding import Embedding
from provtag.analysis.unseen import unseen_clauses
from provtag.evaluation.alignment import evaluate_alignment
from provtag.evaluation.charts import draw
from provtag.evaluation.tables import write_table
from provtag.files import write_json
from provtag.labels import stored_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.training import read_likeliest, read_types
from provtag.paths import ALIGNED, HELD_OUT_MEASURES, HELD_OUT_TYPES, MEASURES, METRICS, MODELS, PLOTS, UNITS
from provtag.settings import AlignmentSettings, MeasureSettings, read_settings


def main() -> None:
    """Write ``metrics/alignment.json`` and the table of the plot with its picture."""
    settings = read_settings(AlignmentSettings)
    said = read_types(HELD_OUT_TYPES), read_likeliest(HELD_OUT_MEASURES)
    measures = Catalogue.load(MEASURES), read_settings(MeasureSettings)
    clauses = list(unseen_clauses(stored_labels(UNITS), *said, *measures))
    embedding = Embedding.load(MODELS / "alignment", settings.embedding.longest)
    readers = [read_aligned(ALIGNED / reader, clauses) for reader in ("a", "b")]
    figures, rows = evaluate_alignment(read_aligned(ALIGNED, clauses), readers, embedding, settings)
    write_json(METRICS / "alignment.json", figures)
    write_table(PLOTS / "alignment.csv", rows)
    draw(PLOTS / "alignment.svg", rows)


if __name__ == "__main__":
    main()
