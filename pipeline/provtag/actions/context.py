"""The second stage of the action-type model: a clause is read in its document.

A clause that continues another names nothing by itself, and a sentence under "目标" orders nothing whatever its words. What
stands around a clause (the types that its provision, its section, its heading, its lead-in, the clauses before and behind and
its document speak for) is put in numbers; a logistic regression adds them to the clause's own log-odds.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from provtag.actions.contract import TYPES
from provtag.actions.occurrences import Floats, Integers, Terms, Texts
from provtag.actions.vectoriser import ClauseView
from provtag.groups import mean_of_others, neighbour, numbered

# What the columns tell of, as evidence names it.
GROUPS = ("provision", "section", "heading", "lead_in", "neighbours", "document")
# How sure a heading or lead-in is of a type matters little once it is sure.
SQUEEZE = 4.0
WEIGHT_DIGITS = 3

Cues = dict[str, list[str]]


class Odds(NamedTuple):
    """Log-odds (clauses × types) of a clause's own words, of its heading and of its lead-in (0 where it has none)."""

    own: Floats
    heading: Floats
    lead_in: Floats


@dataclass(frozen=True)
class ContextWeights:
    """What the stage has learnt: the slope of a clause's own log-odds (types,), the weights of its context (types × columns) and
    an intercept a type."""

    slopes: Floats
    weights: Floats
    intercepts: Floats

    def rounded(self) -> ContextWeights:
        """Return the weights as they are stored."""
        stored = (self.slopes, self.weights, self.intercepts)
        return ContextWeights(*(np.round(values, WEIGHT_DIGITS) + 0.0 for values in stored))  # no nought with a sign


class ContextReader:
    """Puts the surroundings of clauses in numbers; ``cues`` are the words of headings in ``labels/heading_cues.yaml``."""

    def __init__(self, cues: Cues) -> None:
        self.cues = cues
        self._terms = Terms(cues)

    @property
    def width(self) -> int:
        """How many columns there are."""
        alone = np.zeros((1, len(TYPES)))
        return self.columns([ClauseView("")], Odds(alone, alone, alone))[0].shape[1]

    def columns(self, views: Sequence[ClauseView], odds: Odds) -> tuple[Floats, Integers]:
        """Return the numbers of ``views`` (clauses × columns), and the group (index into ``GROUPS``) of every column.

        ``views`` are clauses of any number of documents, each document's in their order; a view without a document stands alone.
        """
        places = [(view.document or at, view) for at, view in enumerate(views)]
        document = numbered(document for document, _ in places)
        provision = numbered((document, view.provision) for document, view in places)
        section = numbered((document, view.headings) for document, view in places)
        types = 1 / (1 + np.exp(-odds.own))
        nothing = np.prod(1 - types, axis=1, keepdims=True)
        said = np.hstack([types, nothing])
        parts = {
            "provision": [mean_of_others(types, provision)],
            "section": [mean_of_others(said, section)],
            "heading": [np.tanh(odds.heading / SQUEEZE), self._cues([innermost(view) for view in views])],
            "lead_in": [np.tanh(odds.lead_in / SQUEEZE)],
            "neighbours": [neighbour(said, document, step) for step in (1, -1)],
            "document": [mean_of_others(said, document)],
        }
        columns = [(GROUPS.index(name), values) for name, of_group in parts.items() for values in of_group]
        group = np.repeat([number for number, _ in columns], [values.shape[1] for _, values in columns])
        return np.hstack([values for _, values in columns]), group

    def _cues(self, headings: Sequence[str]) -> Floats:
        """Return 1 where a heading has a cue (clauses × cues)."""
        found = self._terms.find(Texts(headings))
        present = np.zeros((len(headings), self._terms.size))
        present[found.row, found.feature] = 1
        return present


class Context:
    """The fitted stage: the reader of surroundings and its weights."""

    def __init__(self, reader: ContextReader, weights: ContextWeights) -> None:
        self.reader = reader
        self.weights = weights

    def log_odds(self, views: Sequence[ClauseView], odds: Odds) -> tuple[Floats, Floats]:
        """Return the log-odds (clauses × types) with the context added, and each group's part in them (groups × clauses × types).

        The rest of the log-odds is the slope times the clause's own, and the intercept.
        """
        columns, group = self.reader.columns(views, odds)
        parts = np.stack([columns[:, group == at] @ self.weights.weights[:, group == at].T for at in range(len(GROUPS))])
        return odds.own * self.weights.slopes + self.weights.intercepts + parts.sum(axis=0), parts


def innermost(view: ClauseView) -> str:
    """Return the heading right above a clause."""
    return view.headings.rpartition("\n")[2]
