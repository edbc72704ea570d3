"""Learned roles in clauses: they overrule the role rules only where the words around a name speak clearly against them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pipeline.agencies.names import Name
from pipeline.agencies.perceptron import Example, Perceptron
from pipeline.agencies.roles import ClauseRoles, Group
from pipeline.folding import fold
from pipeline.schema import Label, Level, Role

_ENDS_OF_PART = re.compile("[,;。:!?]")
_AFTER_NAMES = re.compile("等?(?:有关|相关|各|多)?(?:部门|单位|机关)?")
# Words on the way from the beginning of the clause that may govern a name further right.
_CUES = re.compile(
    "由|会同|联合|协同|配合|协助|支持|督促|指导|监督|组织|邀请|依托|通知|移交|移送|转交|报告|通报|抄送|反馈|推送|报送|"
    "提请|商请|要求|责成|发动|协调|应当|负责|牵头|成员|组成|参加|担任|审核|接受|向|报|交|送|请|与|对|把|将|被|从|的"
)
_CLAUSE, _LEARNED = "clause", "learned"
_FAR = 12
# Measured on writers left out: below this lead the rules are right as often as the learned role.
_SURE = 0.1
_SEEN = 3


class LearnedRoles:
    """Decides the role of each group of names from what the rules decided and the words around it."""

    def __init__(self, perceptron: Perceptron) -> None:
        self._perceptron = perceptron

    @classmethod
    def fit(cls, labels: Sequence[Label], role_rules: Mapping[str, Any]) -> LearnedRoles:
        """Learn from the labelled clauses; duty notes have a grammar of their own. Deterministic."""
        rules = ClauseRoles(role_rules)
        clauses = [label for label in labels if label.kind == _CLAUSE and label.agencies]
        examples = [example for label in clauses for example in _examples(label, rules)]
        return cls(Perceptron.fit(sorted(Role), examples, seen=_SEEN))

    def groups(self, text: str, names: Sequence[Name], groups: Sequence[Group]) -> list[Group]:
        """The groups of a folded text as the rules have them, with another role where that is sure."""
        return [self._decided(group, features) for group, features in zip(groups, _features(text, names, groups), strict=True)]

    def _decided(self, group: Group, features: Sequence[str]) -> Group:
        role, lead = self._perceptron.predict(features)
        return group._replace(role=Role(role), rule=_LEARNED) if role != group.role and lead >= _SURE else group

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return self._perceptron.to_data()

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> LearnedRoles:
        """The component from what ``to_data`` gave."""
        return cls(Perceptron.from_data(data))


def _examples(label: Label, rules: ClauseRoles) -> list[Example]:
    text = fold(label.text)
    mentions = sorted(label.agencies, key=lambda mention: mention.start)
    names = [Name(mention.start, mention.end, mention.agency_id, Level.GENERAL) for mention in mentions]
    groups = rules.groups(text, names)
    return [
        (features, mention.role)
        for group, features in zip(groups, _features(text, names, groups), strict=True)
        for mention in mentions[group.first : group.last + 1]
    ]


def _features(text: str, names: Sequence[Name], groups: Sequence[Group]) -> Iterator[list[str]]:
    """What is seen of each group. The names themselves are hidden, so that the words around them are learned."""
    for index, group in enumerate(groups):
        start, end = names[group.first].start, names[group.last].end
        before = groups[index - 1] if index else None
        after = groups[index + 1] if index + 1 < len(groups) else None
        floor = names[before.last].end if before else 0
        ceiling = names[after.first].start if after else len(text)
        yield _of_group(text, group, (start, end), (floor, ceiling), before, after, names[group.first].agency_id)


def _of_group(
    text: str,
    group: Group,
    span: tuple[int, int],
    limits: tuple[int, int],
    before: Group | None,
    after: Group | None,
    agency_id: str,
) -> list[str]:
    start, end = span
    floor, ceiling = limits
    tail = _AFTER_NAMES.match(text, end)
    end = tail.end() if tail else end
    left = ("^" if not floor else "#") + text[floor:start]
    right = text[end:ceiling] + ("$" if ceiling == len(text) else "#")
    part = _ENDS_OF_PART.split(right, maxsplit=1)[0]
    lead_in = _ENDS_OF_PART.split(left)[-1]
    cues = _CUES.findall(lead_in)
    rule = f"{group.role} {group.rule}"
    rule_before = f"{before.role} {_kind(before)}" if before else "none"
    rule_after = f"{after.role} {_kind(after)}" if after else "none"
    near_left, near_right = left[-2:], right[:2]
    found = [
        f"role={group.role}",
        f"rule={rule}",
        f"before={rule_before}",
        f"after={rule_after}",
        f"rule={rule} before={rule_before}",
        f"rule={rule} after={rule_after}",
        f"agency={agency_id}",
        f"role={group.role} agency={agency_id}",
        f"several={group.last > group.first}",
        f"begins={len(lead_in) <= 1} rule={rule}",
        f"ends part={not part}",
        f"rule={rule} left={left[-1]}",
        f"rule={rule} left={near_left}",
        f"rule={rule} right={right[0]}",
        f"rule={rule} right={near_right}",
        f"left={near_left} right={near_right}",
        f"last cue={cues[-1] if cues else 'none'} right={near_right}",
        f"last cue={cues[-1] if cues else 'none'} rule={rule}",
        f"cues={' '.join(cues[-2:])}",
    ]
    found += [f"left={left[-length:]}" for length in range(1, 5)]
    found += [f"right={right[:length]}" for length in range(1, 5)]
    found += [f"in part={part[place : place + 2]}" for place in range(min(len(part), _FAR))]
    found += [f"in part={cue}" for cue in set(_CUES.findall(part))]
    found += [f"lead in={lead_in[place : place + 2]}" for place in range(max(len(lead_in) - _FAR, 0), len(lead_in))]
    return found


def _kind(group: Group) -> str:
    return group.rule.split(".")[0]
