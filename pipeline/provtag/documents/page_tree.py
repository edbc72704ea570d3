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
from provtag.patterns import Pattern

_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "head", "iframe", "frame", "noframes", "object", "embed", "canvas")
)
_WIDGETS = frozenset(("nav", "svg", "audio", "video", "map", "button", "input", "select", "textarea"))
_STRUCK = ("del", "s", "strike")
_MARKED = f"//*[@style or @hidden or {' or '.join(f'self::{tag}' for tag in _STRUCK)}]"  # elements that may look unusual
_READINGS = ("rt", "rp", "rtc")
_HIDDEN = Pattern(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{4,}|clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
_LINE_THROUGH = Pattern(r"text-decoration[^;:]*:[^;]*line-through", re.IGNORECASE)
_MEDIA = Pattern(r"@[a-z-]+[^{};]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}|/\*.*?\*/", re.IGNORECASE | re.DOTALL)
_RULE = Pattern(r"([^{}]{1,500})\{([^{}]*)\}")
_HAN = Pattern("[\u3400-\u9fff]")
_SENTENCE = Pattern("[，。；]")
_NUMBERED = Pattern(
    r"\s*(?:第[一二三四五六七八九十百零〇\d]+[编章节条項项]|[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、)）]|[①-⑳㈠-㈩⑴-⒇])"
)
_FORMAT = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_STYLES = {
    "decimal": "decimal", "lower-alpha": "lowerLetter", "upper-alpha": "upperLetter", "lower-latin": "lowerLetter",
    "upper-latin": "upperLetter", "lower-roman": "lowerRoman", "upper-roman": "upperRoman", "cjk-ideographic": "chineseCounting",
    "simp-chinese-informal": "chineseCounting", "trad-chinese-informal": "chineseCounting", "cjk-decimal": "chineseCounting",
}  # fmt: skip
_LIST_STYLE = Pattern(r"list-style(?:-type)?\s*:\s*([^;]+)", re.IGNORECASE)
_LOOK = Pattern(f"{_HIDDEN.pattern}|{_LINE_THROUGH.pattern}|{_LIST_STYLE.pattern}", re.IGNORECASE)
_OF_LOOK = Pattern(
    r"(?:display|visibility|font-size|opacity|left|top|text-indent|margin-left|clip|text-decoration[a-z-]*|list-style(?:-type)?)\s*:",
    re.IGNORECASE,
)
_WHOLE = {"text-decoration-line": "text-decoration", "list-style-type": "list-style"}  # properties that others set as well
_NAME = Pattern("[.#]?[^.#]+")  # of a tag, an id or a class, in a selector of one element
_OF_OTHERS = Pattern(r"[\s:>+~\[*]")  # in a selector that asks for more than names
_MOST_ROWS = 9_999  # that one cell may reach over
_MOST_ALIKE = 50  # selectors that end with one name
_OWN = 1_000  # the weight of what an element says of itself
_Look = dict[str, tuple[tuple[bool, int, int], str]]
_LOOKS = ("style", "class", "id", "hidden")  # attributes that say how an element looks
_REFERENCE = Pattern("&#(?:[xX]0*+([0-9a-fA-F]{1,4})(?![0-9a-fA-F])|0*+([0-9]{1,5})(?![0-9]));?")
_CONTROL = Pattern("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")  # characters that no tree may hold
_FRAMES = 3  # how deep pages stand in pages
_ICON = 60  # pixels: smaller pictures are none of the text


@dataclass(frozen=True, slots=True)
class PageTree:
    """The root of a page's elements, and what a person should know of what was taken out."""

    root: Any
    warnings: tuple[str, ...]


def page_tree(page: str, path: Path) -> PageTree:
    """Return the tree of what a reader of ``page`` sees. Raises InputError where the page is empty or nested too deep."""
    root = _parsed(page, path)
    if root is None:
        raise fault(path, "empty: holds no text", "check the file")
    _set_in_frames(root, path)
    rules = _Rules(root)
    said = [*_unclosed(page), *rules.warnings()]
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
        _set_reach(element)
        _set_upright(element)
    return PageTree(root, tuple(said))


def _set_in_frames(root: Any, path: Path) -> None:
    """Put the pages that frames hold in an attribute where their frames stand, each as its own style sheets make it look."""
    for _ in range(_FRAMES):
        for frame in list(root.iter("iframe")):
            inner = _parsed(frame.attrib.pop("srcdoc", ""), path)
            block = None if inner is None else inner.find("body")
            if block is None:
                continue
            _settle(inner)
            block.tag = "div"
            block.attrib.clear()
            block.attrib.update({name: frame.get(name) for name in _LOOKS if name in frame.attrib})
            block.tail = frame.tail
            frame.getparent().replace(frame, block)


def _settle(root: Any) -> None:
    """Write what the style sheets of a page say of its elements into these, and take out the sheets."""
    rules = _Rules(root)
    for element in list(rules.elements(root)):
        if isinstance(element.tag, str) and (look := rules.style(element)):
            element.set("style", look)
    for sheet in list(root.iter("style")):
        sheet.drop_tree()


def _cells(table: Any) -> tuple[list[Any], list[list[Any]]]:
    """Return the rows of ``table``, without those of tables in it, and the cells of each."""
    rows = [row for row in table.iter("tr") if next(row.iterancestors("table")) is table]
    return rows, [[cell for cell in row if cell.tag in ("td", "th")] for row in rows]


def _set_reach(table: Any) -> None:
    """Say of cells that reach to the end of their table (rowspan 0) how many rows that are: below them none has all columns."""
    rows, cells = _cells(table)
    to_the_end = [(i, cell) for i, row in enumerate(cells) for cell in row if cell.get("rowspan", "").strip() == "0"]
    if not to_the_end:  # most tables
        return
    columns = [sum(max(_integer(cell.get("colspan"), 1), 1) for cell in row) for row in cells]
    reach = [1] * len(rows)
    for i in range(len(rows) - 2, -1, -1):
        if columns[i + 1] < columns[0] and rows[i + 1].getparent() is rows[i].getparent():
            reach[i] += reach[i + 1]
    for i, cell in to_the_end:
        cell.set("rowspan", str(min(reach[i], _MOST_ROWS)))


def _set_upright(table: Any) -> None:
    """Set the cells of a table of tasks anew so that its heads stand in the first row."""
    rows, cells = _cells(table)
    across, down = (any(cell.get(name, "1").strip() != "1" for row in cells for cell in row) for name in ("colspan", "rowspan"))
    told = None if down else task_by_task([[cell.text_content() for cell in row] for row in cells], across)
    if told is None:
        return
    for line in told:
        row = etree.SubElement(table, "tr")
        for cell in line:
            if isinstance(cell, str):
                etree.SubElement(row, "td").text = cell
            else:
                row.append(cells[cell[0]][cell[1]])
                row[-1].attrib.pop("colspan", None)
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
    """Return the root of ``page`` without comments, None where it is empty. Raises InputError where it is nested too deep."""
    parser = lxml_html.HTMLParser(encoding="utf-8", huge_tree=False, no_network=True, remove_comments=True, remove_pis=True)
    data = _without_controls(page).removeprefix("\ufeff").encode("utf-8", "replace")
    try:
        root = lxml_html.document_fromstring(data, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    if any("depth" in entry.message.lower() for entry in parser.error_log):
        raise fault(path, "elements nested more than 255 deep", "open it in a browser and save the text")
    return root


def _without_controls(page: str) -> str:
    """Return ``page`` without control characters, written out or by reference: no element can be given such a text."""
    page = page.replace("\x0b", " ").replace("\x0c", " ")
    for instead in ("", " "):  # what stood around one reference may be another, which is not to come together, too
        page = _CONTROL.sub(instead, _REFERENCE.sub(_character, page))
    return page


def _character(reference: re.Match[str]) -> str:
    """Return the control character of a reference, the reference itself where it means another one."""
    code = int(reference[1], 16) if reference[1] else int(reference[2])
    return chr(code) if _CONTROL.fullmatch(chr(code)) else reference[0]


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
    """The simple rules of the page's own style sheets that hide, show, strike or number: tag, id and classes of one element."""

    def __init__(self, root: Any) -> None:
        # by the last of its names all names of a selector, and what it says: property → (what outweighs what, value)
        self._rules: dict[str, dict[frozenset[str], _Look]] = {}
        self._any = False  # whether a rule gives elements another look than the usual one
        self._left_out = 0
        found = (rule for sheet in root.iter("style") for rule in _RULE.finditer(_MEDIA.sub("", sheet.text or "")[:200_000]))
        for order, rule in enumerate(found):
            if _OF_LOOK.search(rule[2]):
                is_odd = _LOOK.search(rule[2]) is not None
                for selector in rule[1].split(","):
                    self._add(selector.strip().lower(), order, rule[2], is_odd)

    def _add(self, selector: str, order: int, look: str, is_odd: bool) -> None:
        """Keep a rule that one name selects; of one with more classes only what it shows, as scripts put and take these."""
        names = _NAME.findall(selector)
        marks = [name for name in names if name[0] in ".#"]
        if not names or _OF_OTHERS.search(selector) or (len(marks) > 1 and is_odd):
            return
        alike = self._rules.setdefault(names[-1], {})
        if frozenset(names) not in alike and len(alike) == _MOST_ALIKE:
            self._left_out += 1
        else:
            weight = sum(100 if mark[0] == "#" else 10 for mark in marks) + len(names) - len(marks)
            _outweigh(alike.setdefault(frozenset(names), {}), _declared(look, weight, order))
            self._any = self._any or is_odd

    def warnings(self) -> list[str]:
        """Return what a person should know of rules that are not followed."""
        return [notices.RULES.format(count=self._left_out)] if self._left_out else []

    def elements(self, root: Any) -> Iterable[Any]:
        """Return the elements below ``root`` whose look may not be the usual one."""
        return root.iter() if self._any else root.xpath(_MARKED)

    def style(self, element: Any) -> str:
        """Return what the page's rules and the element's own attribute say of its look, of each property what counts."""
        own = str(element.get("style", ""))
        if not self._rules:
            return own
        names = {str(element.tag), f"#{element.get('id', '').lower()}"}
        names |= {f".{name}" for name in element.get("class", "").lower().split()}
        look = _declared(own, _OWN, 0)
        for name in sorted(names & self._rules.keys()):
            for selected, said in self._rules[name].items():
                if selected <= names:
                    _outweigh(look, said)
        return ";".join(f"{name}:{value}" for name, (_, value) in look.items())


def _declared(look: str, weight: int, order: int) -> _Look:
    """Return what ``look`` declares, each with what it outweighs: urgent before all, then by the selector, then the later."""
    said: _Look = {}
    for declared in look.split(";"):
        name, _, value = declared.partition(":")
        value, mark, _ = value.partition("!")
        name = name.strip().lower()
        _outweigh(said, {_WHOLE.get(name, name): ((bool(mark), weight, order), value.strip())})
    return said


def _outweigh(look: _Look, said: _Look) -> None:
    """Put into ``look`` what ``said`` outweighs in it."""
    for name, declared in said.items():
        if name not in look or look[name][0] <= declared[0]:
            look[name] = declared


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
    struck = {element for element in hidden if _is_struck(element, rules.style(element))}
    outer = _outermost(hidden)
    waits = sum(_prose(element.text_content()) for element in outer if element not in struck) > 0.9 * whole
    left_out = _outermost([element for element in hidden if element in struck]) if waits else outer
    counts = {notices.HIDDEN: 0, notices.STRUCK: 0}
    for element in left_out:
        words = element.text_content()
        is_of_text = element in struck or _NUMBERED.match(words) or _is_in_text(element)
        kind = notices.STRUCK if element in struck else notices.HIDDEN
        counts[kind] += len(_HAN.findall(words)) if is_of_text else _prose(words)
    for element in left_out:
        element.drop_tree()
    return [notices.HIDDEN_READ] * waits + [kind.format(count=count) for kind, count in counts.items() if count]


def _outermost(elements: list[Any]) -> list[Any]:
    """Return those of ``elements`` that stand in no other of them."""
    inside = set(elements)
    return [element for element in elements if inside.isdisjoint(element.iterancestors())]


def _is_in_text(element: Any) -> bool:
    """Say whether ``element`` stands inside a sentence: between words, not beside other elements only."""
    before = element.getprevious()
    around = (element.getparent().text if before is None else before.tail, element.tail)
    return all(words and _HAN.search(words) for words in around)


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
