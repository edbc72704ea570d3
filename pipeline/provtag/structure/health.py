"""What is wrong with a text: gaps in the numbering, numbers that stand twice, sentences that were cut."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from provtag.language.numerals import ARABIC, CHINESE, to_int
from provtag.patterns import Pattern
from provtag.schema import Clause, Health, Span
from provtag.structure.accounting import share
from provtag.structure.annexes import annex_label
from provtag.structure.blocks import Block
from provtag.structure.damage import Repaired
from provtag.structure.markers import ANY, MEASURED, C, N
from provtag.structure.other_texts import other_kind
from provtag.structure.runs import is_row

_MISSING = 2_000  # numbers kept at most; more are no gap, but a number that was misread
_SHOWN = 30  # numbers at most in a warning
_ARTICLE = Pattern(r"art(\d+)(?:-\d+)?")
_JOINED = Pattern(rf"(^|[、和至到—-]+)第 ?({ANY}) ?[条條]")
_OUTERMOST = Pattern(r"s(\d+)\b")
_MISREAD = f"[{CHINESE}{ARABIC}A-Za-z卜丨|土士]{{1,5}}"  # numbers as OCR may take them: 第l0条, 第卜一条
_NUMBER_LIKE = Pattern(
    rf"(?:第 ?(?:{ANY}|{_MISREAD}) ?[款项項章节節条條](?![规規所的中、和及至或])"
    rf"|[（(【\[]?(?:{C}{{1,3}}|{N}{{1,3}}|[A-Za-z])[)）】\].．、:：,，])(?![0-9]|{MEASURED})"
)
_EXCERPT = Pattern(
    "《[^《》]{4,60}》(?:[（(][^）)]{1,8}[）)])?|.{2,60}[法例定释则][（(](?:节录|节选|摘录|節錄|摘編|摘编)[）)]"
)  # whose gaps are none
_ENDS = tuple("。！？；：.!?;:”’）)》】…|")
_COMPLETE = Pattern("(?:施行|执行|廢止|废止|解释|解釋|为止)$")  # the last words of a law need no mark
_PROSE = Pattern("[，、]|.{20}")  # what is no mere entry of a list
_OPEN = tuple("，、,")
_SENTENCE_END = Pattern("[。！？]")
_MOST = 0.8  # share of clauses that end with a mark in a text that has marks


def examine(
    text: str,
    blocks: Sequence[Block],
    clauses: Sequence[Clause],
    repaired: Repaired,
    left_over: tuple[Span, ...],
    warnings: Iterable[str],
) -> Health:
    """Return the health of a parsed text.

    ``repaired`` says what the repair took out and where words are lost, ``left_over`` what belongs nowhere.
    """
    said = list(warnings)
    paths = Counter(block.path for block in blocks if not any(map(_EXCERPT.fullmatch, block.headings)))
    numbers = {int(found[1]) for path in paths if (found := _ARTICLE.fullmatch(path))}
    for block in blocks:
        if block.number.count("第") > 1:
            numbers |= _joint(block.number)
    gaps = (n for n in range(min(numbers, default=0), max(numbers, default=0)) if n not in numbers)
    missing = tuple(islice(gaps, _MISSING))
    if missing:
        said.append(f"{max(numbers) - min(numbers) + 1 - len(numbers)} article numbers missing: {_listed(missing)}")
    if twice := sorted(path.removeprefix("art") for path, count in paths.items() if count > 1 and _ARTICLE.fullmatch(path)):
        said.append(f"article numbers that stand twice: {_listed(twice)}")
    if first := _first_above_one(blocks, numbers):
        said.append(f"numbering begins at {first}")
    if unread := _unread_numbers(text, clauses):
        said.append(f"{len(unread)} lines begin like a number that was not read: {_listed(unread)}")
    if repaired.repeated:
        said.append(f"damaged text repaired: {repaired.repeated} repeated sentences removed")
    truncated = tuple(Span(c.start, c.end) for c in clauses if any(c.start <= at <= c.end for at in repaired.losses))
    if end := _cut_end(text, clauses):
        said.append(f"the text ends inside a sentence: …{text[max(end.start, end.end - 20) : end.end]}")
        truncated = (*(span for span in truncated if span != end), end)
    elif truncated:
        said.append(f"{len(truncated)} sentences are cut")
    if lost := sum(block.after_loss for block in blocks):
        said.append(f"{lost} passages stand alone because the beginning of their article is lost")
    if kind := other_kind(text, any(block.number for block in blocks)):
        said.append(f"reads like {kind}, not like a regulation")
    if not blocks:
        said.append("no provision found")
    if left_over:
        shown = [text[span.start : span.end][:20] for span in left_over]
        said.append(f"{len(left_over)} passages are in no clause and no other part: {_listed(shown)}")
    return Health(missing, repaired.repeated, truncated, tuple(said), share(text, left_over), left_over)


def _joint(number: str) -> set[int]:
    """Return the numbers of joint articles: all from the one to the other (第五条至第七条), or those two (第九条、第十条)."""
    found: set[int] = set()
    before = 0
    for sign, printed in _JOINED.findall(number):
        value = to_int(printed)
        found |= {value} if sign in ("", "、", "和") else set(range(before, value + 1))
        before = value
    return found


def _first_above_one(blocks: Sequence[Block], articles: set[int]) -> int:
    """Return the first number of the articles, or else of the outermost numbers of a plan, where it is not 1; else 0."""
    outermost = {int(found[1]) for block in blocks if (found := _OUTERMOST.match(block.path))}
    first = min(articles or outermost, default=1)
    return first if first > 1 else 0


def _unread_numbers(text: str, clauses: Sequence[Clause]) -> list[str]:
    """Return the beginnings of the clauses that open a line with what looks like a number."""
    opens_line = (clause for clause in clauses if clause.start == 0 or text[clause.start - 1] == "\n")
    return [found[0].strip() for clause in opens_line if (found := _NUMBER_LIKE.match(clause.text))]


def _cut_end(text: str, clauses: Sequence[Clause]) -> Span | None:
    """Return the range of the last clause where the text ends in it, without the mark with which the others end."""
    if not clauses or text[clauses[-1].end :].strip() or clauses[-1].text.endswith(_ENDS) or _COMPLETE.search(clauses[-1].text):
        return None
    if not _PROSE.search(clauses[-1].text):
        return None
    *others, last = clauses
    if not others or sum(clause.text.endswith(_ENDS) for clause in others) < len(others) * _MOST:
        return None
    return None if _is_row(text, last, others) else Span(last.start, last.end)


def _is_row(text: str, last: Clause, others: Sequence[Clause]) -> bool:
    """Say whether ``last``, which has no end mark, is whole without it: it has cells, or its line stands below one that has none
    either, or is all that its annex lists."""
    line = text.rfind("\n", 0, last.start) + 1
    if last.text.endswith(_OPEN) or _SENTENCE_END.search(text, line, last.start):
        return False
    above = next((clause for clause in reversed(others) if clause.start < line), None)
    if above is None:
        return False
    is_all_of_annex = last.headings[:1] != above.headings[:1] and bool(annex_label("".join(last.headings[:1])))
    return is_row(last.text) or not above.text.endswith(_ENDS) or is_all_of_annex


def _listed(items: Sequence[object]) -> str:
    return ", ".join(map(str, items[:_SHOWN])) + (", …" if len(items) > _SHOWN else "")
