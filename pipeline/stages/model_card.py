"""Stage ``model_card``: what the models are for, how good they are, and what they must not be used for."""

from __future__ import annotations

from provtag import __version__
from provtag.evaluation.model_card import model_card, read_metrics
from provtag.files import write_text
from provtag.labels import stored_labels
from provtag.paths import DATASET, ROOT
from provtag.settings import ActionSettings, DecisionSettings, read_settings

MODEL_CARD = ROOT / "MODEL_CARD.md"


def main() -> None:
    """Write ``MODEL_CARD.md``."""
    settings, decisions = read_settings(ActionSettings), read_settings(DecisionSettings)
    write_text(MODEL_CARD, model_card(read_metrics(), stored_labels(DATASET), settings, decisions, __version__))


if __name__ == "__main__":
    main()
