"""Clauses and duty notes of one block: its paragraphs split into sentences, enumerations with their lead-in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise, zip_longest

from provtag.patterns import Pattern
from provtag.structure.actors import is_actor, names_field, opens_with_actor, opens_with_name, without_gloss
from provtag.structure.blocks import LIST_AHEAD, MARKED_END, Block, Paragraph
from provtag.structure.bodies import agencies_alone, lists_agencies
from provtag.structure.duty_notes import (
    LABEL_SIGNS,
    LONGEST_BROKEN,
    closes_title,
    fields_ahead,
    is_bracketed_note,
    is_broken_note,
    is_duty_sentence,
    is_limit,
    limit_field,
    opens_labelled_note,
    says_whom_to_call,
)
from provtag.structure.limits import is_bare_limit
from provtag.structure.markers import ITEM, Style, item_at
from provtag.structure.reach import with_reach
from provtag.structure.sentences import Sentence, top_level
from provtag.structure.text import IN_BRACKETS, OPENING, WORD

# "市场监督管理部门予以配合。" behind the items of a list is none of them.
_CLOSES = Pattern(
    r"[^，。；：]{0,16}(?:部门|部門|机关|機關|政府|单位|單位|机构|機構|组织|組織|局|委|委员会|厅)(?:应当|應當|予以|负责|負責|配合|协助|協助|依法|要)"
    r"[^。；]*[。！]$|(?:前款|本条|本款|前述|上述|违反|違反)"
)
_COLON = Pattern(r"[：:](?!(?<=\d.)\d\d(?!\d))")  # not that of a clock: 14:30
_PAIRED = (("“", "”"), ("（", "）"), ("(", ")"), ("《", "》"))
_LISTED = Pattern("下列|下述|以下(?:情[形况況]|行[为為]|[条條]件)")  # of which something is said before they come
_AWAITS = Pattern(rf"{LIST_AHEAD.pattern}|[应應当當须須要][：:]")
_OF_CASE = Pattern("[的者][，,]")  # 情节严重的，给予处分
_LIST_LEAD = Pattern(rf"{_COLON.pattern}\s*(?={ITEM})")
_LEAD = Pattern(rf"(?P<before>(?:[^，。；：,;:\n]{{1,60}}[，,]){{0,4}})(?P<last>[^，。；：,;:\n]{{1,30}}){_COLON.pattern}(?=.)")
_LONGEST_LEAD = 100  # characters of a lead-in with parts
_OF_ONE_THING = Pattern("(?:电话|電話|热线|时间|时限|地点|组长|号码|邮箱|地址|联系人|负责人|责任人|联络员)$")  # no list
_LONGEST_TOPIC = 4  # characters of what a paragraph is about: 费用, 抱养的
# In words that end as the name of a field: they say that something is done (会议明确三项措施), and a sentence tells how.
_IS_DONE = Pattern(
    r"[，,]|[\d一二三四五六七八九十两几](?:[项項个個条條件大类]|方面)|(?<![主重需必])要(?![求点素])|应|應|须"
    "|会议(?!要求$)|做好|抓好|落实|健全|明确|建立|完善|执行|加强|强化|实行|推行|开展|提出|部署"
)
_NUMERALS = "一二三四五六七八九十"
_OPENS_ANEW = Pattern("对|對|要(?![求点素])")


@dataclass(slots=True)
class Split:
    """What a block holds: clauses as ``(start, end, lead_in)``, notes as ``(start, end, paragraph start)``."""

    clauses: list[tuple[int, int, str]]
    notes: list[tuple[int, int, int]]


def split_block(text: str, block: Block) -> Split:
    """Split the paragraphs of ``block`` into clauses and duty notes."""
    sentences: list[Sentence] = []
    notes: list[tuple[int, int, int]] = []
    for index, paragraph in enumerate(block.paragraphs):
        found, own_notes = _split_paragraph(text, paragraph, index)
        sentences += found
        notes += [(start, end, index) for start, end in own_notes]
    _mark_lines(text, block, sentences)
    clauses = _assemble(text, _with_whole_leads(text, sentences))
    if block.lead and block.paragraphs:
        clauses = _below_lead(text, text[slice(*block.lead)].strip(), block.paragraphs[0].end, clauses)
    starts = [start for start, _, _ in clauses]
    held = with_reach(text, block, sentences, notes)
    for i, (start, end, since) in enumerate(held):
        before = bisect_left(starts, since) - 1  # the clause in which the paragraph of the note begins, if any
        if before >= 0 and since < clauses[before][1]:
            held[i] = (start, end, starts[before])
    return Split(clauses, held)


def _mark_lines(text: str, block: Block, sentences: list[Sentence]) -> None:
    """Make the lines without numbers below a lead-in ("禁止下列行为：") items of a list, up to its last or a closing remark."""
    i = 0
    while i + 1 < len(sentences):
        lead, first = sentences[i], sentences[i + 1]
        i += 1
        if text[lead.end - 1] not in "：:" or first.item or not _stands_below(text, lead, first):
            continue
        is_running = text[block.paragraphs[first.paragraph].end - 1] in "；;，、"  # its items share one sentence
        if not is_running and not LIST_AHEAD.search(text, lead.start, lead.end):
            continue
        has_cells = " " in text[first.start : first.end] and not MARKED_END.search(text, first.start, first.end)
        while i < len(sentences) and sentences[i].item is None and not _CLOSES.match(text, sentences[i].start, sentences[i].end):
            paragraph = sentences[i].paragraph
            is_ended = text[block.paragraphs[paragraph].end - 1] == "。"
            if has_cells and is_ended and " " not in text[sentences[i].start : sentences[i].end]:
                break  # a sentence below the rows of a table
            if paragraph != sentences[i - 1].paragraph:
                sentences[i].item = Style.LINE
            i += 1
            is_last = is_running and text[block.paragraphs[paragraph].end - 1] in "。！"
            if is_last and (i == len(sentences) or sentences[i].paragraph != paragraph):
                break


def _with_whole_leads(text: str, sentences: list[Sentence]) -> list[Sentence]:
    """Join the parts of lead-ins: 有下列情形之一的，责令改正；情节严重的，给予处分： announces one list.

    The first part says that one follows, and what is done with it, or the last what is done in a case; the last awaits no list
    of its own.
    """
    whole: list[Sentence] = []
    first, says_more = -1, False  # the part of the sentence that announces a list, and whether it goes on behind that
    for sentence, following in zip_longest(sentences, sentences[1:]):
        if whole and (whole[-1].paragraph != sentence.paragraph or text[whole[-1].end - 1] not in "；;"):
            first = -1
        whole.append(sentence)
        lead = _LIST_LEAD.search(text, sentence.start, sentence.end)
        is_above = following and following.item and text[sentence.end - 1] in "：:" and _stands_below(text, sentence, following)
        if lead or is_above:
            is_part = first >= 0 and (says_more or _OF_CASE.search(text, sentence.start, sentence.end))
            if is_part and not _AWAITS.search(text, sentence.start, lead.end() if lead else sentence.end):
                whole[first:] = [replace(whole[first], end=sentence.end)]
            first = -1
        elif listed := _LISTED.search(text, sentence.start, sentence.end):
            first, says_more = len(whole) - 1, text.find("，", listed.end(), sentence.end) > 0
    return whole


def _stands_below(text: str, lead: Sentence, first: Sentence) -> bool:
    """Say whether ``first`` opens the line below that of ``lead``, or of the head of a table that stands there."""
    return first.opens and first.paragraph == lead.paragraph + 1 and text.startswith("\n", lead.end)


def _split_paragraph(text: str, paragraph: Paragraph, index: int) -> tuple[list[Sentence], list[tuple[int, int]]]:
    start, end = paragraph.start, paragraph.end
    if paragraph.is_note:
        return [], [(start, end)]
    marks, pairs = top_level(text, start, end)
    brackets = dict(pair for pair in pairs if text[pair[0]] in OPENING and _is_note(text, pair, start, end))
    cuts = sorted({start, *marks, *brackets.keys(), *brackets.values(), end})
    sentences: list[Sentence] = []
    notes: list[tuple[int, int]] = []
    resumed = start  # end of a labelled note so far
    for left, right in pairwise(cuts):
        if left < resumed:
            continue
        if left in brackets:
            notes.append((left, brackets[left]))
            continue
        while left < right and text[left] in " \n":
            left += 1
        while right > left and text[right - 1] == " ":
            right -= 1
        may_be_label = left < right and text[left] in LABEL_SIGNS
        if may_be_label and (resumed := _labelled_end(text, left, end, marks)) > left:
            note = text[left:resumed]
            limit, stop = limit_field(note)
            listed = note[:limit] if stop == len(note) else note
            notes.append((left, left + len(listed.rstrip(" 。；;，"))))
            continue
        says_when = index == 0 and left == start and _says_when(text, start, right, end)  # what is done then stands behind it
        if (may_be_label and is_limit(text, left, right) and not says_when) or not WORD.search(text, left, right):
            continue
        if right == end and sentences and is_bare_limit(text[left:right]):
            continue
        if may_be_label and notes and says_whom_to_call(text[left:right]):
            notes.append((left, right))
            continue
        if right == end and sentences and _says_who(text[left:right], behind_one=len(sentences) == 1):
            notes.append((left, right))
            continue
        may_be_broken = sentences and end - left <= LONGEST_BROKEN and (right == end or text[left] in OPENING)
        if may_be_broken and (stop := next((stop for stop in (end, right) if is_broken_note(text[left:stop])), 0)):
            notes.append((left, stop))
            resumed = stop
            continue
        item = item_at(text, left, right)
        if item and WORD.search(text, item.end, right):
            sentences.append(Sentence(item.end, right, index, item.style, left == start))
        else:
            sentences.append(Sentence(left, right, index, paragraph.item if left == start else None, left == start))
    return sentences, notes


def _says_when(text: str, start: int, stop: int, end: int) -> bool:
    """Say whether the words up to ``stop``, behind a number, say when all that follows is done: 一、时间：7月1日起。先点名。"""
    behind = text[stop:end].strip()
    is_numbered = text[start - 1 : start] not in ("", "\n")  # in a line of its own it may belong to what stands above
    return is_numbered and bool(behind) and text.startswith(("时间", "時間"), start) and not opens_labelled_note(behind)


def _says_who(words: str, behind_one: bool) -> bool:
    """Say whether ``words`` at the end of a paragraph are bodies (走访。市公安局、市妇联。); behind one sentence, with a verb."""
    return len(agencies_alone(words.rstrip("。"))) > 1 or (behind_one and is_duty_sentence(words))


def _labelled_end(text: str, start: int, end: int, marks: list[int]) -> int:
    """Return the end of the labelled note that opens at ``start``, or ``start``; ``marks``: ends of sentences up to ``end``."""
    stop = start
    for i in range(bisect_right(marks, start + fields_ahead(text, start, end)), len(marks) + 1):
        mark = marks[i] if i < len(marks) else end
        words = text[stop:mark].strip()
        is_behind = stop > start and text[stop - 1] in "；;"
        goes_on = is_behind and (lists_agencies(words, named=True) or says_whom_to_call(words))
        if not words or not (goes_on or opens_labelled_note(words)):
            break
        stop = mark
    return stop


def _is_note(text: str, pair: tuple[int, int], start: int, end: int) -> bool:
    opened, closed = pair
    at = opened - 1
    while at >= start and text[at] == " ":
        at -= 1
    before = text[at] if at >= start else "。"
    at = closed
    while at < end and text[at] == " ":
        at += 1
    after = text[at:end][:1] if at >= end else text[at]
    after_end_mark = before in "。！？；;."
    if not after_end_mark and after not in ("", "。", "；", ";"):
        return False
    inner = text[opened + 1 : closed - 1]
    return is_bracketed_note(inner, after_end_mark) or (
        not text[at:end].strip(" 。；;") and closes_title(text[start:opened], inner)
    )


@dataclass(slots=True)
class _Lead:
    """A lead-in whose items are being read: lines of their own, or parts of one paragraph."""

    style: Style | None
    text: str
    paragraph: int | None  # None: its items are lines
    holds: bool = False  # without numbers: to the end of the paragraph, not only of the sentence
    opening: str | None = None  # how its first item opens, where one that opens in another way ends it


def _assemble(text: str, sentences: list[Sentence]) -> list[tuple[int, int, str]]:
    """Join lead-ins to their first items and give the further items their ``lead_in``."""
    if not (sentences and _COLON.search(text, sentences[0].start, sentences[-1].end)):  # most blocks: no lead-in
        return [(sentence.start, sentence.end, "") for sentence in sentences]
    clauses: list[tuple[int, int, str]] = []
    leads: list[_Lead] = []
    pending: tuple[int, str] | None = None
    last_items = {(sentence.paragraph, sentence.item): i for i, sentence in enumerate(sentences)}
    for i, sentence in enumerate(sentences):
        following = sentences[i + 1] if i + 1 < len(sentences) else None
        if pending is None:
            _leave(leads, sentences, i, text, last_items)
            if leads and leads[-1].opening is not None and _is_another(text[sentence.start : sentence.end], leads[-1].opening):
                leads.pop()
        has_colon = _COLON.search(text, sentence.start, sentence.end) is not None
        own_lead = _lead_of_parts(text, sentence) if has_colon else ""
        if own_lead and leads and leads[-1].style is None:  # 县公安局：…；县民政局：…；: beside, not below the one before
            leads.pop()
        opened = _LIST_LEAD.search(text, sentence.start, sentence.end) if has_colon else None
        first = item_at(text, opened.end(), sentence.end) if opened else None
        if first:  # a list of this style ends where the next one of its paragraph begins
            same = (first.style, sentence.paragraph)
            del leads[next((depth for depth, lead in enumerate(leads) if (lead.style, lead.paragraph) == same), len(leads)) :]
        context = "\n".join(lead.text for lead in leads)
        start, lead_in = pending or (sentence.start, context)
        last = text[sentence.end - 1]
        opens_list = following and following.item and following.item is not sentence.item and last in "：:"
        if following and opens_list and _stands_below(text, sentence, following):
            leads.append(_Lead(following.item, text[sentence.start : sentence.end], None))
            pending = (start, lead_in)
            if text.count("\n", sentence.end, following.start) > 1:  # the heads of columns stand above the first item
                clauses.append((start, sentence.end, lead_in))
                pending = None
            continue
        pending = None
        clauses.append((start, sentence.end, lead_in))
        if opened and first:
            leads.append(_Lead(first.style, text[sentence.start : opened.start() + 1], sentence.paragraph))
        elif own_lead and (last in "；;" or sentence.opens):
            names = _names_whole_paragraph(own_lead[:-1])
            if names or last in "；;":
                leads.append(_lead_behind_colon(text, sentence, own_lead, names))
    return clauses


def _lead_behind_colon(text: str, sentence: Sentence, lead: str, names: bool) -> _Lead:
    """Return the lead-in without numbers that ``sentence`` opens with; it ``names`` what its whole paragraph is about, or not."""
    is_topic = sentence.opens and len(lead) <= _LONGEST_TOPIC + 1 and not _OF_ONE_THING.search(lead[:-1])
    opening = _opening(text[sentence.start + len(lead) : sentence.end], is_first=True) if _is_loose(lead) else None
    return _Lead(None, lead, sentence.paragraph, holds=names or is_topic, opening=opening)


def _below_lead(text: str, lead: str, end: int, clauses: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Put ``lead``, of which the block is an item, above the clauses of its first line, up to ``end``, and of a list below."""
    opens_list = text[end - 1] in "：:"
    return [
        (start, stop, "\n".join(filter(None, (lead, lead_in))) if start < end or (lead_in and opens_list) else lead_in)
        for start, stop, lead_in in clauses
    ]


def _lead_of_parts(text: str, sentence: Sentence) -> str:
    """Return the lead-in that ``sentence`` opens with (问题有：人户分离；), "" where it has none.

    Behind commas it announces something (发现失踪，按时限处置：); a name there (成立专班，组长：) holds for one thing alone.
    """
    found = _LEAD.match(text, sentence.start, min(sentence.end, sentence.start + _LONGEST_LEAD))
    if not found:
        return ""
    last = found["last"]
    if found["before"] and (len(last) < _LONGEST_TOPIC or _OF_ONE_THING.search(last)) and not LIST_AHEAD.search(last):
        return ""
    if _is_loose(found[0]) and _holds_list(last, text[found.end() : sentence.end]):
        return ""
    is_time = last[-1].isdigit() and text[found.end()].isdigit()  # 9：30
    is_whole = all(found[0].count(left) == found[0].count(right) for left, right in _PAIRED)
    return found[0] if is_whole and not is_time else ""


def _is_loose(lead: str) -> bool:
    """Say whether ``lead`` is a sentence that announces no list (对被解救儿童，分类安置：): another may follow its items."""
    words = IN_BRACKETS.sub("", lead)
    return ("，" in words or "," in words) and not LIST_AHEAD.search(lead)


def _holds_list(counted: str, words: str) -> bool:
    """Say whether ``words`` hold as many parts as ``counted`` says: 做到三个清：底数清、情况清、去向清；"""
    parts = words.count("、") + 1
    if not 1 < parts <= len(_NUMERALS):
        return False
    numeral = _NUMERALS[parts - 1]
    return counted.replace("两", "二").count(numeral) == 1  # two stand in 三问三查: its other half comes next


def _opening(words: str, is_first: bool = False) -> str:
    """Return how ``words`` open: "actor", with 对 or 要, or "" for any other way.

    A body is an actor in the item that ``is_first`` whatever it does.
    """
    if ((is_first and opens_with_name(words)) or opens_with_actor(words)) and not words.startswith("有"):  # 有的乡镇, 有家长的
        return "actor"
    found = _OPENS_ANEW.match(words)
    return found[0] if found else ""


def _is_another(words: str, opening: str) -> bool:
    """Say whether ``words`` are no item of a list whose first item has this ``opening``: they name their own actor or matter."""
    return _opening(words) not in ("", opening)


def _names_whole_paragraph(lead: str) -> bool:
    """Say whether ``lead`` names who acts, or a field: all of its paragraph is said of that (县民政局：…。…。 要求：…。…。)."""
    lead = without_gloss(lead)
    return bool(is_actor(lead) or agencies_alone(lead) or (names_field(lead) and not _IS_DONE.search(lead)))


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
    elif text[before.end - 1] not in "；;" or _CLOSES.match(text, sentence.start, sentence.end):
        is_new = text[before.end - 1] not in "；;"
        while leads and leads[-1].paragraph is not None:
            last = last_items.get((sentence.paragraph, leads[-1].style), -1)
            is_over = last < i if leads[-1].style else is_new and not leads[-1].holds
            if not is_over:
                break
            leads.pop()
