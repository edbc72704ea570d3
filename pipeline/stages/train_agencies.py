"""Stage ``train_agencies``: register and role rules, with a learned component for names that they miss."""

from __future__ import annotations

import shutil

from pipeline.agencies.learned import Learned
from pipeline.agencies.model import AgencyModel
from pipeline.agencies.register import Register
from pipeline.annotation.labels import read_labels
from pipeline.files import read_yaml
from pipeline.project import LABELS, ROOT
from pipeline.stages.dataset import DATASET

AGENCY_MODEL = ROOT / "models" / "agencies"


def main() -> None:
    """Write ``models/agencies``."""
    rules = read_yaml(LABELS / "role_rules.yaml")
    register = Register.load(LABELS / "agencies.yaml", LABELS / "regions.csv")
    model = AgencyModel(register, rules, Learned.fit(read_labels(DATASET)))
    shutil.rmtree(AGENCY_MODEL, ignore_errors=True)
    model.save(AGENCY_MODEL)


if __name__ == "__main__":
    main()
