"""Roles: the part each name has in a clause or a duty note, by the cues of ``labels/role_rules.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from pipeline.agencies.names import Name
from pipeline.folding import fold
from pipeline.schema import InputError, Role


def load_role_rules(path: Path) -> dict[str, Any]:
    """The rules as plain data; raises InputError when the file cannot be read."""
    try:
        return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, TypeError) as error:
        raise InputError(f"{path}: cannot be read as role rules ({error})") from error


_WITH = "与"
_OTHERWISE, _JOINED = "otherwise", "joined"
_MODIFIERS = ("的", "所在")
_LIST_JOINERS = ("、", "和", "及", "或", "或者")


class DutyNoteRoles:
    """Roles in a duty note. Total: every name gets a role, whatever the note looks like."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        note = rules["duty_note"]
        named = {
            "lead_label": note["labels"]["lead"],
            "support_label": note["labels"]["support"],
            "lead_verb": note["verbs"]["lead"],
            "support_verb": note["verbs"]["support"],
            "partner": note["partners"],
        }
        self._cue = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in named.items()))

    def roles(self, text: str, names: Sequence[Name]) -> list[Role]:
        """One role for each name, in order. ``text`` is folded."""
        events = sorted(
            [(name.start, "", index) for index, name in enumerate(names)]
            + [(cue.start(), str(cue.lastgroup), -1) for cue in self._cue.finditer(text) if not _inside(cue.start(), names)]
        )
        roles: dict[int, Role] = {}
        waiting: list[int] = []
        label = Role.LEAD
        partner = False
        for start, cue, index in events:
            if index >= 0:
                waiting.append(index)
                if partner:
                    roles[index] = Role.SUPPORT
            elif cue == "partner":
                partner = True
            elif cue.endswith("_label"):
                self._settle(roles, waiting, label)
                label, partner = Role(cue.removesuffix("_label")), False
            else:
                role = Role(cue.removesuffix("_verb"))
                if start and text[start - 1] == "(" and waiting:  # A(牵头)、B(配合)
                    roles.setdefault(waiting.pop(), role)
                else:
                    self._settle(roles, waiting, role)
                partner = False
        self._settle(roles, waiting, label)
        return [roles[index] for index in range(len(names))]

    @staticmethod
    def _settle(roles: dict[int, Role], waiting: list[int], role: Role) -> None:
        for index in waiting:
            roles.setdefault(index, role)
        waiting.clear()


def _inside(position: int, names: Sequence[Name]) -> bool:
    return any(name.start <= position < name.end for name in names)


class Group(NamedTuple):
    """Joined names that have one role: the indices of the first and last, the role, and the rule that gave it.

    ``rule`` names the rule (``by.4``: the fifth rule of cue ``by``); ``otherwise`` where none fitted.
    """

    first: int
    last: int
    role: Role
    rule: str


class _Rules:
    """Rules tried in order on what follows a group of names."""

    def __init__(self, name: str, rules: Sequence[Mapping[str, str]]) -> None:
        self.name = name
        self._rules = [
            (re.compile(rule.get("before", "")), re.compile(rule.get("after", "")), Role(rule["role"]), f"{name}.{number}")
            for number, rule in enumerate(rules)
        ]

    def decide(self, text: str, start: int, end: int) -> tuple[Role, str] | None:
        """The role and name of the first rule that fits: ``before`` is searched left of the cue, ``after`` matched at ``end``."""
        left = text[max(start - 12, 0) : start]
        for before, after, role, name in self._rules:
            if before.search(left) and after.match(text, end):
                return role, name
        return None


class ClauseRoles:
    """Roles in a clause: each group of joined names has one role, by the cue before it and what follows."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        clause = rules["clause"]
        self._joiner = re.compile(rules["joiner"])
        cues = [(_Rules(name, cue["rules"]), cue["words"]) for name, cue in clause["cues"].items()]
        self._cues = {fold(word): rules for rules, words in cues for word in words}
        by_last: dict[str, list[str]] = {}
        for word in sorted(self._cues, key=lambda word: (-len(word), word)):
            by_last.setdefault(word[-1], []).append(word)
        self._cues_by_last = by_last
        reaching = "|".join(sorted(map(re.escape, clause["reaching"]), key=lambda word: (-len(word), word)))
        self._cue_of_list = re.compile(f".*({reaching})(?:[^、和及与或的,;:。]{{2,8}}(?:、|和|及|与|或者|或))+$")
        self._between = re.compile(f"(?:{'|'.join(map(re.escape, clause['between']))})$")
        self._not_reached_over = re.compile(clause["not_reached_over"])
        self._cue_of_modifier = re.compile(f".*({reaching})[^、,;:。]{{1,12}}(?:的|所在)$")
        self._alone = _Rules("alone", clause["alone"])
        self._subject_after = re.compile(clause["subject_after"])
        self._subject_before = re.compile(clause["subject_before"])
        self._otherwise = Role(clause["otherwise"])

    def groups(self, text: str, names: Sequence[Name]) -> list[Group]:
        """The names in their groups, each with its role; in order, none left out. ``text`` is folded."""
        groups: list[Group] = []
        for first, last in self._joined(text, names):
            joined = bool(first) and bool(self._joiner.fullmatch(text, names[first - 1].end, names[first].start))
            before = groups[-1].role if joined else None
            groups.append(Group(first, last, *self._decide(text, names[first].start, names[last].end, before)))
        return groups

    def _joined(self, text: str, names: Sequence[Name]) -> list[tuple[int, int]]:
        """First and last index of each run of joined names; 与 begins a run of its own, for it may mean a partner."""
        groups: list[tuple[int, int]] = []
        for index, name in enumerate(names):
            joined = groups and self._joiner.fullmatch(text, names[index - 1].end, name.start)
            if joined and text[name.start - 1] != _WITH:
                groups[-1] = (groups[-1][0], index)
            else:
                groups.append((index, index))
        return groups

    def _decide(self, text: str, start: int, end: int, before: Role | None) -> tuple[Role, str]:
        """Role and rule of a group; ``before`` is the role of the group that it is joined to by 与."""
        if text.startswith(")", end):
            end += 1
        cue = self._cue_before(text, start)
        if cue:
            rules = self._cues[cue]
            cued = rules.decide(text, start - len(cue), end) or (self._otherwise, f"{rules.name}.{_OTHERWISE}")
            return (before, _JOINED) if before and cued[0] is not Role.SUPPORT else cued
        if alone := self._alone.decide(text, start, end):
            return alone
        if self._subject_after.match(text, end):
            return Role.LEAD, "subject.after"
        if self._subject_before.search(text[max(start - 8, 0) : start]):
            return Role.LEAD, "subject.before"
        return self._otherwise, _OTHERWISE

    def _cue_before(self, text: str, start: int) -> str:
        """The cue of the group that begins at ``start``: right before it, or reaching over list members or a modifier."""
        if not start:
            return ""
        if text.endswith(_LIST_JOINERS, 0, start):
            listed = self._cue_of_list.match(text, max(start - 30, 0), start)
            if listed:
                return str(listed.group(1))
        if text.endswith(_MODIFIERS, 0, start):
            modified = self._cue_of_modifier.match(text, max(start - 15, 0), start)
            if modified and not self._not_reached_over.search(modified.group(), modified.end(1) - modified.start()):
                return str(modified.group(1))
        if cue := self._cue_at(text, start):
            return cue
        between = self._between.search(text, max(start - 4, 0), start)
        return self._cue_at(text, between.start()) if between and between.start() else ""

    def _cue_at(self, text: str, end: int) -> str:
        return next((word for word in self._cues_by_last.get(text[end - 1], ()) if text.endswith(word, 0, end)), "")
