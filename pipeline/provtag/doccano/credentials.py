"""Who we are on the doccano server: from the environment or a prompt, nowhere else."""

from __future__ import annotations

import getpass
import os
import sys
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from provtag.schema import ProvtagError
from provtag.terminal import conceal

URL, USERNAME, PASSWORD = "DOCCANO_URL", "DOCCANO_USERNAME", "DOCCANO_PASSWORD"


@dataclass(frozen=True)
class Credentials:
    """A user of the server; the password never shows in ``repr`` and so in no log or traceback."""

    username: str
    password: str = field(repr=False)

    @classmethod
    def from_environment(cls) -> Credentials:
        """Read DOCCANO_USERNAME and DOCCANO_PASSWORD, or ask on a terminal; raises ProvtagError where neither is possible."""
        given = cls(_given(USERNAME, input), _given(PASSWORD, getpass.getpass))
        conceal(given.password)
        return given


def server_url() -> str:
    """Return DOCCANO_URL without its last slash; raises ProvtagError where it is missing or holds a password."""
    url = os.environ.get(URL, "").strip().rstrip("/")
    if not url:
        raise ProvtagError(f"{URL} is not set; start a server with `make doccano`, or set it to the address of yours")
    try:
        parts = urlsplit(url)
        sound = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        sound = False
    if not sound:
        raise ProvtagError(f"{URL} is not an address (http://... or https://...); correct it")
    if parts.username or parts.password:
        raise ProvtagError(f"{URL} must not hold a user or password; set {USERNAME} and {PASSWORD} instead")
    return url


def _given(name: str, ask: object) -> str:
    value = os.environ.get(name, "")
    if not value and sys.stdin.isatty() and callable(ask):
        value = ask(f"{name}: ")
    if not value:
        raise ProvtagError(f"{name} is not set and there is no terminal to ask on; set it in the environment")
    return value
