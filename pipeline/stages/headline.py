"""Stage ``headline``: the few figures by which two runs are compared."""

from __future__ import annotations

from provtag.evaluation.headline import headline
from provtag.files import read_json, write_json
from provtag.paths import METRICS


def main() -> None:
    """Write ``metrics/headline.json``."""
    names = ("actions", "agencies", "measures", "alignment", "agreement")
    figures = headline(*(read_json(METRICS / f"{name}.json") for name in names))
    write_json(METRICS / "headline.json", figures, sort_keys=False)


if __name__ == "__main__":
    main()
