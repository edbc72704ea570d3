"""What is seen of a possible name: joined names as one group, and the words around it with other groups as one sign each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from provtag.agencies.names import Name
from provtag.agencies.register import Kind
from provtag.patterns import Pattern

# Stands for a group of names in the words around another group, and for what lies outside the clause.
GROUP, OUTSIDE = "\x01", "\n"

_OFFICER = "负责人|负责同志|领导|局长|主席|书记|主任|部长|院长|检察长|厅长"
_JOINER = Pattern(
    rf"(?:、[^,;。:、的和由与会配协负]{{2,6}}){{0,3}}(?:(?:主要|分管)?(?:{_OFFICER})?等?(?:有关|相关)?(?:部门|单位)?"
    r"(?:、|和|及|以及|或|或者)|\(|\)?[、和及]?)"
)
# Words that go with a group whatever it does: 有关|公安、民政|等有关部门.
_BEFORE = Pattern(r"(?:有关|相关|其他|其它|上述|所在地?的?)$")
_BEHIND = Pattern(
    r"[)”\"]?(?:[、和及][^、,;。:的]{2,12}){0,5}?等(?:有关|相关|多个?|各|其他)?(?:部门|单位|机关|组织|警种|(?:人民|群众|社会)团体|群团组织)?"
    r"|[)”\"]?(?:有关|相关|各|多个)?(?:部门|单位|警种)"
)
# One look at the character spares most searches.
_ENDS_BEFORE, _BEGINS_BEHIND = frozenset("关他它述地的"), frozenset('等有相各多部单警、和及)”"')
_LONGEST_JOINER = 30
# What stands between the members of a list, which all do the same; of A与B the second may be whom A does it with.
_LISTED = frozenset(("、", "和", "及", "以及", "或", "或者"))
_SURE = (Kind.NAME, Kind.UNIT)
# 为成员单位 says what others are: these words are kept.
_MEMBERS = "conference_member"


class Sentence(NamedTuple):
    """A clause as it is decided on: folded text, its possible names in reading order, its lead-in, the agency of who issued its
    document."""

    text: str
    names: Sequence[Name]
    lead_in: str = ""
    issuer: str = ""


class Context(NamedTuple):
    """A group of joined names in its clause.

    ``first``, ``last``: the indices of its names. ``start``, ``end``: where it stands in the ``words`` of its clause.
    """

    first: int
    last: int
    start: int
    end: int


def groups(text: str, names: Sequence[Name]) -> list[tuple[int, int]]:
    """First and last index of each run of joined names in a folded text."""
    found: list[tuple[int, int]] = []
    for index, name in enumerate(names):
        before = names[index - 1].end if index else 0
        if found and name.start - before <= _LONGEST_JOINER and _JOINER.fullmatch(text, before, name.start):
            found[-1] = (found[-1][0], index)
        else:
            found.append((index, index))
    return found


def lists(text: str, names: Sequence[Name]) -> list[list[int]]:
    """Indices of each run of ``names`` of a folded text that are members of one list."""
    found: list[list[int]] = []
    for index, name in enumerate(names):
        if index and text[names[index - 1].end : name.start] in _LISTED:
            found[-1].append(index)
        else:
            found.append([index])
    return found


def contexts(text: str, names: Sequence[Name]) -> tuple[str, list[Context]]:
    """The words of a clause as decisions read them, and the groups in them.

    A group with a sure name is one sign; one of stems or places alone keeps its characters, for it may be none.
    """
    pieces: list[str] = []
    found: list[Context] = []
    position = length = 0
    for first, last in groups(text, names):
        start, end = names[first].start, names[last].end
        if text[start - 1 : start] in _ENDS_BEFORE and (before := _BEFORE.search(text, max(position, start - 4), start)):
            start = before.start()
        if text[end : end + 1] in _BEGINS_BEHIND and (behind := _BEHIND.match(text, end)):
            following = names[last + 1].start if last + 1 < len(names) else len(text)
            end = min(behind.end(), following)
        between = text[position:start]
        sure = any(name.kind in _SURE and name.agency_id != _MEMBERS for name in names[first : last + 1])
        word = GROUP if sure else text[start:end]
        pieces += (between, word)
        length += len(between)
        found.append(Context(first, last, length, length + len(word)))
        length += len(word)
        position = end
    pieces.append(text[position:])
    return "".join(pieces), found
