"""The outline of a text of articles: every 第…条 opens a block."""

from __future__ import annotations

from provtag.patterns import Pattern
from provtag.structure.actors import is_actor, opens_with_act
from provtag.structure.below import is_order
from provtag.structure.blocks import BARE_HEADING, MARKED_END, NAMES, ORDER, SUBTITLE, Block, Builder, Paragraph
from provtag.structure.duty_notes import is_note_line, says_who_or_when
from provtag.structure.lead_titles import title_length
from provtag.structure.markers import OF_PARTS, Marker, Style, article_at, begins, heading_at, is_numbered, item_at, opens_anew
from provtag.structure.text import CLOSING, LOST, OPENING, Line

_ARTICLE_TITLE = Pattern(
    r"【[^】]{1,40}】|[（(](?![一二三四五六七八九十]+[）)])[^）)，。；]{2,25}[）)](?= ?(?:\n|$|[^，。；、]))"
)
# The same between two articles, where a heading may hold more.
_LOOSE_HEADING = Pattern(rf"{BARE_HEADING.pattern}|[\u4e00-\u9fff（）“”《》、，]{{2,30}}(?<!，)")
_TITLE_ALONE = Pattern(r"[\u4e00-\u9fff、“”]{2,14}")  # 第三条 公安机关的职责, above what they are
_BARE_ITEM = Pattern("[（(]?[一二三四五六七八九十0-9]{1,3}[）)、．.] ?(?P<words>[\u4e00-\u9fff、“”]{2,20})")
_REMARK = Pattern("(?:备注|備註)[：:]")
_LAST = ("附则", "附則")  # beside the outermost headings
_LONGEST_RUN_IN = 13  # characters of a title with which an article opens
# What no title says, but a short order with which an article opens: 每日点名。 不接待儿童。 拐卖必究。
_ORDERED = Pattern(
    "(?=[^，。；：]{1,8}。.)[^。]*?(?:[每逐凭憑免]|必[须須究]|不(?!明|良|[^。]*的)|一律|立即|[随隨][时時]|[当當][日天]|按[时時期月])"
)
_TIMES = 3  # so much longer than its title an article is
_LEAST_RUN_IN = 5  # so many articles open with one where any does, and one of so many
_MOST_BARE = 2  # headings without a number in a row


class Articles(Builder):
    """Blocks of an article-style document: every 第…条 opens one, everything below belongs to it."""

    article: Block | None = None  # the last one below the heading
    run_in: dict[int, int]  # the ends of titles with which articles open, by line

    def read(self, lines: list[Line]) -> None:
        """Build the blocks of ``lines``."""
        titled = self._titled_items(lines)
        self.run_in = self._run_in_titles(lines)
        for i, line in enumerate(lines):
            if line.text == LOST:
                self.block, self.after_loss = None, True
            elif i in self.quoted or line.text.startswith("“第"):
                self.add_quoted(line)
            elif heading := heading_at(self.text, line.start, line.end):
                self.add_heading(line, heading)
            elif self._is_bare_heading(lines, i):
                is_outer = not article_at(self.text, lines[i + 1].start, lines[i + 1].end)
                words = line.text.strip("# ").replace(" ", "")
                style = Style.CHAPTER if is_outer else Style.SECTION
                if words in _LAST and self.levels:
                    style = self.levels[0].style
                self.add_heading(line, Marker(style, "", words, line.end))
            elif article := article_at(self.text, line.start, line.end):
                self._open_article(lines, i, article)
            elif (item := item_at(self.text, line.start, line.end)) and self._is_numbered_heading(lines, i, item):
                self.add_heading(line, item._replace(style=Style.SECTION))
            elif item and i in titled:
                self._open_part(line, item)
            else:
                self.add_line(lines, i, item)

    def add_heading(self, line: Line, marker: Marker) -> None:
        """Put ``line`` above what follows, which is of no article before it."""
        super().add_heading(line, marker)
        self.article = None

    def _is_bare_heading(self, lines: list[Line], i: int) -> bool:
        """Say whether line ``i`` is a heading without a number: words without any mark between articles."""
        if not _is_loose(lines[i].text):
            return False
        below = i + 1
        while below < min(len(lines), i + _MOST_BARE) and _is_loose(lines[below].text):
            below += 1
        before = lines[i - 1] if i else None
        ended = before is None or before.text[-1] in "。！" or before[:2] in self.built.headings
        return bool(ended and below < len(lines) and article_at(self.text, lines[below].start, lines[below].end))

    def _is_numbered_heading(self, lines: list[Line], i: int, item: Marker) -> bool:
        """Say whether line ``i``, which ``item`` opens, is a heading like those of a plan (二、工作任务) above an article."""
        if item.style is not Style.COMMA or i + 1 == len(lines) or MARKED_END.search(lines[i].text):
            return False
        return article_at(self.text, lines[i + 1].start, lines[i + 1].end) is not None

    def _titled_items(self, lines: list[Line]) -> set[int]:
        """Return the lines that are titles of parts of articles: bare words, each above text of its own.

        All items of a style in an article are; else, or where it ends with a colon, they are its list.
        """
        titled: set[int] = set()
        if not any(map(_is_bare_item, lines)):  # most texts
            return titled
        listed: dict[Style, list[tuple[int, bool]]] = {}  # of one article: the items, and whether each looks like a title
        is_list = False  # whether the article announces its items
        for i, line in enumerate([*lines, None]):
            if line is None or line.text == LOST or opens_anew(line.text):
                parts = (items for items in listed.values() if all(is_title for _, is_title in items))
                titled |= {at for items in parts for at, _ in items if not is_list}
                listed, is_list = {}, line is not None and line.text[-1] in "：:"
            elif (item := item_at(self.text, line.start, line.end)) and item.style in OF_PARTS:
                listed.setdefault(item.style, []).append((i, _is_bare_item(line) and self._has_text(lines, i)))
        return titled

    def _run_in_titles(self, lines: list[Line]) -> dict[int, int]:
        """Return where the short titles with which articles open end: 第七条 采血。采血时…

        None where few articles have them, or where one opens with a short order.
        """
        articles, ends = 0, {}
        for i, line in enumerate(lines):
            if article := article_at(self.text, line.start, line.end):
                articles += 1
                if _ORDERED.match(self.text, article.end, line.end):
                    return {}
                length = title_length(self.text[article.end : line.end], article, has_more=False, has_children=False)
                if 0 < length <= _LONGEST_RUN_IN and line.end - article.end > _TIMES * length:
                    ends[i] = article.end + length
        return ends if len(ends) >= max(_LEAST_RUN_IN, articles / _LEAST_RUN_IN) else {}

    def _has_text(self, lines: list[Line], i: int) -> bool:
        """Say whether text of its own, or a list, stands below line ``i``."""
        if i + 1 == len(lines):
            return False
        below = lines[i + 1]
        if below.text == LOST or opens_anew(below.text) or says_who_or_when(below.text):
            return False
        follows = item_at(self.text, below.start, below.end)
        return follows is None or begins(follows)

    def _open_part(self, line: Line, item: Marker) -> None:
        """Open the part of the article, or of what stands above the first, that ``line`` is the title of."""
        self.built.headings.append((item.end, line.end))
        self._note_number(line.start, item)
        path, headings = (self.article.path, self.article.headings) if self.article else (f"{self.prefix}p", self.headings())
        self.open(Block(line.start, line.end, item.number, f"{path}.{item.key}", (*headings, line.text)))

    def _open_article(self, lines: list[Line], i: int, article: Marker) -> None:
        line, headings, content = lines[i], self.headings(), article.end
        if self.text[line.start] in OPENING and not any(sign in CLOSING for sign in self.text[line.start : content]):
            close = next(at for at in range(content, line.end) if self.text[at] in CLOSING)  # 【第一条 目的】
            headings, content = (*headings, self.text[content:close]), close + 1
            self.built.headings.append((article.end, close))
        titled = _ARTICLE_TITLE.match(self.text, content, line.end)
        if not titled and (alone := _TITLE_ALONE.fullmatch(self.text, content, line.end)):
            titled = None if _orders(line.text) or _is_all(lines, i, alone[0]) else alone
        self._note_number(line.start, article)
        if i in self.run_in:
            headings, content = (*headings, self.text[content : self.run_in[i]]), self.run_in[i]
            self.built.headings.append((article.end, content))
        elif titled:
            headings, content = (*headings, titled[0]), titled.end()
            self.built.headings.append(titled.span())
        block = Block(line.start, line.end, article.number, f"{self.prefix}art{article.key}", headings)
        if content < line.end:
            item = item_at(self.text, content, line.end)
            self._note_number(content, item)
            block.paragraphs.append(Paragraph(item.end if item else content, line.end, item.style if item else None))
        self.article = block
        self.open(block)


def _is_all(lines: list[Line], i: int, words: str) -> bool:
    """Say whether ``words`` are all that the article of line ``i`` says, and no title: below stands at most who does it, by when,
    and a remark; more where they order somebody to.

    Without a label, a body or a time may also be all that stands below a title (适用对象⏎学校), but not below an act.
    """
    says_so = says_who_or_when if opens_with_act(words) and not SUBTITLE.search(words) else is_note_line
    below = i + 1
    while below < len(lines) and (says_so(lines[below].text) or _REMARK.match(lines[below].text)):
        below += 1
    if is_actor(words) and below > i + 1:  # 主管部门⏎县公安局
        return False
    if is_order(words):  # 民政部门救助受害人⏎责任单位：民政局⏎每季度通报一次。
        return True
    return below == len(lines) or opens_anew(lines[below].text)


def _is_bare_item(line: Line) -> bool:
    """Say whether ``line`` is a number and bare words that order nothing: （一）摸底登记."""
    found = _BARE_ITEM.fullmatch(line.text)
    return found is not None and not _orders(found["words"])


def _orders(words: str) -> bool:
    """Say whether ``words`` order something and are no title."""
    return bool(ORDER.search(words)) and not NAMES.search(words)


def _is_loose(line: str) -> bool:
    """Say whether ``line`` could be a heading between articles by its words."""
    words = line.strip("# ")
    is_loose = bool(_LOOSE_HEADING.fullmatch(words))
    return is_loose and not (is_numbered(words) or ORDER.search(words) or is_note_line(words))
