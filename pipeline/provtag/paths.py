"""Where things live: in the installed package, and in a clone of the project."""

from __future__ import annotations

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
REGIONS = PACKAGE / "language" / "regions.csv"

# The wheel holds a model; a clone has it where the pipeline writes it.
_PACKED = PACKAGE / "model"
IS_INSTALLED = _PACKED.is_dir()

# The clone: what trains and evaluates reads and writes there. An installed package has nothing of it.
ROOT = PACKAGE.parents[1]
LABELS = ROOT / "labels"
GOLD = LABELS / "gold"
WRITTEN = LABELS / "written"
WHOLE_DOCUMENTS = LABELS / "documents"
ALIGNED = LABELS / "alignment"
HELD_OUT = LABELS / "held_out"
ORDER_LABELS = LABELS / "orders"
ANNOTATORS = LABELS / "annotators"
LEXICON = LABELS / "lexicon.yaml"
HEADING_CUES = LABELS / "heading_cues.yaml"
RAW = ROOT / "data" / "raw"
MANIFEST = RAW / "manifest.yaml"
TEXTS = ROOT / "data" / "interim" / "texts.jsonl"
DOCUMENTS = ROOT / "data" / "interim" / "documents.jsonl"
UNITS = ROOT / "data" / "interim" / "units.jsonl"
DATASET = ROOT / "data" / "processed" / "dataset.jsonl"
HELD_OUT_TYPES = ROOT / "data" / "processed" / "held_out_types.jsonl"
HELD_OUT_SCORES = ROOT / "data" / "processed" / "held_out_scores.npy"
HELD_OUT_UNSETTLED = ROOT / "data" / "processed" / "held_out_unsettled.npy"
HELD_OUT_ODDS = ROOT / "data" / "processed" / "held_out_odds.npy"
RIVALS = ROOT / "data" / "processed" / "rivals.npz"
HELD_OUT_MEASURES = ROOT / "data" / "processed" / "held_out_measures.jsonl"
TAGGED = ROOT / "data" / "tagged"
MODELS = ROOT / "models"
METRICS = ROOT / "metrics"
PLOTS = ROOT / "plots"

MODEL = _PACKED if IS_INSTALLED else MODELS / "provtag"
ROUNDS = PACKAGE / "rounds.json" if IS_INSTALLED else METRICS / "rounds.json"
SETTINGS = PACKAGE / "params.yaml" if IS_INSTALLED else ROOT / "params.yaml"
ACTION_TYPES = PACKAGE / "action_types.yaml" if IS_INSTALLED else LABELS / "action_types.yaml"
REGISTER = PACKAGE / "agencies.yaml" if IS_INSTALLED else LABELS / "agencies.yaml"
MEASURES = PACKAGE / "measures.yaml" if IS_INSTALLED else LABELS / "measures.yaml"
ORDERS = PACKAGE / "orders.yaml" if IS_INSTALLED else LABELS / "orders.yaml"
GUIDELINE = PACKAGE / "guideline.md" if IS_INSTALLED else LABELS / "guideline.md"
