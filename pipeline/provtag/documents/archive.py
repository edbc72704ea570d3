"""Archives (.zip): each document in one is a document of its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from provtag.documents.limits import LIMITS, MEGABYTE, fault
from provtag.documents.packages import BROKEN, PACK_ANEW, ZIPPED, kind, printed_name
from provtag.files import open_regular

_REMEDY = "unpack it and name the folder"


def is_archive(path: Path) -> bool:
    """Tell whether a file is an archive of documents: a zip file that is no document itself."""
    if path.suffix.lower() != ".zip":
        return False
    try:
        with open_regular(path) as stream:
            if not stream.read(8).startswith(ZIPPED) or path.stat().st_size > LIMITS.file_bytes:
                return False
        return kind(path.read_bytes(), path) == "archive"
    except Exception:  # whoever reads it says what is wrong
        return False


def members(path: Path, data: bytes | None = None) -> list[str]:
    """Return the names of the files in the archive at ``path`` (whose bytes are ``data``), in a fixed order, each as often as it
    stands there. Raises InputError where there are too many or too much."""
    try:
        with zipfile.ZipFile(path if data is None else io.BytesIO(data)) as archive:
            infos = [info for info in archive.infolist() if not printed_name(info).endswith("/")]
    except BROKEN as error:
        raise fault(path, f"broken zip archive ({error})", PACK_ANEW) from None
    if len(infos) > LIMITS.members:
        raise fault(path, f"{len(infos):,} files, more than {LIMITS.members:,}, so none is read", _REMEDY)
    if sum(info.file_size for info in infos) > LIMITS.archive_bytes:
        raise fault(path, f"unpacks to more than {LIMITS.archive_bytes // MEGABYTE:,} MB, so none is read", _REMEDY)
    return sorted(map(printed_name, infos))


def read_member(path: Path, name: str) -> bytes:
    """Return the bytes of one file of an archive, of several of one name the last: programs replace files by appending.

    Raises InputError.
    """
    place = path / name.lstrip("/")
    try:
        with zipfile.ZipFile(path) as archive:
            info = next((info for info in reversed(archive.infolist()) if printed_name(info) == name), None)
            if info is None:
                raise fault(place, "no longer in the archive", "run again")
            if info.file_size > LIMITS.file_bytes:
                raise fault(place, f"larger than {LIMITS.file_bytes // MEGABYTE} MB", "split the file")
            if info.flag_bits & 1:
                raise fault(place, "in an encrypted archive", "unpack it with its password")
            with archive.open(info) as stream:
                return stream.read(LIMITS.file_bytes + 1)
    except BROKEN as error:
        raise fault(place, f"broken zip archive ({error})", PACK_ANEW) from None
