"""Tables of tasks in another shape: heads in the first column, forms, agencies as heads. They are set out task by task."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from provtag.documents.agency_cells import AGENCY_END
from provtag.documents.column_heads import (
    body_columns,
    duty_columns,
    duty_label,
    holds_entries,
    is_agency_head,
    is_field_head,
    is_task_head,
)

Place = tuple[int, int]  # row and column of a cell in the table as it is drawn
_PARTS_BY_SIGN = {"牵头单位": "★●■▲◆", "配合单位": "☆○□△◇", "责任单位": "√✓✔"}
_LEAD, _SUPPORT, _ANY = _PARTS_BY_SIGN
_LONGEST_PART = 6  # characters of a part that stands in a cell below an agency
_EMPTY = ("", "/", "—", "-", "——", "无")


def task_by_task(rows: Sequence[Sequence[str]], has_merged: bool = False) -> list[list[str | Place]] | None:
    """Return the rows of a table of tasks with its heads in the first row, None where it has no other shape than that.

    ``rows`` hold the texts of the cells. In a form a cell may be merged with those beside it, in a table of any other shape
    none (``has_merged``). A cell of the result is one of the table, by its place, or a text that stands in none.
    """
    rows = [["".join(cell.split()) for cell in row] for row in rows]
    told = _form(rows)
    if told or has_merged or len(rows) < 2 or len({len(row) for row in rows}) != 1:
        return told
    return _turned(rows) or _matrix(rows)


def _turned(rows: Sequence[Sequence[str]]) -> list[list[str | Place]] | None:
    """Return the columns as rows where the heads stand in the first column: 任务 | … | …, and below it 牵头单位 | … | …."""
    heads, *others = zip(*rows, strict=True)
    are_heads = all(map(is_field_head, heads)) and bool(duty_columns(dict(enumerate(heads))))
    if not are_heads or any(duty_label(cell) for column in others for cell in column):
        return None
    return [[(i, column) for i in range(len(rows))] for column in range(len(rows[0]))]


def _form(rows: Sequence[Sequence[str]]) -> list[list[str | Place]] | None:
    """Return one row for each form (任务 | …, 牵头单位 | …) where a table is nothing but these, one below the other.

    A row holds a head and what is entered beside it, or several such pairs; a title may stand above.
    """
    titles = list(takewhile(lambda row: row and not is_field_head(row[0]) and not any(row[1:]), rows))
    below = rows[len(titles) :]
    fields = [
        (i, column)
        for i, row in enumerate(below, len(titles))
        for column in range(0, len(row), 2)
        if any(row[column : column + 2])
    ]
    heads = [rows[i][column] for i, column in fields]
    if any(len(row) % 2 for row in below if any(row)) or not all(map(is_field_head, heads)):
        return None
    columns = list(dict.fromkeys(heads))
    named = dict(enumerate(columns))
    has_duties = bool(duty_columns(named) or body_columns(named))
    if not has_duties or any(duty_label(rows[i][column + 1]) for i, column in fields):
        return None
    if len(below) < 2 and not holds_entries(below[0]):
        return None
    forms: list[dict[str, Place]] = []
    for head, (i, column) in zip(heads, fields, strict=True):
        if not forms or head == heads[0]:
            forms.append({})
        if head in forms[-1]:
            return None
        forms[-1][head] = (i, column + 1)
    above: list[list[str | Place]] = [[(i, 0)] for i in range(len(titles))]
    return [
        *above,
        [fields[heads.index(head)] for head in columns],
        *([form.get(head, "") for head in columns] for form in forms),
    ]


def _matrix(rows: Sequence[Sequence[str]]) -> list[list[str | Place]] | None:
    """Return the same tasks with a column for each part where agencies are heads, and their parts (牵头, ★) stand below them."""
    heads, *tasks = rows
    likely = [i for i, head in enumerate(heads) if not is_field_head(head) and AGENCY_END.search(head)]
    signs = {row[i] for row in tasks for i in likely} - {*_EMPTY}
    bodies = [i for i, head in enumerate(heads) if not is_field_head(head) and {row[i] for row in tasks} <= signs | {*_EMPTY}]
    others = [i for i in range(len(heads)) if i not in bodies]
    if len(likely) < 2 or not any(is_task_head(heads[i]) for i in others):
        return None
    labels = {sign: label for sign in signs if (label := _part(sign, signs))}
    if not signs or len(labels) < len(signs):
        return None
    columns = sorted(set(labels.values()), key=lambda label: (label != _LEAD, label == _SUPPORT, label))
    told: list[list[str | Place]] = [[*((0, i) for i in others), *columns]]
    for at, row in enumerate(tasks, 1):
        named = ("、".join(heads[i] for i in bodies if labels.get(row[i]) == label) for label in columns)
        told.append([*((at, i) for i in others), *named])
    return told


def _part(sign: str, signs: set[str]) -> str:
    """Return the head of a column for the agencies that have ``sign`` in their cell, "" for what is no sign of a part.

    A filled sign leads where a hollow one stands beside it; one sign alone says only who is responsible.
    """
    if len(sign) <= _LONGEST_PART and is_agency_head(label := duty_label(sign) or duty_label(f"{sign}单位")):
        return label
    label, drawn = next((item for item in _PARTS_BY_SIGN.items() if sign in item[1]), ("", ""))
    if len(signs) == 1 and label:
        return _ANY
    return label if len(signs.intersection(drawn)) == 1 else ""
