"""Stage ``train_agencies``: the register, and the decision on what may be a name."""

from __future__ import annotations

import shutil

from provtag.agencies.model import AgencyModel
from provtag.agencies.register import Register
from provtag.agencies.training import fit, recogniser_of
from provtag.labels import stored_labels
from provtag.parsed import read_documents
from provtag.paths import DATASET, DOCUMENTS, MODELS, REGISTER
from provtag.settings import AgencySettings, read_settings


def main() -> None:
    """Write ``models/agencies``."""
    register = Register.load(REGISTER)
    reader = recogniser_of(register, read_documents(DOCUMENTS))
    model = AgencyModel(register, fit(stored_labels(DATASET), reader, read_settings(AgencySettings)))
    shutil.rmtree(MODELS / "agencies", ignore_errors=True)
    model.save(MODELS / "agencies")


if __name__ == "__main__":
    main()
