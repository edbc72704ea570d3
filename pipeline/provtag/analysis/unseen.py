"""Clauses as models read them that have not seen their hand: what is learnt from them holds for documents never labelled."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from provtag.actions.contract import TYPES
from provtag.labels import CLAUSE
from provtag.measures.catalogue import Catalogue
from provtag.measures.model import decision
from provtag.schema import Label, MeasureScore, ProvtagError
from provtag.settings import EVEN, MeasureSettings


@dataclass(frozen=True, slots=True)
class UnseenClause:
    """A clause with what such models say of it, and nothing that people do: ``scores`` and ``measures`` as a tagged clause has
    them."""

    doc_id: str
    provision_id: str
    clause_id: str
    headings: tuple[str, ...]
    text: str
    scores: tuple[float, ...]
    measures: tuple[MeasureScore, ...]


def unseen_clauses(
    units: Iterable[Label],
    scores: Mapping[str, Sequence[float]],
    likeliest: Mapping[str, Sequence[MeasureScore]],
    catalogue: Catalogue,
    settings: MeasureSettings,
) -> Iterator[UnseenClause]:
    """Yield the clauses among ``units``. What models say, by clause id: ``scores``, the probabilities of the action types, and
    the ``likeliest`` measures, the likeliest first.

    A clause has the types that are likelier than not: nothing is learnt anew for another threshold. Raises ProvtagError where
    nothing was said of a clause.
    """
    types_of = {measure.measure_id: measure.types for measure in catalogue.ordered}
    for unit in units:
        if unit.kind != CLAUSE:
            continue
        if unit.clause_id not in scores:
            raise ProvtagError(f"clause {unit.clause_id}: no model has read it; label it, then run `dvc repro`")
        said = tuple(scores[unit.clause_id])
        types = [action for action, score in zip(TYPES, said, strict=True) if score >= EVEN.thresholds[action]]
        found = likeliest.get(unit.clause_id, ())
        measures = decision(found, types, types_of, settings).measures if found else ()
        yield UnseenClause(unit.doc_id, unit.provision_id, unit.clause_id, unit.headings, unit.text, said, measures)
