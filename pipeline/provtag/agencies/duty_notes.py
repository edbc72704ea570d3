"""Roles in a duty note: a grammar of labels and verbs."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from provtag.agencies.crossing import Crossing
from provtag.agencies.names import Name
from provtag.documents.column_heads import FIRST, LABEL_TAIL, PART_LABEL
from provtag.schema import Role

_WHAT = "整改|考核|评分"  # what the bodies behind a label have a part in: 牵头评分单位
_BRACKET = re.compile(r"[(〔【\[][^()〔〕【】\[\]。]+[)〕】\]][。;]?")


class DutyNoteRoles:
    """Roles in a duty note. Total: every name gets a role, whatever the note looks like."""

    def __init__(self, cues: Mapping[str, str]) -> None:
        supports = cues["support_label"]
        label = rf"(?:{PART_LABEL}|{supports})(?:{_WHAT})?{LABEL_TAIL}(?:(?=:)|(?(body)(?=[为 ])|(?!)))"
        verbs = (f"(?P<{name}>{pattern})" for name, pattern in cues.items() if not name.endswith("_label"))
        self._label = re.compile(label)
        self._supports = re.compile(f"(?:{FIRST})?{supports}")
        self._cue = re.compile("|".join([f"(?P<label>{label})", *verbs]))

    def is_note(self, text: str) -> bool:
        """Say whether a folded clause is written like a duty note: as one bracket, or as a list behind a label."""
        if _BRACKET.fullmatch(text):
            return True
        label = self._label.match(text)
        return bool(label and text.startswith(":", label.end()))

    def without_labels(self, text: str, names: Sequence[Name]) -> list[Name]:
        """Return those of ``names`` that do not begin in a label (责任部门:). ``text`` is folded."""
        labels = Crossing(label.span() for label in self._label.finditer(text) if label["body"])
        return [name for name in names if not labels.at(name.start, name.start + 1)]

    def roles(self, text: str, names: Sequence[Name]) -> list[Role]:
        """One role for each name, in order. ``text`` is folded."""
        events = sorted(
            [(name.start, "", index) for index, name in enumerate(names)]
            + [(start, cue, -1) for start, cue in self._cues(text, names)]
        )
        roles: dict[int, Role] = {}
        waiting: list[int] = []
        label = Role.LEAD
        partner = False
        parted = 0  # how many of those waiting stand before the last comma
        for start, cue, index in events:
            if index >= 0:
                waiting.append(index)
                if partner:
                    roles[index] = Role.SUPPORT
            elif cue == "partner":
                partner = True
            elif cue == "part":
                parted = len(waiting)
            elif cue == "label":
                self._settle(roles, waiting, label)
                label, partner = Role.SUPPORT if self._supports.match(text, start) else Role.LEAD, False
            else:
                role = Role(cue.removesuffix("_verb"))
                if start and text[start - 1] == "(" and waiting:  # A(牵头)、B(配合)
                    roles.setdefault(waiting.pop(), role)
                else:
                    if role is Role.SUPPORT and not roles and parted < len(waiting):  # A、B,C配合
                        roles.update(dict.fromkeys(waiting[:parted], label))
                    self._settle(roles, waiting, role)
                partner, parted = False, 0
        self._settle(roles, waiting, label)
        return [roles[index] for index in range(len(names))]

    def _cues(self, text: str, names: Sequence[Name]) -> list[tuple[int, str]]:
        """Where cues begin, and which; what stands inside a name is none."""
        inside = {position for name in names for position in range(name.start, name.end)}
        return [(cue.start(), str(cue.lastgroup)) for cue in self._cue.finditer(text) if cue.start() not in inside]

    @staticmethod
    def _settle(roles: dict[int, Role], waiting: list[int], role: Role) -> None:
        for index in waiting:
            roles.setdefault(index, role)
        waiting.clear()
