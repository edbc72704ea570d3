"""What is marked in a text, with which codes: clauses with types and measures, agencies with who they are and their role."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from provtag.files import read_yaml
from provtag.paths import ACTION_TYPES

Row = dict[str, Any]


class Group(StrEnum):
    """The kinds of codes."""

    TYPE = "action_type"
    MEASURE = "measure"
    AGENCY = "agency"
    ROLE = "role"


GROUP_NAMES = {Group.TYPE: "行动类型", Group.MEASURE: "措施", Group.AGENCY: "机构", Group.ROLE: "角色"}


@dataclass(frozen=True, slots=True, order=True)
class Code:
    """What a passage can be marked with. ``color`` is #rrggbb, or empty."""

    group: Group
    id: str
    name: str
    color: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """A range of the document's text and its codes."""

    start: int
    end: int
    codes: tuple[Code, ...]


def passages_by_document(clauses: Iterable[Row]) -> dict[str, list[Passage]]:
    """Return the passages of each document from rows of clauses.jsonl, in the order of the text; each range once, so that an
    agency of a duty note, which several clauses inherit, is marked once. Clauses without a code are left out."""
    vocabulary = read_yaml(ACTION_TYPES)
    codes: dict[str, dict[tuple[int, int], dict[Code, None]]] = defaultdict(lambda: defaultdict(dict))
    for row in clauses:
        for start, end, code in _codes(row, vocabulary):
            codes[row["doc_id"]][start, end][code] = None
    return {
        doc_id: [Passage(*place, tuple(found)) for place, found in sorted(places.items())] for doc_id, places in codes.items()
    }


def _codes(row: Row, vocabulary: Row) -> Iterator[tuple[int, int, Code]]:
    types, roles = vocabulary["action_types"], vocabulary["roles"]
    for action in row["action_types"]:
        yield row["start"], row["end"], Code(Group.TYPE, action, types[action]["name"], types[action]["color"])
    for measure in row.get("measures", ()):
        yield row["start"], row["end"], Code(Group.MEASURE, measure["id"], measure["name"])
    for agency in row["agencies"]:
        yield agency["start"], agency["end"], Code(Group.AGENCY, agency["agency_id"], agency["agency"])
        role = roles[agency["role"]]
        yield agency["start"], agency["end"], Code(Group.ROLE, agency["role"], role["name"], role["color"])
