"""What a page allows: one style sheet and its own scripts, by the hashes of their exact content."""

from __future__ import annotations

import base64
import hashlib
from pathlib import Path

STYLE = Path(__file__).parent / "static" / "style.css"


def digest(content: str) -> str:
    """Return the hash source of a policy for the exact content of a style or script element."""
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
