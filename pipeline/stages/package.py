"""Stage ``package``: both trained parts as one spaCy pipeline directory, ``models/provtag``."""

from __future__ import annotations

from provtag.actions.model import ActionModel
from provtag.agencies.model import AgencyModel
from provtag.paths import MODEL, MODELS
from provtag.tagging.packaging import package


def main() -> None:
    """Write ``models/provtag``."""
    package(ActionModel.load(MODELS / "actions"), AgencyModel.load(MODELS / "agencies"), MODEL)


if __name__ == "__main__":
    main()
