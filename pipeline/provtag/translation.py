"""Messages in the language of who reads them. The program speaks English; what people see is translated where it is shown.

``locale/zh.po`` holds the Chinese. A message that fills something in is a pattern with ``{}``; what it filled in is translated
in turn, so that a message may be made of others. What the catalogue lacks stays as it is.
"""

from __future__ import annotations

import json
import os
import re
from functools import cache
from pathlib import Path

from provtag.patterns import Pattern

LANGUAGES = ("zh", "en")
_PLACE = Pattern(r"\{\d*\}")
_ENTRY = Pattern(r'^msgid (".+")\nmsgstr (".+")$', re.MULTILINE)
_chosen: list[str] = []


def choose(language: str) -> None:
    """Speak ``language`` from now on."""
    _chosen[:] = [language]


def chosen() -> str:
    """Return the language that was chosen, "" where none was."""
    return _chosen[0] if _chosen else ""


def language() -> str:
    """Return the language to speak: the chosen one, or else that of the environment (LC_ALL, LC_MESSAGES, LANG)."""
    if chosen():
        return chosen()
    named = next((value for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (value := os.environ.get(name))), "")
    return "zh" if named.lower().startswith("zh") else "en"


def spoken(message: str) -> str:
    """Return a message in the language to speak."""
    return chinese(message) if language() == "zh" else message


def chinese(message: str) -> str:
    """Return an English message in Chinese, as far as the catalogue knows it."""
    if said := _known(message):
        return said
    # A fault is "file: what is wrong; what to do", and several stand side by side.
    for colon in re.finditer(": ", message):
        if said := _known(message[colon.end() :]):
            return f"{chinese(message[: colon.start()])}：{said}"
    parts = message.split("; ")
    said_parts = [*map(chinese, parts)] if len(parts) > 1 else parts
    return "；".join(said_parts) if said_parts != parts else message


def _known(message: str) -> str | None:
    patterns, whole = _catalogue()
    if message in whole:
        return whole[message]
    for pattern, translation in patterns:
        if found := pattern.fullmatch(message):
            return translation.format(*map(chinese, found.groups()))
    return None


@cache
def _catalogue() -> tuple[list[tuple[Pattern, str]], dict[str, str]]:
    """Return the patterns, those that say most first, and the messages without a place to fill in."""
    text = (Path(__file__).parent / "locale" / "zh.po").read_text(encoding="utf-8")
    entries = {json.loads(message): json.loads(translation) for message, translation in _ENTRY.findall(text)}
    filled = sorted((message for message in entries if _PLACE.search(message)), key=lambda message: -len(message))
    return [(_pattern(message), entries[message]) for message in filled], entries


def _pattern(message: str) -> Pattern:
    return Pattern("((?:(?!; ).)+?)".join(map(re.escape, _PLACE.split(message))), re.DOTALL)
