"""The learned component: which slots of a duty note outside the register name an agency. It proposes; a person should look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from provtag.agencies.perceptron import Example, Perceptron
from provtag.agencies.slots import Slot, slots
from provtag.language.folding import fold
from provtag.schema import Label

_AGENCY, _NONE, _NAMES = "agency", "none", "names"


class Learned:
    """Tells agencies from other organ-like words by how they begin and end and what stands beside them."""

    def __init__(self, perceptron: Perceptron) -> None:
        self._perceptron = perceptron

    @classmethod
    def fit(cls, labels: Sequence[Label]) -> Learned:
        """Learn from the labelled mentions that fill a slot (yes) and the slots without mention (no). Deterministic."""
        return cls(Perceptron.fit((_AGENCY, _NONE), [example for label in labels for example in _examples(label)]))

    def probability(self, text: str, slot: Slot) -> float:
        """How sure the component is, below 1, that a slot of a folded duty note is an agency."""
        guess, lead = self._perceptron.predict(_features(text, slot))
        return min(0.5 + lead, 0.95) if guess == _AGENCY else max(0.5 - lead, 0.05)

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {_NAMES: self._perceptron.to_data()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Learned:
        """The component from what ``to_data`` gave."""
        return cls(Perceptron.from_data(data[_NAMES]))


def _examples(label: Label) -> list[Example]:
    text = fold(label.text)
    spans = {(mention.start, mention.end) for mention in label.agencies}
    found: list[Example] = []
    for slot in slots(text):
        named = tuple(slot) in spans
        if named or not any(start < slot.end and slot.start < end for start, end in spans):
            found.append((_features(text, slot), _AGENCY if named else _NONE))
    return found


def _features(text: str, slot: Slot) -> list[str]:
    """What is seen of a slot: its ends and neighbours, not the name as a whole, so that unknown names are judged too."""
    name = text[slot.start : slot.end]
    return [
        "any",
        f"first={name[0]}",
        f"first two={name[:2]}",
        f"last={name[-1]}",
        f"last two={name[-2:]}",
        f"length={min(len(name) // 2, 6)}",
        f"before={text[slot.start - 1 : slot.start]}",
        f"after={text[slot.end : slot.end + 2]}",
        f"first={name[0]} last={name[-1]}",
    ]
