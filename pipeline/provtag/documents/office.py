"""Old Word, WPS, rich text and OpenDocument files: LibreOffice makes Word files of them, which our own reader reads."""

from __future__ import annotations

import base64
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from provtag.documents.limits import LIMITS, fault, run_limited

INSTALL = "install LibreOffice (apt-get install libreoffice-writer), or open it in Word or WPS and save it as .docx"
# The import filter of each format, named so that LibreOffice does not take what is broken for plain text.
_FILTERS = {
    "doc": "MS Word 97",
    "rtf": "Rich Text Format",
    "odt": "writer8",
    "fodt": "OpenDocument Text Flat XML",
}
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


def as_word(data: bytes, suffix: str, path: Path) -> bytes:
    """Return the document ``data`` of the format ``suffix`` as a Word file (.docx). Raises InputError."""
    if program() is None:
        raise fault(path, "read with LibreOffice, which is not installed", INSTALL)
    arguments = {"suffix": suffix}
    function = f"{__name__}:convert"
    answer = run_limited(function, path, arguments, LIMITS.office_seconds, LIMITS.office_memory_bytes, data)
    return base64.b64decode(answer["word"])


def convert(path: Path, data: bytes, suffix: str) -> dict[str, Any]:
    """Return {"word": the Word file in base64}. Runs in the child process, whose limits LibreOffice inherits."""
    binary = program()
    assert binary is not None
    with tempfile.TemporaryDirectory(prefix="provtag-") as name:
        folder = Path(name)
        (folder / "profile" / "user").mkdir(parents=True)
        (folder / "profile" / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        source, made = folder / f"document.{suffix}", folder / "made" / "document.docx"
        source.write_bytes(data)
        command = [
            str(binary),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--nolockcheck",
                f"--infilter={_FILTERS[suffix]}",
                "--convert-to",
                "docx:MS Word 2007 XML",
            ),
            *("--outdir", str(made.parent), str(source)),
        ]
        for _ in range(2):
            try:
                done = subprocess.run(command, capture_output=True, timeout=LIMITS.office_seconds - 2, check=False)
            except subprocess.TimeoutExpired:
                raise fault(path, f"not read within {LIMITS.office_seconds} seconds", "open it and save it as .docx") from None
            if done.returncode != _RESTART:
                break
        if not made.exists() or made.stat().st_size > LIMITS.file_bytes:
            raise fault(path, "LibreOffice cannot read it", "open it in Word or WPS and save it as .docx")
        return {"word": base64.b64encode(made.read_bytes()).decode()}
