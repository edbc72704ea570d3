"""One short regulation written as files of every format, and the raw parts of Word and PDF files."""

from __future__ import annotations

import html
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import docx
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from provtag.documents.html import page_text
from provtag.documents.pdf import text_layer
from provtag.documents.table import ROW_END

TITLE = "贵州省反对拐卖人口工作实施细则"
NUMBERED = [  # list level of automatic numbers (None: none), number as printed, text
    (None, "", TITLE),
    (0, "第一章", "总则"),
    (
        1,
        "第一条",
        "为有效预防、依法打击拐卖人口犯罪，积极救助、妥善安置被拐卖受害人，切实维护公民合法权益，结合本省实际，制定本细则。",
    ),
    (1, "第二条", "县级以上人民政府应当加强反拐工作，履行下列职责："),
    (2, "（一）", "开展反拐宣传教育，提高群众防范意识，把反拐知识送进村、社区、学校、车站和用工单位；"),
    (2, "（二）", "救助被拐卖受害人。"),
    (0, "第二章", "打击"),
    (1, "第三条", "公安机关对拐卖人口案件应当立即立案侦查，接到报案后不得推诿，并及时采集疑似被拐卖人员的生物检材，录入信息库。"),
    (None, "", "（省公安厅牵头，省民政厅、省妇联配合）"),
]
LINES = [f"{number} {text}".strip() for _, number, text in NUMBERED]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
LEVELS = (("chineseCountingThousand", "第%1章"), ("chineseCountingThousand", "第%2条"), ("chineseCounting", "（%3）"))


def plain(lines: Sequence[str] = LINES) -> str:
    """Return the regulation as plain text."""
    return "\n".join(lines) + "\n"


def web_page(lines: Sequence[str] = LINES, charset: str = "utf-8") -> bytes:
    """Return the regulation as a portal page with everything portals put around it."""
    body = "".join(f"<p style='text-indent:2em'>&emsp;&emsp;<span>{html.escape(line)}</span></p>\r\n" for line in lines[1:])
    return f"""<!DOCTYPE html><html><head><meta charset="{charset}"><title>{lines[0]}_某省人民政府</title>
<style>p {{ color: red }}</style><script>var menu = "首页，打印。";</script></head><body>
<div class="top"><a href="/">首页</a> <a href="/zwgk">政务公开</a> 无障碍浏览 登录</div>
<div class="path">您当前的位置：<a>首页</a> &gt; <a>政务公开</a> &gt; <a>规范性文件</a></div>
<h1>{lines[0]}</h1>
<div class="tools">【字体：<a>大</a> <a>中</a> <a>小</a>】 【打印】 【关闭】 分享到：<a>微信</a></div>
<div id="zoom">{body}</div>
<div class="tools"><a>【打印本页】</a><a>【关闭窗口】</a></div>
<div class="related"><h3>相关解读</h3>
<ul><li><a href="1.html">一图读懂《实施细则》，为贯彻落实国家行动计划，细则作了规定。</a></li></ul></div>
<div class="foot"><p>主办单位：某省人民政府办公厅　承办单位：某省大数据中心</p>
<p>某ICP备05000001号 网站标识码：5200000001</p></div>
</body></html>""".encode(charset)


def typed_word(lines: Sequence[str] = LINES) -> bytes:
    """Return a Word file whose numbers are typed."""
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def word_package(body: str, **parts: str) -> bytes:
    """Return a Word file of raw XML: the content of w:body, and the content of further parts by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", f"<w:document {W}><w:body>{body}</w:body></w:document>")
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {W}>{content}</w:{name}>")
    return stream.getvalue()


def typed_sheet(lines: Sequence[str] = LINES) -> bytes:
    """Return a spreadsheet with a line of the regulation a row."""
    return sheet_package("".join(f'<row><c t="inlineStr"><is><t>{html.escape(line)}</t></is></c></row>' for line in lines))


def sheet_package(rows: str, behind: str = "", declared: str = "", **parts: str) -> bytes:
    """Return a spreadsheet of raw XML: the rows of its one sheet, what stands ``behind`` them, and further parts by name."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    types = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    names = {"worksheet": "sheet", **{name: name for name in parts}}
    relations = "".join(f'<Relationship Id="{name}" Type="{types}/{name}" Target="{file}.xml"/>' for name, file in names.items())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        sheets = '<sheets><sheet name="Sheet1" r:id="worksheet"/></sheets>'
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("xl/workbook.xml", f'<workbook {main} xmlns:r="{types}">{sheets}</workbook>')
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>',
        )
        package.writestr("xl/sheet.xml", f"{declared}<worksheet {main}><sheetData>{rows}</sheetData>{behind}</worksheet>")
        for name, content in parts.items():
            package.writestr(f"xl/{name}.xml", content.replace(">", f" {main}>", 1))
    return stream.getvalue()


def column_letters(number: int) -> str:
    """Return how a spreadsheet names a column: 1 → A, 27 → AA."""
    before, last = divmod(number - 1, 26)
    return (column_letters(before) if before else "") + chr(ord("A") + last)


def run(text: str) -> str:
    """Return a w:r."""
    return f'<w:r><w:t xml:space="preserve">{html.escape(text)}</w:t></w:r>'


def numbered(text: str, level: int, number_id: int = 1) -> str:
    """Return a w:p with an automatic number."""
    place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number_id}"/></w:numPr></w:pPr>'
    return f"<w:p>{place}{run(text)}</w:p>"


def abstract_list(levels: Sequence[tuple[str, str]], more: str = "") -> str:
    """Return abstract list 7 with ``levels`` (number format, level text); ``more`` goes into every level."""
    written = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    return f'<w:abstractNum w:abstractNumId="7">{written}</w:abstractNum>'


def list_of(number_id: int = 1, overrides: str = "") -> str:
    """Return a w:num that uses abstract list 7."""
    return f'<w:num w:numId="{number_id}"><w:abstractNumId w:val="7"/>{overrides}</w:num>'


def numbered_word() -> bytes:
    """Return a Word file whose numbers Word generates; articles count on through the chapters."""
    levels = abstract_list(LEVELS).replace('<w:lvl w:ilvl="1">', '<w:lvl w:ilvl="1"><w:lvlRestart w:val="0"/>')
    body = "".join(f"<w:p>{run(text)}</w:p>" if level is None else numbered(text, level) for level, _, text in NUMBERED)
    return word_package(body, numbering=levels + list_of())


def printed_pdf(path: Path, lines: Sequence[str] = LINES, indent: int = 24, width: int = 300, height: int = 260) -> None:
    """Write the regulation as PDF of small pages with running heads and page numbers."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("body", fontName="STSong-Light", fontSize=12, leading=18, firstLineIndent=indent, wordWrap="CJK")

    def edges(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("STSong-Light", 8)
        canvas.drawString(60, height - 16, "某省人民政府公报")
        canvas.drawString(width / 2, 10, f"— {document.page} —")

    template = PageTemplate(frames=[Frame(30, 30, width - 60, height - 60)], onPage=edges)
    file = BaseDocTemplate(str(path), pagesize=(width, height), pageTemplates=[template])
    file.build([Paragraph(html.escape(line), style) for line in lines])


def raw_pdf(content: bytes, more: bytes = b"") -> bytes:
    """Return a PDF of one page with the given content stream; ``more`` goes into the stream's dictionary."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R"
        b"/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>",
        b"<<%b/Length %d>>stream\n%b\nendstream" % (more, len(content), content),
    ]
    written, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    trailer = b"xref\n0 5\n0000000000 65535 f \n%btrailer<</Root 1 0 R/Size 5>>\nstartxref\n%d\n%%%%EOF" % (table, len(written))
    return written + trailer


def drawn_pdf(*pages: Callable[[Canvas], object], size: tuple[int, int] = (595, 842)) -> bytes:
    """Return a PDF whose pages are drawn by ``pages`` on a reportlab canvas with a Chinese font of 14 points."""
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=size)
    for draw in pages:
        canvas.setFont("STSong-Light", 14)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@contextmanager
def pdf_read_here() -> Iterator[None]:
    """Read PDFs in this process: to start another for each costs half a second."""

    def call(function: str, path: Path, arguments: dict[str, Any], seconds: int, memory_bytes: int, data: bytes) -> Any:
        return text_layer(path, data)

    with patch("provtag.documents.pdf.run_limited", call):
        yield


def column(lines: Sequence[str], left: float = 80, top: float = 720, leading: float = 24) -> Callable[[Canvas], None]:
    """Return what draws ``lines`` below each other."""

    def draw(canvas: Canvas) -> None:
        for number, line in enumerate(lines):
            canvas.drawString(left, top - leading * number, line)

    return draw


def picture_of(data: bytes, scale: float = 2.0) -> ImageReader:
    """Return the first page of a PDF as a picture, as a scanner would."""
    import pypdfium2

    return ImageReader(pypdfium2.PdfDocument(data)[0].render(scale=scale).to_pil())


def ofd_file(
    *pages: Sequence[tuple[float, float, str]],
    namespace: str = "http://www.ofdspec.org/2016",
    usual: str = "0 0 210 297",
    own: str = "",
) -> bytes:
    """Return an OFD file: of each page the text objects (left, top in millimetres, text), 5 millimetres high, a picture where it
    has none. ``usual``, ``own``: the box of pages in millimetres, by the document and by the page itself."""
    stream = io.BytesIO()
    head = f'xmlns:ofd="{namespace}"'
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        root = "<ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>"
        package.writestr("OFD.xml", f"<ofd:OFD {head}>{root}</ofd:OFD>")
        listed = "".join(f'<ofd:Page ID="{i}" BaseLoc="Pages/Page_{i}/Content.xml"/>' for i in range(len(pages)))
        boxes = (f"<ofd:PhysicalBox>{box}</ofd:PhysicalBox>" if box else "" for box in (usual, own))
        area, own_area = (f"<ofd:{name}>{box}</ofd:{name}>" for name, box in zip(("PageArea", "Area"), boxes, strict=True))
        package.writestr(
            "Doc_0/Document.xml",
            f"<ofd:Document {head}><ofd:CommonData>{area}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        )
        for i, texts in enumerate(pages):
            objects = "".join(
                f'<ofd:TextObject Boundary="{left} {top} 170 6" Size="5"><ofd:TextCode X="0" Y="5" DeltaX="g {len(text) - 1} 5">'
                f"{html.escape(text)}</ofd:TextCode></ofd:TextObject>"
                for left, top, text in texts
            )
            objects = objects or '<ofd:ImageObject Boundary="0 0 210 297"/>'
            content = f"<ofd:Page {head}>{own_area}<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
            package.writestr(f"Doc_0/Pages/Page_{i}/Content.xml", content)
    return stream.getvalue()


ARTICLES = ["第一条 公安机关接到报警，应当立即立案查找。", "第二条 民政部门应当为被解救儿童提供临时监护。"]
PAGE = "".join(f"<p>{line}</p>" for line in ARTICLES)


def kept(page: str) -> tuple[list[str], tuple[str, ...]]:
    """Return the lines that are kept of a web page, and what is said of the others."""
    text, warnings = page_text(page, Path("a.html"))
    return lines_of(text), warnings


def lines_of(text: str) -> list[str]:
    """Return the lines of what the reader of one format wrote, without the signs behind rows of tables."""
    return text.replace(ROW_END, "").split("\n")


def word_with(*parts: str | list[list[str]]) -> bytes:
    """Return a Word file of paragraphs and tables."""
    document = docx.Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
            continue
        table = document.add_table(rows=len(part), cols=len(part[0]))
        for row, cells in zip(table.rows, part, strict=True):
            for cell, words in zip(row.cells, cells, strict=True):
                cell.text = words
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()
