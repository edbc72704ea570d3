"""Web archives (MHTML): the page in them that holds the text."""

from __future__ import annotations

import email
import email.policy
from email.message import Message
from pathlib import Path

from provtag.documents import notices
from provtag.documents.html import decode_page, page_text
from provtag.documents.limits import fault
from provtag.schema import InputError

_SAMPLE = 20  # characters quoted of what is left out
_PARTS = 50  # pages at most that are looked at


def archived_text(data: bytes, path: Path) -> tuple[str, str | None, tuple[str, ...]]:
    """Return text, encoding and warnings of the page with the longest text; sentences of others, as of frames, are counted.

    Raises InputError when there is none.
    """
    message = email.message_from_bytes(data.lstrip(), policy=email.policy.compat32)
    pages = [part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")]
    read = []
    for part in pages[:_PARTS]:
        try:
            read.append(_read(part, path))
        except InputError:  # a page of frames only, or of nothing
            continue
    if not read:
        raise fault(path, "a web archive without a page in it", "open it in a browser and save it as HTML")
    text, encoding, said = max(read, key=lambda found: len(found[0]))
    own = set(text.split("\n"))
    beside = (line for other, _, _ in read for line in other.split("\n"))
    if left_out := [line for line in dict.fromkeys(beside) if line not in own and line.endswith(("。", "；"))]:
        said = (*said, notices.FRAMES.format(count=len(left_out), sample=left_out[0][:_SAMPLE]))
    return text, encoding, said


def _read(part: Message, path: Path) -> tuple[str, str | None, tuple[str, ...]]:
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)  # no part that holds others
    page, encoding, warnings = decode_page(payload, path, part.get_content_charset())
    text, said = page_text(page, path)
    return text, encoding, (*warnings, *said)
