"""The clauses of a document read by both models: their words once, the action types settled by what they say of the measures."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from provtag.actions.contract import Classifier
from provtag.actions.vectoriser import ClauseView
from provtag.measures.context import Floats, Singles
from provtag.measures.model import MeasureModel
from provtag.schema import ActionScores


def read(
    actions: Classifier, measures: MeasureModel, views: Sequence[ClauseView], starts: Sequence[int] | None = None
) -> tuple[list[ActionScores], Floats]:
    """Return the action types of each clause, and the distribution over its measures (a row a clause, see ``MeasureModel``).

    ``starts`` is where the clauses begin in the text that evidence is to index; without it that is each clause's own words.
    """
    if not views:
        return [], np.zeros((0, len(measures.measures)))
    words: list[Singles] = []
    heard = actions.read(views, starts, lambda reading: words.append(measures.scores(reading)))
    scores = np.concatenate(words)
    decided = actions.decide(heard, measures.settled(heard.log_odds, scores, views))
    return decided, measures.distribution(scores, views, decided)
