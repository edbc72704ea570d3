"""The few figures by which two runs are compared: ``metrics/headline.json``, what ``dvc metrics show`` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Figures = Mapping[str, Any]


def headline(actions: Figures, agencies: Figures, measures: Figures, alignment: Figures, agreement: Figures) -> dict[str, float]:
    """Return name → figure; of the seeds the one read worst stands for all, so that their number changes nothing.

    ``types`` are macro-F1, ``agencies`` F1 of span, role and agency together; all on text that was left out of training.
    """
    seeds = actions["leave_one_document_out"].values()
    hands, review = actions["leave_one_hand_out"], actions["documents"]["review"]
    seed_agencies = agencies["leave_one_document_out"].values()
    return {
        "types_worst_seed": min(seed["model"]["macro_f1"] for seed in seeds),
        "types_documents": hands["macro_f1"],
        "types_documents_exact": hands["exact"],
        "types_styles": actions["leave_one_style_out"]["macro_f1"],
        "types_excerpts": actions["held_out"]["model"]["macro_f1"],
        "decided_by_machine": review["decided_automatically"],
        "decided_precision": review["precision"],
        "wrong_clauses_flagged": review["wrong_clauses_flagged"],
        "agencies_worst_seed": min(_all_right(seed["model"]) for seed in seed_agencies),
        "agencies_documents": _all_right(agencies["documents"]),
        "agencies_styles": _all_right(agencies["written"]),
        "agencies_excerpts": _all_right(agencies["held_out"]["model"]),
        "measures_main_first": measures["leave_one_hand_out"]["main_first"],
        "alignment_links": alignment["systems"]["model"]["links_f1"],
        "agreement_worst_type": min(item["alpha"]["value"] or 0.0 for item in agreement["types"].values()),
    }


def _all_right(parts: Figures) -> float:
    value: float = parts["everywhere"]["all"]["f1"]
    return value
