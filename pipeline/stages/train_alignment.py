"""Stage ``train_alignment``: which clause of one document is the counterpart of which of another."""

from __future__ import annotations

import shutil

from provtag.analysis.aligned import read_aligned
from provtag.analysis.alignment_training import embedding_of, fit_aligner
from provtag.analysis.unseen import unseen_clauses
from provtag.labels import stored_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.training import read_likeliest, read_types
from provtag.paths import ALIGNED, DATASET, HELD_OUT_MEASURES, HELD_OUT_TYPES, MEASURES, MODELS, UNITS
from provtag.settings import AlignmentSettings, MeasureSettings, read_settings


def main() -> None:
    """Write ``models/alignment``."""
    settings, catalogue = read_settings(AlignmentSettings), Catalogue.load(MEASURES)
    said = read_types(HELD_OUT_TYPES), read_likeliest(HELD_OUT_MEASURES)
    pairs = read_aligned(ALIGNED, unseen_clauses(stored_labels(UNITS), *said, catalogue, read_settings(MeasureSettings)))
    embedding = embedding_of(stored_labels(DATASET), pairs, catalogue, settings)
    aligner = fit_aligner(embedding, pairs, settings)
    shutil.rmtree(MODELS / "alignment", ignore_errors=True)
    aligner.save(MODELS / "alignment")


if __name__ == "__main__":
    main()
