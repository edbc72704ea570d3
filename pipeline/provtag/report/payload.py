"""What the page is given: the rows of a tagged folder, each text and name once, offsets as a browser counts them."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from provtag.files import read_yaml
from provtag.paths import ACTION_TYPES, MEASURES, REGISTER
from provtag.patterns import Pattern
from provtag.report.batch import both_languages, first_readings, marks
from provtag.schema import ActionType, Role
from provtag.tagging.tables import CLAUSE_COLUMNS, COUNTS, FORMULA_STARTS, ORDER_TRAITS, TRAITS

Row = dict[str, Any]
Offset = Callable[[int], int]

_ASTRAL = Pattern("[\U00010000-\U0010ffff]")  # two code units each
# Looked up for every clause: asking an enumeration costs more.
_TYPES = {str(action): place for place, action in enumerate(ActionType)}
_ROLES = {str(role): place for place, role in enumerate(Role)}
AGENCIES, AGENCY = 9, 3  # the place of the agencies in a clause's list, and of an agency's index in one of them


def page_payload(documents: Iterable[Row], clauses: Iterable[Row], left_out: Sequence[Row] = ()) -> Row:
    """Return the JSON object inside ``report.html``, from the rows of documents.jsonl and clauses.jsonl, and what of the batch
    was left out (``batch.left_out``).

    A clause is a list: document (index), provision (index), id, start, end, types (indices), probabilities (one per type),
    evidence ([type, start, end, weight]), reasons for review, agencies ([start, end, role, agency, level, scope, score,
    candidates], role and agency as indices; the agencies mentioned most come first), who decided it (null for the model, else
    [name, time]), what its order is like ([trait, value, start, end], both as indices, the value -1 where there is none), and its
    measures ([measure, probability]; a measure is [id, name, types]). A duty note is a list: id, provision (index), start, end,
    start and end of its paragraph, who decided it. Offsets count UTF-16 code units.
    """
    vocabulary = read_yaml(ACTION_TYPES)
    mapped = read_yaml(MEASURES)["measures"]
    traits = _traits()
    values = {trait: {value["id"]: place for place, value in enumerate(entry["values"])} for trait, entry in traits.items()}
    measures = {measure: [measure, entry["name"], _indices(entry["types"])] for measure, entry in mapped.items()}
    places_of_measures = {measure: place for place, measure in enumerate(measures)}
    shown: list[Row] = []
    places: dict[str, tuple[int, dict[str, int], Offset]] = {}
    given = list(documents)
    for row, said in zip(given, marks(given), strict=True):
        offset = utf16_offset(row["text"])
        provisions = {provision["provision_id"]: index for index, provision in enumerate(row["provisions"])}
        places[row["doc_id"]] = (len(shown), provisions, offset)
        shown.append(_document(row, provisions, offset) | said)
    names: dict[str, str] = {}
    numbers: dict[str, int] = {}  # in the order of their first mention, until all mentions are counted
    mentions: Counter[str] = Counter()
    shown_clauses = []
    for row in clauses:
        for agency in row["agencies"]:
            names[agency["agency_id"]] = agency["agency"]
            numbers.setdefault(agency["agency_id"], len(numbers))
            mentions[agency["agency_id"]] += 1
        for measure in row["measures"]:  # the map may have changed since the model was trained
            measures.setdefault(measure["id"], [measure["id"], measure["name"], []])
            places_of_measures.setdefault(measure["id"], len(places_of_measures))
        shown_clauses.append(_clause(row, *places[row["doc_id"]], numbers, places_of_measures, values))
    agencies = sorted(names, key=lambda agency: (-mentions[agency], agency))
    ranks = {numbers[agency]: rank for rank, agency in enumerate(agencies)}
    for clause in shown_clauses:
        for mention in clause[AGENCIES]:
            mention[AGENCY] = ranks[mention[AGENCY]]
    return {
        "types": [{"id": action, **_shown(vocabulary["action_types"][action])} for action in ActionType],
        "roles": [{"id": role, **_shown(vocabulary["roles"][role])} for role in Role],
        "agencies": [{"id": agency, "name": names[agency]} for agency in agencies],
        "register": [[agency, entry["name"]] for agency, entry in read_yaml(REGISTER)["agencies"].items()],
        "traits": list(traits.values()),
        "measures": list(measures.values()),
        "left_out": list(left_out),
        "first_readings": first_readings(),
        "documents": shown,
        "clauses": shown_clauses,
        "csv": {"columns": CLAUSE_COLUMNS, "formula_starts": sorted(FORMULA_STARTS)},
    }


def utf16_offset(text: str) -> Offset:
    """Return the function from Python string indices of ``text`` to UTF-16 code units, which JavaScript counts."""
    astral = [found.start() for found in _ASTRAL.finditer(text)]
    if not astral:
        return int
    return lambda index: index + bisect_left(astral, index)


def _shown(entry: Row) -> Row:
    return {key: entry[key] for key in ("name", "color", "definition") if key in entry}


def _indices(types: Iterable[str]) -> list[int]:
    return [_TYPES[name] for name in types]


def _document(row: Row, provisions: dict[str, int], offset: Offset) -> Row:
    health = row["health"]
    return {
        **{
            key: row.get(key)
            for key in ("doc_id", "source", "title", "doc_number", "issuer", "region", "issued", "text", "taught", *COUNTS)
        },
        "health": health
        | {
            "truncated": [[offset(span["start"]), offset(span["end"])] for span in health["truncated"]],
            "warnings": [both_languages(warning) for warning in health["warnings"]],
        },
        "provisions": [
            {
                "id": provision["provision_id"],
                "number": provision["number"],
                "headings": provision["headings"],
                "start": offset(provision["start"]),
                "end": offset(provision["end"]),
            }
            for provision in row["provisions"]
        ],
        "duty_notes": [
            [
                note["clause_id"],
                provisions[note["provision_id"]],
                offset(note["start"]),
                offset(note["end"]),
                offset(note["paragraph"]["start"]),
                offset(note["paragraph"]["end"]),
                _judgment(note),
            ]
            for note in row["duty_notes"]
        ],
        "digest": hashlib.sha256(f"{row['doc_id']}\n{row['text']}".encode()).hexdigest()[:16],
    }


def _traits() -> dict[str, Row]:
    """Return the traits of orders that are shown, in their order: id → names of the trait and of its values."""
    return {trait: _named(trait, ORDER_TRAITS[trait]) | {"values": _values(ORDER_TRAITS[trait])} for trait in TRAITS}


def _values(trait: Row) -> list[Row]:
    return [_named(value["id"], value) for value in trait.get("values", ())]


def _named(key: str, entry: Row) -> Row:
    return {"id": key, "zh": entry["zh"], "en": entry["en"]}


def _order(order: Row, values: Mapping[str, Mapping[str, int]], offset: Offset) -> Iterator[list[int]]:
    for place, (trait, of_trait) in enumerate(values.items()):
        for mark in order[trait]:
            yield [place, of_trait.get(mark["value"], -1), offset(mark["start"]), offset(mark["end"])]


def _judgment(row: Row) -> list[str] | None:
    return [row["judged_by"], row["judged_at"]] if row["decided_by"] == "human" else None


def _clause(
    row: Row,
    document: int,
    provisions: dict[str, int],
    offset: Offset,
    agencies: dict[str, int],
    measures: dict[str, int],
    values: Mapping[str, Mapping[str, int]],
) -> list[Any]:
    return [
        document,
        provisions[row["provision_id"]],
        row["clause_id"],
        offset(row["start"]),
        offset(row["end"]),
        _indices(row["action_types"]),
        [row["scores"][name] for name in _TYPES],
        [
            [_TYPES[name], offset(item["start"]), offset(item["end"]), item["weight"]]
            for name, items in row["evidence"].items()
            for item in items
        ],
        row.get("review_reasons", []),
        [
            [
                offset(item["start"]),
                offset(item["end"]),
                _ROLES[item["role"]],
                agencies[item["agency_id"]],
                intern(item["level"]),
                intern(item["scope"]),
                item.get("score", 1),
                item.get("candidates", []),
            ]
            for item in row["agencies"]
        ],
        _judgment(row),
        list(_order(row["order"], values, offset)),
        [[measures[measure["id"]], measure["score"]] for measure in row["measures"]],
    ]
