"""The pages for people, and the shell blocks in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from provtag.paths import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("labels/**/*.md")])
BLOCK = re.compile(r"(?:^<!-- run by: (\S+) -->\n)?^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Block:
    """A shell block; ``run_by`` names the test that runs its commands where the page itself cannot be followed."""

    text: str
    run_by: str

    @property
    def commands(self) -> list[str]:
        """Return its lines, comments left out."""
        lines = (re.sub(r"(^|\s)#\s.*", "", line).strip() for line in self.text.splitlines())
        return [line for line in lines if line]


def blocks(page: Path) -> list[Block]:
    """Return the shell blocks of a page in their order."""
    return [Block(text, run_by) for run_by, text in BLOCK.findall(page.read_text(encoding="utf-8"))]


def name(page: Path) -> str:
    """Return the name of a page inside the repository."""
    return str(page.relative_to(ROOT))
