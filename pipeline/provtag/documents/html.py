"""Web pages: the text of the regulation and what the portal says of it, without the portal around it."""

from __future__ import annotations

import email
import email.policy
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from provtag.documents.limits import fault
from provtag.documents.table import DUTY_LINE, Cell, Table, holds_paragraphs
from provtag.documents.text import decode

_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_-]{3,20})""", re.IGNORECASE)
_WIDER = {"gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "big5": "big5hkscs"}

_SKIPPED = frozenset(
    {
        *("script", "style", "noscript", "template", "head", "nav", "iframe", "frame", "object", "embed", "svg", "canvas"),
        *("audio", "video", "map", "button", "input", "select", "textarea"),
    }
)
_BLOCKS = frozenset(
    {
        *("address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dir", "div", "dl", "dt"),
        *("fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "html"),
        *("legend", "li", "main", "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th"),
        *("thead", "tr", "ul"),
    }
)
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_CJK = "\u3400-\u9fff\uf900-\ufaff\u3000-\u303f\uff00-\uffef〔〕“”‘’—…"
_BREAK_IN_CHINESE = re.compile(rf"(?<=[{_CJK}]) ?\n ?(?=[{_CJK}])")
_SOURCE_BLANKS = re.compile(r"[ \t\r\n\f]+")
_PROSE = re.compile(r"[，。；]")
_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])"
)
_SENTENCE_END = re.compile(r"[。；]$|.{6}：$")  # a shorter label is a field of the portal's own (用户名：)
_FACT = re.compile(
    r"\s*【?(?:索\s*引\s*号|[发發]文(?:字号|机关|机构|单位|日期|[时時]间)|文\s*号|文\s*號|字\s*号|成文日期|印[发發](?:日期|机关|单位)|[发發]布(?:日期|[时時][间間]|机构|机关|单位)"
    r"|公[开開布](?:日期|[时時][间間])|制定机关|[标標]\s*[题題]|名\s*[称稱]|信息名称|[来來]\s*源|日\s*期|生成日期|[时時][间間])】?\s*[：:\t]"
)
_TITLE = re.compile(
    r"[^。；]{5,90}(?:条例|條例|办法|辦法|规定|規定|细则|細則|方案|意见|意見|通知|计划|計劃|规划|規劃|决定|決定|公告|纲要|要点)(?:[（(].{2,12}[）)])?$"
)
_END = re.compile(
    r"\s*【?(?:相[关關](?:解[读讀]|[链鏈]接|[阅閱][读讀]|文件|文章|稿件|信息|附件|[新资]|推荐)|[扩擴延]展?[阅閱][读讀]|政策解[读讀]|解[读讀](?:[链鏈]接|[材文]|：)|[图圖]解|上一[篇条條]|下一[篇条條]"
    r"|[责責]任[编編][辑輯]|扫一扫|掃一掃|版[权權]所有|主[办辦][单單]位|[网網]站(?:地[图圖]|[标標][识識])|友情[链鏈]接|联系我们|聯繫我們|[关關]于我们|您访问的|"
    r"(?:.{0,6}ICP备|.{0,4}公[网網]安[备備])|Copyright|技[术術]支持|承[办辦][单單]位：?\S{0,30}(?:中心|局|厅))"
)
_NOISE = re.compile(
    r"[【\[(（]?\s*字\s*[体體号號]\s*[：:]?\s*[\[【(（]?\s*(?:特大|[大中小默认認\s|/·]|[Aa][+-]?){2,}[\]】)）]?\s*[】\]]?"
    r"|[【\[(（]\s*(?:大|中|小)[\s|]+(?:大|中|小)[\s|]+(?:大|中|小)\s*[\]】)）]"
    r"|[【\[]?(?:我要)?打\s*印(?:本[页頁文稿])?[】\]]?(?=$|[\s|【\[关關收分])|[【\[]?[关關]\s*[闭閉](?:本[页頁]|窗口|[页頁]面)?[】\]]?(?=$|[\s|【\[])"
    r"|[【\[]?(?:加入)?收藏(?:本[页頁])?[】\]]?(?=$|[\s|【\[])|分享(?:到|至)?[：:]?(?:\s*(?:微信|微博|QQ|新浪|腾讯|朋友圈|空[间間]|人人网|好友))*(?=$|[\s|【\[])"
    r"|(?:[浏瀏][览覽]|[点點][击擊]|[访訪][问問]|[阅閱][读讀])(?:次[数數]|量|[数數])?\s*[：:]?\s*[\[(（]?\s*\d*\s*[\])）]?\s*(?:次|人次)?(?=$|[\s|【\[])"
    r"|保护视力色?[：:]?\S{0,8}|(?:语音|全文)(?:播报|朗读|下载)|【?我要纠错】?|[【\[]?返回(?:顶部|上一页|首页|列表)[】\]]?|[TtAa][+-](?=$|\s)"
)
_CRUMBS = re.compile(
    r"(?:[您你]?(?:[当當]前|[现現]在)?的?(?:位置|所在位置))[：:]?|\S+\s*(?:>|»|›|＞|/)\s*\S+\s*(?:>|»|›|＞|/)\s*\S*"
)
_KEPT_BREAK = "\v"  # a line end inside <pre>
_SHARE = 0.75  # share of its parent's prose that a block must hold to be taken instead of it
_SHORT_LINE = 150  # characters: longer lines hold no portal buttons


@dataclass(slots=True)
class _Line:
    """One line of the page: its text, how many of its characters are links, whether a heading, the block it stands in."""

    text: str
    linked: int
    heading: bool
    block: Any


def decode_page(data: bytes, path: Path) -> tuple[str, str, tuple[str, ...]]:
    """Return text, encoding and warnings of a page's bytes. Raises InputError."""
    declared = _DECLARED.search(data[:4096])
    name = declared.group(1).decode("ascii").lower() if declared else None
    return decode(data, path, _WIDER.get(name, name) if name else None)


def archived_page(data: bytes, path: Path) -> bytes:
    """Return the page inside a web archive (.mht). Raises InputError when it holds none."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    for part in message.walk():
        if part.get_content_type() == "text/html":
            page = part.get_payload(decode=True)
            if isinstance(page, bytes) and page:
                return page
    raise fault(path, "a web archive without a page in it", "open it in a browser and save it as HTML")


def main_text(page: str, path: Path) -> str:
    """Return the regulation's text in a page, a line a paragraph or table row. Raises InputError.

    What is kept: the block that holds the prose, whole but for buttons; of what stands around it headings, the portal's facts
    (索引号, 发文字号, 成文日期 …), and prose that is no link.
    """
    root = _tree(page, path)
    for element in list(root.iter(*_SKIPPED)):
        element.drop_tree()
    for element in root.xpath("//*[@style or @hidden]"):
        hidden = element.get("hidden") is not None or _HIDDEN.search(element.get("style", ""))
        if hidden and element.getparent() is not None and not _prose(element.text_content()):
            element.drop_tree()
    lines = _Lines().of(root)
    return "\n".join(_kept(lines, set(_densest(root, lines).iter())))


def _tree(page: str, path: Path) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    data = page.replace("\x00", "").encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise fault(path, "empty: holds no text", "check the file") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise fault(path, "elements nested more than 255 deep", "open it in a browser and save the text")
    return root


def _prose(text: str) -> int:
    """Return the length of ``text`` when it reads as sentences, 0 when it is labels, menus or links."""
    return len(text) if len(text) > 20 and _PROSE.search(text) and not _END.match(text) else 0


def _densest(root: Any, lines: list[_Line]) -> Any:
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


def _is_layout(table: Any, lines: list[_Line], weight: Counter[Any]) -> bool:
    """Say whether a table only places the page's parts: one cell holds nearly all its prose, and that in paragraphs."""
    cell = max(table.iterfind(".//td"), key=weight.__getitem__, default=None)  # of nested cells the outermost comes first
    if cell is None or weight[cell] < _SHARE * weight[table]:
        return False
    inner = set(cell.iter())
    return holds_paragraphs("\n".join(line.text for line in lines if line.block in inner))


class _Lines:
    """Turns a tree into lines: blocks and line breaks end a line, table rows are lines of cells."""

    def __init__(self) -> None:
        self._lines: list[_Line] = []
        self._pieces: list[str] = []
        self._linked = 0

    def of(self, root: Any) -> list[_Line]:
        """Return the lines of the tree below ``root``."""
        links = headings = 0
        blocks: list[Any] = [root]
        outer: list[list[_Line]] = []  # for each open cell the lines around it
        rows: list[list[tuple[Any, list[_Line]]]] = []  # for each open row the cells so far
        tables = [Table()]  # the open tables; the first is for rows without one
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag, opens = element.tag, event == "start"
            if tag in _BLOCKS or (tag == "br" and opens):
                self._end_line(headings > 0, blocks[-1])
            links += (tag == "a") * (1 if opens else -1)
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
            if opens:
                self._add(element.text, links > 0, tag == "pre")
            elif element is not root:
                self._add(element.tail, links > 0, False)
        self._end_line(False, root)
        return self._lines

    def _add(self, text: str | None, linked: bool, as_printed: bool) -> None:
        if text:
            words = text.replace("\n", _KEPT_BREAK) if as_printed else _SOURCE_BLANKS.sub(_blank, text)
            self._pieces.append(words)
            self._linked += len(words.strip()) * linked

    def _end_line(self, heading: bool, block: Any) -> None:
        text = _BREAK_IN_CHINESE.sub("", "".join(self._pieces)).replace("\n", " ")
        for line in text.split(_KEPT_BREAK):
            if line.strip():
                self._lines.append(_Line(line.strip(), self._linked, heading, block))
        self._pieces, self._linked = [], 0


def _blank(match: re.Match[str]) -> str:
    """Keep a line end of the source visible until it is known whether Chinese stands on both its sides."""
    return "\n" if "\n" in match.group() else " "


def _row(cells: list[tuple[Any, list[_Line]]], table: Table, row: Any) -> list[_Line]:
    """Return the lines of a table row: all lines of all cells where the table is only layout."""
    texts = ["\n".join(line.text for line in cell) for _, cell in cells]
    spans = [(_span(element, "colspan"), _span(element, "rowspan")) for element, _ in cells]
    text = table.row([Cell(text, *span) for text, span in zip(texts, spans, strict=True)])
    lines = [line for _, cell in cells for line in cell]
    if not lines or (any(map(holds_paragraphs, texts)) and not DUTY_LINE.search(text)):
        return lines
    share, heading = sum(line.linked for line in lines) / max(len(text), 1), any(line.heading for line in lines)
    return [_Line(line, round(share * len(line)), heading, row) for line in text.split("\n") if line]


def _span(cell: Any, name: str) -> int:
    value = cell.get(name, "1").strip()
    return max(int(value), 1) if re.fullmatch("[0-9]{1,4}", value) else 1


def _kept(lines: list[_Line], main: set[Any]) -> list[str]:
    """Return the lines that belong to the regulation; ``main`` holds the elements of its block."""
    inside = [i for i, line in enumerate(lines) if line.block in main]
    body = [i for i in inside if _is_body(lines[i])]
    first, last = (body or inside or [0])[0], (body or [0])[-1]
    bodies = [i for i, line in enumerate(lines) if _is_body(line) and not _END.match(line.text)]
    printed = {line.text: i for i, line in enumerate(lines) if not line.linked}
    kept: list[str] = []
    for i, line in enumerate(lines):
        text = _without_buttons(line.text)
        is_link = line.linked > 0.8 * len(line.text)
        if i > last and _END.match(line.text):
            break
        if not text or (is_link and printed.get(line.text, -1) > i):  # the entry of a table of contents
            continue
        if line.block in main:
            unwanted = is_link and bool(_END.match(text) or (i < first and not _TITLE.match(text)))
        else:
            between = bool(bodies) and bodies[0] < i < bodies[-1]
            wanted = bool(
                between or line.heading or _FACT.match(text) or _SENTENCE_END.search(text) or (i < first and _TITLE.match(text))
            )
            wanted = wanted or _is_body(line)
            crumbs = i < first and len(text) < _SHORT_LINE and _CRUMBS.match(text)
            unwanted = bool(is_link or not wanted or crumbs or _END.match(text))
        if not unwanted:
            kept.append(text)
    return kept


def _is_body(line: _Line) -> bool:
    """Say whether a line reads as part of a regulation: a sentence or a numbered heading, and no link."""
    return line.linked < 0.5 * len(line.text) and (
        _NUMBERED.match(line.text) is not None
        or DUTY_LINE.match(line.text) is not None
        or (len(line.text) > 20 and "。" in line.text)
    )


def _without_buttons(text: str) -> str:
    if len(text) > _SHORT_LINE or text.endswith("。"):
        return text
    shorter = _NOISE.sub(" ", text)
    return shorter.strip(" |\u3000\xa0·") if shorter != text else text
