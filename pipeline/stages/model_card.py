"""Stage ``model_card``: what the models are for, how good they are, and what they must not be used for."""

from __future__ import annotations

from pipeline import __version__
from pipeline.annotation.labels import read_labels
from pipeline.files import read_json, read_yaml, write_text
from pipeline.project import ROOT
from pipeline.report.model_card import Metrics, model_card
from pipeline.stages.dataset import DATASET

MODEL_CARD = ROOT / "MODEL_CARD.md"
METRICS = ROOT / "metrics"


def read_metrics() -> Metrics:
    """Return what the evaluation stages wrote."""
    return Metrics(*(read_json(METRICS / f"{name}.json") for name in ("actions", "agencies", "agreement")))


def main() -> None:
    """Write ``MODEL_CARD.md``."""
    settings = read_yaml(ROOT / "params.yaml")["actions"]
    write_text(MODEL_CARD, model_card(read_metrics(), read_labels(DATASET), settings, __version__))


if __name__ == "__main__":
    main()
