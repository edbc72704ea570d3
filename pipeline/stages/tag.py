"""Stage ``tag``: the seeds and everything in ``data/incoming`` into tables."""

from __future__ import annotations

import os
import shutil
import sys

from provtag.cli import main as provtag
from provtag.paths import ROOT, TAGGED
from provtag.tagging.records import FOLDER as RECORDS


def main() -> int:
    """Write the tables and the report to ``data/tagged``; failed files are listed there and do not stop the pipeline."""
    os.chdir(ROOT)  # so that the tables name files the same way on every machine
    shutil.rmtree(TAGGED, ignore_errors=True)  # a pipeline starts afresh
    code = provtag(["tag", "data/raw", "data/incoming", "--out", "data/tagged"])
    # The records that let a long batch continue are of no use to it.
    shutil.rmtree(TAGGED / RECORDS, ignore_errors=True)
    return 0 if code == 1 else code


if __name__ == "__main__":
    sys.exit(main())
