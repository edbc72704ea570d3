"""Limits on what a file may cost, and the child process in which costly formats are read."""

from __future__ import annotations

import importlib
import json
import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from provtag.patterns import Pattern
from provtag.processes import answering_stream, child_environment, module_command
from provtag.schema import InputError

MEGABYTE = 1 << 20
_IN_MEMORY = Pattern(r" ?<[^<>]* at 0x[0-9a-f]+>")  # what libraries put into messages for things of the program


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost; no real regulation comes near.

    ``seconds`` and ``memory_bytes`` bound the child process that reads a PDF; ``ocr_seconds`` and ``ocr_memory_bytes``
    the one that recognises its pages; ``office_seconds`` and ``office_memory_bytes`` LibreOffice. ``members`` and
    ``archive_bytes`` (unpacked) bound an archive, whose files each have the limits of a file; ``sheet_bytes`` (unpacked) the
    sheets of a spreadsheet, of which most may be empty cells.
    """

    file_bytes: int = 64 * MEGABYTE
    unpacked_bytes: int = 24 * MEGABYTE
    sheet_bytes: int = 128 * MEGABYTE
    text_characters: int = 5_000_000
    line_characters: int = 1_000_000
    pages: int = 2_000
    seconds: int = 20
    memory_bytes: int = 768 * MEGABYTE
    ocr_pages: int = 200
    ocr_seconds: int = 600
    ocr_memory_bytes: int = 8192 * MEGABYTE
    office_seconds: int = 60
    office_memory_bytes: int = 4096 * MEGABYTE
    members: int = 10_000
    archive_bytes: int = 1024 * MEGABYTE


LIMITS = Limits()


def fault(path: Path, what: str, remedy: str) -> InputError:
    """Return the InputError, one line: which file, what is wrong, what to do."""
    return InputError(" ".join(f"{printable(path)}: {without_addresses(what)}; {remedy}".split()))


def without_addresses(message: str) -> str:
    """Return a message without the things of the program that it shows; where they lie differs from run to run."""
    return _IN_MEMORY.sub("", message)


def printable(path: Path) -> str:
    """Return ``path`` as text that can be written as UTF-8; bytes of the file name that are none are escaped, so that no two
    names become one."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def check_text(path: Path, text: str, limits: Limits = LIMITS) -> str:
    """Return ``text`` when it holds something and is within the limits; raise InputError otherwise."""
    if not text.strip():
        raise fault(path, "empty: holds no text", "check the file")
    if len(text) > limits.text_characters:
        raise fault(path, f"{len(text):,} characters, more than {limits.text_characters:,}", "split the file")
    longest = max(map(len, text.split("\n")))
    if longest > limits.line_characters:
        raise fault(path, f"a line of {longest:,} characters, more than {limits.line_characters:,}", "check the file")
    return text


def run_limited(
    function: str, path: Path, arguments: dict[str, Any], seconds: int, memory_bytes: int, data: bytes | None = None
) -> Any:
    """Call ``function`` ("module:name") with ``path``, ``data`` if given, and ``arguments`` in a child process.

    Returns its JSON-able result.

    The child ends after ``seconds`` (of clock and of processor) and at ``memory_bytes`` of address space. Raises the child's
    InputError, or one that says which limit was met.
    """
    request = json.dumps(
        {"function": function, "path": os.fsencode(path).hex(), "arguments": arguments, "data": data is not None}
    )
    command = module_command(__name__, str(seconds), str(memory_bytes))
    try:
        child = subprocess.run(
            command,
            input=request.encode() + b"\n" + (data or b""),
            capture_output=True,
            timeout=seconds,
            env=child_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise fault(path, f"not read within {seconds} seconds", "check the file or print it to a new PDF") from None
    try:
        answer = json.loads(child.stdout)
    except ValueError:
        reason = f"reading it broke off (exit code {child.returncode}, at most {memory_bytes // MEGABYTE} MB)"
        raise fault(path, reason, "check the file or print it to a new PDF") from None
    if "fault" in answer:
        raise InputError(answer["fault"])
    return answer["result"]


def _serve(seconds: int, memory_bytes: int) -> None:
    """Answer the one request on standard input on standard output, under hard limits."""
    resource.setrlimit(resource.RLIMIT_CPU, (seconds * (os.cpu_count() or 1), seconds * (os.cpu_count() or 1)))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    request = json.loads(sys.stdin.buffer.readline())
    content = [sys.stdin.buffer.read()] if request["data"] else []
    path = Path(os.fsdecode(bytes.fromhex(request["path"])))
    module, name = request["function"].split(":")
    answers = answering_stream()
    try:
        answer = {"result": getattr(importlib.import_module(module), name)(path, *content, **request["arguments"])}
    except InputError as error:
        answer = {"fault": str(error)}
    except MemoryError:
        answer = {"fault": str(fault(path, f"needs more than {memory_bytes // MEGABYTE} MB of memory", "check the file"))}
    with answers:
        answers.write(json.dumps(answer).encode())


if __name__ == "__main__":
    _serve(int(sys.argv[1]), int(sys.argv[2]))
