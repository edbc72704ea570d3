"""Models that are quick to train, for tests that ask what is done with a model and not how good it is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from provtag.actions.contract import TYPES, Words
from provtag.actions.model import ActionModel
from provtag.actions.training import clause_labels, views_of
from provtag.agencies.model import AgencyModel
from provtag.agencies.register import Register
from provtag.agencies.training import fit, recogniser_of
from provtag.analysis.aligned import OUTCOMES
from provtag.analysis.alignment import Aligner, Scorer, Thresholds
from provtag.analysis.embedding import fit_embedding
from provtag.analysis.likeness import FEATURES
from provtag.labels import label_files, read_labels
from provtag.measures.catalogue import Catalogue
from provtag.measures.model import MeasureModel
from provtag.measures.training import fit_measures
from provtag.paths import HEADING_CUES, LABELS, LEXICON, MEASURES, REGISTER
from provtag.schema import Document, Label
from provtag.settings import (
    ActionSettings,
    AgencySettings,
    AlignmentSettings,
    DecisionSettings,
    MeasureSettings,
    read_settings,
)
from provtag.tagging.manifest import ALIGNMENT
from provtag.tagging.packaging import package


def quick_agencies() -> AgencyModel:
    """The register, and a decision that the gold labels teach."""
    register = Register.load(LABELS / "agencies.yaml")
    settings = read_settings(AgencySettings)
    return AgencyModel(register, fit(read_labels(LABELS / "gold"), recogniser_of(register, []), settings))


def looser_agencies(labels: Sequence[Label], documents: Mapping[str, Document]) -> AgencyModel:
    """The agency model on ``labels`` of ``documents`` and others, in fewer rounds than the product's: in less time."""
    register = Register.load(REGISTER)
    settings = read_settings(AgencySettings)
    settings = replace(
        settings,
        boundaries=replace(settings.boundaries, rounds=2),
        links=replace(settings.links, rounds=2),
    )
    labelled = {label.doc_id for label in labels}
    read = (document for doc_id, document in documents.items() if doc_id in labelled)
    return AgencyModel(register, fit(labels, recogniser_of(register, read), settings))


def quick_measures(actions: ActionModel) -> MeasureModel:
    """A measure model for the words that ``actions`` reads, taught by the examples of one writer."""
    examples = read_labels(LABELS / "written" / "w22.jsonl")
    settings = read_settings(MeasureSettings)
    # What ``actions`` says of examples that it has seen is no measure of what it says of others: the types stay as they are.
    settings = replace(settings, tolerance=1e-1, folds=2, sets=replace(settings.sets, C=1e-6))
    odds = actions.read(views_of(clause_labels(examples))).log_odds
    return fit_measures(examples, odds, Catalogue.load(MEASURES), actions.vectoriser, settings).model


def quick_aligner() -> Aligner:
    """A small space of measures, and weights that somebody thought of."""
    few = [label for file in label_files(LABELS / "documents")[:12] for label in read_labels(file) if label.measures]
    settings = replace(read_settings(AlignmentSettings).embedding, latent=40, dimensions=20)
    weights = np.zeros((len(FEATURES) + 1, len(OUTCOMES)))
    weights[[FEATURES.index(name) for name in ("words", "sense", "piece")], 1:] = 6
    weights[-1] = [0, -7, -8, -9]
    embedding = fit_embedding([label.text for label in few], [label.measures[0] for label in few], settings)
    return Aligner(embedding, Scorer(weights), Thresholds(0.4, 0.7))


def write_small_model(folder: Path, agencies: AgencyModel) -> None:
    """Write a packaged pipeline that the gold labels taught into ``folder``, and its alignment beside it."""
    settings = read_settings(ActionSettings)
    actions = ActionModel.fit(read_labels(LABELS / "gold"), settings, Words.load(LEXICON, HEADING_CUES))
    measures = quick_measures(actions)
    alignment = folder.with_name("small_alignment")
    quick_aligner().save(alignment)
    # Thresholds of its own, of which the product's are no matter.
    decisions = replace(read_settings(DecisionSettings), thresholds=dict.fromkeys(TYPES, 0.4))
    package(actions.deciding(decisions), agencies, measures, folder, beside={ALIGNMENT: alignment})
