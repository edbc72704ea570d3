"""What closes a text behind the last item of a list: what is said of the whole text (本方案自印发之日起施行。), its last part."""

from __future__ import annotations

from collections.abc import Sequence

from provtag.patterns import Pattern
from provtag.structure.actors import opens_with_act
from provtag.structure.below import names_rows, stands_above_columns
from provtag.structure.blocks import Block
from provtag.structure.duty_notes import is_note_line
from provtag.structure.lead_titles import is_no_title
from provtag.structure.signed_titles import ends_block
from provtag.structure.text import Line
from provtag.structure.titles import KINDS

_THIS = rf"本(?:实施|工作)?(?:{KINDS}|安排|手册|协议|责任书|备忘录)(?:[（(]试行[）)])?"
_HOLDS = Pattern(  # from when on, who explains it
    rf"(?:^|[。．]){_THIS}(?:(?:[自从從]|\d{{4}}年)[^，。；]{{1,30}}(?:[日起]|[日天][后後])(?:正式)?(?:施行|[执執]行|[实實]施|[试試]行|生效)"
    r"(?:(?:[一二两兩三四五六七八九十]|\d{1,2})年)?(?=[，。；至]|$)"
    r"|(?:在?(?:施行|[执執]行|[实實]施)(?:[过過]程)?中的?[^，。；由]{0,6}[问問][题題]，?)?由[^，。；向对對给給]{2,40}解[释釋](?=[，。；]|$)|未[尽盡]事)"
)
_SENT_ON = Pattern(rf"[^，。；]{{2,20}}将{_THIS}(?:转发|传达)")
# How whoever gets it carries it out, and to whom that is told: 各地制定实施方案，报市公安局备案。
_CARRIED_OUT = Pattern(
    r"(?:以上[^，。；]{2,8}，)?(?:请)?各(?:[级級地市州盟县縣区區旗乡鄉镇鎮]|(?:有[关關]|成[员員]|[责責]任)?(?:部[门門]|[单單]位))[^。；]{0,60}"
    rf"(?:{_THIS}|(?:[实實]施|具[体體]|[细細]化|落[实實]|本地[区區]?工作)(?:[细細][则則]|方案|[办辦]法|意[见見]|措施|[计計][划劃]|安排)"
    "|[贯貫][彻徹](?:落[实實]|[执執]行)?情[况況])[^。；]{0,60}(?:[报報](?!酬|道|告制)|抄送|[备備]案)"
)
# An item with such a title is about just that.
_OF_FORCE = Pattern("附[则則]|其他|[说說]明|施行|[执執]行|[实實]施|生效|效力|期限|解[释釋]")
_OF_REPORTS = Pattern("附[则則]|其他|[说說]明|[报報]|[备備]案|[总總][结結]|[进進]度|[联聯][络絡]")
_OF_SENDING = Pattern("[传傳][达達]|宣[传傳]|[学學][习習]|培[训訓]|[转轉][发發]")
# What is bare behind the last item and still no order: the name of a last part.
_LAST_PART = Pattern(
    "附[则則]|其[他它]|收尾|[^的，、]{2,4}[与與和及][责責]任|(?:共同|工作|有[关關]|其他|[总總]体|[几幾]点)要求"
    "|.{0,4}(?:最后|最後|[别別]的|另外)[讲講说說]?[几幾]句.{0,3}|[^，、]{2,6}怎[么麼][^，、]{1,2}"
)
_MOST = 8  # paragraphs that close a text


def closes_text(text: str, blocks: Sequence[Block], title: str, lines: Sequence[Line], i: int) -> bool:
    """Say whether line ``i`` and what follows are no part of the item with this ``title``, the last of ``blocks``.

    What all who get the text have to send in on it is so only where each item of the list is a paragraph.
    """
    if not blocks[-1].paragraphs or len(lines) - i > _MOST or any(line.text[-1] not in "。）" for line in lines[i:]):
        return False
    words = lines[i].text
    if _HOLDS.search(words):
        return not _OF_FORCE.search(title)
    if _SENT_ON.match(words):
        return not _OF_SENDING.search(title)
    return bool(_CARRIED_OUT.match(words)) and not _OF_REPORTS.search(title) and _are_paragraphs(text, blocks)


def ends_lists(text: str, lines: Sequence[Line], i: int) -> bool:
    """Say whether line ``i``, behind the last item of all lists, is a heading: the name of a table, or of a part of sentences."""
    words = lines[i].text
    if not names_rows(words) or is_note_line(words) or is_no_title(words) or opens_with_act(words):
        return False
    if stands_above_columns(text, lines[i]):
        return True
    if not names_last_part(words) or i + 1 == len(lines):
        return names_last_part(words)
    if lines[i + 1].text[-1] != "。" or ends_block(lines[i + 1].text):
        return False
    return lines[i - 1].text[-1] in "。）" or is_note_line(lines[i - 1].text)


def names_last_part(words: str) -> bool:
    """Say whether ``words`` name a last part and order nothing, also where nothing stands below them: 其他, 工作要求."""
    return bool(_LAST_PART.fullmatch(words))


def _are_paragraphs(text: str, blocks: Sequence[Block]) -> bool:
    """Say whether the items beside the last of ``blocks`` are one paragraph each."""
    list_path = blocks[-1].path.rpartition(".")[0]
    beside = [block.paragraphs for block in blocks[:-1] if block.path.rpartition(".")[0] == list_path]
    own = (sum(not is_note_line(text[part.start : part.end]) for part in paragraphs) for paragraphs in beside)
    return bool(beside) and all(count < 2 for count in own)
