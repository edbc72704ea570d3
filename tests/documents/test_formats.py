"""Formats beside those that everybody has: the same regulation gives the same lines."""

from __future__ import annotations

import io
import subprocess
import warnings
import zipfile
from pathlib import Path

import pytest
from document_files import LINES, W, column, drawn_pdf, numbered_word, ofd_file, typed_word, web_page

from provtag.documents import notices, office
from provtag.documents.reader import read_bytes, read_file
from provtag.schema import InputError
from provtag.structure.text import clean


def lines(data: bytes, name: str) -> list[str]:
    return clean(read_bytes(Path(name), data).text).split("\n")


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The regulation as LibreOffice writes it in other formats."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "a.docx").write_bytes(typed_word())
    binary = office.program()
    assert binary is not None, "LibreOffice is missing: scripts/libreoffice.sh installs it"
    made = {}
    for suffix, name in (
        ("doc", "MS Word 97"),
        ("rtf", "Rich Text Format"),
        ("odt", "writer8"),
        ("fodt", "OpenDocument Text Flat XML"),
    ):
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [binary, profile, "--headless", "--convert-to", f"{suffix}:{name}", "--outdir", folder, folder / "a.docx"]
        target = folder / f"a.{suffix}"
        for _ in range(2):  # the first start with a new profile may only make the profile
            if not target.exists():
                subprocess.run(command, capture_output=True, timeout=120, check=False)
        made[suffix] = target.read_bytes()
    return made


@pytest.mark.parametrize(
    ("suffix", "name"), [("doc", "a.doc"), ("doc", "a.wps"), ("rtf", "a.doc"), ("odt", "a.odt"), ("fodt", "a.xml")]
)
def test_what_libreoffice_reads(converted: dict[str, bytes], suffix: str, name: str) -> None:
    assert lines(converted[suffix], name) == LINES


def test_without_libreoffice_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(InputError, match=r"a\.rtf: read with LibreOffice, which is not installed; install LibreOffice"):
        read_bytes(Path("a.rtf"), rb"{\rtf1\ansi text}")


def test_word_files_under_other_names() -> None:
    for name in ("a.docm", "a.dotx", "a.doc", "a.wps", "a"):
        assert lines(numbered_word(), name) == LINES


OLD_WORD = "http://schemas.microsoft.com/office/word/2003/wordml"


def old_word(body: str, lists: str = "") -> bytes:
    spaces = f'xmlns:w="{OLD_WORD}" xmlns:aml="http://schemas.microsoft.com/aml/2001/core"'
    return f'<?xml version="1.0"?><w:wordDocument {spaces}>{lists}<w:body>{body}</w:body></w:wordDocument>'.encode()


def test_word_2003_xml_with_automatic_numbers_and_tracked_changes() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:nfc w:val="37"/><w:suff w:val="Space"/><w:lvlText w:val="第%1条"/></w:lvl>'
    lists = f'<w:lists><w:listDef w:listDefId="3">{level}</w:listDef><w:list w:ilfo="1"><w:ilst w:val="3"/></w:list></w:lists>'
    numbered = '<w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="1"/></w:listPr></w:pPr>'
    change = '<aml:annotation w:type="Word.{}"><aml:content><w:r>{}</w:r></aml:content></aml:annotation>'
    deleted = change.format("Deletion", "<w:delText>可以</w:delText>")
    added = change.format("Insertion", "<w:t>应当</w:t>")
    changed = f"<w:p>{numbered}<w:r><w:t>公安机关</w:t></w:r>{deleted}{added}<w:r><w:t>立案。</w:t></w:r></w:p>"
    body = f"{changed}<w:p>{numbered}<w:r><w:t>民政部门救助。</w:t></w:r></w:p>"
    assert lines(old_word(body, lists), "a.doc") == ["第一条 公安机关应当立案。", "第二条 民政部门救助。"]
    assert read_bytes(Path("a.doc"), old_word(body, lists)).warnings == (notices.DELETED.format(count=2),)


NUMBERS_OF_2003 = {
    0: "7", 1: "VII", 2: "vii", 3: "G", 4: "g", 10: "七", 11: "七", 14: "７", 18: "⑦", 22: "07", 23: None, 26: "⒎", 27: "⑺",
    28: "⑦", 29: "㊆", 30: "庚", 31: "午", 33: "七", 34: "柒", 35: "七", 36: "七", 37: "七", 38: "柒", 39: "七", 99: "7", 255: "",
}  # fmt: skip


def test_word_2003_xml_has_codes_for_the_formats_of_numbers() -> None:
    level = '<w:lvl w:ilvl="0"><w:start w:val="7"/><w:nfc w:val="{}"/><w:suff w:val="Nothing"/><w:lvlText w:val="%1."/></w:lvl>'
    numbered = '<w:p><w:pPr><w:listPr><w:ilvl w:val="0"/><w:ilfo w:val="{}"/></w:listPr></w:pPr><w:r><w:t>点名</w:t></w:r></w:p>'
    forms = "".join(f'<w:listDef w:listDefId="{code}">{level.format(code)}</w:listDef>' for code in NUMBERS_OF_2003)
    lists = "".join(f'<w:list w:ilfo="{code + 1}"><w:ilst w:val="{code}"/></w:list>' for code in NUMBERS_OF_2003)
    body = "".join(numbered.format(code + 1) for code in NUMBERS_OF_2003)
    printed = lines(old_word(body, f"<w:lists>{forms}{lists}</w:lists>"), "a.doc")
    assert dict(zip(NUMBERS_OF_2003, printed, strict=True)) == {
        code: f"{sign}.点名" if sign is not None else "点名" for code, sign in NUMBERS_OF_2003.items()
    }


def test_the_flat_form_of_a_typed_word() -> None:
    pkg = "http://schemas.microsoft.com/office/2006/xmlPackage"
    document = f"<w:document {W}><w:body><w:p><w:r><w:t>第一条 公安机关负责打击。</w:t></w:r></w:p></w:body></w:document>"
    part = f'<pkg:part pkg:name="/word/document.xml"><pkg:xmlData>{document}</pkg:xmlData></pkg:part>'
    data = f'<?xml version="1.0"?><?mso-application progid="Word.Document"?><pkg:package xmlns:pkg="{pkg}">{part}</pkg:package>'
    assert lines(data.encode(), "a.xml") == ["第一条 公安机关负责打击。"]


def test_other_xml_is_refused() -> None:
    with pytest.raises(InputError, match=r"a\.xml: an XML file that is no Word document"):
        read_bytes(Path("a.xml"), '<?xml version="1.0"?><feed><item>第一条</item></feed>'.encode())


def test_a_page_or_a_text_under_the_name_of_another_format() -> None:
    page = f'<?xml version="1.0"?><HTML><BODY>{"".join(f"<P>{line}</P>" for line in LINES)}</BODY></HTML>'
    assert lines(page.encode(), "a.xml") == LINES
    text = "第一条 民政部门应当走访独居老人，登记去向。\n" * 100
    for start in ("", "甲", "甲a", "a"):  # the bytes by which a format is told may end within a character
        assert len(lines((start + text).encode(), "a.wps")) == 100
    with pytest.raises(InputError, match="JSON"):
        read_bytes(Path("a.txt"), b'\n {"a": 1}')


OFD = ["某县反拐工作办法", "第一条 为了预防拐卖犯罪，制定本办法。", "第二条 公安机关负责打击拐卖犯罪。"]


@pytest.mark.parametrize("namespace", ["http://www.ofdspec.org/2016", "http://www.ofdspec.org"])
def test_ofd(namespace: str) -> None:
    first = [(20.0, 30.0, OFD[0]), (20.0, 60.0, OFD[2]), (20.0, 45.0, OFD[1])]  # objects come in any order
    second = [(20.0, 30.0, "第三条 民政部门负责救助。"), (100.0, 285.0, "— 2 —")]
    assert lines(ofd_file(first, second, namespace=namespace), "a.ofd") == [*OFD, "第三条 民政部门负责救助。"]


@pytest.mark.parametrize(("usual", "own"), [("0 0 148 210", ""), ("0 0 210 297", "0 0 148 210"), ("", "0 0 148 210")])
def test_an_ofd_page_is_as_large_as_it_says_or_else_its_document(usual: str, own: str) -> None:
    """Numbers of pages stand in the margin of a small page, where a large one has text."""
    pages = [[(20.0, 30.0, OFD[n]), (20.0, 45.0, OFD[n + 1]), (60.0, 200.0, f"— {n + 1} —")] for n in (0, 1)]
    assert lines(ofd_file(*pages, usual=usual, own=own), "a.ofd") == [*OFD[:2], *OFD[1:]]


def with_other_words(data: bytes, old: str, new: str) -> bytes:
    """Return a package in whose parts ``new`` stands for ``old``."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(stream, "w") as made:
        for name in package.namelist():
            made.writestr(name, package.read(name).decode().replace(old, new))
    return stream.getvalue()


@pytest.mark.parametrize(("left", "between"), [(36.0, " "), (41.0, "\t")])
def test_characters_of_an_ofd_file_are_as_wide_as_it_says_or_as_high(left: float, between: str) -> None:
    data = ofd_file([(20.0, 30.0, "巡查"), (left, 30.0, "县局"), (20.0, 60.0, "  ")])
    for written in (data, with_other_words(data, 'DeltaX="g 1 5"', "")):
        assert read_bytes(Path("a.ofd"), written).text == f"巡查{between}县局"


@pytest.mark.parametrize(
    ("matrix", "text"),
    [
        ("1 0 0 1 0 0", ["一", "二"]),
        ("1 0 0 1 0 40", ["二", "一"]),
        ("0 1 -1 0 0 0", ["二"]),
        ("1 0.2 0 1 0 0", ["二"]),
        ("-1 0 0 1 0 0", ["二"]),
    ],
)
def test_turned_words_of_an_ofd_file_are_stamps(matrix: str, text: list[str]) -> None:
    data = ofd_file([(20.0, 30.0, "一"), (20.0, 60.0, "二")])
    turned = with_other_words(data, 'Boundary="20.0 30.0', f'CTM="{matrix}" Boundary="20.0 30.0')
    assert read_bytes(Path("a.ofd"), turned).text.split("\n") == text


def test_pictures_in_an_ofd_file_are_named_and_alone_refused() -> None:
    raw = read_bytes(Path("a.ofd"), ofd_file([(20.0, 30.0, OFD[1])], []))
    assert (raw.text, raw.warnings) == (OFD[1], (notices.PICTURES.format(count=1),))
    with pytest.raises(InputError, match=r"a\.ofd: holds pictures of pages and no text"):
        read_bytes(Path("a.ofd"), ofd_file([], []))


def test_ofd_lines_of_one_paragraph_are_joined() -> None:
    long = "第四条 教育行政部门应当督促学校核查旷课学生的去向，"
    texts = [(20.0, 40.0, long), (20.0, 50.0, "必要时报告公安机关。"), (20.0, 60.0, "第五条 本办法自印发之日起施行。")]
    assert lines(ofd_file(texts), "a.ofd") == [long + "必要时报告公安机关。", "第五条 本办法自印发之日起施行。"]


@pytest.mark.parametrize("form", ["PNG", "TIFF"])
def test_pictures_of_pages(form: str) -> None:
    import pypdfium2

    text = ["某县反拐工作办法", "第一条 教育机构负责开展宣传工作。"]
    page = drawn_pdf(column(text, top=300), size=(595, 421))
    picture = pypdfium2.PdfDocument(page)[0].render(scale=2).to_pil()
    stream = io.BytesIO()
    picture.save(stream, form)
    raw = read_bytes(Path("a.jpg"), stream.getvalue())
    assert ["".join(line.split()) for line in raw.text.split("\n")] == ["".join(line.split()) for line in text]
    assert raw.warnings == ("read by OCR",)


def test_a_picture_without_ocr_is_called_a_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"a\.png: a picture: needs OCR; install the ocr extra"):
        read_bytes(Path("a.png"), b"\x89PNG\r\n\x1a\n" + bytes(50))


def archive(*pages: tuple[str, str, bytes]) -> bytes:
    """Return a web archive of (content type, transfer encoding, content)."""
    import base64

    parts = b"".join(
        f"--x\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {coding}\r\n\r\n".encode()
        + (base64.encodebytes(content) if coding == "base64" else content)
        + b"\r\n"
        for kind, coding, content in pages
    )
    return (
        b'From: <Saved>\r\nSubject: a\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n'
        + parts
        + b"--x--\r\n"
    )


def test_web_archives_are_told_by_their_content_and_decoded_by_their_head() -> None:
    page = web_page(charset="gb18030").replace(b'<meta charset="gb18030">', b"")
    for coding in ("8bit", "base64"):
        assert lines(archive(('text/html; charset="gbk"', coding, page)), "a.doc") == LINES


def test_the_page_of_a_web_archive_that_holds_the_text_is_read() -> None:
    frames = b"<html><frameset><frame src=menu><frame src=text></frameset></html>"
    menu = "<html><body><ul><li><a href=1>首页</a></li><li><a href=2>政务公开</a></li></ul></body></html>".encode()
    data = archive(*(("text/html; charset=utf-8", "8bit", page) for page in (frames, menu, web_page())))
    assert lines(data, "a.mhtml") == LINES


def test_pages_of_a_web_archive_that_hold_no_text_are_passed_over() -> None:
    kind, empty = "text/html; charset=utf-8", b"<html><body> </body></html>"
    beside = f"<p>{'甲' * 21}。</p><p>登记。</p><p>表格</p>".encode()
    raw = read_bytes(
        Path("a.mht"),
        b"\r\n" + archive((kind, "8bit", b" "), (kind, "8bit", empty), (kind, "8bit", beside), (kind, "8bit", web_page())),
    )
    assert clean(raw.text).split("\n") == LINES
    assert raw.warnings == (notices.FRAMES.format(count=2, sample="甲" * 20),)
    with pytest.raises(InputError, match="a web archive without a page in it"):
        read_bytes(Path("a.mht"), archive((kind, "8bit", b" "), ("text/plain", "8bit", web_page())))


@pytest.mark.parametrize(
    "start", ["\ufeff", "\n\n  ", "<!-- saved from url=(0014)about:internet -->\n", "<?xml version='1.0'?>\n"]
)
def test_pages_under_other_names_and_behind_marks(start: str) -> None:
    assert lines(start.encode() + web_page(), "a.doc") == LINES
    assert lines((start.lstrip("\ufeff") + web_page().decode()).encode("utf-16"), "a.txt") == LINES


class _OldName(zipfile.ZipInfo):
    """A member whose name is written in GBK, as programs of the 2000s do."""

    encoding = "gbk"

    def _encodeFilenameFlags(self) -> tuple[bytes, int]:  # noqa: N802
        return self.filename.encode(self.encoding), 0


class _Unsaid(_OldName):
    """A member whose name is written in UTF-8, which its flags do not say."""

    encoding = "utf-8"


def zipped(members: dict[str, bytes], info: type[zipfile.ZipInfo] = zipfile.ZipInfo) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, content in members.items():
            made.writestr(info(name), content)
    return stream.getvalue()


def test_slides_are_named_as_such() -> None:
    presentation = {"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b"<a/>"}
    for parts in ({"[Content_Types].xml": b"<a/>", "ppt/main.xml": b"<a/>"}, presentation):
        with pytest.raises(InputError, match=r"a\.zip: slides; save the regulation as \.docx"):
            read_bytes(Path("a.zip"), zipped(parts))


def test_members_of_an_archive(tmp_path: Path) -> None:
    from provtag.tagging.inputs import Skipped, find_inputs

    path = tmp_path / "法规.zip"
    path.write_bytes(
        zipped({"省\\规定.docx": typed_word(), "说明.txt": b"a", "表.csv": b"a", "__MACOSX/._说明.txt": b"a", "b/内.zip": b"a"})
    )
    skipped: list[Skipped] = []
    found = find_inputs([str(tmp_path)], note=skipped.append)
    assert [(item.doc_id, item.source) for item in found] == [
        ("法规_省_规定", f"{path}/省/规定.docx"),
        ("法规_说明", f"{path}/说明.txt"),
    ]
    assert clean(read_file(found[0].path, found[0].member).text).split("\n") == LINES
    assert [left_out.source for left_out in skipped] == [f"{path}/._*", f"{path}/b/内.zip", f"{path}/表.csv"]


@pytest.mark.parametrize("info", [_OldName, _Unsaid])
def test_names_that_old_programs_wrote_in_gbk(info: type[zipfile.ZipInfo], tmp_path: Path) -> None:
    from provtag.documents.archive import members, read_member

    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"反拐规定.txt": "第一条 公安机关负责。".encode()}, info))
    assert members(path) == ["反拐规定.txt"]
    assert read_member(path, "反拐规定.txt").decode() == "第一条 公安机关负责。"


def test_an_archive_is_read_from_its_bytes_wherever_it_stood(tmp_path: Path) -> None:
    from provtag.documents.archive import is_archive, members, read_member

    path = tmp_path / "a.zip"
    data = zipped({"b.txt": b"b", "a/": b"", "a/c.txt": b"c"})
    assert members(path, data) == ["a/c.txt", "b.txt"]
    assert not is_archive(path)  # whoever reads it says that it is gone
    entry = data.index(b"PK\x01\x02")  # of the first file in the list at the end; its ninth byte says that it is encrypted
    path.write_bytes(data[: entry + 8] + b"\x01" + data[entry + 9 :])
    with pytest.raises(InputError, match=r"b\.txt: in an encrypted archive; unpack it with its password"):
        read_member(path, "b.txt")
    with pytest.raises(InputError, match=r"d\.txt: no longer in the archive; run again"):
        read_member(path, "d.txt")


def test_a_package_with_two_parts_of_one_name_is_refused() -> None:
    packed = io.BytesIO(typed_word())
    with zipfile.ZipFile(packed, "a") as package, warnings.catch_warnings(action="ignore"):
        package.writestr("word/document.xml", "<other/>")
    with pytest.raises(InputError, match=r"a\.docx: holds 2 parts named word/document\.xml"):
        read_bytes(Path("a.docx"), packed.getvalue())


def test_an_archive_that_unpacks_to_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from provtag.documents import archive as archives
    from provtag.documents.limits import LIMITS

    path = tmp_path / "a.zip"
    path.write_bytes(zipped({"a.txt": b"a" * 1000, "b.txt": b"b" * 1000}))
    enough = replace(LIMITS, archive_bytes=2000, members=2, file_bytes=path.stat().st_size)
    monkeypatch.setattr(archives, "LIMITS", enough)
    assert archives.is_archive(path) and archives.members(path) == ["a.txt", "b.txt"]
    monkeypatch.setattr(archives, "LIMITS", replace(enough, file_bytes=path.stat().st_size - 1))
    assert not archives.is_archive(path)
    monkeypatch.setattr(archives, "LIMITS", replace(enough, file_bytes=1000))
    assert archives.read_member(path, "a.txt") == b"a" * 1000
    (tmp_path / "b.zip").write_bytes(path.read_bytes()[:-30])
    assert not archives.is_archive(tmp_path / "b.zip")
    monkeypatch.setattr(archives, "LIMITS", replace(LIMITS, archive_bytes=1500))
    with pytest.raises(InputError, match="unpacks to more than"):
        archives.members(path)
    monkeypatch.setattr(archives, "LIMITS", replace(LIMITS, members=1))
    with pytest.raises(InputError, match="2 files, more than 1"):
        archives.members(path)
    monkeypatch.setattr(archives, "LIMITS", replace(LIMITS, file_bytes=10))
    with pytest.raises(InputError, match=r"a\.zip/a\.txt: larger than"):
        archives.read_member(path, "a.txt")
