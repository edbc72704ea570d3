"""In which order annotators see clauses: first those in doubt and unlike the ones before them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from provtag.annotation.copies import said
from provtag.annotation.screens import Screen

RUNS = (2, 3)  # characters; what two clauses share of such runs, the rarer the more, makes them alike
CERTAIN = 0.01  # what the surest clause counts, so that variety decides where nothing is in doubt


def by_doubt_and_variety(screens: Sequence[Screen], limit: int | None = None) -> list[Screen]:
    """Return the first ``limit`` of ``screens``, each the most in doubt of those least like the ones before it.

    Doubt, the priority in [0, 1], is multiplied by how unlike the clause is to the likest one before (1 - cosine), so what
    repeats another comes last. The priorities of the result are those of their places.
    """
    from sklearn.feature_extraction.text import TfidfVectorizer  # an extra, which messages without this need not have

    if not screens:
        return []
    words = [said(screen.label)[1] or screen.label.text for screen in screens]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=RUNS, sublinear_tf=True, dtype=np.float32).fit_transform(words)
    holders = vectors.T.tocsr()  # run → the clauses that have it
    doubt = np.array([CERTAIN + screen.priority for screen in screens])
    novelty = np.ones(len(screens))
    order: list[int] = []
    for _ in screens[:limit]:
        gain = doubt * novelty
        gain[order] = -1
        chosen = int(np.argmax(gain))
        order.append(chosen)
        runs = vectors[chosen]
        alike = runs.data @ holders[runs.indices]
        novelty = np.minimum(novelty, np.maximum(0.0, 1.0 - alike).round(6))
    return [replace(screens[place], priority=round(1 - rank / len(order), 4)) for rank, place in enumerate(order)]
