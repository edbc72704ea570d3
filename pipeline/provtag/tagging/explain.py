"""One sentence, tagged and explained for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from provtag.orders.reading import OrderReader
from provtag.schema import ActionType, AgencyMention, Clause, Evidence, ProvtagError, TaggedClause
from provtag.tagging.tables import TRAITS, spoken_ids
from provtag.tagging.tagger import Tagger
from provtag.translation import spoken

MOST_EVIDENCE = 5
MOST_CHARACTERS = 20_000
# Log-odds: what the form or the surroundings of a sentence add is shown from here on.
LEAST_CONTEXT = 0.3


def explain_lines(tagger: Tagger, sentence: str, headings: Sequence[str]) -> Iterator[str]:
    """Yield the lines that say what ``sentence`` orders, why, and who must do it, in the language to speak.

    Raises ProvtagError where it is no sentence.
    """
    if not sentence.strip():
        raise ProvtagError("the sentence is empty; write one in quotes")
    if len(sentence) > MOST_CHARACTERS:
        raise ProvtagError(f"a text of {len(sentence)} characters, more than {MOST_CHARACTERS}, is no sentence; tag it as a file")
    clause = Clause("", "", "", "", tuple(headings), sentence, 0, len(sentence))
    tagged = tagger.tag_clauses([clause])[0]
    said = spoken_ids()
    yield sentence
    for action in ActionType:
        yield _action_line(tagged, action, sentence, said)
    names = tagger.names()
    for measure in tagged.measures:
        yield f"{spoken('measure'):<8} {measure.score:5.2f}  {measure.measure_id} {names[measure.measure_id]}"
    for mark in OrderReader.load().marks(clause):
        if mark.trait in TRAITS:
            yield f"{said.get(mark.trait, mark.trait):<9} {said.get(mark.value, mark.value):<9} {mark.text}".rstrip()
    if tagged.actions.review_reasons:
        yield f"{spoken('needs review')}: {', '.join(map(spoken, tagged.actions.review_reasons))}"
    of_each = tagger.recogniser.reasons(sentence, tagged.agencies, MOST_EVIDENCE)
    for mention, reasons in zip(tagged.agencies, of_each, strict=True):
        yield _agency_line(mention, names, said)
        yield f"         {'  '.join(f'{reason.words} ({reason.weight:+.1f})' for reason in reasons)}".rstrip()
    if not tagged.agencies:
        yield spoken("no agency")


def _action_line(tagged: TaggedClause, action: ActionType, sentence: str, said: dict[str, str]) -> str:
    mark = "●" if action in tagged.actions.action_types else "○"
    evidence = sorted(tagged.actions.evidence.get(action, ()), key=lambda item: -item.weight)[:MOST_EVIDENCE]
    words = "  ".join(_evidence(item, sentence) for item in evidence)
    around = tagged.actions.context.get(action, {})
    context = "  ".join(f"{spoken(name)} {part:+.1f}" for name, part in around.items() if abs(part) >= LEAST_CONTEXT)
    name, score = said.get(action, action), tagged.actions.scores[action]
    return f"{mark} {name:<10} {score:5.2f}  {words}{f'  [{context}]' if context else ''}".rstrip()


def _evidence(item: Evidence, sentence: str) -> str:
    return f"{sentence[item.start : item.end]} (+{item.weight:.1f})"


def _agency_line(mention: AgencyMention, names: dict[str, str], said: dict[str, str]) -> str:
    candidates = f"  {spoken('or')} {', '.join(mention.candidates)}" if mention.candidates else ""
    link = f"{mention.agency_id} {names.get(mention.agency_id, '')} ({spoken(mention.level)})"
    return f"{said.get(mention.role, mention.role):<8} {mention.text}  → {link}{candidates}"
