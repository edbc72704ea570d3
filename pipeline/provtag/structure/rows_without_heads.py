"""Rows of tasks without a row of heads: labels in them say who has the task, or words do."""

from __future__ import annotations

import re

from provtag.documents.column_heads import (
    BARE_PARTS,
    BODIES,
    BODY_LABEL,
    LIMIT_LABEL,
    PART_LABEL,
    PERSONS,
    duty_label,
    is_deed_head,
)
from provtag.documents.table import DIGITS, duty_lines
from provtag.patterns import Pattern
from provtag.structure.actors import opens_with_act
from provtag.structure.bodies import agencies_alone, lists_agencies
from provtag.structure.cells import BARS, cells_in, with_bars
from provtag.structure.duty_notes import is_note_line
from provtag.structure.limits import is_time, may_be_limit
from provtag.structure.markers import is_numbered

_LABEL = rf"(?:{PART_LABEL}(?:{BODIES}|{PERSONS})?|(?:完成|[办辦][结結])?[时時]限)[：:]"
# Between a task and who has it, in one line.
_LABEL_INSIDE = Pattern(rf"(?<=[^\s{BARS}])(?! \S)[ \t\u3000{BARS}]++(?={_LABEL})")
_LABEL_OF_FIELD = Pattern(f"；{_LABEL}")
# 任务：清点；标准：逐船；牵头：海事处
_FIELDS = Pattern("(?![（(])[^：。，；]{1,16}：[^：。；]+(?:；[^：。，；]{1,8}：[^：。；]+){2,}[。；]?")
_COUNTED = Pattern("第[一二三四五六七八九十]")
_CHARGED_CELL = Pattern(f"(?:{BARE_PARTS}|[负負][责責])[ \t\u3000{BARS}]")  # the end of the cell that says who
_CHARGE = Pattern(f"(?P<bodies>[^，；。：]+?)(?P<part>{BARE_PARTS}|[负負][责責])")
_WHEN = Pattern(r"每[年月季周天日]\d{1,3}[次场場]|[随隨]案(?:[办辦]理)?")  # besides times
_MARKS = Pattern("[：:。；，]")
_LONGEST = 200  # characters of a row


def may_hold_rows(text: str) -> bool:
    """Say whether rows without heads may stand in ``text``."""
    return any(pattern.search(text) for pattern in (_LABEL_INSIDE, _LABEL_OF_FIELD, _CHARGED_CELL))


def lines_of_row(line: str) -> list[str]:
    """Return the lines of the row in ``line``, the task and who has it; none for other lines."""
    return [] if len(line) > _LONGEST else _labelled_row(line) or _charged_row(line)


def _labelled_row(line: str) -> list[str]:
    """Return the lines of a row that has its labels in it: a task, and notes behind wide blanks, bars or semicolons; else none.

    One note is enough behind blanks where the task has a number, as it has between bars.
    """
    if _LABEL_OF_FIELD.search(line) and _FIELDS.fullmatch(line):
        return _row_of_fields(line.strip().rstrip("。；").split("；"))
    if not _LABEL_INSIDE.search(line):  # most lines
        return []
    if "|" in (barred := with_bars(line)):
        cells = [cell.strip() for cell in barred.strip("| \t\r\u3000").split("|")]
        notes = list(map(_note, cells))
        task = " ".join(cell for cell, note in zip(cells, notes, strict=True) if not note)
        return [task, *filter(None, notes)] if any(notes) and (DIGITS.fullmatch(cells[0]) or is_numbered(task)) else []
    task, *said = _LABEL_INSIDE.split(line.strip())
    notes = list(map(_note, said))
    label, _, named = task.partition("：")
    bare = named if is_deed_head(label) else task  # 环节：初报
    is_task = (len(notes) > 1 or is_numbered(task)) and not _MARKS.search(bare) and not agencies_alone(task)
    return [task, *notes] if is_task and all(notes) else []


def _row_of_fields(fields: list[str]) -> list[str]:
    """Return the lines of a row whose ``fields`` have labels: of the task, who has it, and times alone behind; else none."""
    label = fields[0].partition("：")[0]
    notes = list(map(_note, fields))
    first = next((i for i, note in enumerate(notes) if note), 0)
    behind = (field.partition("：")[2] for field, note in zip(fields[first:], notes[first:], strict=True) if not note)
    if not (first and (is_deed_head(label) or _COUNTED.match(label)) and all(map(is_time, behind))):
        return []
    return ["；".join(field for field, note in zip(fields, notes, strict=True) if not note), *filter(None, notes)]


def _note(words: str) -> str:
    """Return ``words`` as a duty note or time limit, "" where they are none; a bare part (配合：) may need a kind of body."""
    label, _, named = words.partition("：")
    full = "" if opens_with_act(named) else f"{duty_label(label)}：{named}"
    return next((note for note in (words, full) if is_note_line(note) or may_be_limit(note)), "") if named.strip() else ""


def _charged_row(line: str) -> list[str]:
    """Return the lines of a row whose cells are a task, the bodies with what each has to do, and the time; else none."""
    cells = cells_in(line) if _CHARGED_CELL.search(line) else []
    if len(cells) != 3 or _MARKS.search(cells[0]):
        return []
    task, who, when = cells
    charges = list(map(_CHARGE.fullmatch, re.split("[，；]", who)))
    is_named = any(charge and lists_agencies(charge["bodies"], named=True) for charge in charges)
    if not (all(charges) and is_named and (is_time(when) or _WHEN.fullmatch(when))):
        return []
    named = [(duty_label(charge["part"]) or BODY_LABEL, charge["bodies"]) for charge in charges if charge]
    return [task, *duty_lines([*named, (LIMIT_LABEL, when)])]
