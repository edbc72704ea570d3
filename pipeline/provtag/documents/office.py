"""Old Word, Excel, WPS, rich text and OpenDocument files: LibreOffice makes files of them that our own readers read."""

from __future__ import annotations

import base64
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from provtag.documents.limits import LIMITS, fault, run_limited

_INSTALL = "install LibreOffice (apt-get install libreoffice-writer), or open it in Word or WPS and save it as .docx"
_INSTALL_CALC = "install LibreOffice (apt-get install libreoffice-calc), or open it in Excel or WPS and save it as .xlsx"
# The import filter of each format, named so that LibreOffice does not take what is broken for plain text.
_FILTERS = {
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "fodt": "OpenDocument Text Flat XML",
}
_SHEET_FILTERS = {
    "xls": "MS Excel 97",
    "xlsb": "Calc MS Excel 2007 Binary",
    "xml": "MS Excel 2003 XML",
    "ods": "calc8",
    "fods": "OpenDocument Spreadsheet Flat XML",
}
# What they are converted to: suffix, LibreOffice's name of the format, the program that people have.
_WORD = ("docx", "MS Word 2007 XML", "Word")
_EXCEL = ("xlsx", "Calc MS Excel 2007 XML", "Excel")
_RESTART = 81  # what LibreOffice answers when it has only made its profile
# Nothing in a document is executed, and nothing it refers to is fetched.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Common/Security/Scripting">
<prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop>
<prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop>
<prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item></oor:items>
"""


def program() -> Path | None:
    """Return LibreOffice's program file, None where it is not installed."""
    command = shutil.which("soffice") or shutil.which("libreoffice")
    binary = Path(command).resolve().with_name("soffice.bin") if command else None
    return binary if binary and binary.exists() else None


def reads_sheets() -> bool:
    """Say whether LibreOffice is there with the part that reads spreadsheets, which is installed by itself."""
    binary = program()
    return binary is not None and any(binary.parent.glob("libsclo.*"))


def is_sheet(suffix: str) -> bool:
    """Say whether files of the format ``suffix`` are spreadsheets."""
    return suffix in _SHEET_FILTERS


def converted(data: bytes, suffix: str, path: Path) -> bytes:
    """Return the document ``data`` of the format ``suffix`` as a Word file (.docx), a spreadsheet as .xlsx. Raises InputError."""
    if not (reads_sheets() if is_sheet(suffix) else program()):
        install = _INSTALL_CALC if is_sheet(suffix) else _INSTALL
        raise fault(path, "read with LibreOffice, which is not installed", install)
    arguments = {"suffix": suffix}
    function = f"{__name__}:convert"
    answer = run_limited(function, path, arguments, LIMITS.office_seconds, LIMITS.office_memory_bytes, data)
    return base64.b64decode(answer["made"])


def convert(path: Path, data: bytes, suffix: str) -> dict[str, Any]:
    """Return {"made": the file in base64}. Runs in the child process, whose limits LibreOffice inherits."""
    binary = program()
    assert binary is not None
    target, form, name = _EXCEL if is_sheet(suffix) else _WORD
    with tempfile.TemporaryDirectory(prefix="provtag-") as temporary:
        folder = Path(temporary)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source, made = folder / f"document.{suffix}", folder / "made" / f"document.{target}"
        source.write_bytes(data)
        command = [
            str(binary),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--nolockcheck",
                f"--infilter={(_FILTERS | _SHEET_FILTERS)[suffix]}",
                "--convert-to",
                f"{target}:{form}",
            ),
            *("--outdir", str(made.parent), str(source)),
        ]
        for _ in range(2):
            try:
                done = subprocess.run(command, capture_output=True, timeout=LIMITS.office_seconds - 2, check=False)
            except subprocess.TimeoutExpired:
                late = f"not read within {LIMITS.office_seconds} seconds"
                raise fault(path, late, f"open it and save it as .{target}") from None
            if done.returncode != _RESTART:
                break
        if not made.exists() or made.stat().st_size > LIMITS.file_bytes:
            raise fault(path, "LibreOffice cannot read it", f"open it in {name} or WPS and save it as .{target}")
        return {"made": base64.b64encode(made.read_bytes()).decode()}
