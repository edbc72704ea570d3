"""Our own server: this machine only, no secret in a process list, stops for good."""

from __future__ import annotations

import os
import signal
import socket
import sqlite3
import subprocess
from pathlib import Path

import pytest
from doccano_samples import PASSWORDS, credentials, free_port

from provtag.doccano import server as server_module
from provtag.doccano.client import Doccano
from provtag.doccano.server import HOME, Server, install, main
from provtag.schema import ProvtagError


@pytest.mark.doccano
def test_it_is_bound_to_this_machine_and_shows_no_secret(server: Server) -> None:
    log = (server.home / "log" / "web.log").read_text(encoding="utf-8")
    assert f"Listening at: http://127.0.0.1:{server.port}" in log
    assert "0.0.0.0" not in log
    assert (server.home / "secret-key").stat().st_mode & 0o077 == 0
    files = [file for file in server.home.rglob("*") if file.is_file() and "sqlite3" not in file.name]
    assert not [file for file in files if any(word.encode() in file.read_bytes() for word in PASSWORDS.values())]
    arguments = [path.read_bytes() for path in Path("/proc").glob("[0-9]*/cmdline") if os.access(path, os.R_OK)]
    assert not [line for line in arguments if any(word.encode() in line for word in PASSWORDS.values())]


@pytest.mark.doccano
def test_a_second_start_and_a_taken_port_are_one_line(server: Server, tmp_path: Path) -> None:
    with pytest.raises(ProvtagError, match="runs from here already; stop it with `make doccano-stop`"):
        server.start(credentials("admin"))
    with pytest.raises(ProvtagError, match="another program uses this port"):
        Server(tmp_path, HOME / "venv", server.port).start(credentials("admin"))


@pytest.mark.doccano
def test_make_doccano_starts_and_stops_with_its_data_kept(
    server: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "venv").symlink_to(HOME / "venv")
    (home / "data").mkdir()
    with sqlite3.connect(server.home / "db.sqlite3") as prepared, sqlite3.connect(home / "data" / "db.sqlite3") as database:
        prepared.backup(database)  # to make all its tables anew would take long
    monkeypatch.setattr(server_module, "HOME", home)
    monkeypatch.setenv("DOCCANO_USERNAME", "admin")
    monkeypatch.delenv("DOCCANO_PASSWORD", raising=False)
    port = str(free_port())
    assert main(["start", "--port", port]) == 2
    assert "DOCCANO_PASSWORD is not set" in capsys.readouterr().err
    monkeypatch.setenv("DOCCANO_PASSWORD", PASSWORDS["admin"])
    try:
        assert main(["start", "--port", port]) == 0
        shown = capsys.readouterr()
        assert f"http://127.0.0.1:{port}" in shown.out
        assert PASSWORDS["admin"] not in shown.out + shown.err
        first = Doccano(f"http://127.0.0.1:{port}", credentials("admin"))
        first.create_project("kept", "provtag", "", shared_labels=False)
    finally:
        assert main(["stop"]) == 0
    assert capsys.readouterr().out == "doccano stopped\n"
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", int(port))) != 0
    assert main(["stop"]) == 0
    assert capsys.readouterr().out == "doccano was not running\n"
    assert main(["start", "--port", port]) == 0
    try:
        again = Doccano(f"http://127.0.0.1:{port}", credentials("admin"))
        assert "kept" in [project.name for project in again.projects()]
    finally:
        Server(home / "data", home / "venv", int(port)).stop(signal.SIGKILL)


def test_a_failed_installation_is_one_line_and_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = tmp_path / "wanted.txt"
    wanted.write_text(f"nothing @ file://{tmp_path}/nothing.whl\n", encoding="utf-8")
    with pytest.raises(ProvtagError, match="doccano could not be installed"):
        install(tmp_path / "venv", wanted)
    wanted.write_text("# nothing to install\n", encoding="utf-8")
    install(tmp_path / "venv", wanted)
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("installed twice"))
    install(tmp_path / "venv", wanted)
