"""From labelled names to the link of names that the register lacks."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import scipy.sparse as sp

from provtag.agencies.links import BITS, Links, Unlinked, columns, target
from provtag.agencies.matrices import fit_yes_no
from provtag.settings import AgencySettings


def fit_links(names: Iterable[tuple[Unlinked, str, bool]], settings: AgencySettings) -> Links:
    """Return the links learnt from names, their agencies, and whether the register has them: a yes/no model for each agency."""
    taught: dict[tuple[Unlinked, str], float] = {}
    for name, agency_id, known in names:
        taught[name, target(name, agency_id)] = 1.0 if known else settings.unknown_weight
    targets = [wanted for _, wanted in taught]
    ids = sorted(set(targets))
    rows = [columns(name) for name, _ in taught]
    pointer = np.cumsum([0, *map(len, rows)])
    indices = np.array([column for row in rows for column in row], np.int64)
    counts = sp.csr_matrix((np.ones(len(indices)), indices, pointer), (len(rows), 1 << BITS))
    weights = np.zeros(((1 << BITS) + 1, len(ids)), np.float32)
    for column, agency_id in enumerate(ids):
        is_it = np.array([wanted == agency_id for wanted in targets])
        weights[:-1, column], weights[-1, column] = fit_yes_no(counts, is_it, [*taught.values()], settings.links)
    return Links(weights, ids)
