"""Stage ``headline``: the few figures by which two runs are compared."""

from __future__ import annotations

from provtag.evaluation.headline import headline
from provtag.files import read_json, write_json
from provtag.paths import METRICS


def main() -> None:
    """Write ``metrics/headline.json``."""
    actions, agencies, agreement = (read_json(METRICS / f"{name}.json") for name in ("actions", "agencies", "agreement"))
    write_json(METRICS / "headline.json", headline(actions, agencies, agreement), sort_keys=False)


if __name__ == "__main__":
    main()
