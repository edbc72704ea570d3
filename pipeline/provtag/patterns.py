"""Regular expressions that are compiled when they are first used: of the hundreds of this program, a process needs few."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

_Find = Callable[..., re.Match[str] | None]


class Pattern:
    """Stands for ``re.compile(pattern, flags)``, whose methods it takes over with the first call of one."""

    search: _Find
    match: _Find
    fullmatch: _Find
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    split: Callable[..., list[Any]]
    sub: Callable[..., str]
    subn: Callable[..., tuple[str, int]]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> Any:
        """Compile the pattern: its methods stand in the instance from now on, where calling them costs nothing more."""
        if name not in Pattern.__annotations__:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        for method in Pattern.__annotations__:
            setattr(self, method, getattr(compiled, method))
        return getattr(self, name)
