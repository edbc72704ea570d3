"""Agency mentions of clauses and duty notes: possible names proposed by the register, decided by their context, linked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

from provtag.agencies.choice import Chosen
from provtag.agencies.contexts import Sentence
from provtag.agencies.counted_lists import with_lists
from provtag.agencies.crossing import Crossing
from provtag.agencies.damaged_names import Repair
from provtag.agencies.decision import Reason
from provtag.agencies.document_names import DocumentNames, issuers_of
from provtag.agencies.duty_notes import DutyNoteRoles
from provtag.agencies.learned import Learned
from provtag.agencies.links import Links, Unlinked
from provtag.agencies.members import Members, members
from provtag.agencies.names import Name, NameFinder
from provtag.agencies.register import OTHER, Kind, Register
from provtag.agencies.unknown_names import Stretch, unknown_names
from provtag.language.folding import fold, fold_each
from provtag.schema import AgencyMention, Clause, Document, Level, Role, Scope

_REPAIRED_SCORE = 0.8
# A name that only its build and place speak for is for a person to look at.
_UNKNOWN_SCORE = 0.7
_WEAK = (Kind.BARE, Kind.TERRITORY)
_SURE = (Kind.NAME, Kind.UNIT)
# Log-odds of a name that stays although it was not chosen.
_NOT_CHOSEN = -4
_HOLDERS = (Kind.NAME, Kind.UNIT, Kind.SMALL)
# Who issued a document that does not say it.
_NOBODY = "nobody"
# So many characters at the end of an unknown name say what it is.
_CORE = 2


class Recogniser:
    """Finds who must do it. Where nothing was learnt every sure name of a clause is a mention."""

    def __init__(self, register: Register, learned: Learned | None) -> None:
        self._finder = NameFinder(register)
        self._repair = Repair(register, self._finder.prefixes)
        self._learned = learned
        self._members = Members(register)
        self._duty_note_roles = DutyNoteRoles(register.table("duty_note"))
        self._own: DocumentNames | None = None
        self._issuers: tuple[str, ...] = ()
        self._issuer = ""

    def for_document(self, document: Document) -> Recogniser:
        """Return a recogniser that also knows the names which ``document`` teaches."""
        taught = copy(self)
        issuers = issuers_of(document, self._finder)
        taught._own = DocumentNames.of(document, issuers, self._finder, self._unknown_members(document))
        taught._issuers = tuple(issuer.agency_id for issuer in issuers)
        taught._issuer = next(iter(taught._issuers), _NOBODY)
        return taught

    def _unknown_members(self, document: Document) -> Iterator[str]:
        """Yield the members of the lists of a document's duty notes that the register knows nothing of."""
        texts = fold_each([note.text for note in document.duty_notes])
        for text, names in zip(texts, self._finder.find_each_listed(texts), strict=True):
            known = Crossing(names)
            for place in members(text, self._duty_note_roles.lists(text)):
                if not known.at(*place) and self._members.is_name(text, place, ()):
                    yield text[place.start : place.end]

    def in_clause(self, text: str, lead_in: str = "") -> tuple[AgencyMention, ...]:
        """The mentions of one clause, in reading order; offsets index ``text``."""
        return self.in_texts([text], [lead_in])[0]

    def in_texts(self, texts: Sequence[str], lead_ins: Sequence[str]) -> list[tuple[AgencyMention, ...]]:
        """The mentions of clauses of which there are but ``texts`` and ``lead_ins``; offsets index each text."""
        return self._decided(texts, self.proposed_each(fold_each(texts), fold_each(lead_ins)), [0] * len(texts))

    def in_clauses(self, clauses: Sequence[Clause], folded: Sequence[str]) -> list[tuple[AgencyMention, ...]]:
        """The mentions of each clause, as offsets into what the clauses' own offsets index.

        ``folded`` holds ``fold(clause.text)`` for each: folding is dear. Many clauses together are read much faster than one
        by one.
        """
        sentences = self.proposed_each(folded, fold_each([clause.lead_in for clause in clauses]))
        return self._decided([clause.text for clause in clauses], sentences, [clause.start for clause in clauses])

    def in_duty_note(self, text: str, offset: int = 0) -> tuple[AgencyMention, ...]:
        """The mentions of one duty note, in reading order; offsets index ``text``, or what it begins at ``offset`` in."""
        folded = fold(text)
        links = self._learned.links if self._learned else None
        listed = self.listed(folded)
        inside = Crossing(listed)
        names = [self._linked(folded, name, inside, links) for name in self._with_members(folded, listed)]
        roles = self._duty_note_roles.roles(folded, names)
        return tuple(_mention(text, offset, name, role, Scope.DUTY_NOTE) for name, role in zip(names, roles, strict=True))

    def reasons(self, text: str, mentions: Sequence[AgencyMention], most: int) -> list[list[Reason]]:
        """What in the clause ``text`` spoke for the role of each of its ``mentions``.

        Nothing where the grammar of duty notes gave the roles.
        """
        folded = fold(text)
        if self._learned is None or self._duty_note_roles.is_note(folded):
            return [[] for _ in mentions]
        sentence = self._chosen([self.proposed(folded)])[0]
        of_end = dict(zip((name.end for name in sentence.names), self._learned.decision.reasons(sentence, most), strict=True))
        return [of_end.get(mention.end, []) for mention in mentions]

    def candidates(self, text: str) -> list[Name]:
        """What may be a name in ``text``, as a clause and as a list of agencies."""
        folded = fold(text)
        return [*self.proposed(folded).names, *self.listed(folded)]

    def known(self, text: str) -> list[Name]:
        """Those of the candidates that the register names."""
        return [name for name in self.candidates(text) if name.kind is not Kind.UNKNOWN]

    def proposed(self, folded: str, lead_in: str = "") -> Sentence:
        """Return a clause with the names that the register and their build propose."""
        return self.proposed_each([folded], [lead_in])[0]

    def proposed_each(self, folded: Sequence[str], lead_ins: Sequence[str]) -> list[Sentence]:
        """Return clauses with the names that the register and their build propose, and with their lead-ins."""
        found = self._finder.find_each(folded)
        return [
            Sentence(text, self._with_unknown(text, self._with_taught(text, names)), lead_in, self._issuer)
            for text, names, lead_in in zip(folded, found, lead_ins, strict=True)
        ]

    def named(self, sentence: Sentence, chosen: Sequence[Chosen], links: Links) -> Sentence:
        """Return a clause with its ``chosen`` names instead of those proposed, as it is decided on and as it teaches.

        A sure name that none of the chosen ones touches stays, for a document may teach what no label has.
        """
        if not chosen and not sentence.names:
            return sentence
        left = {(name.start, name.end): name for name in sentence.names}
        proposed = Crossing(sentence.names)
        names = []
        for start, end, odds in chosen:
            name = left.pop((start, end), None) or self._lengthened(sentence, Stretch(start, end))
            names.append(self._linked(sentence.text, name, proposed, links)._replace(odds=round(odds)))
        sure = [name for name in left.values() if name.kind in _SURE]
        if sure:
            taken = Crossing(names)
            names += [name._replace(odds=_NOT_CHOSEN) for name in sure if not taken.at(name.start, name.end)]
        return sentence._replace(names=sorted(names))

    def unlinked(self, text: str, place: Stretch, names: Crossing[Name]) -> Unlinked:
        """Return what is seen of a stretch of a folded text, among ``names``, to link it."""
        inside = [
            name for name in names.at(*place) if place.start <= name.start and name.end <= place.end and name.kind in _HOLDERS
        ]
        whole = (place.start, place.end)
        held = tuple(name.agency_id for name in inside if (name.start, name.end) != whole)
        return Unlinked(text[place.start : place.end], held, self._issuers)

    def listed(self, folded: str) -> list[Name]:
        """The names of a duty note: all that stands there and is built like one."""
        names = self._with_unknown(folded, self._with_taught(folded, self._finder.find_listed(folded)))
        return self._duty_note_roles.without_labels(folded, names)

    def _with_members(self, text: str, names: list[Name]) -> list[Name]:
        """The names of a duty note with the whole members of its lists in place of what is known of them."""
        standing = Crossing(names)
        whole: list[Name] = []
        for place in members(text, self._duty_note_roles.lists(text)):
            if self._members.is_name(text, place, standing.at(*place)):
                whole.append(self._by_build(text, place, self._finder.prefixes.leading_level(text, place.start)))
        taken = Crossing(whole)
        return sorted([*(name for name in names if not taken.at(name.start, name.end)), *whole]) if whole else names

    def _with_taught(self, text: str, names: list[Name]) -> list[Name]:
        """Names with those that the document teaches, and the places before them."""
        taught = with_lists(text, self._own.added(text, names) if self._own else names, self._finder.prefixes)
        return self._own.placed(text, taught) if self._own else taught

    def _with_unknown(self, text: str, names: list[Name]) -> list[Name]:
        """Names with those that the register lacks; a weak name inside a longer one that is built like a name gives way."""
        sure = [(name.start, name.end) for name in names if name.kind not in _WEAK]
        unexplained = list(unknown_names(text, sure))
        if not unexplained:
            return names
        blocked, standing = Crossing(self._finder.not_agencies(text)), Crossing(names)
        given_way: set[Name] = set()
        found: list[Name] = []
        for place in unexplained:
            if blocked.at(*place):
                continue
            inside = [name for name in standing.at(*place) if name not in given_way]
            unknown = self._repaired(text, place) or self._unknown(text, place, inside)
            if unknown:
                given_way.update(inside)
                found.append(unknown)
        return sorted([*(name for name in names if name not in given_way), *found])

    def _repaired(self, text: str, place: Stretch) -> Name | None:
        """The name of the register that a stretch is a damaged form of."""
        cores = self._repair.core(text, place)
        if not cores:
            return None
        level, others = self._finder.prefixes.leading_level(text, place.start), tuple(core.agency_id for core in cores[1:])
        score = _REPAIRED_SCORE / len(cores)
        return Name(*place, cores[0].agency_id, level, Kind.NAME, cores[0].text, others, score)

    def _unknown(self, text: str, place: Stretch, inside: Sequence[Name]) -> Name | None:
        """A name that only its build and place speak for."""
        is_none = self._finder.units.never.search(text[place.start : place.end])
        if is_none or any(name.kind is not Kind.TERRITORY for name in inside):
            return None
        return self._by_build(text, place, self._finder.prefixes.leading_level(text, place.start))

    def _lengthened(self, sentence: Sentence, place: Stretch) -> Name:
        """A name that was chosen, and not proposed as it is."""
        level = next((name.level for name in sentence.names if name.start == place.start), None)
        return self._by_build(sentence.text, place, level or self._finder.prefixes.leading_level(sentence.text, place.start))

    def _by_build(self, text: str, place: Stretch, level: Level) -> Name:
        """A name that the register lacks."""
        core = text[max(place.start, place.end - _CORE) : place.end]
        return Name(*place, OTHER, level, Kind.UNKNOWN, core, (), _UNKNOWN_SCORE)

    def _linked(self, text: str, name: Name, names: Crossing[Name], links: Links | None) -> Name:
        """A name with the agency that its words, the ``names`` inside it and its document tell, where the register lacks it."""
        if name.kind is not Kind.UNKNOWN or not links:
            return name
        return name._replace(agency_id=links.agency_id(self.unlinked(text, Stretch(name.start, name.end), names)))

    def _chosen(self, sentences: Sequence[Sentence]) -> Sequence[Sentence]:
        """Clauses with the names that were chosen of those that may be names."""
        if not self._learned or not sentences:
            return sentences
        chosen, links = self._learned.choice.chosen(sentences), self._learned.links
        return [self.named(sentence, names, links) for sentence, names in zip(sentences, chosen, strict=True)]

    def _decided(
        self, texts: Sequence[str], proposed: Sequence[Sentence], offsets: Sequence[int]
    ) -> list[tuple[AgencyMention, ...]]:
        sentences = self._chosen(proposed)
        roles = self._roles(sentences)
        found = []
        for text, sentence, offset in zip(texts, sentences, offsets, strict=True):
            decided = [(name, next(roles)) for name in sentence.names]
            kept = _with_government([(name, role) for name, role in decided if role])
            if kept and self._duty_note_roles.is_note(sentence.text):
                names = [name for name, _ in kept]
                kept = list(zip(names, self._duty_note_roles.roles(sentence.text, names), strict=True))
            found.append(tuple(_mention(text, offset, name, role, Scope.CLAUSE) for name, role in kept))
        return found

    def _roles(self, sentences: Sequence[Sentence]) -> Iterator[Role | None]:
        if self._learned:
            return iter(self._learned.decision.roles(sentences))
        names = (name for sentence in sentences for name in sentence.names)
        return iter([Role.MENTION if name.kind in _SURE else None for name in names])


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
