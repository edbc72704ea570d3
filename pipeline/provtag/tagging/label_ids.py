"""The ids that a label may name: agencies of the register, measures of the catalogue."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from provtag.files import read_yaml
from provtag.labels import Problem, named_measures
from provtag.measures.catalogue import Catalogue
from provtag.paths import MEASURES, REGISTER
from provtag.schema import Label, ProvtagError


@dataclass(frozen=True, slots=True)
class LabelIds:
    """What is known: the ids of agencies, and the measures with their former ids."""

    agencies: Collection[str]
    catalogue: Catalogue

    @classmethod
    def load(cls) -> LabelIds:
        """Read register and measures."""
        return cls(frozenset(read_yaml(REGISTER)["agencies"]), Catalogue.load(MEASURES))

    def problems(self, label: Label) -> Iterator[Problem]:
        """Yield the ids of ``label`` that are unknown."""
        for mention in label.agencies:
            if mention.agency_id not in self.agencies:
                yield f"unknown agency id {mention.agency_id!r}", "use an id of labels/agencies.yaml"
        for measure_id in named_measures(label):
            if self.catalogue.today(measure_id) is None:
                yield f"unknown measure {measure_id!r}", "use an id of labels/measures.yaml"

    def checked(self, label: Label, where: str) -> Label:
        """Return ``label`` with the ids of today; raises ProvtagError, beginning with ``where``, for an id that is unknown."""
        for what, advice in self.problems(label):
            raise ProvtagError(f"{where}: {what}; {advice}")
        if label.measures is None:
            return label
        today = filter(None, map(self.catalogue.today, label.measures))
        return replace(label, measures=tuple(dict.fromkeys(today)))
