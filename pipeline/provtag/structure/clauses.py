"""Clauses and duty notes of one block: its paragraphs split into sentences, enumerations with their lead-in."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from provtag.structure.duty_notes import (
    DEADLINE,
    LABELLED,
    is_bracketed_note,
    lists_agencies,
    opens_deadline,
    opens_labelled_note,
)
from provtag.structure.markers import ITEM, Style, item_at
from provtag.structure.outline import Block, Paragraph
from provtag.structure.sentences import top_level

_WORD = re.compile(r"[^\W_]")
_LIST_LEAD = re.compile(rf"[：:]\s*(?={ITEM})")
_PLAIN_LEAD = re.compile(r"[^，。；：,;:]{2,30}[：:](?=.)")


@dataclass(slots=True)
class Sentence:
    """A sentence without its number; ``item`` says how the number was printed, ``paragraph`` which line it stands in."""

    start: int
    end: int
    paragraph: int
    item: Style | None


@dataclass(slots=True)
class Split:
    """What a block holds: clauses as ``(start, end, lead_in)``, notes as ``(start, end, paragraph start)``."""

    clauses: list[tuple[int, int, str]]
    notes: list[tuple[int, int, int]]


def split_block(text: str, block: Block) -> Split:
    """Split the paragraphs of ``block`` into clauses and duty notes."""
    sentences: list[Sentence] = []
    notes: list[tuple[int, int, int]] = []
    covered = block.paragraphs[0].start if block.paragraphs else block.start
    label_end = -1  # end of a labelled note so far, which the next line may continue
    for index, paragraph in enumerate(block.paragraphs):
        found, own_notes = _split_paragraph(text, paragraph, index)
        sentences += found
        for start, end in own_notes:
            if not found and notes and notes[-1][1] == label_end and not text[label_end:start].strip():
                notes[-1] = (notes[-1][0], end, notes[-1][2])
            else:
                own_line = not found
                notes.append((start, end, covered if own_line else max(covered, paragraph.start)))
            covered = end
            label_end = end if LABELLED.match(text, notes[-1][0]) else -1
    clauses = _assemble(text, sentences)
    for i, (start, end, since) in enumerate(notes):
        opened = [s for s, e, _ in clauses if s < since < e]
        notes[i] = (start, end, min([since, *opened]))
    return Split(clauses, notes)


def _split_paragraph(text: str, paragraph: Paragraph, index: int) -> tuple[list[Sentence], list[tuple[int, int]]]:
    start, end = paragraph.start, paragraph.end
    marks, pairs = top_level(text, start, end)
    notes = [pair for pair in pairs if text[pair[0]] in "（(〔【[" and _is_note(text, pair, start, end)]
    cuts = sorted({start, *marks, *(at for note in notes for at in note), end})
    sentences: list[Sentence] = []
    inside = {note[0] for note in notes}
    resumed = start  # end of a labelled note so far
    for left, right in pairwise(cuts):
        if left < resumed or left in inside:
            continue
        while left < right and text[left] in " \n":
            left += 1
        while right > left and text[right - 1] == " ":
            right -= 1
        if (resumed := _labelled_end(text, left, end, marks)) > left:
            deadline = DEADLINE.search(text, left, resumed)
            stop = deadline.start() if deadline else resumed
            notes = [note for note in notes if note[1] <= left or note[0] >= resumed]
            notes.append((left, left + len(text[left:stop].rstrip(" 。；;，"))))
            continue
        if opens_deadline(text[left:right]) or not _WORD.search(text, left, right):
            continue
        item = item_at(text, left, right)
        if item and _WORD.search(text, item.end, right):
            sentences.append(Sentence(item.end, right, index, item.style))
        else:
            first = left == start
            sentences.append(Sentence(left, right, index, paragraph.item if first else None))
    return sentences, sorted(notes)


def _labelled_end(text: str, start: int, end: int, marks: list[int]) -> int:
    """Return the end of the labelled note that opens at ``start``, or ``start``; ``marks``: ends of sentences up to ``end``."""
    stop = start
    for i in range(bisect_right(marks, start), len(marks) + 1):
        mark = marks[i] if i < len(marks) else end
        words = text[stop:mark].strip()
        goes_on = stop > start and text[stop - 1] in "；;" and lists_agencies(words, named=True)
        if not words or not (goes_on or opens_labelled_note(words)):
            break
        stop = mark
    return stop


def _is_note(text: str, pair: tuple[int, int], start: int, end: int) -> bool:
    opened, closed = pair
    before = text[:opened].rstrip()[-1:] if opened > start else "。"
    after = text[closed:end].lstrip()[:1]
    after_end_mark = before in "。！？；;."
    if not after_end_mark and after not in ("", "。", "；", ";"):
        return False
    return is_bracketed_note(text[opened + 1 : closed - 1], after_end_mark)


@dataclass(slots=True)
class _Lead:
    """A lead-in whose items are being read: lines of their own, or parts of one paragraph."""

    style: Style | None
    text: str
    paragraph: int | None  # None: its items are lines


def _assemble(text: str, sentences: list[Sentence]) -> list[tuple[int, int, str]]:
    """Join lead-ins to their first items and give the further items their ``lead_in``."""
    clauses: list[tuple[int, int, str]] = []
    leads: list[_Lead] = []
    pending: tuple[int, str] | None = None
    last_items = {(sentence.paragraph, sentence.item): i for i, sentence in enumerate(sentences)}
    for i, sentence in enumerate(sentences):
        following = sentences[i + 1] if i + 1 < len(sentences) else None
        if pending is None:
            _leave(leads, sentences, i, text, last_items)
        has_own_lead = _PLAIN_LEAD.match(text, sentence.start, sentence.end)
        if has_own_lead and leads and leads[-1].style is None:  # 县公安局：…；县民政局：…；: beside, not below the one before
            leads.pop()
        context = "\n".join(lead.text for lead in leads)
        start, lead_in = pending or (sentence.start, context)
        last = text[sentence.end - 1]
        opens_list = following and following.item and following.item is not sentence.item and last in "：:"
        if following and opens_list and following.paragraph != sentence.paragraph:
            leads.append(_Lead(following.item, text[sentence.start : sentence.end], None))
            pending = (start, lead_in)
            continue
        pending = None
        clauses.append((start, sentence.end, lead_in))
        opened = _LIST_LEAD.search(text, sentence.start, sentence.end)
        if opened and (first := item_at(text, opened.end(), sentence.end)):
            leads.append(_Lead(first.style, text[sentence.start : opened.start() + 1], sentence.paragraph))
        elif last in "；;" and has_own_lead:
            leads.append(_Lead(None, has_own_lead[0], sentence.paragraph))
    return clauses


def _leave(
    leads: list[_Lead], sentences: list[Sentence], i: int, text: str, last_items: dict[tuple[int, Style | None], int]
) -> None:
    """Close the lead-ins whose items end before sentence ``i``; ``last_items``: last sentence by paragraph and number."""
    sentence = sentences[i]
    if not leads:
        return
    if sentence.item:
        depth = next((d for d, lead in enumerate(leads) if lead.style is sentence.item), -1)
        del leads[depth + 1 :]
        return
    before = sentences[i - 1]
    if before.paragraph != sentence.paragraph:
        leads.clear()
    elif text[before.end - 1] not in "；;":
        while leads and leads[-1].paragraph is not None and last_items.get((sentence.paragraph, leads[-1].style), -1) < i:
            leads.pop()
