"""Titles that lead in a numbered line of a plan: where they end, and what is none."""

from __future__ import annotations

import re

from provtag.structure.actors import is_actor, names_field, opens_with_actor
from provtag.structure.blocks import ORDER, UNMARKED_END
from provtag.structure.duty_notes import (
    agencies_alone,
    closing_note,
    is_broken_note,
    is_duty_sentence,
    is_in_brackets,
    is_note_line,
    opening_note,
)
from provtag.structure.markers import Marker, Style, continues, item_at
from provtag.structure.portal import is_contact
from provtag.structure.sentences import ends_with_point
from provtag.structure.text import Line

_TITLE = re.compile(r"[^。；：，,;:？！!?]{2,28}。")
_TITLE_WITH_POINT = re.compile(r"[^。；：，,;:？！!?.．]{4,28}[.．](?=[\u4e00-\u9fff])")
# A title with who has its duties, in front of what they are: 加强救助（县民政局牵头）。
_CHARGED_TITLE = re.compile(r"(?P<title>[^。；：，,;:？！!?（(]{2,28})[（(][^。]{2,80}?[）)][。：:](?=.)")
_SENTENCE = re.compile("[^（(〔【；;：:？！].*[^）)〕】]。")  # behind which there is no note
_IN_BRACKETS = re.compile("[（(][^）)]*[）)]")
# What words say that tell or order something, and no title says: 房东须登记, 儿童由保安送来, 在五分钟内通知.
_TELLS = re.compile("(?<!必)[须須](?![知要臾])|(?<=[^自理事案缘])由(?![来來于於头])|在[^，。]{1,6}[内內](?!部|容|外)")
_SEVERAL = re.compile("[。；]")
_SECOND = re.compile(r"②|⑵|[（(][2二][）)]|[2二][.．、](?!\d)|[2二][)）]|二是")  # of a list whose first stands before it
_BARE_TITLE = 80  # characters at most of a numbered line without any end mark that is a title


def is_no_title(words: str) -> bool:
    """Say whether ``words`` order something, or say of somebody what they do, or name somebody."""
    return bool(ORDER.search(words) or _TELLS.search(words)) or opens_with_actor(words) or is_actor(words)


def _announces(title: str, remainder: str) -> bool:
    """Say whether ``title`` names a field, or is shorter than the ``remainder`` of its line; else both are sentences."""
    bare = _IN_BRACKETS.sub("", title).rstrip("。.．")
    return names_field(bare) or len(bare) < len(remainder.rstrip("。.．"))


def lead_title_end(text: str, line: Line, marker: Marker, has_more: bool, has_children: bool) -> int:
    """Return where the lead-in title of ``line`` ends (``marker.end`` when it has none)."""
    rest = text[marker.end : line.end]
    if marker.style is Style.ARTICLE:
        return marker.end
    pointed = _TITLE_WITH_POINT.match(rest) if ends_with_point(rest, 0, len(rest)) else None
    if not (pointed or UNMARKED_END.search(rest)) and not _SEVERAL.search(rest) and len(rest) <= _BARE_TITLE:
        return line.end if has_more else marker.end
    if has_children and rest.endswith(("：", ":")) and len(rest) <= _BARE_TITLE and "，" not in rest:
        return line.end
    charged = _CHARGED_TITLE.match(rest)
    if charged and closing_note(charged[0]) and not (is_no_title(charged["title"]) or closing_note(rest)):
        return marker.end + charged.end()
    titled = pointed or _TITLE.match(rest)
    if not titled or is_no_title(titled[0]) or item_at(rest, 0, len(rest)):
        return marker.end
    remainder = rest[titled.end() :].strip()
    if not remainder:
        return line.end if has_more else marker.end
    if _SECOND.match(remainder):
        return marker.end
    is_of_title = is_in_brackets(remainder) or is_broken_note(remainder.partition("。")[0]) or opening_note(remainder) > 0
    is_note = is_note_line(remainder) or is_duty_sentence(remainder) or is_contact(remainder)
    if is_of_title or is_note or len(agencies_alone(remainder.rstrip("。"))) > 1:
        return marker.end
    if not (has_children or _announces(titled[0], remainder)):
        return marker.end
    following = item_at(remainder, 0, len(remainder))
    if following and continues(following, marker.style, marker.key):  # 1．点名。2．走访。
        return marker.end
    return marker.end + titled.end()


def noted_title_end(text: str, line: Line, marker: Marker) -> int:
    """Return where a title ends with the note behind it, above sentences without one: 防范。（县公安局牵头）巡查。; else 0."""
    rest = text[marker.end : line.end]
    titled = _TITLE.match(rest)
    noted = opening_note(rest[titled.end() :]) if titled else 0
    if not (titled and noted) or is_no_title(titled[0]):
        return 0
    behind = rest[titled.end() + noted :]
    is_charged = bool(_SENTENCE.fullmatch(behind)) and _announces(titled[0], behind) and not is_note_line(behind)
    return marker.end + titled.end() + noted if is_charged else 0
