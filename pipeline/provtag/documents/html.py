"""Web pages: the text of the regulation and what the portal says of it, without the portal around it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree

from provtag.documents import notices
from provtag.documents.page_tree import page_tree, pictures
from provtag.documents.portal_blocks import Line, portal_above, portal_behind
from provtag.documents.table import DUTY_LINE, ROW_END, Cell, Table, holds_paragraphs
from provtag.documents.text import decode
from provtag.patterns import Pattern

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)

_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"),
        *("legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    }
)
_NOTE_MARK = Pattern(r"[\[(（〔]?(?:\d{1,3}|注\d*|[①-⑳*])[\])）〕]?")
_NOTE_NUMBER = Pattern(r"\d{1,3}|[①-⑳*]")
_NOTE = Pattern(r"(?:[\[〔]|注(?=\d))(\d{1,3})[\]〕：:、.]?|([①-⑳*])")
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3"))

_CJK = "\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef〔〕“”‘’—…"
_BREAK_IN_CHINESE = Pattern(rf"(?<=[{_CJK}]) ?\n ?(?=[{_CJK}])")
_SOURCE_BLANKS = Pattern(r"[ \t\r\n\f]+")
_PROSE = Pattern(r"[，。；]")
_NUMBERED = Pattern(
    r"\s*(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])"
)
_SENTENCE_END = Pattern(r"[。；]$|.{6}：$")  # a shorter label is a field of the portal's own (用户名：)
_FACT = Pattern(
    r"\s*【?(?:索\s*引\s*号|[发發]文(?:字号|机关|机构|单位|日期|[时時]间)|文\s*号|文\s*號|字\s*号|成文日期|印[发發](?:日期|机关|单位)|[发發]布(?:日期|[时時][间間]|机构|机关|单位)"
    r"|公[开開布](?:日期|[时時][间間])|制定机关|[标標]\s*[题題]|名\s*[称稱]|信息名称|[来來]\s*源|日\s*期|生成日期|[时時][间間])】?\s*[：:\t]"
)
_TITLE = Pattern(
    r"[^。；]{5,90}(?:条例|條例|办法|辦法|规定|規定|细则|細則|方案|意见|意見|通知|计划|計劃|规划|規劃|决定|決定|公告|纲要|要点)(?:[（(].{2,12}[）)])?$"
)
_IMPRINT = Pattern(
    r"[（(]?\d{4} ?年 ?\d{1,2} ?月 ?\d{1,2} ?日.{0,60}(?:公布|[发發]布|通[过過]|施行|修[订訂正]|印[发發]).{0,40}"
    r"|[^，。；：]{1,16}(?:令第? ?\d{1,5}|[〔\[（(]\d{4}[〕\]）)] ?(?:第? ?)\d{1,5}) ?[号號]"
)
_END = Pattern(
    r"\s*【?(?:相[关關](?:解[读讀]|[链鏈]接|[阅閱][读讀]|文件|文章|稿件|信息|附件|[新资]|推荐)|[扩擴延]展?[阅閱][读讀]|政策解[读讀]|解[读讀](?:[链鏈]接|[材文]|：)|[图圖]解|上一[篇条條]|下一[篇条條]"
    r"|[责責]任[编編][辑輯]|扫一扫|掃一掃|版[权權]所有|主[办辦][单單]位|[网網]站(?:地[图圖]|[标標][识識])|友情[链鏈]接|联系我们|聯繫我們|[关關]于我们|您访问的|"
    r"(?:.{0,80}ICP备(?!.*。$)|.{0,4}公[网網]安[备備])|Copyright|技[术術]支持|承[办辦][单單]位：?\S{0,30}(?:中心|局|厅))"
)
_GREETING = Pattern(
    r".{0,30}(?:[欢歡]迎(?:[您你]|[访訪][问問]|光[临臨])|[无無]障[碍礙](?:[浏瀏][览覽]|[阅閱][读讀]|服[务務])|今天是.{0,14}[日天]|[设設][为為]首[页頁]|加入收藏)"
)
_REMARK = Pattern(
    r"\s*[【\[]?(?:(?:网友|用户|最新|我来|发表|热门|精彩)?(?:评论|評論|留言|跟帖)|(?:免责|版权|特别|重要|郑重|本站|网站)?[声聲]明|分享(?:到|至)|上一?[篇页]|下一?[篇页]"
    r"|[点點][赞贊]|[转轉][发發载載]|打印|[关關][闭閉]|返回|热门|推荐|大家都在看|猜你喜欢|附件下载|本文(?:来源|[责責]任)|[转轉]自|编辑|[编編][审審]|审核|初审|终审)"
    r"[】\]]?\s*(?:[：:|｜]|$|[一-龥A-Za-z]{0,6}$|[一-龥]{1,4} )"
)
_NOISE = Pattern(
    r"[【\[(（]?\s*字\s*[体體号號]\s*[：:]?\s*[\[【(（]?\s*(?:特大|[大中小默认認\s|/·]|[Aa][+-]?){2,}[\]】)）]?\s*[】\]]?"
    r"|[【\[(（]\s*(?:大|中|小)[\s|]+(?:大|中|小)[\s|]+(?:大|中|小)\s*[\]】)）]"
    r"|[【\[]?(?:我要)?打\s*印(?:本[页頁文稿])?[】\]]?(?=$|[\s|【\[关關收分])|[【\[]?[关關]\s*[闭閉](?:本[页頁]|窗口|[页頁]面)?[】\]]?(?=$|[\s|【\[])"
    r"|[【\[]?(?:加入)?收藏(?:本[页頁])?[】\]]?(?=$|[\s|【\[])|分享(?:到|至)?[：:]?(?:\s*(?:微信|微博|QQ|新浪|腾讯|朋友圈|空[间間]|人人网|好友))*(?=$|[\s|【\[])"
    r"|(?:[浏瀏][览覽]|[点點][击擊]|[访訪][问問]|[阅閱][读讀])(?:次[数數]|量|[数數])?\s*[：:]?\s*[\[(（]?\s*\d*\s*[\])）]?\s*(?:次|人次)?(?=$|[\s|【\[])"
    r"|保护视力色?[：:]?\S{0,8}|(?:语音|全文)(?:播报|朗读|下载)|【?我要纠错】?|[【\[]?返回(?:顶部|上一页|首页|列表)[】\]]?|[TtAa][+-](?=$|\s)"
)
_CRUMBS = Pattern(
    r"(?:[您你]?(?:[当當]前|[现現]在)?的?(?:位置|所在位置))[：:]?|\S+\s*(?:>|»|›|＞|/)\s*\S+\s*(?:>|»|›|＞|/)\s*\S*"
)
_KEPT_BREAK = "\v"  # a line end inside <pre>
_SHARE = 0.75  # share of its parent's prose that a block must hold to be taken instead of it
_SAMPLE = 20  # characters quoted of a sentence that is left out
_SHORT_LINE = 150  # characters: longer lines hold no portal buttons


def decode_page(data: bytes, path: Path, said: str | None = None) -> tuple[str, str, tuple[str, ...]]:
    """Return text, encoding and warnings of a page's bytes; ``said`` is what stands around it (MIME). Raises InputError."""
    declared = _DECLARED.search(data[:4096])
    return decode(data, path, said or (declared.group(1).decode("ascii") if declared else None))


def page_text(page: str, path: Path) -> tuple[str, tuple[str, ...]]:
    """Return the regulation's text in a page, a line a paragraph or table row, and warnings. Raises InputError.

    What is kept: the block that holds the prose, whole but for buttons and what the portal says around it; of what stands
    around the block headings, the portal's facts (索引号, 发文字号, 成文日期 …), and prose that is no link, but for lists of
    links, the foot and the sides of the page.
    """
    tree = page_tree(page, path)
    reader = _Lines()
    lines = reader.of(tree.root)
    block = _densest(tree.root, lines)
    said = tree.warnings
    if count := pictures(block):
        said = (*said, notices.PICTURES.format(count=count))
    kept = _kept(lines, set(block.iter()))
    kept, notes = _without_notes(kept, reader.note_marks)
    if notes:
        said = (*said, notices.FOOTNOTES.format(count=len(notes)))
    if left_out := _sentences_beside(lines, [*kept, *notes]):
        said = (*said, notices.SENTENCES.format(count=len(left_out), sample=left_out[0][:_SAMPLE]))
    rows = {line.text for line in lines if line.is_row}
    return "\n".join(line + ROW_END if line in rows else line for line in kept), said


def _without_notes(kept: list[str], marks: set[str]) -> tuple[list[str], list[str]]:
    """Return the lines of the text, and the footnotes behind the last number in it, to which one of ``marks`` leads."""
    numbered = [i for i, line in enumerate(kept) if _NUMBERED.match(line)]
    body = numbered[-1] + 1 if numbered else len(kept)
    notes = [line for line in kept[body:] if (found := _NOTE.match(line)) and (found[1] or found[2]) in marks]
    left_out = set(notes)
    return [*kept[:body], *(line for line in kept[body:] if line not in left_out)], notes


def _sentences_beside(lines: list[Line], kept: list[str]) -> list[str]:
    """Return the sentences of a page that are not kept, but for links and what portals say of themselves."""
    read = {*kept, *map(str.strip, kept)}
    portal = (_END, _REMARK, _GREETING, _FACT)
    return [
        line.text
        for line in lines
        if _SENTENCE_END.search(line.text)
        and not line.linked
        and not {line.text, _without_buttons(line.text)} & read
        and not any(pattern.match(line.text) for pattern in portal)
    ]


def _prose(text: str) -> int:
    """Return the length of ``text`` when it reads as sentences, 0 when it is labels, menus or links."""
    is_prose = _is_article(text) or (len(text) > 20 and _PROSE.search(text) and not _END.match(text))
    return len(text) if is_prose else 0


def _densest(root: Any, lines: list[Line]) -> Any:
    """Return the smallest block that holds nearly all prose of the page; a table of data is no block, it has text around it."""
    weight: Counter[Any] = Counter()
    for line in lines:
        weight[line.block] += _prose(line.text) if not line.linked else 0
    for element in reversed(list(root.iter())):  # children come before their parents
        if weight[element] and element.getparent() is not None:
            weight[element.getparent()] += weight[element]
    block = root
    while weight[block]:
        best = max(block, key=weight.__getitem__, default=None)
        if best is None or best.tag == "p" or weight[best] < _SHARE * weight[block]:
            break
        if best.tag == "table" and not _is_layout(best, lines, weight):
            break
        block = best
    return block


def _is_layout(table: Any, lines: list[Line], weight: Counter[Any]) -> bool:
    """Say whether a table only places the page's parts: one cell holds nearly all its prose, and that in paragraphs."""
    cell = max(table.iterfind(".//td"), key=weight.__getitem__, default=None)  # of nested cells the outermost comes first
    if cell is None or weight[cell] < _SHARE * weight[table]:
        return False
    inner = set(cell.iter())
    return holds_paragraphs("\n".join(line.text for line in lines if line.block in inner))


class _Lines:
    """Turns a tree into lines: blocks and line breaks end a line, table rows are lines of cells."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._pieces: list[str] = []
        self._linked = 0
        self.note_marks: set[str] = set()  # the numbers of the footnotes to which raised ones lead

    def of(self, root: Any) -> list[Line]:
        """Return the lines of the tree below ``root``."""
        links = headings = 0
        mark: Any = None  # the open element that only leads to a footnote
        blocks: list[Any] = [root]
        outer: list[list[Line]] = []  # for each open cell the lines around it
        rows: list[list[tuple[Any, list[Line]]]] = []  # for each open row the cells so far
        tables = [Table()]  # the open tables; the first is for rows without one
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag, opens = element.tag, event == "start"
            if tag in _BLOCKS or (tag == "br" and opens):
                self._end_line(headings > 0, blocks[-1])
            links += _is_link(element) * (1 if opens else -1)
            headings += (tag in _HEADINGS) * (1 if opens else -1)
            if tag in _BLOCKS:
                if opens:
                    blocks.append(element)
                else:
                    blocks.pop()
            if tag == "table":
                if opens:
                    tables.append(Table())
                else:
                    tables.pop()
            if tag == "tr":
                if opens:
                    rows.append([])
                else:
                    self._lines += _row(rows.pop(), tables[-1], element)
            elif tag in _CELLS and opens:
                outer.append(self._lines)
                self._lines = []
            elif tag in _CELLS:
                cell, self._lines = self._lines, outer.pop()
                if rows:
                    rows[-1].append((element, cell))
                else:
                    self._lines += cell
            if opens and tag == "sup" and mark is None and self._is_note_mark(element):
                mark = element
                self.note_marks |= set(_NOTE_NUMBER.findall("".join(element.itertext())))
            if opens and mark is None:
                self._add(element.text, links > 0, tag == "pre")
            elif not opens and element is mark:
                mark = None
            if not opens and mark is None and element is not root:
                self._add(element.tail, links > 0, False)
        return self._lines

    def _is_note_mark(self, element: Any) -> bool:
        """Say whether a raised number leads to a footnote; behind a Latin letter it is part of a unit (km²)."""
        before = self._pieces[-1][-1:] if self._pieces else ""
        return bool(_NOTE_MARK.fullmatch("".join(element.itertext()).strip())) and not (before.isascii() and before.isalpha())

    def _add(self, text: str | None, linked: bool, as_printed: bool) -> None:
        if text:
            words = text.replace("\n", _KEPT_BREAK) if as_printed else _SOURCE_BLANKS.sub(_blank, text)
            self._pieces.append(words)
            self._linked += len(words.strip()) * linked

    def _end_line(self, heading: bool, block: Any) -> None:
        text = _BREAK_IN_CHINESE.sub("", "".join(self._pieces)).replace("\n", " ")
        for line in text.split(_KEPT_BREAK):
            if line.strip():
                self._lines.append(Line(line.strip(), self._linked, heading, block))
        self._pieces, self._linked = [], 0


def _is_link(element: Any) -> bool:
    """Say whether an element leads to another page, or from a table of contents into this one: a heading's anchor does not."""
    if element.tag != "a":
        return False
    target = element.get("href")
    if target is None:
        return element.get("name") is None and element.get("id") is None
    is_heading = element.getparent() is not None and element.getparent().tag in _HEADINGS
    return not (target.startswith("#") and is_heading)


def _blank(match: re.Match[str]) -> str:
    """Keep a line end of the source visible until it is known whether Chinese stands on both its sides."""
    return "\n" if "\n" in match.group() else " "


def _row(cells: list[tuple[Any, list[Line]]], table: Table, row: Any) -> list[Line]:
    """Return the lines of a table row: all lines of all cells where the table is only layout."""
    texts = ["\n".join(line.text for line in cell) for _, cell in cells]
    spans = [(_span(element, "colspan"), _span(element, "rowspan")) for element, _ in cells]
    text = table.marked_row([Cell(text, *span) for text, span in zip(texts, spans, strict=True)])
    lines = [line for _, cell in cells for line in cell]
    is_alone = spans == [(1, 1)]  # the one cell of a row that only places what stands in it
    if not lines or ((is_alone or any(map(holds_paragraphs, texts))) and not DUTY_LINE.search(text)):
        return lines
    share, heading = sum(line.linked for line in lines) / max(len(text), 1), any(line.heading for line in lines)
    written = [(line.removesuffix(ROW_END), line.endswith(ROW_END)) for line in text.split("\n") if line]
    return [Line(line, round(share * len(line)), heading, row, is_row) for line, is_row in written]


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(int(value), 1) if re.fullmatch("[0-9]{1,4}", value) else 1


def _kept(lines: list[Line], main: set[Any]) -> list[str]:
    """Return the lines that belong to the regulation; ``main`` holds the elements of its block."""
    inside = [i for i, line in enumerate(lines) if line.block in main]
    body = [i for i in inside if _is_body(lines[i])]
    first, last = (body or inside or [0])[0], (body or [0])[-1]
    bodies = [i for i, line in enumerate(lines) if _is_body(line) and not _END.match(line.text)]
    printed = {line.text: i for i, line in enumerate(lines) if not line.linked}
    numbered = [i for i in inside if _is_numbered(lines[i])]
    marks = sorted({*numbered, *(i for i in inside if _is_article(lines[i].text))}) or body
    own = set() if any(element.tag == "body" for element in main) else main  # in the body all stands, the portal too
    portal = portal_above(lines, marks[0], own) | portal_behind(lines, marks[0], marks[-1], own) if marks else set()
    kept: list[str] = []
    for i, line in enumerate(lines):
        text = _without_buttons(line.text)
        is_link = line.linked > 0.8 * len(line.text)
        is_way = is_link and not _is_article(line.text)
        if (i > last and _END.match(line.text)) or (numbered and i > numbered[-1] and _ends_text(line)):
            break
        is_own = _FACT.match(text) or (i < first and (line.heading or is_link) and _TITLE.match(text))
        if not text or (i in portal and not is_own):
            continue
        if is_link and printed.get(line.text, -1) > i:  # the entry of a table of contents
            continue
        if numbered and i < numbered[0] and len(text) < _SHORT_LINE and _GREETING.match(text):
            continue
        if line.block in main:
            unwanted = is_way and bool(_END.match(text) or (i < first and not _TITLE.match(text)))
        else:
            between = bool(bodies) and bodies[0] < i < bodies[-1]
            wanted = bool(
                between
                or line.heading
                or _FACT.match(text)
                or _SENTENCE_END.search(text)
                or (i < first and (_TITLE.match(text) or _IMPRINT.fullmatch(text)))
            )
            wanted = wanted or _is_body(line)
            crumbs = i < first and len(text) < _SHORT_LINE and _CRUMBS.match(text)
            unwanted = bool(is_way or not wanted or crumbs or _END.match(text))
        if not unwanted:
            kept.append(text)
    return kept


def _is_numbered(line: Line) -> bool:
    return line.linked < 0.5 * len(line.text) and bool(_NUMBERED.match(line.text) or DUTY_LINE.match(line.text))


def _ends_text(line: Line) -> bool:
    """Say whether a line behind the last numbered one begins what the portal says: remarks, related pages, statements."""
    is_remark = _END.match(line.text) or _REMARK.match(line.text) or not _without_buttons(line.text)
    return bool(is_remark) and not line.heading


def _is_body(line: Line) -> bool:
    """Say whether a line reads as part of a regulation: a sentence or a numbered heading, and no link."""
    return _is_article(line.text) or (
        line.linked < 0.5 * len(line.text)
        and (
            _NUMBERED.match(line.text) is not None
            or DUTY_LINE.match(line.text) is not None
            or (len(line.text) > 20 and "。" in line.text)
        )
    )


def _is_article(text: str) -> bool:
    """Say whether a line is a numbered sentence, which is no name of another page even where it is a link."""
    return bool(_NUMBERED.match(text)) and text.endswith("。")


def _without_buttons(text: str) -> str:
    if len(text) > _SHORT_LINE or text.endswith("。"):
        return text
    shorter = _NOISE.sub(" ", text)
    return shorter.strip(" |\u3000\xa0·") if shorter != text else text
