"""The agency model as it is stored: register, role rules and learned component as plain JSON, and the recogniser they make."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from provtag.agencies.learned import Learned
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.files import read_json, write_json

REGISTER, ROLE_RULES, LEARNED = "register.json", "role_rules.json", "learned.json"


class AgencyModel:
    """Everything the recogniser is made of."""

    def __init__(self, register: Register, role_rules: Mapping[str, Any], learned: Learned | None) -> None:
        self.register = register
        self.role_rules = role_rules
        self.learned = learned

    @cached_property
    def recogniser(self) -> Recogniser:
        """Return the recogniser at work."""
        return Recogniser(self.register, self.role_rules, self.learned)

    def names(self) -> dict[str, str]:
        """Return agency id → Chinese name."""
        return {agency_id: self.register.name(agency_id) for agency_id in self.register.agency_ids}

    def save(self, folder: Path) -> None:
        """Write the parts as JSON; the same model gives the same bytes."""
        data, regions = self.register.to_data()
        # A role table tries its kinds of predicate in its order, and a later agency of the register wins over an earlier one.
        write_json(folder / REGISTER, {"agencies": data, "regions": regions}, sort_keys=False)
        write_json(folder / ROLE_RULES, self.role_rules, sort_keys=False)
        write_json(folder / LEARNED, self.learned.to_data() if self.learned else None)

    @classmethod
    def load(cls, folder: Path) -> AgencyModel:
        """Read a model that ``save`` wrote."""
        register = read_json(folder / REGISTER)
        learned = read_json(folder / LEARNED)
        return cls(
            Register.from_data(register["agencies"], register["regions"]),
            read_json(folder / ROLE_RULES),
            Learned.from_data(learned) if learned else None,
        )
