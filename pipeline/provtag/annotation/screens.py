"""One screen of an annotator: a clause or duty note, its context, and the labels proposed for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import zip_longest
from typing import TYPE_CHECKING

from provtag.annotation.label_types import LabelTypes
from provtag.labels import types_of, units_of
from provtag.schema import (
    ActionScores,
    AgencyMention,
    Clause,
    Document,
    DutyNote,
    Label,
    ProvtagError,
    Scope,
)

if TYPE_CHECKING:
    from provtag.tagging.tagger import Tagger

PROPOSED = "proposed"
UNLIKE_TRAINING = "unlike_training"


class Mode(StrEnum):
    """What is on the screen beforehand: nothing, the model's agencies with their roles, or all that the model says."""

    BLIND = "blind"
    DRAWN = "drawn"
    ASSISTED = "assisted"


@dataclass(frozen=True, slots=True)
class Screen:
    """What is shown for one clause or duty note.

    ``label`` holds text, context and the proposed labels, by the mode of annotation. ``following``: the clause after it
    in its provision. ``duty_notes``: those of its paragraph. ``model``: what the model says (in assisted annotation only), and
    ``measures``: which measures it sees, for people to read.
    ``opinions``: what each annotator said, in adjudication. ``priority`` in [0, 1]: higher is to be looked at first.
    """

    label: Label
    following: str = ""
    duty_notes: str = ""
    model: ActionScores | None = None
    measures: str = ""
    opinions: dict[str, str] = field(default_factory=dict)
    priority: float = 0.0


def screens_of(document: Document, tagger: Tagger | None, mode: Mode) -> list[Screen]:
    """Return the screens of a document in reading order.

    ``tagger`` gives priorities, and what ``mode`` shows; without a tagger all priorities are 0.
    """
    is_drawn, is_assisted = mode is not Mode.BLIND, mode is Mode.ASSISTED
    headings = {provision.provision_id: provision.headings for provision in document.provisions}
    names = tagger.names() if tagger else {}
    scored = {tagged.clause.clause_id: tagged for tagged in tagger.tag(document)} if tagger else {}
    units = {unit.clause_id: unit for unit in units_of(document)}
    screens = []
    for clause, following in zip_longest(document.clauses, document.clauses[1:]):
        tagged = scored.get(clause.clause_id)
        actions = tagged.actions if tagged else None
        agencies = [item for item in tagged.agencies if item.scope == Scope.CLAUSE] if tagged else []
        measures = tagged.measures if tagged and is_assisted else ()
        label = replace(
            units[clause.clause_id],
            action_types=actions.action_types if actions and is_assisted else (),
            agencies=_moved(agencies, -clause.start) if is_drawn else (),
            origin=PROPOSED,
        )
        screen = Screen(
            label,
            following=following.text if following and following.provision_id == clause.provision_id else "",
            duty_notes="".join(note.text for note in document.duty_notes if _holds_for(note, clause)),
            model=actions if is_assisted else None,
            measures="；".join(f"{names[item.measure_id]} {item.score:.2f}" for item in measures),
            priority=_clause_priority(actions) if actions else 0.0,
        )
        screens.append((clause.start, screen))
    for note in document.duty_notes:
        found = tagger.recogniser.in_duty_note(note.text) if tagger else ()
        label = replace(
            units[note.clause_id],
            action_types=(),
            agencies=_moved(found, 0) if is_drawn else (),
            headings=headings.get(note.provision_id, ()),
            previous=document.text[note.paragraph.start : note.start],
            origin=PROPOSED,
        )
        screens.append((note.start, Screen(label, priority=_note_priority(found))))
    return [screen for _, screen in sorted(screens, key=lambda item: item[0])]


def category_names(label: Label, types: LabelTypes) -> list[str]:
    """Return the categories of a label, each once (a repeated one makes the server import the file again)."""
    return list(dict.fromkeys(types.actions[action].name for action in types_of(label)))


def span_triples(label: Label, types: LabelTypes) -> list[tuple[int, int, str]]:
    """Return the spans of a label as (start, end, role name); raises ProvtagError where doccano would lose or shift one."""
    spans = []
    end = 0
    for mention in sorted(label.agencies, key=lambda item: item.start):
        if mention.start < end or label.text[mention.start : mention.end] != mention.text or not mention.text:
            raise ProvtagError(
                f"{label.clause_id}: the span {mention.text!r} at {mention.start} overlaps another or is not in the text"
            )
        spans.append((mention.start, mention.end, types.roles[mention.role].name))
        end = mention.end
    return spans


def _moved(mentions: Sequence[AgencyMention], offset: int) -> tuple[AgencyMention, ...]:
    return tuple(AgencyMention(item.text, item.start + offset, item.end + offset, item.role, item.agency_id) for item in mentions)


def _holds_for(note: DutyNote, clause: Clause) -> bool:
    return note.paragraph.start <= clause.start < note.paragraph.end


def _clause_priority(actions: ActionScores) -> float:
    unsure = max(1 - abs(2 * probability - 1) for probability in actions.scores.values())
    return round((unsure + (UNLIKE_TRAINING in actions.review_reasons)) / 2, 4)


def _note_priority(mentions: Sequence[AgencyMention]) -> float:
    return round((1 - min((mention.score for mention in mentions), default=1.0)) / 2, 4)
