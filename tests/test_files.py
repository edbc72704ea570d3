"""Files are written whole or not at all, and what is wrong with one is said in a line that names it."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from provtag.files import (
    DEEPEST,
    atomic_path,
    file_hash,
    hand_written,
    numbered_jsonl,
    read_json,
    read_jsonl,
    read_text,
    read_yaml,
    remove_unfinished,
    write_array,
    write_json,
    write_jsonl,
    write_text,
)
from provtag.schema import InputError, ProvtagError


def test_a_file_is_replaced_only_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.txt"
    write_text(path, "县\r\n")
    assert path.read_bytes() == "县\r\n".encode()
    umask = os.umask(0o027)
    os.umask(umask)
    assert path.stat().st_mode & 0o777 == 0o666 & ~umask  # for everyone the user allows
    with pytest.raises(KeyError), atomic_path(path) as temporary:
        temporary.write_text("half", encoding="utf-8")
        raise KeyError
    assert read_text(path) == "县\n" and list(path.parent.iterdir()) == [path]


def test_only_what_was_left_of_this_very_file_is_removed(tmp_path: Path) -> None:
    path, other = tmp_path / "a.csv", tmp_path / "b.csv"
    with atomic_path(path) as left, atomic_path(other) as of_other:
        names = left.name, of_other.name
        assert left.suffix == ".csv"
    for name in (*names, "a.csv"):
        (tmp_path / name).touch()
    remove_unfinished(path)
    assert {file.name for file in tmp_path.iterdir()} == {"a.csv", "b.csv", names[1]}


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    rows = [{"b": "县", "a": None}, {"c": [1, 2.5]}]
    write_jsonl(tmp_path / "a.jsonl", rows)
    assert (tmp_path / "a.jsonl").read_text(encoding="utf-8") == '{"b": "县", "a": null}\n{"c": [1, 2.5]}\n'
    assert list(read_jsonl(tmp_path / "a.jsonl")) == rows
    write_json(tmp_path / "a.json", rows[0])
    assert (tmp_path / "a.json").read_text(encoding="utf-8") == '{\n  "a": null,\n  "b": "县"\n}\n'
    write_json(tmp_path / "a.json", rows[0], sort_keys=False)
    assert list(read_json(tmp_path / "a.json")) == ["b", "a"]
    write_array(tmp_path / "a.npy", np.arange(3))
    assert np.load(tmp_path / "a.npy").tolist() == [0, 1, 2]
    assert file_hash(tmp_path / "a.npy") == hashlib.sha256((tmp_path / "a.npy").read_bytes()).hexdigest()


def test_lines_are_counted_with_blank_ones_and_marks_of_byte_order_are_no_text(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_bytes(b'\xef\xbb\xbf{"a": 1}\n\n  \n{"a": 2}')
    assert list(numbered_jsonl(tmp_path / "a.jsonl")) == [(1, {"a": 1}), (4, {"a": 2})]
    (tmp_path / "a.yaml").write_bytes("\ufeffa: 县\r\nb: [1]\r\n".encode())
    assert read_yaml(tmp_path / "a.yaml") == {"a": "县", "b": [1]}
    (tmp_path / "empty.jsonl").touch()
    assert list(read_jsonl(tmp_path / "empty.jsonl")) == []


@pytest.mark.parametrize(
    ("read", "content", "said"),
    [
        (read_json, b'{"a": NaN}', "cannot be parsed"),
        (read_yaml, b"a: [1", "cannot be parsed"),
        (read_yaml, b"a: 1\nb:\n  c: 1\n  c: 2\n", "'c' stands twice, in lines 3 and 4"),
        (read_yaml, b"[" * (DEEPEST + 1) + b"]" * (DEEPEST + 1), "nested too deeply"),
        (read_yaml, b"\n".join(b" " * depth + b"a:" for depth in range(DEEPEST + 2)), "nested too deeply"),
        (read_text, b"\xff\xfe", "cannot be read"),
        (lambda path: list(read_jsonl(path)), b'{}\n{"a": \n', ":2: not JSON"),
        (lambda path: list(read_jsonl(path)), b"{}\n\n[]\n", ":3: not a JSON object"),
        (lambda path: list(numbered_jsonl(path, hand_written)), b'{"a": 1, "b": 2, "a": 3}', ":1: not JSON .'a' stands 2 times"),
    ],
)
def test_a_fault_is_one_line_with_the_file(read: Callable[[Path], Any], content: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.file"
    path.write_bytes(content)
    with pytest.raises(ProvtagError, match=said) as caught:
        read(path)
    assert str(caught.value).startswith(str(path)) and "\n" not in str(caught.value)


def test_values_as_deep_as_allowed_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"[" * DEEPEST + b"]" * DEEPEST)
    assert str(read_yaml(tmp_path / "a.yaml")).count("[") == DEEPEST


def test_what_is_no_file_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(InputError, match=r"pipe: cannot be read .*is no regular file"):
        read_text(tmp_path / "pipe")
    with pytest.raises(InputError, match=r"cannot be read .*directory"):
        list(read_jsonl(tmp_path))
    with pytest.raises(InputError, match=r"nowhere\.txt: no such file"):
        read_text(tmp_path / "nowhere.txt")
