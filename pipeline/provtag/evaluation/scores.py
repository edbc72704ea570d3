"""Precision, recall and F1 a type, with bootstrap intervals over provisions; calibration; risk and coverage."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from provtag.actions.certainty import certainty
from provtag.actions.contract import TYPES

Floats = NDArray[np.float64]
Decisions = NDArray[np.bool_]

DIGITS = 4
# Shares of right clauses that are promised of what is decided alone, with this confidence.
PROMISED, CONFIDENCE = (0.9, 0.95, 0.98), 0.9
# Margins of review that are tried, the strictest first; on fewer clauses nothing can be said.
MARGINS, FEWEST = np.arange(8, -1, -0.1), 50


@dataclass(frozen=True)
class Predicted:
    """Test clauses: what holds and what was decided (clauses × types), probabilities, who is flagged for review, provisions."""

    wanted: Decisions
    decided: Decisions
    probabilities: Floats
    flagged: Decisions
    provisions: Sequence[str]

    def where(self, kept: NDArray[np.bool_]) -> Predicted:
        """Return the clauses for which ``kept`` holds."""
        provisions = [name for name, keep in zip(self.provisions, kept, strict=True) if keep]
        return Predicted(self.wanted[kept], self.decided[kept], self.probabilities[kept], self.flagged[kept], provisions)


def joined(parts: Sequence[Predicted]) -> Predicted:
    """Return several test sets as one."""
    return Predicted(
        np.concatenate([part.wanted for part in parts]),
        np.concatenate([part.decided for part in parts]),
        np.concatenate([part.probabilities for part in parts]),
        np.concatenate([part.flagged for part in parts]),
        [name for part in parts for name in part.provisions],
    )


def f1_by_type(wanted: Decisions, decided: Decisions) -> Floats:
    """Return one F1 a type; nan for a type that neither stands in the text nor was predicted."""
    return _f1((wanted & decided).sum(axis=0), wanted.sum(axis=0) + decided.sum(axis=0))


def _f1(hits: NDArray[np.int64], sizes: NDArray[np.int64]) -> Floats:
    return np.divide(2 * hits, sizes, out=np.full(len(sizes), np.nan), where=sizes > 0)


def macro_f1(wanted: Decisions, decided: Decisions) -> float:
    """Return the mean F1 of the types that occur."""
    return float(np.nanmean(f1_by_type(wanted, decided)))


def exact(test: Predicted) -> NDArray[np.bool_]:
    """Tell which clauses have just the types that hold."""
    return (test.wanted == test.decided).all(axis=1)


def macro_f1_interval(test: Predicted, draws: int, seed: int) -> tuple[float, float]:
    """Return the 95 % bootstrap interval of macro-F1, drawing whole provisions with replacement."""
    names, place = np.unique(test.provisions, return_inverse=True)
    hits, sizes = np.zeros((2, len(names), test.wanted.shape[1]), np.int64)  # of each provision
    np.add.at(hits, place, test.wanted & test.decided)
    np.add.at(sizes, place, test.wanted.astype(np.int64) + test.decided)
    generator = np.random.default_rng(seed)
    values = []
    for _ in range(draws):
        drawn = generator.integers(len(names), size=len(names))
        values.append(np.nanmean(_f1(hits[drawn].sum(axis=0), sizes[drawn].sum(axis=0))))
    low, high = np.nanpercentile(values, [2.5, 97.5])
    return float(low), float(high)


def summary(test: Predicted, draws: int, seed: int) -> dict[str, Any]:
    """Return macro-F1 with its interval, and precision, recall and F1 a type, as metrics files hold them."""
    low, high = macro_f1_interval(test, draws, seed)
    by_type = {}
    for at, action in enumerate(TYPES):
        wanted, decided = test.wanted[:, at], test.decided[:, at]
        hits = int((wanted & decided).sum())
        by_type[str(action)] = {
            "clauses": int(wanted.sum()),
            "omitted": int(wanted.sum()) - hits,
            "wrong": int(decided.sum()) - hits,
            "precision": ratio(hits, decided.sum()),
            "recall": ratio(hits, wanted.sum()),
            "f1": ratio(2 * hits, wanted.sum() + decided.sum()),
        }
    return {
        "macro_f1": round(macro_f1(test.wanted, test.decided), DIGITS),
        "macro_f1_low": round(low, DIGITS),
        "macro_f1_high": round(high, DIGITS),
        "clauses": len(test.wanted),
        "types": by_type,
    }


def ratio(part: float, whole: float) -> float | str:
    """Return ``part / whole`` rounded, or "n/a", so that a missing figure cannot be read as zero."""
    return round(float(part / whole), DIGITS) if whole else "n/a"


def calibration(test: Predicted, bins: int = 10) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Return Brier score and expected calibration error a type, and the rows of the reliability plot."""
    figures, rows = {}, []
    edges = np.linspace(0, 1, bins + 1)
    for at, action in enumerate(TYPES):
        probability, wanted = test.probabilities[:, at], test.wanted[:, at].astype(float)
        number = np.clip(np.digitize(probability, edges) - 1, 0, bins - 1)
        error = 0.0
        for bin_number in np.unique(number):
            inside = number == bin_number
            mean, share = probability[inside].mean(), wanted[inside].mean()
            error += inside.mean() * abs(mean - share)
            rows.append(
                {
                    "type": str(action),
                    "mean_probability": round(float(mean), DIGITS),
                    "share_true": round(float(share), DIGITS),
                    "clauses": int(inside.sum()),
                }
            )
        brier = float(np.mean((probability - wanted) ** 2))
        figures[str(action)] = {"brier": round(brier, DIGITS), "ece": round(error, DIGITS)}
    return figures, rows


def risk_coverage(test: Predicted) -> list[dict[str, Any]]:
    """Return the rows of the risk–coverage curve: clauses decided from the safest on, and how many of them are wrong."""
    margin = certainties(test)
    order = np.argsort(-margin, kind="stable")
    wrong = (test.wanted != test.decided).any(axis=1)[order]
    shares = np.unique(np.ceil(np.linspace(len(order) / 20, len(order), 20)).astype(int))
    return [
        {
            "coverage": round(float(kept / len(order)), DIGITS),
            "clauses_wrong": round(float(wrong[:kept].mean()), DIGITS),
            "margin": round(float(margin[order[kept - 1]]), DIGITS),
        }
        for kept in shares
    ]


def certainties(test: Predicted) -> Floats:
    """Return the log-odds that each clause has all its types right, by its probabilities."""
    clipped = np.clip(test.probabilities, 1e-9, 1 - 1e-9)
    return certainty(np.log(clipped / (1 - clipped)), test.decided)


def decided_alone(test: Predicted) -> list[dict[str, Any]]:
    """Return for each precision of PROMISED the margin of review that keeps it, and the share of clauses then decided alone.

    Learn then test (Angelopoulos et al. 2021), in fixed order: margins are tried from the strictest on, and the last stands at
    which the upper bound of the share of wrong clauses, at CONFIDENCE, is still within the promise. Clauses of one document err
    together, so documents are what is drawn: the bound is that of a ratio of sums over documents. Such a precision is promised of
    documents like these. "n/a" where no margin keeps it.
    """
    certain, wrong = certainties(test), (test.wanted != test.decided).any(axis=1)
    document = np.unique(test.provisions, return_inverse=True)[1]
    rows = []
    for precision in PROMISED:
        kept: float | None = None
        for margin in MARGINS:
            alone = certain >= margin
            clauses = np.bincount(document[alone])
            errors = np.bincount(document[alone], wrong[alone])[clauses > 0]
            if alone.sum() < FEWEST or len(errors) < 2:
                continue
            if _upper_bound(errors, clauses[clauses > 0]) > 1 - precision:
                break
            kept = float(margin)
        share = ratio((certain >= kept).sum(), len(certain)) if kept is not None else "n/a"
        rows.append({"precision": precision, "margin": "n/a" if kept is None else round(kept, 1), "decided_alone": share})
    return rows


def _upper_bound(errors: NDArray[Any], clauses: NDArray[Any]) -> float:
    """Return the upper bound, at CONFIDENCE, of the share of wrong clauses from those of several documents."""
    total, count = clauses.sum(), len(clauses)
    share = errors.sum() / total
    spread = np.sqrt(count / (count - 1) * np.sum((errors - share * clauses) ** 2)) / total
    return float(share + student.ppf(CONFIDENCE, count - 1) * spread)


def review(test: Predicted) -> dict[str, Any]:
    """Return what the review flag leaves to the machine, how good that is, and which share of the wrong clauses it catches.

    ``precision`` is that of the types given to unflagged clauses; ``wrong`` clauses are those with any type wrong.
    """
    flagged = test.flagged
    sure = test.where(~flagged)
    wrong = (test.wanted != test.decided).any(axis=1)
    return {
        "decided_automatically": ratio((~flagged).sum(), len(flagged)),
        "precision": ratio((sure.wanted & sure.decided).sum(), sure.decided.sum()),
        "recall": ratio((sure.wanted & sure.decided).sum(), sure.wanted.sum()),
        "clauses_right": ratio((sure.wanted == sure.decided).all(axis=1).sum(), len(sure.wanted)),
        "wrong_clauses_flagged": ratio((wrong & flagged).sum(), wrong.sum()),
    }
