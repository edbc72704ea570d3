"""The learned component: which slots outside the register name an agency. It proposes; a person should look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.agencies.perceptron import Example, Perceptron
from pipeline.agencies.slots import Slot, slots
from pipeline.folding import fold
from pipeline.schema import Label

_AGENCY, _NONE, _NAMES = "agency", "none", "names"
_LIST_BREAKS = "、,;:()〔〕【】和与及"


class Learned:
    """Tells agencies from other organ-like words by how they begin and end and what stands beside them."""

    def __init__(self, perceptron: Perceptron) -> None:
        self._perceptron = perceptron

    @classmethod
    def fit(cls, labels: Sequence[Label], role_rules: Mapping[str, Any] | None = None) -> Learned:
        """Learn from the labelled mentions that fill a slot (yes) and the slots without mention (no). Deterministic.

        ``role_rules`` is not read: roles are decided by rules alone, for learning them gained nothing on writers left out.
        """
        return cls(Perceptron.fit((_AGENCY, _NONE), [example for label in labels for example in _examples(label)]))

    def probability(self, text: str, slot: Slot, listed: bool) -> float:
        """How sure the component is, below 1, that a slot of a folded text is an agency; ``listed``: one stands beside it."""
        guess, lead = self._perceptron.predict(_features(text, slot, listed))
        return min(0.5 + lead, 0.95) if guess == _AGENCY else max(0.5 - lead, 0.05)

    def to_data(self) -> dict[str, Any]:
        """Plain data for JSON."""
        return {_NAMES: self._perceptron.to_data()}

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Learned:
        """The component from what ``to_data`` gave."""
        return cls(Perceptron.from_data(data[_NAMES]))


def beside(text: str, slot: Slot, taken: Sequence[tuple[int, int]]) -> bool:
    """Whether a slot and a stretch already ``taken`` are neighbours in a list (A、slot)."""
    return any(
        (start == slot.end + 1 and text[slot.end] in _LIST_BREAKS) or (end == slot.start - 1 and text[end] in _LIST_BREAKS)
        for start, end in taken
    )


def _examples(label: Label) -> list[Example]:
    text = fold(label.text)
    spans = {(mention.start, mention.end) for mention in label.agencies}
    found: list[Example] = []
    for slot in slots(text):
        named = tuple(slot) in spans
        others = [span for span in spans if span != tuple(slot)]
        if named or not any(start < slot.end and slot.start < end for start, end in spans):
            found.append((_features(text, slot, beside(text, slot, others)), _AGENCY if named else _NONE))
    return found


def _features(text: str, slot: Slot, listed: bool) -> list[str]:
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
        f"listed={listed}",
        f"listed={listed} last={name[-1]}",
        f"listed={listed} first={name[0]}",
        f"first={name[0]} last={name[-1]}",
    ]
