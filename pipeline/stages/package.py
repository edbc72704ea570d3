"""Stage ``package``: both trained parts, with the thresholds, as one spaCy pipeline directory, ``models/provtag``."""

from __future__ import annotations

from provtag.actions.model import ActionModel
from provtag.agencies.model import AgencyModel
from provtag.labels import read_labels
from provtag.paths import DATASET, MODEL, MODELS
from provtag.settings import DecisionSettings, read_settings
from provtag.tagging.packaging import package
from provtag.tagging.taught import Taught


def main() -> None:
    """Write ``models/provtag``."""
    taught = Taught.of(read_labels(DATASET))
    actions = ActionModel.load(MODELS / "actions").deciding(read_settings(DecisionSettings))
    package(actions, AgencyModel.load(MODELS / "agencies"), MODEL, taught)


if __name__ == "__main__":
    main()
