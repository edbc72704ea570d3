"""Stage ``train_agencies``: the register and role rules, with a learned component for names that the register lacks."""

from __future__ import annotations

import shutil

from pipeline.agencies.learned import LearnedNames
from pipeline.agencies.model import AgencyModel
from pipeline.agencies.register import Register
from pipeline.annotation.labels import read_labels
from pipeline.files import read_yaml
from pipeline.project import LABELS, ROOT
from pipeline.stages.dataset import DATASET

AGENCY_MODEL = ROOT / "models" / "agencies"


def main() -> None:
    """Write ``models/agencies``."""
    model = AgencyModel(
        Register.load(LABELS / "agencies.yaml", LABELS / "regions.csv"),
        read_yaml(LABELS / "role_rules.yaml"),
        LearnedNames.fit(read_labels(DATASET)),
    )
    shutil.rmtree(AGENCY_MODEL, ignore_errors=True)
    model.save(AGENCY_MODEL)


if __name__ == "__main__":
    main()
