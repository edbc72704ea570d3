"""Child processes that run a module of the package: how they are started, and where they answer; what this one leaves undone."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from provtag.paths import PACKAGE

# Sums in the same order on every x86-64 processor with AVX2: wider ones add up in another, and results differ in the last digits.
# The names of processors are OpenBLAS's, those of instructions NumPy's.
SAME_SUMS = {
    "OPENBLAS_NUM_THREADS": "1",
    "OPENBLAS_CORETYPE": "Haswell",
    "NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR",
}


def module_command(module: str, *arguments: str) -> list[str]:
    """Return the command that runs ``module`` with this Python; ``-P``: nothing is imported from the current folder."""
    return [sys.executable, "-P", "-m", module, *arguments]


def child_environment() -> dict[str, str]:
    """Return the environment in which the child finds this very package, and makes its sums as on any other machine."""
    places = [str(PACKAGE.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | SAME_SUMS | {"PYTHONPATH": os.pathsep.join(places)}


@contextmanager
def without_collector() -> Iterator[None]:
    """Make many small things that do not refer to each other in circles: searching them for such costs more than making them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def answering_stream() -> IO[bytes]:
    """Return standard output, for answers alone: what libraries print goes to standard error from now on."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers
