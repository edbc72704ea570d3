"""Names that a document teaches: short names it gives, the units of who issued it, and what its issuer calls itself."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from provtag.agencies.crossing import Crossing
from provtag.agencies.names import Name, NameFinder
from provtag.agencies.prefixes import LONGEST_PLACE
from provtag.agencies.register import GENERAL, JOINT, OTHER, Kind
from provtag.agencies.word_search import WordSearch
from provtag.language.folding import fold, fold_each
from provtag.patterns import Pattern
from provtag.schema import Clause, Document, DutyNote, Level

# What stands in brackets behind a name: (以下简称“打拐办”), (群众仍叫卫监所), (原社保站), (审管办).
_SHORT = Pattern(r"\((?P<said>[^()]{0,8}?(?:(?<![名职])称|叫):?|含?原)?[“\"‘']?(?P<name>[一-鿿]{2,16})[”\"’']?\)")
# Behind these even a name that the register has is another name: (以下简称“领导小组”).
_NAMED = Pattern("简称|下称")
_DATE = Pattern(r"\s*[(（]?(?:[12１２]\d{3}|[一二][〇○零Ｏ一二三四五六七八九]{3})\s*年")
# What issues laws has no units that act.
_LEGISLATURE = "legislature"
# How far back the name reaches that a short name stands for.
_LONGEST_NAME = 40
# Lines of the head and of the end, where the issuer stands.
_HEAD, _TAIL = 6, 12
# Characters of a place that stands before a name and makes a line with it.
_LONGEST_LINE_PLACE = 8
# 局面, 局长, 局部 are other words.
_NOT_BEHIND_ONE = tuple("面长里限部")
# Behind these 局 is a pronoun: 我局, 该局.
_OURS = tuple("我本该贵两")
_SURE = (Kind.NAME, Kind.UNIT)
_OF_TITLE = Pattern("关于|印发|开展|[12]\\d{3}年|[“《]")
_HAN = Pattern("[一-鿿]")


class DocumentNames:
    """What a document calls the bodies in it: word → agency id.

    ``own`` are what its issuer calls itself, ``common`` the units of its issuer that are bodies of their own elsewhere (宣传部),
    ``places`` what stands before names more than once.
    """

    def __init__(
        self, words: Mapping[str, str], own: Collection[str], common: Collection[str], places: Collection[str], finder: NameFinder
    ) -> None:
        self._ids = dict(words)
        self._own = frozenset(own)
        self._common = frozenset(common)
        self._places = frozenset(places)
        self._finder = finder
        self._search = WordSearch(self._ids)

    @classmethod
    def of(
        cls, document: Document, issuers: Sequence[Name], finder: NameFinder, members: Iterable[str] = ()
    ) -> DocumentNames | None:
        """Return what ``document`` of ``issuers`` teaches; None where it is nothing. ``members``: of lists in its duty notes."""
        grammar = finder.units
        own: dict[str, str] = {}
        known: dict[str, str] = {}
        for issuer in issuers:
            own = dict.fromkeys(grammar.own_names(issuer.agency_id, issuer.core), issuer.agency_id) | own
            known = dict.fromkeys(grammar.known_units(issuer.core), issuer.agency_id) | known
        words = known | own
        units: list[Clause | DutyNote] = []
        if any(one.agency_id != _LEGISLATURE for one in issuers):
            units = [*document.clauses, *document.duty_notes]
        whole = fold(document.text)
        introduced = (word for unit in units for word in grammar.introduced(whole[unit.start : unit.end]))
        known_issuer = len(issuers) == 1 and issuers[0].agency_id not in (*GENERAL, *JOINT, _LEGISLATURE)
        for word in (*introduced, *(filter(grammar.is_inner, members) if known_issuer else ())):
            if agency_id := _agency_of_unit(word, issuers, finder):
                words.setdefault(word, agency_id)
        words |= _short_names(whole, finder)
        common = [word for word in known if any(name.kind is Kind.NAME for name in finder.find(word))]
        places = finder.places(whole)
        return cls(words, own, common, places, finder) if words or places else None

    def added(self, text: str, names: list[Name]) -> list[Name]:
        """Return ``names`` of a folded text with the taught ones, which win over those that they hold or cross."""
        taught = list(self._found(text, names))
        if not taught:
            return names
        winning = Crossing(taught)
        kept = [name for name in names if not winning.at(name.start, name.end)]
        return sorted(kept + taught)

    def placed(self, text: str, names: Sequence[Name]) -> list[Name]:
        """Return ``names`` with the places before them that stand before names elsewhere in the document (沔口|县公安局)."""
        placed: list[Name] = []
        for name in names:
            floor = placed[-1].end if placed else 0
            longest = 0 if name.kind is Kind.BARE else LONGEST_PLACE  # 分管|教育
            starts = range(max(name.start - longest, floor), name.start)
            start = next((start for start in starts if text[start : name.start] in self._places), name.start)
            placed.append(name._replace(start=start))
        return placed

    def _found(self, text: str, names: list[Name]) -> Iterator[Name]:
        places = self._search.find(text)
        if not places:
            return
        by_end = {name.end: name for name in names}
        others = Crossing(names)
        before: Name | None = None
        for place, end in places:
            start, word = place, text[place:end]
            if (before and place < before.end) or (len(word) == 1 and text[place - 1 : place] in _OURS):  # 我|局
                continue
            if any(_crosses(one, place) and one.core not in self._own for one in others.at(place, end)):  # 公安|分局
                continue
            agency_id, level = self._ids[word], Level.GENERAL
            if word in self._common and not (before and before.end == place - 1):  # 组织部、|宣传部
                other = by_end.get(place - 1) if text[place - 1] == "、" else None
                if self._finder.units.partner.search(text[max(place - 2, 0) : place]) or (other and other.agency_id != agency_id):
                    continue  # 联合|宣传部, 县委组织部、|宣传部
            if before and before.end == start and before.core in self._own:  # 局|安全股
                start, level = before.start, before.level
            elif before:
                yield from self._kept(before, others, text)
            if (holder := by_end.get(start)) and holder.kind in _SURE and len(word) > 1:  # 县公安局|法制科
                start, level = holder.start, holder.level
                agency_id = agency_id if holder.agency_id in GENERAL else holder.agency_id
            else:  # 各县(区)|局
                prefix = self._finder.prefixes.before(text, start, before.end if before else 0)
                start, level = prefix.start, prefix.level or level
                if word in self._own and len(word) > 1:
                    start = self._finder.units.named_start(text, start)
            if word in self._own:
                end = self._finder.with_inner_unit(text, end)
            before = Name(start, end, agency_id, level, Kind.UNIT, word)
        if before:
            yield from self._kept(before, others, text)

    def _kept(self, name: Name, others: Crossing[Name], text: str) -> Iterator[Name]:
        """Yield ``name`` unless it lies inside a longer one or is a part of another word."""
        only = name.core in self._finder.units.only_before_units
        if only and (name.end - name.start == len(name.core) or not self._begins(text, name.start)):
            return
        if len(name.core) == 1 == name.end - name.start and not self._stands_alone(text, name.start, name.end):
            return
        if text[name.end : name.end + 1] != "长" and not any(_cuts(one, name) for one in others.at(name.start, name.end)):
            yield name

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        """Say whether a word of one character (局) is a word by itself."""
        return self._begins(text, start) and text[end : end + 1] not in _NOT_BEHIND_ONE

    def _begins(self, text: str, start: int) -> bool:
        """Say whether a word may begin at ``start``: where no other goes on."""
        before = text[start - 1 : start]
        return not _HAN.match(before) or before in self._finder.units.behind


def _crosses(one: Name, place: int) -> bool:
    """Say whether ``one`` is a sure name that goes on at ``place``."""
    return one.kind in _SURE and one.start < place < one.end


def _cuts(one: Name, name: Name) -> bool:
    """Say whether ``name`` lies inside the longer ``one``, or begins inside it."""
    return one.start < name.start < one.end or (one.start == name.start and name.end < one.end)


def issuers_of(document: Document, finder: NameFinder) -> list[Name]:
    """Return who issued ``document``: by its metadata, and by the lines of its head and signature that are nothing but names."""
    lines = [line for line in document.text.splitlines() if line.strip()]
    signatures = [line for line, following in pairwise(lines) if _DATE.match(following)]
    titled = _OF_TITLE.split(document.metadata.title or "", maxsplit=1)[0]  # 西山边境管理支队|关于开展…的方案
    if issuers := _whole_names([document.metadata.issuer or "", titled, *lines[:_HEAD], *signatures], finder):
        return issuers
    title = fold(document.metadata.title or "")
    if issuers := _leading_names(title, finder):
        return issuers
    if place := finder.government_of_place(title):
        return [place]
    return _whole_names(lines[-_TAIL:], finder)


def _leading_names(title: str, finder: NameFinder) -> list[Name]:
    """Return the names that a folded title begins with (西山县民政局、西山县公安局|寻亲工作方案), the first of each agency."""
    found: dict[str, Name] = {}
    end = 0
    for name in finder.find(title):
        place = finder.prefixes.place_start(title, name.start, in_list=True) if not found else name.start  # 勐崖|边防支队
        is_placed = name.end - place > len(name.core)  # 人民法院组织法 is no court's
        if not is_placed or name.kind is not Kind.NAME or title[end:place] not in ("", "、", "和", " "):
            break
        found.setdefault(name.agency_id, name)
        end = name.end
    return list(found.values())


def _whole_names(lines: Sequence[str], finder: NameFinder) -> list[Name]:
    """Return the names that lines consist of, with whatever place before them, the first of each agency."""
    found: dict[str, Name] = {}
    words = [word.removesuffix("文件") for line in fold_each(lines) for word in line.split()]
    for word, names in zip(words, finder.find_each_listed(words), strict=True):
        for name in names:
            is_placed = name.start <= _LONGEST_LINE_PLACE and finder.prefixes.may_be_place(word[: name.start])
            if is_placed and name.end == len(word) and name.kind is Kind.NAME:
                found.setdefault(name.agency_id, name._replace(core=word))
    return list(found.values())


def _short_names(text: str, finder: NameFinder) -> dict[str, str]:
    """Return the other names that a folded text gives to bodies: word → agency id; what nothing says to be one is shortened."""
    found: dict[str, str] = {}
    for match in _SHORT.finditer(text):
        before, word, said = text[max(match.start() - _LONGEST_NAME, 0) : match.start()], match["name"], match["said"] or ""
        if not said and not _shortens(word, before):  # spares most searches
            continue
        name = next((name for name in finder.find(before) if name.end == len(before)), None)
        is_named = name and (said or _shortens(word, before[name.start :]))
        if name and is_named and (_NAMED.search(said) or _is_news(word, finder)):
            found.setdefault(word, name.agency_id)
    return found


def _shortens(word: str, text: str) -> bool:
    """Say whether ``text`` ends with what the characters of ``word`` are taken from, in order (审判管理办公室: 审管办)."""
    rest = reversed(text)
    return all(character in rest for character in reversed(word)) and not text.endswith(word)


def _is_news(word: str, finder: NameFinder) -> bool:
    """Say whether the register names nobody in ``word``."""
    return all(name.kind in (Kind.BARE, Kind.TERRITORY) for name in finder.find(word))


def _agency_of_unit(word: str, issuers: Sequence[Name], finder: NameFinder) -> str | None:
    """Return the agency of a unit: its issuer's, or in a government the one that its own name tells; None where it is no news."""
    names = [name for name in finder.find(word) if name.kind is not Kind.TERRITORY]
    known = {name.agency_id for name in names}
    whole = {name.kind for name in names if name.end - name.start == len(word)}
    ids = [issuer.agency_id for issuer in issuers]
    first = ids[0] if ids else ""
    if not first or any(name.kind is Kind.NAME for name in names):
        return None
    if Kind.UNIT in whole and (first in (*GENERAL, *JOINT) or not finder.units.is_shared(word)):
        return None
    if first in JOINT:
        return min(known, default=None)
    if first in GENERAL:
        return min(known, default=first)
    own = next((agency_id for agency_id in ids if agency_id in known), None)
    fields = known - {OTHER}
    return own or (min(fields) if fields and not finder.units.is_shared(word) else first)
