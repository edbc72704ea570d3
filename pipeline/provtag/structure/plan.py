"""The outline of a plan: the innermost numbered lines are blocks, a numbered title above others is a heading."""

from __future__ import annotations

from collections import defaultdict

from provtag.language.numerals import STEMS
from provtag.structure.actors import names_field, without_gloss
from provtag.structure.below import behind_deadline, behind_notes, is_order, names_rows, stands_above_columns, stands_above_rows
from provtag.structure.blocks import BARE_HEADING, LIST_AHEAD, MARKED_END, RUNNING, Block, Builder, Paragraph
from provtag.structure.bodies import agencies_alone, lists_agencies
from provtag.structure.closing import closes_text, ends_lists, names_last_part
from provtag.structure.counting import counted_in
from provtag.structure.duty_notes import is_note_line
from provtag.structure.lead_titles import exhorts, title_length
from provtag.structure.levels import Level, above_closing, above_number, above_title, is_below, without_numbers
from provtag.structure.markers import (
    HEADING_STYLES,
    Marker,
    Style,
    article_at,
    continues,
    heading_at,
    is_numbered,
    item_at,
)
from provtag.structure.portal import names_contact
from provtag.structure.signed_titles import KIND, charged_lines, ends_block, is_kind, kinds, signed_titles
from provtag.structure.text import CLOSING, LOST, Line
from provtag.structure.titles import is_date

_IN_PARAGRAPHS = (Style.DASH, Style.FLOW)  # what is numbered so opens no block
_CLOSED = tuple(f"{sign}；" for sign in CLOSING)
_LIST = 40  # lines in which it shows whether items share a sentence
_LEAST_SENTENCE = 8  # characters from which on words may be one
_NEAR = 60  # lines in which it shows whether the items of a list have titles


class Plan(Builder):
    """Blocks of a plan-style document: the innermost numbered lines; a numbered title above others is a heading."""

    def read(self, lines: list[Line]) -> None:
        """Build the blocks of ``lines``."""
        self.charged_until = 0  # the line behind the duty notes of the last heading
        self.titled: dict[int, bool] = {}  # whether numbered lines begin with titles
        self.noted: dict[Style, bool] = {}  # whether text follows the notes below all titles of a style
        self.by_count = by_count = counted_in(lines)
        markers = [
            by_count.get(i) or item_at(self.text, line.start, line.end) or article_at(self.text, line.start, line.end)
            for i, line in enumerate(lines)
        ]
        for i in self.quoted:
            markers[i] = None
        last = {marker.style: i for i, marker in enumerate(markers) if marker}
        self.last = defaultdict(int, last)  # the last line of each style
        self.signed = signed_titles(lines, markers)
        steps = (i for i, marker in by_count.items() if marker.style is Style.TASK)
        self.signed |= {i for i in steps if not MARKED_END.search(lines[i].text)}
        for i in self.signed:
            markers[i] = None
        self.bracketed = kinds(lines, markers)
        self.charged = charged_lines(lines, markers)
        upcoming = list(markers)  # the next number from each line on
        for i in range(len(lines) - 2, -1, -1):
            upcoming[i] = upcoming[i] or upcoming[i + 1]
        items_until = 0
        for i, line in enumerate(lines):
            if i < self.charged_until:
                continue
            marker = markers[i]
            self._leave_kind(lines, i)
            if line.text == LOST:
                self.block, self.after_loss = None, True
            elif i in self.quoted or line.text.startswith("“第"):
                self.add_quoted(line)
            elif (heading := heading_at(self.text, line.start, line.end)) and not self._is_alone(lines, i, heading):
                self.add_heading(line, heading)
            elif marker and marker.style in HEADING_STYLES and marker.number in STEMS:
                self.add_heading(line, marker)
            elif marker is None and upcoming[i] is None and self.block and self.block.number and ends_lists(self.text, lines, i):
                self.levels = without_numbers(self.levels)
                self.block = None
                self._add_bare_heading(line, None, None)
            elif marker is None and self._is_bare_heading(lines, i):
                self.kind = line.text if self._is_kind(lines, i) else ""
                self._add_bare_heading(line, upcoming[i], by_count.get(i))
            elif i in self.charged and not (self.block and self.block.number):
                self._add_charged(line, line.start + self.charged[i])
            elif marker is None or marker.style in _IN_PARAGRAPHS or i < items_until:
                is_last = upcoming[i] is None and self.block is not None and self.block.number
                if marker is None and line.text[-1] in "：:" and self._is_above_outermost(markers, i):
                    self.levels, self.block = [], None
                elif is_last and closes_text(self.text, self.built.blocks, self.levels[-1].heading, lines, i):
                    self.levels, self.block = above_closing(self.levels), None
                self.add_line(lines, i, marker)
            elif self.block and self.text[lines[i - 1].end - 1] in "：:" and (stop := self._list_end(lines, markers, i)):
                items_until = stop
                self.add_paragraph(line, marker)
            else:
                self._open_numbered(lines, markers, i, marker)

    def _is_above_outermost(self, markers: list[Marker | None], i: int) -> bool:
        """Say whether the first of the outermost numbers stands right below line ``i``, which stands behind all other numbers."""
        below = markers[i + 1] if i + 1 < len(markers) else None
        if below is None or below.style is not Style.COMMA or below.key != "1" or not self.levels:
            return False
        inner = (level.style not in (Style.COMMA, *HEADING_STYLES) and self.last[level.style] < i for level in self.levels)
        return all(inner)

    def _add_charged(self, line: Line, end: int) -> None:
        """Open a block for ``line``, which opens with the name of who has its duties, up to ``end``."""
        self.block = None
        self.add_paragraph(Line(end, line.end, self.text[end : line.end]))
        assert self.block is not None
        self.block.headings += (self.text[line.start : end],)
        self.built.headings.append((line.start, end))

    def _counts_on(self, i: int) -> bool:
        """Say whether line ``i`` is a counted title that is not the first: what stands above it is text of the one before."""
        return i in self.by_count and self.by_count[i].key != "1"

    def _is_bare_heading(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i``, which has no number, is a heading: words without any mark above a paragraph.

        Below a number they are one only where they name who has the duties that follow.
        """
        if i in self.signed:
            return True
        words = lines[i].text.strip("# ")
        if names_rows(words) and stands_above_columns(self.text, lines[i]):
            is_between = self.block and self.block.number and self.last[self.levels[-1].style] > i  # items: it is of one
            return not (is_between or self._is_below_bare(lines, i))
        if i + 1 == len(lines):
            return names_last_part(words) and bool(MARKED_END.search(lines[i - 1].text))
        if self._is_agency_note(lines, i) or self._is_note_above(lines[i]):
            return False
        if i + 1 in self.signed and self._counts_on(i + 1):
            return False
        if self._is_kind(lines, i) or stands_above_rows(lines, i):
            return True
        if i in self.bracketed:
            return i + 1 not in self.bracketed and not ends_block(lines[i + 1].text)
        if words[-1] in "：:" and agencies_alone(without_gloss(words[:-1])):  # 县公安局： above its duties, sentences or numbers
            below = lines[i + 1]
            return self._begins_anew(lines, i + 1) or (below.text[-1] == "。" and not is_numbered(below.text))
        if agencies_alone(words):
            return lines[i - 1].text[-1] not in "：:" and not ends_block(lines[i + 1].text) and not is_date(lines[i + 1].text)
        if (self.block and self.block.number) or not BARE_HEADING.fullmatch(words):
            return False
        if is_order(words) or self._is_listed(lines, i) or self._is_all_below(lines, i):
            return False
        return not BARE_HEADING.fullmatch(lines[i + 1].text) and not ends_block(lines[i + 1].text)

    def _is_listed(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is an item: it stands below what announces a list, or below a line as bare as itself."""
        if i == 0 or self.block is None:
            return False
        above = lines[i - 1].text
        if above[-1] in RUNNING:
            return not names_field(lines[i].text)
        is_below = LIST_AHEAD.search(above) if above[-1] in "：:" else self._is_below_bare(lines, i)
        return bool(is_below) and not names_field(lines[i].text)

    def _is_below_bare(self, lines: list[Line], i: int) -> bool:
        """Say whether two lines as bare as a heading stand above line ``i``: a heading and its first item, or two items."""
        return i > 1 and all(BARE_HEADING.fullmatch(line.text) for line in lines[i - 2 : i]) and lines[i - 1].text[0] != "【"

    def _is_all_below(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is all there is below a numbered heading: the following one counts on from that.

        The name of a field of work is none where the heading stands right below one of its rank, which has nothing below it.
        """
        marker = item_at(self.text, lines[i + 1].start, lines[i + 1].end)
        if self.block or not marker or not self.levels:
            return False
        above = (item_at(self.text, line.start, line.end) for line in lines[max(0, i - 2) : i])
        if [item.style for item in above if item] == [marker.style] * 2 and names_field(lines[i].text):
            return False
        return any(continues(marker, level.style, level.key) for level in self.levels)

    def _is_note_above(self, line: Line) -> bool:
        """Say whether ``line`` is the bodies of the task above it, in brackets, where no such line is a heading."""
        if self.block is None or line.text.startswith("【") or not is_note_line(line.text):
            return False
        return not any(is_note_line(level.heading) for level in self.levels)

    def _is_kind(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is the kind of the rows of a table below it: 【预防】 above a task with its agencies."""
        if not is_kind(lines[i].text) or i + 2 >= len(lines):
            return False
        return is_note_line(lines[i + 2].text) and not ends_block(lines[i + 1].text)

    def _leave_kind(self, lines: list[Line], i: int) -> None:
        """Leave the kind that heads the rows of a table where line ``i`` is none of them: no agencies stand below it."""
        depth = next((d for d, level in enumerate(self.levels) if level.heading == self.kind), -1) if self.kind else -1
        if depth < 0:
            return
        is_row = is_note_line(lines[i].text) or (i + 1 < len(lines) and is_note_line(lines[i + 1].text))
        is_below_head = lines[i].start > lines[i - 1].end + 1  # the head of another table was set aside between the two
        if not is_row or is_below_head:
            del self.levels[depth:]
            self.block, self.kind = None, ""

    def _begins_anew(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is the first of a list whose items are blocks of their own."""
        first = item_at(self.text, lines[i].start, lines[i].end)
        if not first or first.key != "1":
            return False
        ahead = lines[i : i + _LIST]
        return not self._list_end(ahead, [item_at(self.text, line.start, line.end) for line in ahead], 0)

    def _add_bare_heading(self, line: Line, following: Marker | None, by_count: Marker | None) -> None:
        """Put ``line``, which has no number, or is counted ``by_count``, above what follows, ``following`` the next number."""
        heading = line.text.strip("# ")
        kept = above_title(self.levels, heading, by_count, following, is_right_below=self.block is None)
        style = by_count.style if by_count else Style.SECTION
        self.levels = [*kept, Level(style, heading.replace(" ", ""), heading)]
        self.built.headings.append((line.start, line.end))
        self.block = None

    def _list_end(self, lines: list[Line], markers: list[Marker | None], i: int) -> int:
        """Return the index after the enumeration whose first item is line ``i``; 0 when these are blocks of sentences."""
        first = markers[i]
        if first is None or first.style is Style.COMMA or first.key != "1":
            return 0
        is_lettered = first.style is Style.LETTER  # no blocks below a lead-in, whatever they end with, unless they have titles
        stop = i
        ends: list[str] = []
        while stop < len(lines) and (marker := markers[stop]) and marker.style is first.style:
            if stop > i and marker.key == "1":
                break
            if is_lettered and self._lead_title(lines[stop], marker, has_more=False, has_children=False) > marker.end:
                return 0
            is_ended = "。" in lines[stop].text and lines[stop].text.endswith(_CLOSED)  # 走访。（市公安局负责）；
            ends.append("。" if is_ended else lines[stop].text[-1])
            stop += 1
            if ends[-1] in "。！" and not is_lettered:
                break
        if len(ends) < 2:
            return 0
        is_one = is_lettered or sum(end in "；;，、" for end in ends[:-1]) * 2 > len(ends) - 1
        return stop if is_one else 0

    def _open_numbered(self, lines: list[Line], markers: list[Marker | None], i: int, marker: Marker) -> None:
        line = lines[i]
        is_beside_clause = any(lv.heading == lv.number and continues(marker, lv.style, lv.key) for lv in self.levels)
        self.levels = above_number(self.levels, marker)
        below = self._below_notes(lines, markers, i)
        has_children = self._has_children(lines, markers, i, marker, below)
        is_last = below not in self.bracketed and self._is_last(lines, behind_deadline(lines, below) if below == i + 1 else below)
        following = markers[below] if below < len(lines) else None
        has_more = has_children or (not is_last and (following is None or following.style in _IN_PARAGRAPHS))
        has_more = has_more or stands_above_columns(self.text, line) or names_last_part(self.text[marker.end : line.end])
        may_exhort = exhorts(self.text[marker.end : line.end]) and self._are_titled(lines, markers, i, marker)
        title_end = self._lead_title(line, marker, has_more, has_children, may_exhort)
        if marker.end < title_end < line.end and not has_children and self._is_odd_title(lines, markers, i, marker, title_end):
            title_end = marker.end
        is_sentence = line.text[-1] == "。" or self._is_last_of_list(lines, markers, i)
        is_closed = below in self.signed or (below < len(lines) and KIND.fullmatch(lines[below].text))  # nothing stands below it
        if title_end == line.end and (is_beside_clause or is_closed) and not has_children and is_sentence:
            title_end = marker.end
        heading = self.text[line.start : title_end] if title_end > marker.end else ""
        outer = self.headings()
        keys = [level.key.rpartition(".")[2] for level in self.levels] + [marker.key.rpartition(".")[2]]
        self.levels.append(Level(marker.style, marker.key, heading.strip("#* ") or marker.number, marker.number))
        whole_line = title_end == line.end
        if whole_line and below > i + 1:
            self.built.charges[line.start if has_children or marker.style is Style.COMMA else marker.end, line.end] = (
                lines[i + 1].start,
                lines[below - 1].end,
            )
            self.charged_until = below
        # "一、指导思想": the paragraphs of the outermost kind are unnumbered
        is_title = marker.style is Style.COMMA or marker.number.startswith("【")
        is_outermost = is_title and not MARKED_END.search(line.text)
        if whole_line and (has_children or is_outermost):
            self.built.headings.append((line.start, line.end))
            self.block = None
            return
        self._note_number(line.start, marker)
        headings = self.headings() if heading else outer
        block = Block(line.start, line.end, marker.number, f"{self.prefix}s{'.'.join(keys)}", headings)
        block.lead = self._lead_of(marker)
        if heading:
            self.built.headings.append((marker.end, title_end))
        if not whole_line:
            block.paragraphs.append(Paragraph(max(title_end, marker.end), line.end))
        self.open(block)

    def _is_odd_title(self, lines: list[Line], markers: list[Marker | None], i: int, marker: Marker, title_end: int) -> bool:
        """Say whether what stands before ``title_end`` in line ``i``, behind its number ``marker``, is as long as a sentence, in
        a list that has few titles."""
        words = self.text[marker.end : title_end].strip().rstrip("。")
        if len(words) < _LEAST_SENTENCE or names_field(words):
            return False
        return not self._are_titled(lines, markers, i, marker)

    def _are_titled(self, lines: list[Line], markers: list[Marker | None], i: int, marker: Marker) -> bool:
        """Say whether half of the items of the list of line ``i``, whose number is ``marker``, or more open with titles."""
        outer = {level.style for level in self.levels}
        listed = [i]
        for step in (-1, 1):
            for at in range(i + step, max(min(i + step * _NEAR, len(lines)), -1), step):
                other = markers[at]
                if other is None or other.style is not marker.style:
                    if other and other.style in outer:
                        break
                    continue
                if step > 0 and other.key == "1":
                    break
                listed.append(at)
                if other.key == "1":
                    break
        return sum(self._is_titled(lines, markers, at) for at in listed) * 2 >= len(listed)

    def _is_titled(self, lines: list[Line], markers: list[Marker | None], i: int) -> bool:
        """Say whether numbered line ``i`` begins with a title, or is nothing else: above text, or a deeper list."""
        if i in self.titled:
            return self.titled[i]
        marker = markers[i]
        if marker is None:
            return False
        below = markers[i + 1] if i + 1 < len(lines) else None
        has_children = below is not None and below.key == "1" and below.style not in (marker.style, Style.COMMA, *_IN_PARAGRAPHS)
        has_more = has_children or (i + 1 < len(lines) and below is None and not ends_block(lines[i + 1].text))
        self.titled[i] = self._lead_title(lines[i], marker, has_more, has_children) > marker.end
        return self.titled[i]

    def _below_notes(self, lines: list[Line], markers: list[Marker | None], i: int) -> int:
        """Return the line behind the duty notes below line ``i`` where they are for what follows them, else ``i + 1``.

        They are so below a bare title, above a deeper list, or above text where all titles of its rank have notes and text; not
        below what orders somebody something, above a list whose items have notes of their own.
        """
        own = markers[i]
        below = behind_notes(lines, i + 1)
        if own is None or below in (i + 1, len(lines)) or MARKED_END.search(lines[i].text):
            return i + 1
        if i + 1 in self.bracketed:  # a heading where others stand beside it
            ahead = ((j, markers[j]) for j in range(below, len(lines)))
            beside = (j for j, other in ahead if j in self.bracketed or (other and other.style is own.style))
            return i + 1 if next(beside, 0) in self.bracketed else below
        if markers[below] is not None:
            is_noted = below + 1 < len(lines) and is_note_line(lines[below + 1].text)
            is_task = is_noted and is_order(self.text[own.end : lines[i].end])
            return below if self._has_children(lines, markers, i, own, below) and not is_task else i + 1
        if own.style not in self.noted:
            alike = [j for j, other in enumerate(markers[:-1]) if other and other.style is own.style]
            behind = [behind_notes(lines, j + 1) for j in alike if is_note_line(lines[j + 1].text)]
            self.noted[own.style] = all(self._goes_on(lines, markers, j, own) for j in behind)
        return below if self.noted[own.style] else i + 1

    def _goes_on(self, lines: list[Line], markers: list[Marker | None], at: int, title: Marker) -> bool:
        """Say whether line ``at`` is a sentence, or opens a list, that stands below ``title``."""
        if at == len(lines) or ends_block(lines[at].text):
            return False
        other = markers[at]
        return other.style not in (title.style, Style.COMMA) if other else lines[at].text[-1] == "。"

    def _has_children(self, lines: list[Line], markers: list[Marker | None], i: int, marker: Marker, below: int) -> bool:
        """Say whether a deeper list begins at line ``below``, below line ``i``, whose number is ``marker``."""
        following = markers[below] if below < len(lines) else None
        if following is None or (lines[i].text[-1] in "：:" and self._list_end(lines, markers, below)):
            return False
        outer = (*(level.style for level in self.levels), marker.style, *_IN_PARAGRAPHS, Style.COMMA)
        is_deeper = following.style not in outer and not continues(following, marker.style, marker.key)
        return is_deeper or is_below(following, marker)

    def _is_last(self, lines: list[Line], below: int) -> bool:
        """Say whether nothing of the block stands at line ``below``, or only whom to ask about it."""
        if below == len(lines) or ends_block(lines[below].text):
            return True
        return names_contact(lines[below].text) or self._is_agency_note(lines, below)

    def _is_last_of_list(self, lines: list[Line], markers: list[Marker | None], i: int) -> bool:
        """Say whether line ``i`` counts on from the line above, as bare as itself: the last of 1．总结⏎2．统计表."""
        above, own = markers[i - 1] if i else None, markers[i]
        if above is None or own is None or own.style is Style.COMMA or not continues(own, above.style, above.key):
            return False
        names_body = lists_agencies(self.text[own.end : lines[i].end], named=True)  # whose duties stand below
        return not (names_body or MARKED_END.search(lines[i - 1].text))

    def _is_alone(self, lines: list[Line], i: int, heading: Marker) -> bool:
        """Say whether line ``i`` looks like a heading (壹、打击拐卖犯罪) but is all there is: the next of its kind follows."""
        if heading.style is not Style.GRAND:
            return False
        following = heading_at(self.text, lines[i + 1].start, lines[i + 1].end) if i + 1 < len(lines) else heading
        return following is not None and following.style is Style.GRAND

    def _lead_title(self, line: Line, marker: Marker, has_more: bool, has_children: bool, may_exhort: bool = False) -> int:
        """Return where the title with which ``line`` opens ends (``marker.end`` when it has none).

        An article in a plan has none: whether short sentences are titles shows only where several articles open so.
        """
        if marker.style is Style.ARTICLE:
            return marker.end
        return marker.end + title_length(self.text[marker.end : line.end], marker, has_more, has_children, may_exhort)
