"""Stage ``package``: the trained parts as one spaCy pipeline directory, ``models/provtag``."""

from __future__ import annotations

from provtag.actions.model import ActionModel
from provtag.agencies.model import AgencyModel
from provtag.labels import read_labels
from provtag.paths import DATASET, MODEL, MODELS
from provtag.tagging.packaging import package
from provtag.tagging.tagger import ALIGNMENT
from provtag.tagging.taught import Taught


def main() -> None:
    """Write ``models/provtag``."""
    taught = Taught.of(read_labels(DATASET))
    actions, agencies = ActionModel.load(MODELS / "actions"), AgencyModel.load(MODELS / "agencies")
    package(actions, agencies, MODEL, taught, beside={ALIGNMENT: MODELS / "alignment"})


if __name__ == "__main__":
    main()
