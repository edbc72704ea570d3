"""Zip packages: Word, Excel, OpenDocument and OFD files, archives of documents; parts under one spelling, within limits."""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from lxml import etree

from provtag.documents.limits import LIMITS, MEGABYTE, fault

# How zip files begin: with a member, with the end as there is none, with the mark of one that may be split.
ZIPPED = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08PK\x03\x04", b"PK00PK\x03\x04")
PACK_ANEW = "pack it anew"
SPREADSHEET = "spreadsheet"  # what messages call one
_CHUNK = 1 << 16
_UTF8_NAME = 0x800  # the flag of a member whose name is UTF-8
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_SAFE: dict[str, Any] = {
    "resolve_entities": False, "no_network": True, "huge_tree": False, "remove_comments": True, "remove_pis": True,
}  # fmt: skip
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError)


def printed_name(info: zipfile.ZipInfo) -> str:
    """Return the name of a member as its author wrote it: old programs of China write GBK, and \\ between folders."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeEncodeError:
            raw = name.encode()
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/")


class Package:
    """The parts of one zip file by name; their names are compared without case."""

    def __init__(self, archive: zipfile.ZipFile, path: Path) -> None:
        self.path = path
        self._archive = archive
        self._infos = {_place(printed_name(info)): info for info in archive.infolist()}
        self._entries = Counter(_place(printed_name(info)) for info in archive.infolist())
        self._unpacked = 0
        self._streamed = 0

    def __contains__(self, name: str) -> bool:
        return _place(name) in self._infos

    def names(self) -> list[str]:
        """Return the names of all parts, in lower case."""
        return list(self._infos)

    def read(self, name: str) -> bytes:
        """Return the bytes of a part. The declared size is no promise, so no more than the limit is unpacked.

        Raises KeyError where there is no such part, InputError where it is too large or one of two of that name.
        """
        with self._open(name) as stream:
            data = stream.read(LIMITS.unpacked_bytes + 1 - self._unpacked)
        self._unpacked += len(data)
        if self._unpacked > LIMITS.unpacked_bytes:
            raise fault(self.path, f"unpacks to more than {LIMITS.unpacked_bytes // MEGABYTE} MB", "check the file")
        return data

    def elements(self, name: str, kinds: Sequence[str]) -> Iterator[Any]:
        """Yield the elements of a part that are called one of ``kinds``, each once it is whole.

        Of a long part no more is held than up to its next such element. Raises like ``read`` and ``xml``.
        """
        parser = etree.XMLPullParser(("end",), tag=[f"{{*}}{kind}" for kind in kinds], **_SAFE)
        held = 0
        with self._open(name) as stream:
            while chunk := stream.read(_CHUNK):
                self._streamed += len(chunk)
                held += len(chunk)
                for limit, size in ((LIMITS.sheet_bytes, self._streamed), (LIMITS.unpacked_bytes, held)):
                    if size > limit:
                        raise fault(self.path, f"unpacks to more than {limit // MEGABYTE} MB", "check the file")
                parser.feed(chunk)
                whole = [element for _, element in parser.read_events()]
                if whole:
                    _check_entities(whole[0], self.path)
                    yield from whole
                    _forget_before(whole[-1])
                    held = 0
        parser.close()

    def _open(self, name: str) -> IO[bytes]:
        place = _place(name)
        if self._entries[place] > 1:
            raise fault(self.path, f"holds {self._entries[place]} parts named {name}", "open it in Word or WPS and save it anew")
        return self._archive.open(self._infos[place])

    def xml(self, name: str) -> Any:
        """Return the root element of a part; raises KeyError where there is none."""
        return parsed(self.read(name), self.path)

    def related(self, part: str) -> dict[str, list[str]]:
        """Return what ``part`` ("" for the package) refers to: last word of the relation's type → names of parts."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, list[str]] = {}
        if relations in self:
            for relation in self.xml(relations).iterfind(_RELATIONSHIP):
                target = posixpath.normpath(posixpath.join("/", folder, relation.get("Target", "").replace("\\", "/"))).lstrip(
                    "/"
                )
                if relation.get("TargetMode") != "External" and target in self:
                    found.setdefault(relation.get("Type", "").rpartition("/")[2], []).append(target)
        return found

    def by_id(self, part: str) -> dict[str, str]:
        """Return the ids under which ``part`` refers to other parts."""
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self:
            return {}
        return {
            relation.get("Id", ""): posixpath.normpath(posixpath.join("/", folder, relation.get("Target", ""))).lstrip("/")
            for relation in self.xml(relations).iterfind(_RELATIONSHIP)
        }


def _place(name: str) -> str:
    return name.lower().lstrip("/")


def parsed(data: bytes, path: Path) -> Any:
    """Return the root element of XML; raises InputError where it declares entities, in whatever encoding, and XMLSyntaxError
    where these would grow out of bounds."""
    root = etree.fromstring(data, etree.XMLParser(**_SAFE))
    _check_entities(root, path)
    return root


def _check_entities(element: Any, path: Path) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise fault(path, "holds XML entities, which office programs never write", "do not trust the file")


def _forget_before(element: Any) -> None:
    """Take what stands before an element out of its tree."""
    while (parent := element.getparent()) is not None:
        del parent[: parent.index(element)]
        element = parent


@contextmanager
def opened(data: bytes, path: Path, what: str) -> Iterator[Package]:
    """Give the package in ``data``; whatever is broken in it is an InputError that names it as ``what`` ("Word file")."""
    with faults_named(path, what), zipfile.ZipFile(io.BytesIO(data)) as archive:
        yield Package(archive, path)


@contextmanager
def faults_named(path: Path, what: str) -> Iterator[None]:
    """Turn what is raised for broken parts into an InputError that names the file as ``what``."""
    program = "Excel" if what == SPREADSHEET else "Word"
    remedy = PACK_ANEW if path.suffix.lower() == ".zip" else f"open it in {program} or WPS and save it anew"
    try:
        yield
    except etree.XMLSyntaxError as error:
        raise fault(path, f"broken {what} ({error.msg})", remedy) from None
    except KeyError as error:
        raise fault(path, f"broken {what} (no {error})", remedy) from None
    except BROKEN as error:
        raise fault(path, f"broken {what} ({error})", remedy) from None


def kind(data: bytes, path: Path, what: str = "zip archive") -> str:
    """Return what a zip file is by its parts: word, odt, ofd, sheet, ods, xlsb, slides, or archive."""
    with opened(data, path, what) as package:
        names = package.names()
        if "ofd.xml" in names:
            return "ofd"
        if "mimetype" in names and "content.xml" in names:
            made = package.read("mimetype")
            return "odt" if b"opendocument.text" in made else "ods" if b"opendocument.spreadsheet" in made else "slides"
        folders = {name.partition("/")[0] for name in names}
        if "[content_types].xml" in names or "word" in folders:
            if "xl" in folders:
                return "xlsb" if "xl/workbook.bin" in names else "sheet"
            return "slides" if "ppt" in folders and "word" not in folders else "word"
    return "archive"
