"""Lines without an end mark that follow one another: rows, dates and names of a list stand apart, a broken sentence goes on."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from provtag.language.widths import ROOM, columns
from provtag.patterns import Pattern
from provtag.structure.blocks import BARE_HEADING
from provtag.structure.bodies import LABELLED, NAME, OWN_PLACE, agencies_alone, lists_agencies, names_in
from provtag.structure.cells import BAR
from provtag.structure.duty_notes import is_note_line
from provtag.structure.limits import LABELLED_LIMIT
from provtag.structure.markers import begins, is_numbered, item_at, starts_flow
from provtag.structure.titles import ends_like_title

_MOST_NAMES = 30  # lines of bodies, one in each
_ENDED = tuple('。！？；：!?;:…”"’）)》】〕]|>')  # a line that ends so goes on in none by its length alone
_REACH = 12  # lines, in which a broken sentence comes to its end
_CELLS = Pattern(f"[\u4e00-\u9fff）”] +[\u4e00-\u9fff（“]|{BAR.pattern}")  # what parts the cells of a row
_WIDE = Pattern(rf"\S(?: {{2,}}|\t)\S|{BAR.pattern}")  # also where a comma stands
# What a row has in front: a day, an hour, a letter, a count (14:31, 02号, B/0, 事项13); or it has several cells.
_FRONT = Pattern(
    r"(?!\d+ [年月日])[0-9A-Z][^，。；、 ]{0,19} |[\u4e00-\u9fff]{2}\d+ "
    # The blank in the name of a person parts no cells: 县长李 明.
    r"|[^，。；、：—]{2,14}(?<![长記记任席志].) +[^，。；]+ |[^，。；、—]{2,14}—[^—].*[^—]—[^—]"
)
_FIELD = Pattern("(?P<name>[\u4e00-\u9fff（）/ ]{1,9}?)[：:](?P<filled>[^。]*、[^。]*)")  # 成员：甲、乙
_MEMBERS = Pattern(
    "[成组組] *[员員]|[名人][单單员員]|[组組][长長]|[单單]位|部[门門]|[出列]席|^[发發致送报報]$"
    "|^(?:[甲乙丙丁戊己]|[见見][证證])方$"
)  # whom a field names
_ACTS = Pattern(
    "[应應][当當]?|不[得能]|必?[须須]|(?<![主重需必])要(?!求)|予以|[负負][责責](?!人)|由|的，"
    "|[开開]展|建立|加[强強]|落[实實]|做好|推[进進]"
)  # what is done, no names
_TELEPHONE = Pattern(r"[电電][话話].*[\d×]{7}$")
PAUSE = Pattern("[，。；]")  # which no title and no number has
_ORDERED = Pattern(
    "(?:各|[本全]?[省市县縣区區镇鎮乡鄉])[^，。；：、的]{1,14}?(?:[应應][当當]?|要(?!求)|必[须須]|不得|[负負][责責](?!人))"
)
_REASON = Pattern("[为為根按依鉴鑒由]")
# Behind these the body that the next line begins with belongs to the sentence: 书面通知|县民政局负责接收; 查看台账，并督促|各校….
_HANDS_ON = Pattern(
    "(?:通知|告知|通[报報]|[报報]告|移[交送]|配合|[协協][助同]|商[请請]|[联聯]合|[会會]同|[向由交送和与與及對对请請经經报報]"
    "|，(?:[并並]且?|同[时時]|及[时時]|[还還]要?)?"
    "(?:督促|指[导導]|要求|[责責]成|[组組][织織]|[确確]保|[检檢]查|[监監]督|安排|[协協][调調]|[让讓使]))$"
)
_NEAR = 40  # lines in which it shows whether a line is as long as lines are
_CHARGED = Pattern("(?:(?:按照?|依)(?:各自)?[职職][责責]|共同|分别|分別|具体|具體)[^，。；]{0,8}[负負][责責][。；;]?$")
# How a name goes on behind 县委 and 县政府办, which are names, too.
_GOES_ON = Pattern(
    "(?<=委)(?:宣传部|宣傳部|政法委|组织部|組織部|统战部|統戰部|社会工作部|网信办|編办|编办|办公室)|(?<=[办辦])(?:公室|事[处處])"
)
# What may stand behind the names of a note.
_BEHIND_NAMES = Pattern(
    rf"[，,；;。 ]*(?:{LABELLED_LIMIT.pattern}.*|\d{{1,4}}[年月].{{1,12}}|(?:按照?|依)(?:各自)?职责.{{0,8}}"
    "|(?:共同|分别|具体)?负责)?[。；;]?$"
)


def _is_pointed(line: str) -> bool:
    """Say whether ``line`` ends with a point behind a word: 兑现. but not 12.|5个百分点."""
    return line.endswith(".") and "\u4e00" <= line[-2:-1] <= "\u9fff"


def is_ended(line: str) -> bool:
    """Say whether ``line`` ends with a sign behind which no sentence goes on."""
    return line.endswith(_ENDED) or _is_pointed(line)


def goes_on_in(line: str, lines: Sequence[str], i: int) -> bool:
    """Say whether ``line``, which has no end mark and stands above ``lines[i]``, is a sentence that goes on there.

    What has a comma, or orders somebody something, goes on except in another order. Other lines are sentences if they are
    broken once, or at one width, and end; the lines of a list differ in length and end nowhere. The rows of a table, a title
    and the field of a form with its list of names go on in no line below them.
    """
    if _lists_names(line) or _TELEPHONE.search(line):
        return False
    if "，" in line or _ORDERED.match(line):
        return not (_is_row_of_several(line, lines, i) or is_next_order(line, lines, i))
    if (ends_like_title(line) and not PAUSE.search(line)) or is_row(line) or is_row(lines[i]):
        return False
    above = [columns(words) for words in _open_lines(lines, range(i - 1, -1, -1))]
    below = [columns(words) for words in _open_lines(lines, range(i, len(lines)))]
    end = i + len(below)
    if end == len(lines) or not is_ended(lines[end]) or is_numbered(lines[end]) or is_row(lines[end]):
        return False
    broken = [*above, *below]
    is_even = max(broken, default=0) - min(broken, default=0) <= ROOM
    return len(broken) < 2 or (is_even and columns(lines[end]) <= max(broken) + ROOM)


def is_whole_note(line: str) -> bool:
    """Say whether ``line`` is a label with names behind it, which goes on in names alone."""
    return LABELLED.match(line) is not None and is_note_line(line)


def names_go_on(line: str, following: str) -> bool:
    """Say whether the note in ``line`` goes on in ``following``, as its last name is cut or what they do stands there.

    县教|育局、县妇联，6月底前完成; 各村|按职责分工负责。
    """
    if _CHARGED.match(following):
        return True
    names = _BEHIND_NAMES.sub("", following)
    last = re.split("[、，,；;：: ]", line)[-1]
    rest = re.split("[、，,；;]", names)[0]
    is_beginning = len(last) <= 1 or _GOES_ON.match(last + rest, len(last))  # 县|妇女联合会
    is_rest = len(rest) <= (1 if agencies_alone(last) else 2)  # 县公安|机关, but 县公安局 above 各镇
    is_cut = is_beginning or is_rest or not lists_agencies(last, named=True)  # 县妇女联|合会
    return bool(names) and bool(is_cut) and lists_agencies(last + names, named=True)


def names_run_on(lines: Sequence[str], i: int) -> bool:
    """Say whether ``lines[i]``, below a labelled note, is one of its further bodies, which stand one in each line.

    They end above another note or a number that begins no list; where all ends they are several, as one may sign the text.
    """
    if not _are_sure_bodies(lines[i]):  # most lines
        return False
    start, end = i, i + 1
    while max(0, i - _MOST_NAMES) < start and _are_sure_bodies(lines[start - 1]):
        start -= 1
    while end < min(len(lines), i + _MOST_NAMES) and _are_sure_bodies(lines[end]):
        end += 1
    if end == len(lines):
        return end > start + 1
    number = item_at(lines[end])
    return not begins(number) if number else is_numbered(lines[end]) or LABELLED.match(lines[end]) is not None


def _are_sure_bodies(line: str) -> bool:
    """Say whether ``line`` consists of names that are surely those of bodies."""
    return all(NAME.fullmatch(name) or OWN_PLACE.match(name) for name in names_in(line))


def _is_row_of_several(line: str, lines: Sequence[str], i: int) -> bool:
    """Say whether ``line`` or ``lines[i]`` below it is a row: one alone that only begins like a row may be a sentence."""
    if _WIDE.search(line) or _WIDE.search(lines[i]) or (LABELLED_LIMIT.match(line) and _FRONT.match(lines[i])):
        return True
    rows = [*lines[max(0, i - 2) : i - 1], line, *lines[i : i + 2]]
    return any(_FRONT.match(row) and _FRONT.match(below) for row, below in pairwise(rows))


def is_next_order(line: str, lines: Sequence[str], i: int) -> bool:
    """Say whether ``lines[i]`` orders another body something, where ``line`` is an order or lines near it are longer."""
    if not _ORDERED.match(lines[i]) or _REASON.match(line) or _HANDS_ON.search(line):
        return False
    longer = columns(line) + ROOM
    return bool(_ORDERED.match(line)) or any(columns(words) > longer for words in lines[max(0, i - _NEAR) : i + _NEAR])


def _open_lines(lines: Sequence[str], places: range) -> Iterator[str]:
    """Yield the lines from the first of ``places`` on that have neither an end mark nor a number, and are no heading."""
    for i in places[:_REACH]:
        line = lines[i]
        is_own = not line or is_ended(line) or is_numbered(line) or starts_flow(line)
        if is_own or BARE_HEADING.fullmatch(line):
            return
        yield line


def _lists_names(line: str) -> bool:
    """Say whether ``line`` is the field of a form with names; what a body does that is named there is a sentence."""
    field = _FIELD.fullmatch(line)
    if field is None or not _MEMBERS.search(field["name"]):
        return False
    return not (_ACTS.search(field["filled"]) or agencies_alone(field["name"]))


def is_row(line: str) -> bool:
    """Say whether ``line`` has cells, as the row of a table has: 接警员  分管领导."""
    return _CELLS.search(line) is not None
