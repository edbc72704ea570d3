"""Reading and writing JSON Lines, JSON and YAML; every file is written whole or not at all."""

from __future__ import annotations

import codecs
import errno
import hashlib
import json
import os
import re
import stat
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from io import BufferedReader
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from provtag.schema import InputError, ProvtagError

if TYPE_CHECKING:
    from numpy.typing import NDArray

# In the names of files under way: no file of anybody else has it.
UNFINISHED = ".provtag-unfinished-"


@contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path`` to write to; it replaces ``path`` when the block ends without error."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}{UNFINISHED}", suffix=path.suffix, dir=path.parent)
    os.close(handle)
    temporary = Path(name)
    try:
        yield temporary
        umask = os.umask(0)
        os.umask(umask)
        temporary.chmod(0o666 & ~umask)  # mkstemp makes files private; results are for everyone the user allows
        temporary.replace(path)
    except OSError as error:
        if error.filename == name:
            error.filename = str(path)  # the one that people know
        raise
    finally:
        temporary.unlink(missing_ok=True)


def open_regular(path: Path) -> BufferedReader:
    """Open a file to read its bytes; raises OSError where it is a folder, or a pipe or a device, which need never end."""
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        fault = errno.EISDIR if stat.S_ISDIR(mode) else errno.EINVAL
        raise OSError(fault, os.strerror(fault) if fault == errno.EISDIR else "is no regular file", str(path))
    return os.fdopen(descriptor, "rb")


def read_regular(path: Path) -> bytes:
    """Return the bytes of a file; raises OSError where it is a pipe or a device, which need never end."""
    with open_regular(path) as stream:
        return stream.read()


def file_hash(path: Path) -> str:
    """Return the SHA-256 of the bytes of a file; raises OSError where it is a pipe or a device."""
    with open_regular(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def remove_unfinished(path: Path) -> None:
    """Remove what killed processes left of ``atomic_path(path)``."""
    for left in path.parent.glob(f".{path.name}{UNFINISHED}*{path.suffix}"):
        left.unlink()


def write_text(path: Path, text: str, encoding: str = "utf-8") -> None:
    """Write ``text`` to ``path`` atomically, line ends as they are."""
    write_bytes(path, text.encode(encoding))


def write_bytes(path: Path, content: bytes) -> None:
    """Write ``content`` to ``path`` atomically."""
    with atomic_path(path) as temporary:
        temporary.write_bytes(content)


def write_array(path: Path, array: NDArray[Any]) -> None:
    """Write an array as ``.npy``; the same numbers give the same bytes."""
    import numpy as np  # most files are text

    with atomic_path(path) as temporary, temporary.open("wb") as stream:
        np.save(stream, array)


def write_json(path: Path, value: Any, sort_keys: bool = True) -> None:
    """Write ``value`` as indented JSON; ``sort_keys`` is off where the order of keys means something."""
    write_text(path, json.dumps(value, ensure_ascii=False, indent=2, sort_keys=sort_keys) + "\n")


DEEPEST = 300  # values of YAML in each other
_ENCODER = json.JSONEncoder(ensure_ascii=False)


def json_line(row: dict[str, Any]) -> str:
    """Return one JSON Lines row, Chinese readable, with its line end."""
    return _ENCODER.encode(row) + "\n"


def write_jsonl(path: Path, rows: Iterable[dict[str, Any]]) -> None:
    """Write ``rows`` to ``path``, one JSON object a line."""
    with atomic_path(path) as temporary, temporary.open("w", encoding="utf-8", newline="\n") as stream:
        stream.writelines(map(json_line, rows))


def json_value(text: str | bytes) -> Any:
    """Return the value of JSON; raises ValueError where it is none, or holds what can be neither read nor written again: half
    of a surrogate pair, NaN, or values too deep in each other."""
    return orjson.loads(text)


def hand_written(text: str | bytes) -> Any:
    """Return the value of JSON that people write; raises ValueError also where an object has a key twice: one would be lost."""

    def checked(pairs: list[tuple[str, Any]]) -> None:
        if len(pairs) > len({key for key, _ in pairs}):
            key, count = Counter(key for key, _ in pairs).most_common(1)[0]
            raise ValueError(f"{key!r} stands {count} times")

    value = json_value(text)
    try:
        if json_line(value).encode() != text:  # what reads the same when written again has no key twice
            json.loads(text, object_pairs_hook=checked)
    except RecursionError:
        raise ValueError("nested too deeply") from None
    return value


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file; raises ProvtagError naming file and line where one is broken."""
    for _, row in numbered_jsonl(path):
        yield row


def numbered_jsonl(path: Path, value: Callable[[bytes], Any] = json_value) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (line number from 1, object) of a JSON Lines file, blank lines left out; memory holds one line.

    Raises ProvtagError naming file and line where ``value`` finds none.
    """
    for number, line in enumerate(_lines(path), 1):
        if not line.strip():
            continue
        try:
            row = value(line)
        except ValueError as error:
            raise ProvtagError(f"{path}:{number}: not JSON ({getattr(error, 'msg', error)}); mend or remove the line") from None
        if not isinstance(row, dict):
            raise ProvtagError(f"{path}:{number}: not a JSON object; mend or remove the line")
        yield number, row


def read_json(path: Path) -> Any:
    """Return the value of a JSON file."""
    return _parsed(path, json_value)


def read_yaml(path: Path) -> Any:
    """Return the value of a YAML file, in which no group has a key twice."""
    return _parsed(path, _yaml_value)


@cache
def _loader() -> type[Any]:
    """Return a loader of YAML that refuses keys that stand twice."""
    import yaml  # a sentence alone needs none

    fast = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times as fast where it is built in

    class Loader(fast):  # type: ignore[misc,valid-type]
        def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
            first: dict[tuple[str, str], yaml.Mark] = {}
            for key in (key for key, _ in node.value if isinstance(key, yaml.ScalarNode)):
                earlier = first.setdefault((key.tag, key.value), key.start_mark)
                if earlier.index != key.start_mark.index:
                    raise ValueError(f"{key.value!r} stands twice, in lines {earlier.line + 1} and {key.start_mark.line + 1}")
            found: dict[Any, Any] = super().construct_mapping(node, deep)
            return found

    return Loader


def _yaml_value(text: str) -> Any:
    import yaml

    if _yaml_depth(text) > DEEPEST:
        raise ValueError("nested too deeply")  # of which the fast one would die
    try:
        return yaml.load(text, _loader())
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from None
    except RecursionError:
        raise ValueError("nested too deeply") from None


def _yaml_depth(text: str) -> int:
    """Return how deep values can lie in each other at most: by open brackets, and by what lines begin with."""
    brackets = accumulate(1 if bracket in "[{" else -1 for bracket in re.findall(r"[\[\]{}]", text))
    return max(brackets, default=0) + max(map(len, re.findall(r"^[ ?-]*", text, re.MULTILINE)))


def _parsed(path: Path, parse: Callable[[str], Any]) -> Any:
    try:
        return parse(read_text(path))
    except ValueError as error:
        detail = " ".join(str(error).split())
        raise ProvtagError(f"{path}: cannot be parsed ({detail}); mend the file") from None


def read_text(path: Path) -> str:
    """Return the text of a UTF-8 file, with or without a byte order mark; raises InputError (one line) where there is none."""
    with _faults_said(path):
        return read_regular(path).decode("utf-8-sig").replace("\r\n", "\n")


def _lines(path: Path) -> Iterator[bytes]:
    """Yield the lines of a UTF-8 file, without a byte order mark; raises InputError (one line) where there is none."""
    with _faults_said(path), open_regular(path) as stream:
        yield next(stream, b"").removeprefix(codecs.BOM_UTF8)
        yield from stream


@contextmanager
def _faults_said(path: Path) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); check the file") from None
