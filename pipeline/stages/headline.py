"""What ``make run`` prints at its end: where the results are, and the headline figures."""

from __future__ import annotations

from typing import Any

from provtag.files import read_json
from provtag.paths import METRICS, ROOT, TAGGED


def main() -> None:
    """Print the places of the tables and the report, and one line a figure."""
    for name, what in (("clauses.csv", "tagged clauses"), ("agencies.csv", "agencies"), ("report.html", "report")):
        print(f"{what:>15}: {(TAGGED / name).relative_to(ROOT)}")
    actions = read_json(METRICS / "actions.json")
    agencies = read_json(METRICS / "agencies.json")
    for document, figures in actions["leave_one_document_out"].items():
        line = f"action types, trained without {document}: macro-F1 {_with_interval(figures['model'], 'macro_f1')}"
        print(f"{line} (keywords {figures['keywords']['macro_f1']:.3f})")
    print(f"action types, documents of a hand not seen: macro-F1 {_with_interval(actions['leave_one_hand_out'], 'macro_f1')}")
    for document, figures in agencies["leave_one_document_out"].items():
        found = figures["model"]["everywhere"]
        print(
            f"agencies in {document}: " + ", ".join(f"{aspect} {found[aspect]['f1']:.3f}" for aspect in ("span", "role", "all"))
        )


def _with_interval(figures: dict[str, Any], name: str) -> str:
    return f"{figures[name]:.3f} [{figures[f'{name}_low']:.3f}, {figures[f'{name}_high']:.3f}]"


if __name__ == "__main__":
    main()
