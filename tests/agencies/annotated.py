"""Reads annotated sentences: ``由<lead id=public_security>公安机关</lead>牵头``."""

from __future__ import annotations

import re
from pathlib import Path

from provtag.schema import AgencyMention, Role

_MARK = re.compile(r"<(lead|support|mention) id=(\w+)>(.*?)</\1>")


def read(path: Path) -> list[tuple[str, tuple[AgencyMention, ...]]]:
    """Text and mentions of every line that is no comment."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [parse(line) for line in lines if line and not line.startswith("#")]


def parse(line: str) -> tuple[str, tuple[AgencyMention, ...]]:
    """The text of one annotated sentence, and its mentions."""
    mentions: list[AgencyMention] = []
    text, position = "", 0
    for mark in _MARK.finditer(line):
        text += line[position : mark.start()]
        start = len(text)
        text += mark[3]
        mentions.append(AgencyMention(mark[3], start, len(text), Role(mark[1]), mark[2]))
        position = mark.end()
    return text + line[position:], tuple(mentions)


def marked(text: str, mentions: tuple[AgencyMention, ...]) -> str:
    """The annotated sentence of a text and its mentions: what ``parse`` reads."""
    for mention in reversed(mentions):
        mark = f"<{mention.role} id={mention.agency_id}>{mention.text}</{mention.role}>"
        text = text[: mention.start] + mark + text[mention.end :]
    return text
