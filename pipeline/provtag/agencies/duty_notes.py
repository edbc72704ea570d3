"""Roles in a duty note: a grammar of labels and verbs."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from provtag.agencies.crossing import Crossing
from provtag.agencies.names import Name
from provtag.agencies.unknown_names import Stretch
from provtag.documents.column_heads import BODIES, FIRST, LABEL_TAIL, PART_LABEL, PERSONS
from provtag.patterns import Pattern
from provtag.schema import Role

_WHAT = "整改|考核|评分"  # what the bodies behind a label have a part in: 牵头评分单位
_BRACKET = Pattern(r"[(〔【\[][^()〔〕【】\[\]。]+[)〕】\]][。;]?")
_OF_PERSONS = Pattern(f"(?:{PERSONS})(?!.*(?:{BODIES}))")  # 责任领导, not 责任领导/科室
_SIGNS = "、,;。() \n"
_PART = Pattern(r"[^()〔〕【】\[\],;]+")


class DutyNoteRoles:
    """Roles in a duty note. Total: every name gets a role, whatever the note looks like."""

    def __init__(self, cues: Mapping[str, str]) -> None:
        supports = cues["support_label"]
        label = rf"(?:{PART_LABEL}|{supports})(?:{_WHAT})?{LABEL_TAIL}(?:(?=:)|(?(body)(?=[为 ])|(?!)))"
        others = (f"(?P<{name}>{pattern})" for name, pattern in cues.items() if not name.endswith("_label"))
        self._label = re.compile(label)
        self._supports = re.compile(f"(?:{FIRST})?{supports}")
        self._cue = re.compile("|".join([f"(?P<label>{label})", *others]))
        self._mark_of_part = re.compile(f"(?:{cues['mark']})(?:{cues['part']})")

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

    def lists(self, text: str) -> Iterator[Stretch]:
        """Yield the lists of bodies in a folded duty note: what stands behind a label, up to the next label of whatever (时限:);
        in brackets without a label, each part up to its verb."""
        labels = list(self._label.finditer(text))
        for label, following in zip_longest(labels, labels[1:]):
            if not _OF_PERSONS.match(label["body"] or ""):
                start = label.end() + text.startswith(":", label.end())
                yield Stretch(start, _label_start(text, start, following.start() if following else len(text)))
        if not labels and _BRACKET.fullmatch(text):
            for part in _PART.finditer(text):
                verb = self._cue.search(text, *part.span())
                yield Stretch(part.start(), verb.start() if verb else part.end())

    def roles(self, text: str, names: Sequence[Name]) -> list[Role]:
        """One role for each name, in order. ``text`` is folded."""
        events = sorted(
            [(name.start, "", index) for index, name in enumerate(names)]
            + [(start, cue, -1) for start, cue in self._cues(text, names)]
        )
        roles: dict[int, Role] = {}
        waiting: list[int] = []
        unsaid = Role.LEAD  # of those that neither a verb nor a mark speaks for
        labelled = partner = False
        parted = 0  # how many of those waiting stand before the last comma
        for start, cue, index in events:
            if index >= 0:
                waiting.append(index)
                if partner:
                    roles[index] = Role.SUPPORT
            elif cue == "partner":
                partner = True
            elif cue == "part":
                if text[start] == ";" and unsaid is Role.SUPPORT and not labelled:  # a mark says nothing of the next list
                    self._settle(roles, waiting, unsaid)
                    unsaid = Role.LEAD
                parted = len(waiting)
            elif cue == "label":
                self._settle(roles, waiting, unsaid)
                unsaid, labelled, partner = Role.SUPPORT if self._supports.match(text, start) else Role.LEAD, True, False
            elif cue == "mark":
                if waiting:
                    is_of_part = self._mark_of_part.match(text, start) and parted < len(waiting)  # A、B(牵头),C
                    parted = parted if is_of_part else len(waiting) - 1
                    self._settle(roles, waiting[parted:], Role.LEAD)
                    del waiting[parted:]
                    unsaid = unsaid if labelled else Role.SUPPORT
                partner = False
            else:
                role = Role(cue.removesuffix("_verb"))
                if start and text[start - 1] == "(" and waiting:  # A(牵头)、B(配合)
                    roles.setdefault(waiting.pop(), role)
                else:
                    if role is Role.SUPPORT and not roles and parted < len(waiting):  # A、B,C配合
                        roles.update(dict.fromkeys(waiting[:parted], unsaid))
                    self._settle(roles, waiting, role)
                partner, parted = False, 0
        self._settle(roles, waiting, unsaid)
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


def _label_start(text: str, start: int, end: int) -> int:
    """Return where between ``start`` and ``end`` of a text another label begins (时限:); ``end`` where none does."""
    colon = text.find(":", start, end)
    return end if colon < 0 else max(start, *(text.rfind(sign, start, colon) + 1 for sign in _SIGNS))
