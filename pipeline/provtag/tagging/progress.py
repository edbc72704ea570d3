"""The progress bar of a batch: documents, characters a second, time left."""

from __future__ import annotations

import sys
from typing import Any

from provtag.terminal import say, shown


class Progress:
    """A bar on stderr where ``shown``; lines said meanwhile stand above it."""

    def __init__(self, total: int, shown: bool) -> None:
        self._bar: Any = None
        self._characters = 0
        if shown:
            from tqdm import tqdm

            self._bar = tqdm(total=total, unit="doc", dynamic_ncols=True)

    def done(self, characters: int) -> None:
        """Count one document."""
        if self._bar is None:
            return
        self._characters += characters
        elapsed = self._bar.format_dict["elapsed"]
        self._bar.set_postfix_str(f"{self._characters / max(elapsed, 1e-3):,.0f} characters/s", refresh=False)
        self._bar.update()

    def say(self, line: str) -> None:
        """Print a line to stderr."""
        if self._bar is None:
            say(line)
        else:
            self._bar.write(shown(line), file=sys.stderr)

    def close(self) -> None:
        """Leave the bar as it is."""
        if self._bar is not None:
            self._bar.close()
