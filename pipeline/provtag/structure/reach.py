"""What a duty note holds for: the sentences since the last one, as far as its paragraph or the list that this closes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from provtag.structure.blocks import Block
from provtag.structure.bodies import LABELLED
from provtag.structure.sentences import Sentence
from provtag.structure.table_heads import is_duty_head


def with_reach(
    text: str, block: Block, sentences: Sequence[Sentence], notes: Sequence[tuple[int, int, int]]
) -> list[tuple[int, int, int]]:
    """Return ``notes``, each with the number of its paragraph, as ranges with the start of what each holds for.

    That is what stands before it in its paragraph, with the list that this closes; else what stands above, since the last note.
    """
    held: list[tuple[int, int, int]] = []
    opening = {sentence.paragraph: sentence for sentence in reversed(sentences)}
    starts = [sentence.start for sentence in sentences]
    covered = block.paragraphs[0].start if block.paragraphs else block.start
    label_end = -1  # end of a labelled note so far, which the next line may continue
    for start, end, index in notes:
        first = opening.get(index)
        if not first and held and held[-1][1] == label_end and not text[label_end:start].strip():
            held[-1] = (held[-1][0], end, held[-1][2])
        else:
            since = covered
            if held and bisect_left(starts, covered) == bisect_left(starts, start):  # a second note on the same sentences
                since = held[-1][2]
            elif first and first.start < start:
                since = _since(block, opening, index, covered)
            elif not first:
                since = _below_head(text, block, index, covered)
            held.append((start, end, since))
        covered = end
        label_end = end if LABELLED.match(text, held[-1][0]) else -1
    return held


def _below_head(text: str, block: Block, index: int, covered: int) -> int:
    """Return ``covered``, or where the rows of the table begin whose head stands between it and paragraph ``index``."""
    for at in range(index, 0, -1):
        start = block.paragraphs[at].start
        if start <= covered:
            break
        if any(map(is_duty_head, text[block.paragraphs[at - 1].end : start].split("\n"))):
            return start
    return covered


def _since(block: Block, opening: Mapping[int, Sentence], index: int, covered: int) -> int:
    """Return where what stands before a note in paragraph ``index`` begins: with the lead-in of the list that this closes.

    ``opening``: the first sentence of each paragraph that has one. ``covered``: the end of the last note, which may be of a part
    of the list.
    """
    own = block.paragraphs[index].start
    if opening[index].item or covered > own:
        return max(covered, own)
    at = index
    while at - 1 in opening and opening[at - 1].item:
        at -= 1
    if at < index and at - 1 in opening:
        at -= 1
    start = block.paragraphs[at].start
    return start if covered <= start else own
