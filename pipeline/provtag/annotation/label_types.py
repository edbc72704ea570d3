"""What an annotator picks from in doccano: the action types as categories, the roles as span labels."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provtag.files import read_yaml
from provtag.paths import ACTION_TYPES
from provtag.schema import ActionType, ProvtagError, Role

CATEGORY, SPAN = "category", "span"


@dataclass(frozen=True, slots=True)
class LabelType:
    """A label as doccano shows it: Chinese name, colour (#rrggbb) and shortcut key."""

    name: str
    color: str
    shortcut: str


@dataclass(frozen=True, slots=True)
class LabelTypes:
    """The label types of our projects. Files and projects name labels; ids of the server differ from project to project."""

    actions: dict[ActionType, LabelType]
    roles: dict[Role, LabelType]

    @classmethod
    def load(cls, path: Path = ACTION_TYPES) -> LabelTypes:
        """Read names, colours and shortcuts from ``labels/action_types.yaml``."""
        data = read_yaml(path)
        try:
            return cls(
                {action: _label_type(data["action_types"][action]) for action in ActionType},
                {role: _label_type(data["roles"][role]) for role in Role},
            )
        except KeyError as error:
            raise ProvtagError(f"{path}: no entry {error}; every action type and role needs name, color and shortcut") from None

    def of_kind(self, kind: str) -> list[LabelType]:
        """Return the label types of ``CATEGORY`` or ``SPAN``."""
        return list(self.actions.values() if kind == CATEGORY else self.roles.values())

    def action(self, name: str) -> ActionType:
        """Return the action type of a category; KeyError when there is none."""
        return {label.name: action for action, label in self.actions.items()}[name]

    def role(self, name: str) -> Role:
        """Return the role of a span label; KeyError when there is none."""
        return {label.name: role for role, label in self.roles.items()}[name]


def _label_type(entry: dict[str, Any]) -> LabelType:
    return LabelType(entry["name"], entry["color"], entry["shortcut"])
