"""Plain data, as files hold it, checked against dataclasses whose fields say what a value may be."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from provtag.schema import ProvtagError

Kind = TypeVar("Kind")
_NAMES = {bool: "true or false", int: "a whole number", str: "text"}


@dataclass(frozen=True, slots=True)
class Range:
    """The numbers from ``low`` to ``high``, these included unless it is ``open``."""

    low: float
    high: float = math.inf
    open: bool = False

    def __str__(self) -> str:
        """Return how a message says it."""
        if self.high == math.inf:
            return f"above {self.low}" if self.open else f"{self.low} or more"
        return f"between {self.low} and {self.high}{', and neither of them' if self.open else ''}"

    def holds(self, value: float) -> bool:
        """Tell whether ``value`` is one of them."""
        return self.low < value < self.high if self.open else self.low <= value <= self.high


def checked(kind: type[Kind], value: Any, where: str) -> Kind:
    """Return plain data as the dataclass ``kind``; raises ProvtagError that begins with ``where`` and the key at fault."""
    result: Kind = _value(kind, value, where)
    return result


def _value(kind: Any, value: Any, where: str) -> Any:
    if isinstance(kind, type) and is_dataclass(kind):
        return _section(kind, value, where)
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        base, *bounds = inner
        found = _value(base, value, where)
        for bound in bounds:
            if not bound.holds(found):
                raise ProvtagError(f"{where}: {value!r} must be {bound}")
        return found
    if origin in (Union, UnionType):
        return None if value is None else _value(next(one for one in inner if one is not NoneType), value, where)
    if origin is tuple:
        items = expect(value, (list, tuple), "a list", where)
        return tuple(_value(inner[0], item, f"{where}[{at}]") for at, item in enumerate(items))
    if origin is dict:
        return _of_each(inner[0], inner[1], value, where)
    if origin is Literal:
        if value not in inner:
            raise ProvtagError(f"{where}: {value!r} must be one of {', '.join(inner)}")
        return value
    return _number(value, where) if kind is float else expect(value, kind, _NAMES[kind], where)


def _section(kind: type[Any], value: Any, where: str) -> Any:
    expect(value, Mapping, "a group of keys", where)
    known = {field.name: field for field in fields(kind)}
    for key in value:
        if key not in known:
            raise ProvtagError(f"{where}.{key}: no such parameter; known are {', '.join(known)}")
    for name, field in known.items():
        if name not in value and field.default is MISSING:
            raise ProvtagError(f"{where}.{name}: is missing; add it")
    hints = get_type_hints(kind, include_extras=True)
    return kind(**{name: _value(hints[name], item, f"{where}.{name}") for name, item in value.items()})


def _of_each(kind: type[Enum], of_value: Any, value: Any, where: str) -> dict[Any, Any]:
    """Return a value for every member of the enumeration ``kind``, in its order."""
    expect(value, Mapping, "a group of keys", where)
    names = [str(member.value) for member in kind]
    if set(map(str, value)) != set(names):
        raise ProvtagError(f"{where}: must have the keys {', '.join(names)}")
    return {member: _value(of_value, value[str(member.value)], f"{where}.{member.value}") for member in kind}


def expect(value: Any, kind: Any, name: str, where: str) -> Any:
    """Return ``value`` where it is a ``kind``, or one of several; raises ProvtagError that says it must be ``name``."""
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise ProvtagError(f"{where}: {value!r} must be {name}")
    return value


def _number(value: Any, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        raise ProvtagError(f"{where}: {value!r} must be a number")
    return value
