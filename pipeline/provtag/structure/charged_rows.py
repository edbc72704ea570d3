"""Rows without heads and labels, which say in words who has their task: 清点渡口　县海事处牵头，县总工会配合　长期."""

from __future__ import annotations

import re
from collections.abc import Sequence

from provtag.documents.column_heads import BARE_PARTS, BODY_LABEL, LIMIT_LABEL, duty_label
from provtag.documents.table import duty_lines
from provtag.structure.duty_notes import is_time

CHARGED_CELL = re.compile(f"(?:{BARE_PARTS}|[负負][责責])[ \t\u3000|｜]")  # the end of the cell that says who
_CHARGE = re.compile(f"(?P<bodies>[^，；。：]+?)(?P<part>{BARE_PARTS}|[负負][责責])")
_WHEN = re.compile(r"每[年月季周天日][^。]{0,4}|[随隨][^。]{1,4}|\d[^。]{0,12}[前内內日月年底]")  # 每年6场, 随案办理
_MARKS = re.compile("[：:。；，]")


def charged_row(cells: Sequence[str]) -> list[str]:
    """Return the lines of a row whose ``cells`` are a task, the bodies with what each has to do, and the time; else none."""
    if len(cells) != 3 or _MARKS.search(cells[0]):
        return []
    task, who, when = cells
    charges = list(map(_CHARGE.fullmatch, re.split("[，；]", who)))
    if not (all(charges) and (is_time(when) or _WHEN.fullmatch(when))):
        return []
    named = [(duty_label(charge["part"]) or BODY_LABEL, charge["bodies"]) for charge in charges if charge]
    return [task, *duty_lines([*named, (LIMIT_LABEL, when)])]
