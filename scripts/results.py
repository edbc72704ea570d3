"""What ``make run`` prints at its end: where the results are, and the headline figures."""

from __future__ import annotations

from provtag.files import read_json
from provtag.paths import METRICS, ROOT, TAGGED


def main() -> None:
    """Print the places of the tables and the report, and one line a figure."""
    for name, what in (("clauses.csv", "tagged clauses"), ("agencies.csv", "agencies"), ("report.html", "report")):
        print(f"{what:>22}: {(TAGGED / name).relative_to(ROOT)}")
    for name, figure in read_json(METRICS / "headline.json").items():
        print(f"{name:>22}: {figure:.3f}")


if __name__ == "__main__":
    main()
