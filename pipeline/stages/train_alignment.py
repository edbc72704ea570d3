"""Stage ``train_alignment``: which clause of one document is the counterpart of which of another."""

from __future__ import annotations

import shutil

from provtag.analysis.aligned import read_aligned
from provtag.analysis.alignment_training import embedding_of, fit_aligner
from provtag.labels import read_labels
from provtag.measures.catalogue import Catalogue
from provtag.paths import ALIGNED, DATASET, MEASURES, MODELS, UNITS
from provtag.settings import AlignmentSettings, read_settings


def main() -> None:
    """Write ``models/alignment``."""
    settings = read_settings(AlignmentSettings)
    pairs = read_aligned(ALIGNED, read_labels(UNITS))
    embedding = embedding_of(read_labels(DATASET), pairs, Catalogue.load(MEASURES), settings)
    aligner = fit_aligner(embedding, pairs, settings)
    shutil.rmtree(MODELS / "alignment", ignore_errors=True)
    aligner.save(MODELS / "alignment")


if __name__ == "__main__":
    main()
