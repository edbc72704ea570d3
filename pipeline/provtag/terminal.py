"""What is said on the terminal: text from outside cannot move the cursor, hide a line or pretend to be ours."""

from __future__ import annotations

import errno
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from provtag.translation import spoken

Item = TypeVar("Item")

# Control and format characters (escape sequences, changed direction of writing), half surrogates, line separators.
UNSEEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
SHORTEST_SECRET = 6
_secrets: set[str] = set()
_REMEDIES = {
    errno.ENOSPC: "free space on the disk and run again, finished documents are kept",
    errno.EDQUOT: "free space on the disk and run again, finished documents are kept",
    errno.EROFS: "name a folder that can be written to",
    errno.EACCES: "change its permissions or name another folder",
    errno.EPERM: "change its permissions or name another folder",
    errno.EISDIR: "rename the folder or name another one for the results",
}


def shown(text: str) -> str:
    """Return ``text`` as one line in which every character that a terminal would obey, or not show, is written as its escape,
    and which holds no password."""
    for secret in _secrets:
        text = text.replace(secret, "…")
    if text.isascii() and text.isprintable():
        return text
    return "".join(_escaped(character) if unicodedata.category(character) in UNSEEN else character for character in text)


def conceal(password: str) -> None:
    """Show ``password`` nowhere from now on, whoever says it; one so short that words hold it is left."""
    if len(password) >= SHORTEST_SECRET:
        _secrets.update((password, repr(password)[1:-1]))


def say(line: str) -> None:
    """Print a line on stderr, in the language of who reads it; where it cannot be, nobody reads it, and work goes on."""
    with suppress(OSError):
        print(shown(spoken(line)), file=sys.stderr)


def steps(items: Iterable[Item], what: str, total: int) -> Iterator[Item]:
    """Yield ``items``, with a bar of how many of ``total`` are through on a terminal, and nothing elsewhere."""
    from tqdm import tqdm

    yield from tqdm(items, what, total, disable=None, dynamic_ncols=True)


def os_fault(error: OSError, out: Path | None) -> str:
    """Return one line on what the system refused: which file, or that it is one of those in ``out``, why, what to do."""
    what = error.strerror or str(error)
    remedy = _REMEDIES.get(error.errno or 0, "mend that and run again")
    return ": ".join(str(part) for part in (error.filename or out, f"{what}; {remedy}") if part)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
