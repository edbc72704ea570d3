"""Word files: what Word prints is read, once and in order; what it does not print is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from document_files import W, abstract_list, lines_of, list_of, numbered, run, word_package

from provtag.documents import notices
from provtag.documents.docx import word_text
from provtag.documents.numbering import FORMATS
from provtag.schema import InputError

PATH = Path("a.docx")
BOX = f"<w:txbxContent><w:p>{run('框内。')}</w:p></w:txbxContent>"
MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'


def lines(body: str, **parts: str) -> list[str]:
    return lines_of(word_text(word_package(body, **parts), PATH)[0])


def paragraph(inner: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def test_text_box_is_read_once_after_its_paragraph() -> None:
    choice = f'<mc:Choice Requires="wps"><w:drawing>{BOX}</w:drawing></mc:Choice>'
    fallback = f"<mc:Fallback><w:pict>{BOX}</w:pict></mc:Fallback>"
    box = f"<w:r><mc:AlternateContent {MC}>{choice}{fallback}</mc:AlternateContent></w:r>"
    assert lines(paragraph(run("前") + box + run("后")) + paragraph(run("下一段"))) == ["前后", "框内。", "下一段"]


def test_deleted_text_is_left_out_and_inserted_text_kept() -> None:
    deleted = "<w:del><w:r><w:delText>旧</w:delText></w:r></w:del>"
    assert lines(paragraph(run("一") + deleted + f"<w:ins>{run('新')}</w:ins>")) == ["一新"]
    moved = f"<w:moveFrom>{run('原处')}</w:moveFrom><w:moveTo>{run('新处')}</w:moveTo>"
    assert lines(paragraph(moved)) == ["新处"]


def test_paragraph_with_deleted_end_joins_the_next_and_is_not_counted() -> None:
    levels = abstract_list([("decimal", "%1．")])
    gone = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr><w:rPr><w:del/></w:rPr>'
    body = numbered("甲", 0) + paragraph(run("乙"), gone) + numbered("丙", 0)
    assert lines(body, numbering=levels + list_of()) == ["1．\t甲", "2．\t乙丙"]


def test_hidden_text_fields_and_ruby() -> None:
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r>"
    field = "<w:r><w:instrText>PAGE</w:instrText></w:r><w:hyperlink>" + run("链") + "</w:hyperlink>"
    ruby = f"<w:r><w:ruby><w:rt>{run('zì')}</w:rt><w:rubyBase>{run('字')}</w:rubyBase></w:ruby></w:r>"
    symbol = '<w:r><w:sym w:font="Symbol" w:char="F0B7"/><w:sym w:font="宋体" w:char="2460"/></w:r>'
    assert lines(paragraph(run("显") + hidden + field + ruby + symbol)) == ["显链字①"]


def test_symbols_from_the_blank_on_are_characters() -> None:
    symbols = "".join(f'<w:r><w:t>{n}</w:t><w:sym w:font="宋体" w:char="{n}"/></w:r>' for n in ("001F", "0020", "0021"))
    assert lines(paragraph(symbols + run("末"))) == ["001F0020 0021!末"]


def test_line_breaks_tabs_and_hyphens() -> None:
    assert lines("<w:p><w:r><w:t>上</w:t><w:br/><w:t>下</w:t><w:tab/><w:t>右</w:t><w:noBreakHyphen/></w:r></w:p>") == [
        "上",
        "下\t右-",
    ]


def test_table_rows_are_lines_also_in_content_controls() -> None:
    def cell(text: str) -> str:
        return f"<w:tc><w:p>{run(text)}</w:p></w:tc>"

    inner = f"<w:sdt><w:sdtContent><w:tr>{cell('公安局')}{cell('牵头')}</w:tr></w:sdtContent></w:sdt>"
    rows = f"<w:tr>{cell('站名')}{cell('时间')}</w:tr>{inner}"
    assert lines(f"<w:sdt><w:sdtContent><w:tbl>{rows}</w:tbl></w:sdtContent></w:sdt>") == ["站名\t时间", "公安局\t牵头"]


def test_agencies_of_a_table_of_tasks_are_lines_of_their_own() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"

    def text(words: str) -> str:
        return f"<w:p>{run(words)}</w:p>"

    merged, begins = "<w:tcPr><w:vMerge/></w:tcPr><w:p/>", '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    title = f'<w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/></w:tcPr>{text("任务分解表")}</w:tc></w:tr>'
    rows = row(text("1"), text("加强排查。"), begins + text("市公安局")) + row(text("2"), text("加强宣传。"), merged)
    table = f"<w:tbl>{title}{row(text('序号'), text('任务'), text('责任单位'))}{rows}</w:tbl>"
    assert lines(table) == ["任务分解表", "1.加强排查。", "责任单位：市公安局", "2.加强宣传。", "责任单位：市公安局"]


def test_strict_documents_and_other_part_names() -> None:
    import io
    import zipfile

    stream = io.BytesIO()
    body = f"<w:document {W}><w:body><w:p>{run('正文')}</w:p></w:body></w:document>"
    strict = body.replace(
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main", "http://purl.oclc.org/ooxml/wordprocessingml/main"
    )
    relation = '<Relationship Id="r" Type="http://x/relationships/officeDocument" Target="/word/document2.xml"/>'
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("word/document2.xml", strict)
        relations = (
            f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relation}</Relationships>'
        )
        package.writestr("_rels/.rels", relations)
    assert word_text(stream.getvalue(), PATH)[0] == "正文"


def test_footnotes_are_reported() -> None:
    body = paragraph(run("正文") + '<w:r><w:footnoteReference w:id="2"/></w:r>')
    assert word_text(word_package(body, footnotes=""), PATH) == ("正文", ("1 footnotes left out",))


def test_zip_that_is_no_word_file() -> None:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/workbook.xml", "<a/>")
    with pytest.raises(InputError, match=r"^a\.docx: a zip archive without a Word document in it; "):
        word_text(stream.getvalue(), PATH)


def test_levels_restart_below_their_parents_and_continue_between_lists() -> None:
    levels = abstract_list([("upperLetter", "%1."), ("decimal", "%1-%2）")])
    body = "".join(numbered("", level) for level in (0, 1, 1, 0, 1)) + numbered("", 1, number_id=2)
    assert lines(body, numbering=levels + list_of() + list_of(2)) == ["A.\t", "A-1）\t", "A-2）\t", "B.\t", "B-1）\t", "B-2）\t"]


def test_a_question_mark_beside_a_number_is_the_sign_that_a_program_could_not_write() -> None:
    numbering = abstract_list([("chineseCounting", "%1?"), ("chineseCounting", "?%2?")], '<w:suff w:val="nothing"/>') + list_of()
    assert lines(numbered("点名", 0) + numbered("走访", 1), numbering=numbering) == ["一、点名", "（一）走访"]


def test_start_override_begins_anew_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    numbering = abstract_list([("decimal", "%1、")], '<w:suff w:val="nothing"/>') + list_of() + list_of(2, override)
    body = numbered("a", 0) + numbered("b", 0, 2) + numbered("c", 0, 2) + numbered("d", 0)
    assert lines(body, numbering=numbering) == ["1、a", "5、b", "6、c", "7、d"]


def test_number_comes_from_the_style_and_the_styles_it_is_based_on() -> None:
    style = '<w:numPr><w:numId w:val="1"/></w:numPr>'
    styles = (
        f'<w:style w:type="paragraph" w:styleId="条"><w:pPr>{style}</w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="子"><w:basedOn w:val="条"/></w:style>'
    )
    numbering = abstract_list([("chineseCounting", "第%1条")], '<w:suff w:val="space"/>') + list_of()
    off = '<w:pStyle w:val="条"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    body = (
        paragraph(run("甲"), '<w:pStyle w:val="子"/>')
        + paragraph(run("无"), off)
        + paragraph(run("乙"), '<w:pStyle w:val="条"/>')
    )
    assert lines(body, numbering=numbering, styles=styles) == ["第一条 甲", "无", "第二条 乙"]


def test_only_the_usual_style_of_paragraphs_numbers_those_without_one() -> None:
    style = "<w:style w:type='{}' {} w:styleId='{}'><w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr></w:style>"
    parts = {"numbering": abstract_list([("decimal", "%1.")]) + list_of()}
    for kind, usual, printed in (
        ("paragraph", "w:default='1'", "1.\t项"),
        ("paragraph", "w:default='0'", "项"),
        ("paragraph", "", "项"),
        ("character", "w:default='1'", "项"),
    ):
        assert lines(paragraph(run("项")), styles=style.format(kind, usual, "a"), **parts) == [printed]


def test_bullets_are_left_out_but_dashes_printed() -> None:
    for bullet, printed in (("\uf0b7", "项"), ("——", "——\t项")):
        assert lines(numbered("项", 0), numbering=abstract_list([("bullet", bullet)]) + list_of()) == [printed]


@pytest.mark.parametrize(
    ("form", "number", "printed"),
    [
        ("chineseCountingThousand", 103, "一百零三"),
        ("japaneseCounting", 20, "二十"),
        ("ideographDigital", 10, "一〇"),
        ("chineseLegalSimplified", 12, "拾贰"),
        ("ideographTraditional", 3, "丙"),
        ("decimalEnclosedCircle", 20, "⑳"),
        ("decimalEnclosedCircle", 21, "21"),
        ("decimalFullWidth", 12, "１２"),
        ("decimalZero", 7, "07"),
        ("ideographTraditional", 1, "甲"),
        ("ideographTraditional", 0, "0"),
        ("upperRoman", 49, "XLIX"),
        ("upperRoman", 666, "DCLXVI"),
        ("upperRoman", 1494, "MCDXCIV"),
        ("upperRoman", 1989, "MCMLXXXIX"),
        ("upperLetter", 26, "Z"),
        ("upperLetter", 0, ""),
        ("lowerLetter", 28, "bb"),
    ],
)
def test_number_formats(form: str, number: int, printed: str) -> None:
    assert FORMATS[form](number) == printed


RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


def package(parts: dict[str, str], separator: str = "/") -> bytes:
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in parts.items():
            made.writestr(name.replace("/", separator), content)
    return stream.getvalue()


def relations(**targets: str) -> str:
    listed = "".join(
        f'<Relationship Id="r{i}" Type="{RELATIONS}/{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(targets.items())
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def word(body: str) -> str:
    return f"<w:document {W}><w:body>{body}</w:body></w:document>"


@pytest.mark.parametrize(("folder", "separator"), [("word", "\\"), ("inhalt/teil", "/")])
def test_parts_are_found_by_their_relations(folder: str, separator: str) -> None:
    body = numbered("公安机关负责。", 0) + numbered("民政部门救助。", 0)
    data = package(
        {
            "_rels/.rels": relations(officeDocument=f"/{folder}/haupt7.xml"),
            f"{folder}/haupt7.xml": word(body),
            f"{folder}/_rels/haupt7.xml.rels": relations(numbering="liste.xml"),
            f"{folder}/liste.xml": f"<w:numbering {W}>{abstract_list([('chineseCounting', '第%1条 ')])}{list_of()}</w:numbering>",
        },
        separator,
    )
    assert [line.replace("\t", "") for line in lines_of(word_text(data, PATH)[0])] == [
        "第一条 公安机关负责。",
        "第二条 民政部门救助。",
    ]


def test_what_a_text_cannot_show_is_said() -> None:
    office = 'xmlns:o="urn:schemas-microsoft-com:office:office"'
    chart = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
    refers = "<w:r><w:footnoteReference/></w:r><w:r><w:endnoteReference/></w:r>" * 2
    body = paragraph(run("登记。") + refers + f"<w:r><w:object><o:OLEObject {office}/></w:object></w:r>")
    assert word_text(word_package(body + f"<w:altChunk/><w:p><w:r><c:chart {chart}/></w:r></w:p>"), PATH)[1] == (
        notices.NOTES.format(count=2, kind="footnotes"),
        notices.NOTES.format(count=2, kind="endnotes"),
        notices.OBJECTS.format(count=1),
        notices.DRAWING,
        notices.ALIEN_PART,
    )


@pytest.mark.parametrize("main", ["xl/table.xml", "ppt/slides.xml"])
def test_what_is_called_a_word_file_may_hold_none(main: str) -> None:
    parts = {"_rels/.rels": relations(officeDocument=main), main: word(paragraph(run("公安机关负责。")))}
    with pytest.raises(InputError, match=r"a\.docx: a zip archive without a Word document in it"):
        word_text(package(parts), Path("a.docx"))
    usual = {**parts, "word/document.xml": word(paragraph(run("民政部门救助。")))}
    assert word_text(package(usual), PATH)[0] == "民政部门救助。"


@pytest.mark.parametrize("mark", ["<w:moveFrom w:id='1'/>", "<w:del w:id='1'/>"])
def test_a_numbered_paragraph_that_went_is_not_counted(mark: str) -> None:
    place = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    gone = (
        f"<w:moveFrom>{run('走了。')}</w:moveFrom>"
        if "move" in mark
        else "<w:del><w:r><w:delText>走了。</w:delText></w:r></w:del>"
    )
    body = numbered("一。", 0) + paragraph(gone, f"{place}<w:rPr>{mark}</w:rPr>") + numbered("二。", 0)
    levels = abstract_list([("decimal", "%1.")])
    assert lines(body, numbering=levels + list_of()) == ["1.\t一。", "2.\t二。"]


def test_a_deleted_cell_is_left_out() -> None:
    cell = "<w:tc><w:tcPr>{}</w:tcPr><w:p>{}</w:p></w:tc>"
    row = f"<w:tr>{cell.format('', run('甲'))}{cell.format('<w:cellDel/>', run('乙'))}</w:tr>"
    assert lines(f"<w:tbl>{row}</w:tbl>") == ["甲"]


def test_text_hidden_by_styles_is_left_out_and_counted() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="character" w:styleId="own"><w:basedOn w:val="h"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="p"><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    of_style = "<w:r><w:rPr><w:rStyle w:val='own'/></w:rPr><w:t>（说明）</w:t></w:r>"
    shown = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>看得见</w:t></w:r>"
    body = paragraph(run("甲") + of_style + run("乙")) + paragraph(run("整段") + shown, "<w:pStyle w:val='p'/>")
    assert word_text(word_package(body, styles=styles), PATH) == (
        "甲乙\n看得见",
        ("hidden text left out: 6 characters that no reader of the page sees",),
    )


def test_struck_text_is_left_out_and_counted() -> None:
    struck = (
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>原定</w:t></w:r><w:r><w:rPr><w:dstrike w:val='true'/></w:rPr><w:t>旧</w:t></w:r>"
    )
    kept = "<w:r><w:rPr><w:strike w:val='0'/></w:rPr><w:t>现定</w:t></w:r>"
    assert word_text(word_package(paragraph(struck + kept)), PATH) == ("现定", ("struck-through text left out: 3 characters",))


def test_word_art_is_a_line_of_its_own() -> None:
    art = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="某县办法"/></v:shape></w:pict></w:r>'
    assert lines(paragraph(art) + paragraph(run("第一条 一。"))) == ["", "某县办法", "第一条 一。"]


def test_a_few_words_in_a_box_beside_a_sentence_are_said_and_sentences_kept() -> None:
    box = "<w:r><w:pict><w:txbxContent><w:p>{}</w:p></w:txbxContent></w:pict></w:r>"
    beside = paragraph(run("公安机关") + box.format(run("　急件 ")) + run("负责。"))
    assert word_text(word_package(beside), PATH) == ("公安机关负责。", ("1 text boxes beside a paragraph left out: 急件",))
    boxes = "".join(box.format(run(words)) for words in ("甲" * 41, "", "乙", "丙", "丁。", "戊"))
    assert word_text(word_package(paragraph(run("负责。") + boxes)), PATH) == (
        "负责。\n\n丁。",
        (f"4 text boxes beside a paragraph left out: {'甲' * 40}; 乙; 丙; …",),
    )
    alone = paragraph(box.format(run("某县人民政府文件")))
    assert lines(alone) == ["", "某县人民政府文件"]


def test_the_shapes_of_a_diagram_are_lines() -> None:
    dgm, a = "http://schemas.openxmlformats.org/drawingml/2006/diagram", "http://schemas.openxmlformats.org/drawingml/2006/main"
    shape = "<d:pt><d:t><a:p><a:r><a:t>{}</a:t></a:r></a:p></d:t></d:pt>"
    shapes = shape.format("公安局打击。") + shape.format("民政局救助。")
    data = f'<d:dataModel xmlns:d="{dgm}" xmlns:a="{a}"><d:ptLst>{shapes}</d:ptLst></d:dataModel>'
    drawing = f'<w:r><w:drawing><d:relIds xmlns:d="{dgm}" xmlns:r="{RELATIONS}" r:dm="r0"/></w:drawing></w:r>'
    parts = {
        "word/document.xml": word(paragraph(run("分工如下：")) + paragraph(drawing)),
        "word/_rels/document.xml.rels": relations(diagramData="diagrams/data1.xml"),
        "word/diagrams/data1.xml": data,
    }
    assert word_text(package(parts), PATH) == ("分工如下：\n\n公安局打击。\n民政局救助。", ())
    parts["word/document.xml"] = word(paragraph(run("分工如下：")))
    assert word_text(package(parts), PATH)[1] == ("text of a diagram (SmartArt) or chart left out",)


def test_unknown_extensions_are_read_as_older_programs_show_them() -> None:
    choice = f'<mc:Choice xmlns:z="http://a.invalid/z" Requires="z"><w:p>{run("新")}</w:p></mc:Choice>'
    assert lines(
        f"<mc:AlternateContent {MC}>{choice}<mc:Fallback><w:p>{run('旧')}</w:p></mc:Fallback></mc:AlternateContent>"
    ) == ["旧"]


@pytest.mark.parametrize(
    ("inner", "warning"),
    [
        ("<w:r><w:endnoteReference w:id='1'/></w:r>" * 2, "2 endnotes left out"),
        (
            "<w:r><w:object><o:OLEObject xmlns:o='urn:schemas-microsoft-com:office:office'/></w:object></w:r>",
            "1 embedded objects left out",
        ),
        (
            "<w:r><w:drawing><a:blip xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'/></w:drawing></w:r>" * 3,
            "3 pictures left out",
        ),
    ],
)
def test_what_a_text_cannot_show_is_counted(inner: str, warning: str) -> None:
    assert word_text(word_package(paragraph(run("甲") + inner)), PATH) == ("甲", (warning,))


def test_comments_and_sentences_in_headers_are_counted() -> None:
    comments = f"<w:comment w:id='0'><w:p>{run('改。')}</w:p></w:comment>"
    data = package(
        {
            "word/document.xml": word(paragraph(run("甲"))),
            "word/comments.xml": f"<w:comments {W}>{comments}</w:comments>",
            "word/header1.xml": f"<w:hdr {W}><w:p>{run('第二条 页眉里的条文。')}</w:p></w:hdr>",
            "word/header2.xml": f"<w:hdr {W}><w:p>{run('某县公报')}</w:p></w:hdr>",
        }
    )
    assert word_text(data, PATH)[1] == ("1 comments left out", "text of headers and footers left out: 11 characters")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_entities_are_refused_in_any_encoding(encoding: str) -> None:
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE d [<!ENTITY e "x">]><w:document {W}>&e;</w:document>'
    import io
    import zipfile

    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("word/document.xml", text.encode(encoding))
    with pytest.raises(InputError, match="holds XML entities"):
        word_text(stream.getvalue(), PATH)
