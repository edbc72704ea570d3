"""Roles: the part each name has in a clause or a duty note, by the cues of ``labels/role_rules.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

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


class _Rules:
    """Rules tried in order on what follows a group of names."""

    def __init__(self, rules: Sequence[Mapping[str, str]]) -> None:
        self._rules = [
            (re.compile(rule.get("before", "")), re.compile(rule.get("after", "")), Role(rule["role"])) for rule in rules
        ]

    def role(self, text: str, start: int, end: int) -> Role | None:
        """The role of the first rule that fits: ``before`` is searched left of the cue, ``after`` matched at ``end``."""
        left = text[max(start - 12, 0) : start]
        return next((role for before, after, role in self._rules if before.search(left) and after.match(text, end)), None)


class ClauseRoles:
    """Roles in a clause: each group of joined names has one role, by the cue before it and what follows."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        clause = rules["clause"]
        self._joiner = re.compile(rules["joiner"])
        self._cues = {fold(word): _Rules(cue["rules"]) for cue in clause["cues"].values() for word in cue["words"]}
        by_last: dict[str, list[str]] = {}
        for word in sorted(self._cues, key=lambda word: (-len(word), word)):
            by_last.setdefault(word[-1], []).append(word)
        self._cues_by_last = by_last
        reaching = "|".join(sorted(map(re.escape, clause["reaching"]), key=lambda word: (-len(word), word)))
        self._cue_of_list = re.compile(f".*({reaching})(?:[^、和及与或的,;:。]{{2,8}}(?:、|和|及|与|或))+$")
        self._cue_of_modifier = re.compile(f".*({reaching})[^、,;:。]{{1,12}}(?:的|所在)$")
        self._alone = _Rules(clause["alone"])
        self._subject_after = re.compile(clause["subject_after"])
        self._subject_before = re.compile(clause["subject_before"])
        self._otherwise = Role(clause["otherwise"])

    def roles(self, text: str, names: Sequence[Name]) -> list[Role]:
        """One role for each name, in order. ``text`` is folded."""
        roles: list[Role] = []
        for first, last in self._groups(text, names):
            joined = bool(first) and bool(self._joiner.fullmatch(text, names[first - 1].end, names[first].start))
            before = roles[-1] if joined else None
            role = self._role(text, names[first].start, names[last].end, before)
            roles.extend([role] * (last - first + 1))
        return roles

    def _groups(self, text: str, names: Sequence[Name]) -> list[tuple[int, int]]:
        """First and last index of each run of joined names; 与 begins a run of its own, for it may mean a partner."""
        groups: list[tuple[int, int]] = []
        for index, name in enumerate(names):
            joined = groups and self._joiner.fullmatch(text, names[index - 1].end, name.start)
            if joined and text[name.start - 1] != _WITH:
                groups[-1] = (groups[-1][0], index)
            else:
                groups.append((index, index))
        return groups

    def _role(self, text: str, start: int, end: int, before: Role | None) -> Role:
        """The role of a group; ``before`` is the role of the group that it is joined to by 与."""
        if text.startswith(")", end):
            end += 1
        cue = self._cue_before(text, start)
        if cue:
            cued = self._cues[cue].role(text, start - len(cue), end) or self._otherwise
            return before if before and cued is not Role.SUPPORT else cued
        alone = self._alone.role(text, start, end)
        if alone:
            return alone
        left = text[max(start - 8, 0) : start]
        subject = self._subject_after.match(text, end) or self._subject_before.search(left)
        return Role.LEAD if subject else self._otherwise

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
            if modified:
                return str(modified.group(1))
        return next((word for word in self._cues_by_last.get(text[start - 1], ()) if text.endswith(word, 0, start)), "")
