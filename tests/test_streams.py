"""Whatever standard output and standard error are, work is done, and its exit code is its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from provtag.cli import main
from provtag.files import atomic_path
from provtag.paths import PACKAGE


@pytest.fixture
def given(tmp_path: Path) -> Path:
    path = tmp_path / "细则.txt"
    path.write_text("云泽县反拐细则\n第一条　公安机关打击拐卖犯罪。\n", encoding="utf-8")
    return path


def parse(given: Path, streams: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Parse ``given`` in a shell with ``streams`` behind the command; the exit code is that of the command."""
    command = f'"{sys.executable}" -m provtag.cli parse "{given}" --out "{given.parent / "out"}" {streams}'
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"], capture_output=True, text=True, check=False,
        env=os.environ | {"PYTHONPATH": str(PACKAGE.parent)} | environment,
    )  # fmt: skip
    assert (given.parent / "out" / "clauses.jsonl").is_file(), done.stderr
    return done


@pytest.mark.parametrize("streams", ["2>/dev/full", ">&- 2>&-", "| true"])
def test_who_does_not_listen_changes_nothing(streams: str, given: Path) -> None:
    done = parse(given, streams)
    assert done.returncode == 0
    assert "Broken pipe" not in done.stderr and "Traceback" not in done.stderr


def test_what_an_encoding_lacks_is_escaped(given: Path) -> None:
    done = parse(given, "", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "\\u7ec6\\u5219" in done.stdout


@pytest.mark.parametrize(
    ("command", "complaint"),
    [
        (["explain", "\udcff公安机关打击"], "is no text in UTF-8"),
        (["explain", "打击", "--heading", "\udcff"], "is no text in UTF-8"),
        (["serve", "--port", "99999"], "not a number from 0 to 65535"),
        (["serve", "--port", "-1"], "not a number from 0 to 65535"),
        (["serve", "--host", ""], "name an address"),
        (["parse", "a.txt", "--out", "out", "--scheduler", "nonsense"], "neither tcp://HOST:PORT nor local"),
    ],
)
def test_an_argument_that_cannot_be_used_is_said(command: list[str], complaint: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--lang", "en", *command])
    assert ended.value.code == 2
    assert complaint in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_named_as_people_know_it(tmp_path: Path) -> None:
    with pytest.raises(OSError) as raised, atomic_path(tmp_path / "a.csv") as temporary:
        temporary.unlink()
        temporary.open("rb")
    assert raised.value.filename == str(tmp_path / "a.csv")
