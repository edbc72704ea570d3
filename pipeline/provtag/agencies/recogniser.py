"""Agency mentions of clauses and duty notes: possible names proposed by the register, decided by their context, linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy
from functools import lru_cache

from provtag.agencies.contexts import Sentence
from provtag.agencies.damaged_names import Repair
from provtag.agencies.decision import Decision, Reason
from provtag.agencies.document_names import DocumentNames, issuers_of
from provtag.agencies.duty_notes import DutyNoteRoles
from provtag.agencies.names import Name, NameFinder
from provtag.agencies.register import OTHER, Kind, Register
from provtag.agencies.unknown_names import Stretch, unknown_names
from provtag.language.folding import fold
from provtag.schema import AgencyMention, Clause, Document, Level, Role, Scope

_REPAIRED_SCORE = 0.8
# A name that only its build and place speak for is for a person to look at.
_UNKNOWN_SCORE = 0.7
_WEAK = (Kind.BARE, Kind.TERRITORY)


class Recogniser:
    """Finds who must do it. Without a decision every sure name of a clause is a mention."""

    def __init__(self, register: Register, decision: Decision | None) -> None:
        self._finder = NameFinder(register)
        self._repair = Repair(register, self._finder.prefixes)
        self._decision = decision
        self._duty_note_roles = DutyNoteRoles(register.table("duty_note"))
        self._own: DocumentNames | None = None
        self._is_agency = True  # whether an agency speaks: the units of a company are none

    def for_document(self, document: Document) -> Recogniser:
        """Return a recogniser that also knows the names which ``document`` teaches."""
        taught = copy(self)
        issuers = issuers_of(document, self._finder)
        taught._own = DocumentNames.of(document, issuers, self._finder)
        taught._is_agency = bool(issuers)
        return taught

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        """The mentions of one clause, in reading order; offsets index ``text``."""
        return self._decided([text], [self.sentence(fold(text), fold(lead_in))], [0])[0]

    def in_clauses(self, clauses: Sequence[Clause], folded: Sequence[str]) -> list[tuple[AgencyMention, ...]]:
        """The mentions of each clause, as offsets into what the clauses' own offsets index.

        ``folded`` holds ``fold(clause.text)`` for each: folding is dear. Many clauses together are read much faster than one
        by one.
        """
        sentences = [self.sentence(text, _folded(clause.lead_in)) for clause, text in zip(clauses, folded, strict=True)]
        return self._decided([clause.text for clause in clauses], sentences, [clause.start for clause in clauses])

    def in_duty_note(self, text: str, offset: int = 0) -> tuple[AgencyMention, ...]:
        """The mentions of one duty note, in reading order; offsets index ``text``, or what it begins at ``offset`` in."""
        folded = fold(text)
        names = self.listed(folded)
        roles = self._duty_note_roles.roles(folded, names)
        return tuple(_mention(text, offset, name, role, Scope.DUTY_NOTE) for name, role in zip(names, roles, strict=True))

    def reasons(self, text: str, mention: AgencyMention, most: int) -> list[Reason]:
        """What in the clause ``text`` spoke for the role of a mention of it; nothing where nothing was decided."""
        sentence = self.sentence(fold(text))
        at = next((index for index, name in enumerate(sentence.names) if name.end == mention.end), None)
        return self._decision.reasons(sentence, at, most) if self._decision and at is not None else []

    def candidates(self, text: str) -> list[Name]:
        """What may be a name in ``text``, as a clause and as a list of agencies."""
        folded = fold(text)
        return [*self.sentence(folded).names, *self.listed(folded)]

    def known(self, text: str) -> list[Name]:
        """Those of the candidates that the register names."""
        return [name for name in self.candidates(text) if name.kind is not Kind.UNKNOWN]

    def sentence(self, folded: str, lead_in: str = "") -> Sentence:
        """Return a clause with its possible names, as it is decided on and as decisions are taught."""
        names = self._finder.find(folded)
        if self._own:
            names = self._own.added(folded, names)
        return Sentence(folded, self._with_unknown(folded, names), lead_in)

    def listed(self, folded: str) -> list[Name]:
        """The names of a duty note: all that stands there and is built like one."""
        names = self._finder.find_listed(folded)
        if self._own:
            names = self._own.added(folded, names)
        return self._with_unknown(folded, names)

    def _with_unknown(self, text: str, names: list[Name]) -> list[Name]:
        """Names with those that the register lacks; a weak name inside a longer one that is built like a name gives way."""
        sure = [(name.start, name.end) for name in names if name.kind not in _WEAK]
        unexplained = list(unknown_names(text, sure))
        if not unexplained:
            return names
        blocked = self._finder.not_agencies(text)
        for place in unexplained:
            if any(start < place.end and place.start < end for start, end in blocked):
                continue
            inside = [name for name in names if name.start < place.end and place.start < name.end]
            unknown = self._repaired(text, place) or self._unknown(text, place, inside)
            if unknown:
                names = [name for name in names if name not in inside] + [unknown]
        return sorted(names)

    def _repaired(self, text: str, place: Stretch) -> Name | None:
        """The name of the register that a stretch is a damaged form of."""
        cores = self._repair.core(text, place)
        if not cores:
            return None
        level, others = self._finder.prefixes.leading_level(text, place.start), tuple(core.agency_id for core in cores[1:])
        score = _REPAIRED_SCORE / len(cores)
        return Name(*place, cores[0].agency_id, level, Kind.NAME, cores[0].text, others, score)

    def _unknown(self, text: str, place: Stretch, inside: Sequence[Name]) -> Name | None:
        """A name that only its build and place speak for; the units of a company are none."""
        words = text[place.start : place.end]
        level = self._finder.prefixes.leading_level(text, place.start)
        if any(name.kind is not Kind.TERRITORY for name in inside) or self._finder.units.never.search(words):
            return None
        if not self._is_agency and level is Level.GENERAL:
            return None
        return Name(*place, OTHER, level, Kind.UNKNOWN, words, (), _UNKNOWN_SCORE)

    def _decided(
        self, texts: Sequence[str], sentences: Sequence[Sentence], offsets: Sequence[int]
    ) -> list[tuple[AgencyMention, ...]]:
        roles = self._roles(sentences)
        found = []
        for text, sentence, offset in zip(texts, sentences, offsets, strict=True):
            decided = [(name, next(roles)) for name in sentence.names]
            kept = _with_government([(name, role) for name, role in decided if role])
            found.append(tuple(_mention(text, offset, name, role, Scope.CLAUSE) for name, role in kept))
        return found

    def _roles(self, sentences: Sequence[Sentence]) -> Iterator[Role | None]:
        if self._decision:
            return iter(self._decision.roles(sentences))
        names = (name for sentence in sentences for name in sentence.names)
        return iter([Role.MENTION if name.kind in (Kind.NAME, Kind.UNIT) else None for name in names])


@lru_cache(maxsize=256)
def _folded(lead_in: str) -> str:
    """A lead-in folded; the items of an enumeration share it."""
    return fold(lead_in)


def _with_government(decided: list[tuple[Name, Role]]) -> list[tuple[Name, Role]]:
    """A stem directly behind its government is one name with it (县级以上人民政府|卫生健康、应急管理等部门)."""
    kept: list[tuple[Name, Role]] = []
    for name, role in decided:
        before = kept[-1][0] if kept else None
        if name.kind is Kind.BARE and before and before.end == name.start and before.agency_id == "government":
            kept[-1] = (name._replace(start=before.start, level=before.level), role)
        else:
            kept.append((name, role))
    return kept


def _mention(text: str, offset: int, name: Name, role: Role, scope: Scope) -> AgencyMention:
    return AgencyMention(
        text=text[name.start : name.end],
        start=name.start + offset,
        end=name.end + offset,
        role=role,
        agency_id=name.agency_id,
        level=name.level,
        scope=scope,
        score=name.score,
        candidates=name.candidates,
    )
