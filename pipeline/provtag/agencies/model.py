"""The agency model as it is stored: the register as plain JSON, what was learnt as arrays, and the recogniser they make."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from provtag.agencies.learned import Learned
from provtag.agencies.recogniser import Recogniser
from provtag.agencies.register import Register
from provtag.files import read_json, write_json

REGISTER = "register.json"


class AgencyModel:
    """Everything the recogniser is made of."""

    def __init__(self, register: Register, learned: Learned | None) -> None:
        self.register = register
        self.learned = learned

    @cached_property
    def recogniser(self) -> Recogniser:
        """Return the recogniser at work."""
        return Recogniser(self.register, self.learned)

    def names(self) -> dict[str, str]:
        """Return agency id → Chinese name."""
        return {agency_id: self.register.name(agency_id) for agency_id in self.register.agency_ids}

    def save(self, folder: Path) -> None:
        """Write the parts; the same model gives the same bytes."""
        data, regions = self.register.to_data()
        # A later agency of the register wins over an earlier one, so the order is kept.
        write_json(folder / REGISTER, {"agencies": data, "regions": regions}, sort_keys=False)
        if self.learned:
            self.learned.save(folder)

    @classmethod
    def load(cls, folder: Path) -> AgencyModel:
        """Read a model that ``save`` wrote."""
        register = read_json(folder / REGISTER)
        return cls(Register.from_data(register["agencies"], register["regions"]), Learned.load(folder))
