"""The learned component: names that the register lacks, and roles where the rules mislead. Trained on labels alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pipeline.agencies.learned_names import LearnedNames
from pipeline.agencies.learned_roles import LearnedRoles
from pipeline.schema import Label


@dataclass(frozen=True, slots=True)
class Learned:
    """Both learned parts of the recogniser."""

    names: LearnedNames
    roles: LearnedRoles

    @classmethod
    def fit(cls, labels: Sequence[Label], role_rules: Mapping[str, Any]) -> Learned:
        """Learn from labelled clauses and duty notes; ``role_rules`` as in ``labels/role_rules.yaml``. Deterministic."""
        return cls(LearnedNames.fit(labels), LearnedRoles.fit(labels, role_rules))

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {"names": self.names.to_data(), "roles": self.roles.to_data()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Learned:
        """The component from what ``to_data`` gave."""
        return cls(LearnedNames.from_data(data["names"]), LearnedRoles.from_data(data["roles"]))
