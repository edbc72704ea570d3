"""Stage ``train_agencies``: register and role rules, with a learned component for names that they miss."""

from __future__ import annotations

import shutil

from provtag.agencies.learned import Learned
from provtag.agencies.model import AgencyModel
from provtag.agencies.register import Register
from provtag.files import read_yaml
from provtag.labels import read_labels
from provtag.paths import DATASET, MODELS, REGISTER, ROLE_RULES


def main() -> None:
    """Write ``models/agencies``."""
    rules = read_yaml(ROLE_RULES)
    register = Register.load(REGISTER)
    model = AgencyModel(register, rules, Learned.fit(read_labels(DATASET)))
    shutil.rmtree(MODELS / "agencies", ignore_errors=True)
    model.save(MODELS / "agencies")


if __name__ == "__main__":
    main()
