"""Stage ``package``: the trained parts as one spaCy pipeline directory, ``models/provtag``."""

from __future__ import annotations

from provtag.actions.model import ActionModel
from provtag.agencies.model import AgencyModel
from provtag.measures.model import MeasureModel
from provtag.paths import MODEL, MODELS
from provtag.tagging.packaging import package


def main() -> None:
    """Write ``models/provtag``."""
    actions, agencies = ActionModel.load(MODELS / "actions"), AgencyModel.load(MODELS / "agencies")
    package(actions, agencies, MeasureModel.load(MODELS / "measures"), MODEL)


if __name__ == "__main__":
    main()
