"""Roles: the part each name has in a clause or a duty note, by the cues of ``labels/role_rules.yaml``."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from provtag.agencies.names import Name
from provtag.language.folding import fold
from provtag.schema import InputError, Role


def load_role_rules(path: Path) -> dict[str, Any]:
    """The rules as plain data; raises InputError when the file cannot be read."""
    try:
        return dict(yaml.safe_load(path.read_text(encoding="utf-8")))
    except (OSError, yaml.YAMLError, TypeError) as error:
        raise InputError(f"{path}: cannot be read as role rules ({error})") from error


_WITH = "与"
# Words of the rules: the row of a role table for every other predicate; where adverbs may stand in a predicate.
ELSE, ADVERB = "else", "{adverb}"
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
            "part": note["parts"],
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
            elif cue.endswith("_label"):
                self._settle(roles, waiting, label)
                label, partner = Role(cue.removesuffix("_label")), False
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

    @staticmethod
    def _settle(roles: dict[int, Role], waiting: list[int], role: Role) -> None:
        for index in waiting:
            roles.setdefault(index, role)
        waiting.clear()


def _inside(position: int, names: Sequence[Name]) -> bool:
    return any(name.start <= position < name.end for name in names)


class _Predicates:
    """The kinds of predicate that may stand behind a group of names."""

    def __init__(self, clause: Mapping[str, Any]) -> None:
        self._tail = re.compile(clause["tail"])
        self._kinds = {kind: self._compiled(given, clause["adverb"]) for kind, given in clause["predicates"].items()}

    @staticmethod
    def _compiled(given: str | Sequence[str], adverb: str) -> re.Pattern[str]:
        patterns = [given] if isinstance(given, str) else given
        return re.compile("|".join(f"(?:{pattern})" for pattern in patterns).replace(ADVERB, adverb))

    def start(self, text: str, end: int) -> int:
        """Where the predicate of a group that ends at ``end`` begins: behind 等部门."""
        tail = self._tail.match(text, end)
        return tail.end() if tail else end

    def is_kind(self, kind: str, text: str, start: int) -> bool:
        """Whether the predicate at ``start`` is of a kind."""
        return self._kinds[kind].match(text, start) is not None


class ClauseRoles:
    """Roles in a clause: each group of joined names has one role, by the cue before it and the predicate behind it."""

    def __init__(self, rules: Mapping[str, Any]) -> None:
        clause = rules["clause"]
        self._joiner = re.compile(rules["joiner"])
        self._predicates = _Predicates(clause)
        self._roles = {name: _role_table(cue["roles"]) for name, cue in clause["cues"].items()}
        self._cues = {fold(word): name for name, cue in clause["cues"].items() for word in cue["words"]}
        by_last: dict[str, list[str]] = {}
        for word in sorted(self._cues, key=lambda word: (-len(word), word)):
            by_last.setdefault(word[-1], []).append(word)
        self._cues_by_last = by_last
        reaching = "|".join(sorted(map(re.escape, clause["reaching"]), key=lambda word: (-len(word), word)))
        self._cue_of_list = re.compile(f".*({reaching})(?:[^、和及与或的,;:。]{{2,8}}(?:、|和|及|与|或者|或))+$")
        self._between = re.compile(f"(?:{'|'.join(map(re.escape, clause['between']))})$")
        self._not_reached_over = re.compile(clause["not_reached_over"])
        self._cue_of_modifier = re.compile(f".*({reaching})[^,;:。]{{1,16}}(?:的|所在)$")
        self._joins, self._led = re.compile(clause["joins"]["verbs"]), re.compile(clause["joins"]["behind"])
        alone = clause["alone"]
        self._alone = _role_table(alone["roles"])
        self._lead_after = re.compile(alone["lead_after"])
        self._lead_before = re.compile(alone["lead_before"])
        self._otherwise = Role(alone[ELSE])

    def roles(self, text: str, names: Sequence[Name]) -> list[Role]:
        """One role for each name, in order; joined names have one role together. ``text`` is folded."""
        roles: list[Role] = []
        for first, last in self._joined(text, names):
            joined = bool(first) and bool(self._joiner.fullmatch(text, names[first - 1].end, names[first].start))
            floor = names[first - 1].end if first else 0
            cue = self._cue_before(text, names[first].start, floor)
            role = self._decide(text, names[first].start, names[last].end, cue, roles[-1] if joined else None)
            roles += [role] * (last - first + 1)
        return roles

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

    def _decide(self, text: str, start: int, end: int, cue: str, before: Role | None) -> Role:
        """The role of a group; ``before`` is the role of the group that it is joined to by 与."""
        predicate = self._predicates.start(text, end)
        begins = self._lead_before.search(text, max(start - 12, 0), start)
        if cue and not (begins and begins["clearly"]):
            role = self._by_kind(self._roles[self._cues[cue]], text, predicate) or self._otherwise
            return before if before and role is not Role.SUPPORT else role
        if self._joins.match(text, predicate) and self._led.search(text, 0, start):
            return Role.SUPPORT
        if role_alone := self._by_kind(self._alone, text, predicate):
            return role_alone
        return Role.LEAD if begins or self._lead_after.match(text, predicate) else self._otherwise

    def _by_kind(self, roles: Sequence[tuple[str, Role]], text: str, predicate: int) -> Role | None:
        """The role of the first kind of a table that the predicate is of; None where none fits."""
        for kind, role in roles:
            if kind == ELSE or self._predicates.is_kind(kind, text, predicate):
                return role
        return None

    def _cue_before(self, text: str, start: int, floor: int) -> str:
        """The cue of the group at ``start``: right before it, or reaching over list members or a modifier, not over names.

        ``floor`` is where the name before the group ends.
        """
        if not start:
            return ""
        if text.endswith(_LIST_JOINERS, 0, start):
            listed = self._cue_of_list.match(text, max(start - 30, floor), start)
            if listed:
                return str(listed.group(1))
        if text.endswith(_MODIFIERS, 0, start):
            modified = self._cue_of_modifier.match(text, max(start - 20, floor), start)
            if modified and not self._not_reached_over.search(modified.group(), modified.end(1) - modified.start()):
                return str(modified.group(1))
        between = self._between.search(text, max(start - 4, 0), start)
        over = self._cue_at(text, between.start()) if between and between.start() else ""
        return over or self._cue_at(text, start)

    def _cue_at(self, text: str, end: int) -> str:
        return next((word for word in self._cues_by_last.get(text[end - 1], ()) if text.endswith(word, 0, end)), "")


def _role_table(roles: Mapping[str, str]) -> list[tuple[str, Role]]:
    return [(kind, Role(role)) for kind, role in roles.items()]
