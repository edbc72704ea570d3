"""Stage ``package``: the trained parts, with the thresholds, as one spaCy pipeline directory, ``models/provtag``."""

from __future__ import annotations

from provtag.actions.model import ActionModel
from provtag.agencies.model import AgencyModel
from provtag.labels import stored_labels
from provtag.measures.model import MeasureModel
from provtag.paths import DATASET, MODEL, MODELS
from provtag.settings import DecisionSettings, read_settings
from provtag.tagging.manifest import ALIGNMENT
from provtag.tagging.packaging import package
from provtag.tagging.taught import Taught


def main() -> None:
    """Write ``models/provtag``."""
    taught = Taught.of(stored_labels(DATASET))
    actions = ActionModel.load(MODELS / "actions").deciding(read_settings(DecisionSettings))
    agencies, measures = AgencyModel.load(MODELS / "agencies"), MeasureModel.load(MODELS / "measures")
    package(actions, agencies, measures, MODEL, taught, beside={ALIGNMENT: MODELS / "alignment"})


if __name__ == "__main__":
    main()
