"""Stage ``package``: both trained parts as one spaCy pipeline directory, ``models/provtag``."""

from __future__ import annotations

from pipeline.actions.model import ActionModel
from pipeline.agencies.model import AgencyModel
from pipeline.project import MODEL
from pipeline.stages.train_actions import ACTIONS_MODEL
from pipeline.stages.train_agencies import AGENCY_MODEL
from pipeline.tagging.packaging import package


def main() -> None:
    """Write ``models/provtag``."""
    package(ActionModel.load(ACTIONS_MODEL), AgencyModel.load(AGENCY_MODEL), MODEL)


if __name__ == "__main__":
    main()
