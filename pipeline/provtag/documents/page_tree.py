"""The tree of a web page, without what its reader does not see: scripts, hidden parts, struck words; list numbers written out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from provtag.documents import notices
from provtag.documents.limits import fault
from provtag.documents.numbering import FORMATS
from provtag.documents.table_shapes import task_by_task

_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "iframe", "frame", "noframes", "object", "embed", "canvas")
)
_WIDGETS = frozenset(("nav", "svg", "audio", "video", "map", "button", "input", "select", "textarea"))
_STRUCK = ("del", "s", "strike")
_MARKED = f"//*[@style or @hidden or {' or '.join(f'self::{tag}' for tag in _STRUCK)}]"  # elements that may look unusual
_READINGS = ("rt", "rp", "rtc")
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
_LINE_THROUGH = re.compile(r"text-decoration[^;:]*:[^;]*line-through", re.IGNORECASE)
_MEDIA = re.compile(r"@[a-z-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"([^{}]{1,500})\{([^{}]*)\}")
_HAN = re.compile("[\u3400-\u9fff]")
_SENTENCE = re.compile("[，。；]")
_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百零〇\d]+[编章节条項项]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、)）]|[①-⑳㈠-㈩⑴-⒇])"
)
_FORMAT = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting", "cjk-decimal": "chineseCounting",
}  # fmt: skip
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_LOOK = re.compile(f"{_HIDDEN.pattern}|{_LINE_THROUGH.pattern}|{_LIST_STYLE.pattern}", re.IGNORECASE)
_ICON = 60  # pixels: smaller pictures are none of the text


@dataclass(frozen=True, slots=True)
class PageTree:
    """The root of a page's elements, and what a person should know of what was taken out."""

    root: Any
    warnings: tuple[str, ...]


def page_tree(page: str, path: Path) -> PageTree:
    """Return the tree of what a reader of ``page`` sees. Raises InputError where the page is empty or nested too deep."""
    root = _parsed(page, path)
    rules = _Rules(root)
    said = [*_unclosed(page)]
    for element in list(root.iter(*_READINGS)):
        element.drop_tree()
    parts: Counter[str] = Counter()
    for element in list(root.iter(*_UNSEEN, *_WIDGETS)):
        length = _prose(element.text_content()) if element.tag not in ("script", "style", "head", "noscript") else 0
        parts[element.tag] += length
        if element.getparent() is not None:
            element.drop_tree()
    parts = +parts
    if parts:
        said.append(notices.WIDGETS.format(parts=", ".join(sorted(parts)), count=parts.total()))
    said += _without_hidden(root, rules)
    for element in list(root.iter("ol")):
        _number(element, rules)
    for element in list(root.iter("table")):
        _set_upright(element)
    return PageTree(root, tuple(said))


def _set_upright(table: Any) -> None:
    """Set the cells of a table of tasks anew so that its heads stand in the first row."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    cells = [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]
    is_merged = any(cell.get(name, "1").strip() != "1" for row in cells for cell in row for name in ("colspan", "rowspan"))
    told = None if is_merged else task_by_task([[cell.text_content() for cell in row] for row in cells])
    if told is None:
        return
    for line in told:
        row = etree.SubElement(table, "tr")
        for cell in line:
            if isinstance(cell, str):
                etree.SubElement(row, "td").text = cell
            else:
                row.append(cells[cell[0]][cell[1]])
    for row in rows:
        row.drop_tree()


def pictures(block: Any) -> int:
    """Return how many pictures stand in ``block`` that may show text: icons, and pictures that are links, do not."""
    return sum(1 for image in block.iter("img") if not _is_icon(image))


def _is_icon(image: Any) -> bool:
    sizes = [re.match(r"\s*(\d+)", image.get(name, "")) for name in ("width", "height")]
    small = any(size is not None and int(size[1]) < _ICON for size in sizes)
    return small or next(image.iterancestors("a"), None) is not None


def _parsed(page: str, path: Path) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    data = page.replace("\x00", "").removeprefix("\ufeff").encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise fault(path, "empty: holds no text", "check the file") from None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise fault(path, "elements nested more than 255 deep", "open it in a browser and save the text")
    return root


def _prose(text: str) -> int:
    """Return how many Chinese characters ``text`` has where it holds sentences, 0 for labels."""
    return len(_HAN.findall(text)) if len(text) > 10 and _SENTENCE.search(text) else 0


def _unclosed(page: str) -> list[str]:
    """Return warnings about parts of ``page`` that swallow what follows them, and about an end that is missing."""
    said = []
    lower = page.lower()
    last = lower.rfind("<!--")
    if last >= 0 and "-->" not in page[last:]:
        said.append(notices.UNCLOSED.format(part="comment"))
    for part in ("script", "style", "textarea"):
        last = max(lower.rfind(f"<{part}>"), lower.rfind(f"<{part} "))
        if last >= 0 and f"</{part}" not in lower[last:]:
            said.append(notices.UNCLOSED.format(part=part))
    if ("<body" in lower and "</body" not in lower) and ("<html" in lower and "</html" not in lower):
        said.append(notices.CUT)
    return said


class _Rules:
    """The simple rules of the page's own style sheets that hide, strike or number: one class, id or tag."""

    def __init__(self, root: Any) -> None:
        self._marks: dict[str, str] = {}
        for sheet in root.iter("style"):
            for found in _RULE.finditer(_MEDIA.sub("", sheet.text or "")[:200_000]):
                if not _LOOK.search(found[2]):
                    continue
                for selector in found[1].split(","):
                    self._marks[selector.strip().lower()] = self._marks.get(selector.strip().lower(), "") + ";" + found[2]

    def elements(self, root: Any) -> Iterable[Any]:
        """Return the elements below ``root`` whose look is not the usual one."""
        return root.iter() if self._marks else root.xpath(_MARKED)

    def style(self, element: Any) -> str:
        """Return what the page's rules and the element's own attribute say of its look."""
        own = element.get("style", "")
        if not self._marks:
            return str(own)
        tag = str(element.tag)
        names = [f".{name}" for name in element.get("class", "").lower().split()]
        names.append(f"#{element.get('id', '').lower()}")
        marks = [self._marks[key] for name in names for key in (name, tag + name) if key in self._marks]
        return ";".join([self._marks.get(tag, ""), *marks, own])


def _without_hidden(root: Any, rules: _Rules) -> list[str]:
    """Take out what is struck or hidden; where that is the whole regulation it is only waiting for a script, and stays."""
    hidden = []
    for element in rules.elements(root):
        if not isinstance(element.tag, str) or element.getparent() is None or element.tag == "body":
            continue
        look = rules.style(element)
        if _is_struck(element, look) or element.get("hidden") is not None or _HIDDEN.search(look):
            hidden.append(element)
    if not hidden:
        return []
    whole = _prose(root.text_content())
    inside = set(hidden)
    outer = [element for element in hidden if inside.isdisjoint(element.iterancestors())]
    counts = {notices.HIDDEN: 0, notices.STRUCK: 0}
    for element in outer:
        kind = notices.STRUCK if _is_struck(element, rules.style(element)) else notices.HIDDEN
        counts[kind] += _prose(element.text_content())
    waits = bool(whole) and counts[notices.HIDDEN] > 0.9 * whole
    for element in [one for one in hidden if _is_struck(one, rules.style(one))] if waits else outer:
        element.drop_tree()
    if waits:
        return [notices.HIDDEN_READ]
    return [kind.format(count=count) for kind, count in counts.items() if count]


def _is_struck(element: Any, look: str) -> bool:
    """Say whether a line is drawn through an element: its words count no longer."""
    return element.tag in _STRUCK or bool(_LINE_THROUGH.search(look))


def _number(items: Any, rules: _Rules) -> None:
    """Write the number that a browser prints before each item of a list into the item."""
    found = _LIST_STYLE.search(rules.style(items))
    style = found[1].strip().lower().split()[0] if found and found[1].strip() else ""
    if style == "none":
        return
    form = _STYLES.get(style) or _FORMAT.get(items.get("type", "1"), "decimal")
    children = [item for item in items if item.tag == "li"]
    step = -1 if items.get("reversed") is not None else 1
    number = _integer(items.get("start"), len(children) if step < 0 else 1)
    for item in children:
        number = _integer(item.get("value"), number)
        words = item.text_content().strip()
        if words and not _NUMBERED.match(words):
            printed = FORMATS.get(form, str)(number) + ("、" if form == "chineseCounting" else ". ")
            _first_text(item, printed)
        number += step


def _first_text(item: Any, printed: str) -> None:
    """Put ``printed`` before the first words of ``item``, wherever they stand in it."""
    for element in item.iter():
        if element is not item and element.tag in ("ol", "ul"):
            break
        if (element.text or "").strip():
            element.text = printed + element.text.lstrip()
            return
        if element is not item and (element.tail or "").strip():
            element.tail = printed + element.tail.lstrip()
            return
    item.text = printed + (item.text or "")


def _integer(text: str | None, default: int) -> int:
    return int(text) if text and re.fullmatch(r"\s*-?\d{1,6}\s*", text) else default
