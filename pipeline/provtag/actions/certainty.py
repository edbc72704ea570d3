"""How sure a decision on a clause is, whatever model gave its probabilities."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from provtag.actions.occurrences import Floats

# Chances of being wrong below this are not told apart.
NEARLY_NOTHING = 1e-12


def certainty(log_odds: Floats, decided: NDArray[np.bool_]) -> Floats:
    """Return the log-odds that everything ``decided`` on a clause (clauses × types) is right; types count as independent."""
    right = -np.logaddexp(0, np.where(decided, -log_odds, log_odds)).sum(axis=1)
    return right - np.log(-np.expm1(np.minimum(right, -NEARLY_NOTHING)))
