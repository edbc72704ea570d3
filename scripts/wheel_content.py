"""What the wheel holds beside the package: the trained model and the data that tagging needs. An editable install has none of
it: there the package reads the clone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

MODEL = "models/provtag"
CONTENT = {
    MODEL: "provtag/model",
    "metrics/rounds.json": "provtag/rounds.json",  # how often the model was wrong in documents that it had not seen
    "params.yaml": "provtag/params.yaml",
    "labels/action_types.yaml": "provtag/action_types.yaml",
    "labels/agencies.yaml": "provtag/agencies.yaml",  # the agencies and measures that a person can choose in the report
    "labels/measures.yaml": "provtag/measures.yaml",
    "labels/orders.yaml": "provtag/orders.yaml",  # the words of binding force, deadlines and the like
    "labels/guideline.md": "provtag/guideline.md",  # what annotators are shown beside their screens
}


class WheelContent(BuildHookInterface):
    """Adds the files of ``CONTENT`` to a wheel; raises where the model is not trained."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Extend ``build_data`` for the wheel that is about to be built."""
        if version == "editable":
            return
        if not (Path(self.root) / MODEL / "config.cfg").exists():
            raise FileNotFoundError(f"{MODEL}: no model there; run `make run` to train it, then `make wheel`")
        build_data["force_include"] |= {str(Path(self.root) / source): target for source, target in CONTENT.items()}
