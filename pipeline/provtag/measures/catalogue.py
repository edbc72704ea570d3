"""The measures of ``labels/measures.yaml``: ids, names and the action types each is of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provtag.files import read_yaml
from provtag.schema import ActionType, Label, ProvtagError


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure: its Chinese name, and the action types it is of (none where a clause about it orders nothing)."""

    measure_id: str
    name: str
    types: tuple[ActionType, ...]


class Catalogue:
    """All measures in the order of the map; ``formerly`` leads from the ids that written examples may name to those of today."""

    def __init__(self, measures: Iterable[Measure], formerly: Mapping[str, str]) -> None:
        self.measures = {measure.measure_id: measure for measure in measures}
        self.formerly = formerly

    @classmethod
    def load(cls, path: Path) -> Catalogue:
        """Read ``labels/measures.yaml``; raises ProvtagError where an id has two meanings or a type is unknown."""
        rows: Mapping[str, Any] = read_yaml(path)["measures"]
        formerly: dict[str, str] = {}
        for measure_id, row in rows.items():
            for old in row.get("formerly", ()):
                if old in rows or old in formerly:
                    raise ProvtagError(f"{path}: {measure_id}: {old!r} has another meaning already; keep it in one place")
                formerly[old] = measure_id
        try:
            return cls((_measure(measure_id, row) for measure_id, row in rows.items()), formerly)
        except (KeyError, ValueError) as error:
            raise ProvtagError(f"{path}: a measure without name or types, or of an unknown type ({error}); mend it") from None

    @property
    def ordered(self) -> tuple[Measure, ...]:
        """Return the measures that order something: those a clause can be said to have."""
        return tuple(measure for measure in self.measures.values() if measure.types)

    def of(self, label: Label) -> tuple[str, ...]:
        """Return what the clause of ``label`` orders, the main measure first: of a written example the one it was written for.

        Raises ProvtagError where an id is on no map.
        """
        named = label.measures or ((label.measure,) if label.measure else ())
        found = []
        for measure_id in named:
            today = self.today(measure_id)
            if today is None:
                raise ProvtagError(f"label {label.clause_id}: unknown measure {measure_id!r}; use one of labels/measures.yaml")
            found.append(today)
        return tuple(dict.fromkeys(measure_id for measure_id in found if self.measures[measure_id].types))

    def today(self, measure_id: str) -> str | None:
        """Return the id of today for a measure that may have its former one; None where neither is known."""
        known = self.formerly.get(measure_id, measure_id)
        return known if known in self.measures else None


def _measure(measure_id: str, row: Mapping[str, Any]) -> Measure:
    return Measure(measure_id, row["name"], tuple(ActionType(action) for action in row["types"]))
