"""The bridge to doccano-client, and every fault of a server as one clear line that tells no secret."""

from __future__ import annotations

import datetime
import http.server
import io
import ipaddress
import json
import socket
import ssl
import subprocess
import sys
import threading
import time
import traceback
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from doccano_samples import SOON, Browser, credentials, free_port, ignore, label

from provtag.annotation.rows import import_rows
from provtag.annotation.screens import Screen
from provtag.doccano import client, session
from provtag.doccano.client import Doccano
from provtag.doccano.credentials import Credentials, server_url
from provtag.doccano.push import push_blind
from provtag.schema import ProvtagError

SECRET = "hunter2-very-secret"


def test_pydantic_2_and_spacy_are_untouched_by_the_old_client() -> None:
    program = (
        "import sys, pydantic; before = dict(sys.modules)\n"
        "from provtag.doccano.client import load_client\n"
        "assert load_client().__name__ == 'DoccanoClient' and load_client() is load_client()\n"
        "assert sys.modules['pydantic'] is pydantic and pydantic.VERSION.startswith('2')\n"
        "assert all(sys.modules[name] is module for name, module in before.items())\n"
        "assert not [name for name in sys.modules if name.startswith('pydantic.') and 'v1' not in name\n"
        "            and getattr(sys.modules[name], '__name__', '').startswith('pydantic.v1')]\n"
        "import spacy; spacy.blank('zh')\n"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=Path.cwd())
    assert result.returncode == 0, result.stderr


@pytest.mark.doccano
def test_wrong_password_is_one_line_without_the_password(server) -> None:
    with pytest.raises(ProvtagError) as fault:
        Doccano(server.url, Credentials("admin", SECRET))
    shown = "".join(traceback.format_exception(fault.value, chain=True))
    assert str(fault.value) == f"{server.url}: wrong user or password for admin; check DOCCANO_USERNAME and DOCCANO_PASSWORD"
    assert SECRET not in shown
    assert SECRET not in repr(Credentials("admin", SECRET))


def test_an_unreachable_server_is_one_line() -> None:
    with pytest.raises(ProvtagError, match="no doccano server answers; start it"):
        Doccano(f"http://127.0.0.1:{free_port()}", Credentials("admin", SECRET))


def test_a_server_that_never_answers_times_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap: no request of doccano-client has a time-out."""
    monkeypatch.setattr(session, "REQUEST_SECONDS", (1, 1))
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        start = time.monotonic()
        with pytest.raises(ProvtagError, match="did not answer in time"):
            Doccano(f"http://127.0.0.1:{silent.getsockname()[1]}", Credentials("admin", SECRET))
    assert time.monotonic() - start < 10


def test_tls_certificates_are_checked(tmp_path: Path) -> None:
    with secure_server(tmp_path) as url, pytest.raises(ProvtagError, match="TLS certificate is not trusted"):
        Doccano(url, Credentials("admin", SECRET))


@pytest.mark.doccano
def test_an_address_that_is_no_doccano_is_named(server) -> None:
    with pytest.raises(ProvtagError, match=r"not the answer of a doccano server .*; check DOCCANO_URL"):
        Doccano(f"{server.url}/projects", credentials("admin"))


def test_a_web_page_in_the_place_of_an_answer_is_named() -> None:
    class Page(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "6")
            self.end_headers()
            self.wfile.write(b"<html>")

        do_GET = do_POST  # noqa: N815

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Page) as running:
        threading.Thread(target=running.serve_forever, args=(SOON,), daemon=True).start()
        with pytest.raises(ProvtagError, match="not the answer of a doccano server; check DOCCANO_URL"):
            Doccano(f"http://127.0.0.1:{running.server_port}", Credentials("admin", SECRET)).projects()
        running.shutdown()


@pytest.mark.parametrize(
    ("url", "complaint"),
    [
        ("", "DOCCANO_URL is not set"),
        ("doccano.example", "is not an address"),
        (f"https://admin:{SECRET}@doccano.example", "must not hold a user or password"),
    ],
)
def test_bad_addresses(url: str, complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCCANO_URL", url)
    with pytest.raises(ProvtagError, match=complaint) as fault:
        server_url()
    assert SECRET not in str(fault.value)


def test_without_credentials_and_terminal_the_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOCCANO_USERNAME", "admin")
    monkeypatch.delenv("DOCCANO_PASSWORD", raising=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(ProvtagError, match="DOCCANO_PASSWORD is not set"):
        Credentials.from_environment()


@pytest.mark.doccano
def test_errors_hidden_in_a_finished_task_are_reported(admin: Doccano, name: str) -> None:
    """Trap: a task that ends with errors in its result raises nothing in the client."""
    project = admin.create_project(name, "provtag", "", shared_labels=True)
    with pytest.raises(ProvtagError, match="could not import all clauses"):
        admin.import_rows(project.id, [{"text": "", "cats": [], "entities": []}])


@pytest.mark.doccano
def test_a_failed_task_is_reported(admin: Doccano, name: str) -> None:
    """Trap: rows with different keys fail inside the task worker ("CHECK constraint failed"), not in the request."""
    project = admin.create_project(name, "provtag", "", shared_labels=True)
    rows = [{"text": "甲", "cats": [], "entities": [], "clause_id": "1"}, {"text": "乙", "cats": [], "entities": []}]
    with pytest.raises(ProvtagError, match="task failed on the server"):
        admin.import_rows(project.id, rows)


@pytest.mark.doccano
def test_a_task_worker_that_does_not_run_is_named(admin: Doccano, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap: without `doccano task` imports and exports spin forever."""
    monkeypatch.setattr(client, "TASK_SECONDS", 0.5)
    with pytest.raises(ProvtagError, match="start `doccano task`"):
        admin._finished("00000000-0000-0000-0000-000000000000")


@pytest.mark.doccano
def test_uploads_are_ascii_so_that_chinese_arrives_whole(
    admin: Doccano, name: str, types, browser_of, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Trap: the server guesses the encoding of a file, and takes some Chinese for ISO-8859-1."""
    sent = []
    repository = admin._client._data_import_repository
    upload = repository.upload
    monkeypatch.setattr(repository, "upload", lambda path: sent.append(Path(path).read_bytes()) or upload(path))
    texts = ["·", "—", "“", "省公安厅·市公安局—“打拐”办公室", "e\u0301 é 𠮷 😀", "\u2028行内分隔符", " 首尾有空格 "]
    push_blind(admin, name, [Screen(label(n, text)) for n, text in enumerate(texts)], ["alice"], types, ignore)
    assert b"".join(sent).isascii()
    alice: Browser = browser_of("alice")
    assert [example["text"] for example in alice.examples(alice.project(name)).values()] == texts


@pytest.mark.doccano
def test_an_import_creates_no_label_types_by_a_typo(admin: Doccano, name: str, types, browser_of) -> None:
    """Trap: an unknown label in an imported file silently becomes a new label type."""
    proposed = label(1, "市公安局打击拐卖。", ["crackdown"], [("市公安局", "lead", "public_security")])
    push_blind(admin, name, [Screen(proposed)], ["alice"], types, ignore)
    alice: Browser = browser_of("alice")
    project = alice.project(name)
    assert set(alice.types(project, "category")) == {"预防", "打击", "救助", "宣传"}
    assert set(alice.types(project, "span")) == {"主责", "配合", "提及"}
    [row] = import_rows([Screen(proposed)], types)
    assert row["cats"] == ["打击"]
    assert row["entities"] == [[0, 4, "主责"]]


def test_names_inside_an_export_never_become_paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Trap: the client stores a download under whatever name the server sends."""
    monkeypatch.chdir(tmp_path)
    row = {"id": 2, "text": "a\u2028b", "cats": [], "entities": []}
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as files:
        files.writestr("../../evil.jsonl", json.dumps(row | {"id": 1}) + "\n")
        files.writestr("alice.jsonl", json.dumps(row, ensure_ascii=False) + "\n")
        files.writestr("notes.txt", "x")
    unconnected = Doccano.__new__(Doccano)
    unconnected.url = "http://doccano.example"
    assert unconnected._unpacked(archive.getvalue()) == {"../../evil": [row | {"id": 1}], "alice": [row]}
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(ProvtagError, match="export cannot be read"):
        unconnected._unpacked(b"<html>")


@contextmanager
def secure_server(folder: Path) -> Iterator[str]:
    """An HTTPS server on this machine whose certificate nobody trusts."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder(subject, subject, key.public_key(), x509.random_serial_number(), now, now + datetime.timedelta(1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.TraditionalOpenSSL, serialization.NoEncryption()
        )
    )
    (folder / "cert.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), http.server.BaseHTTPRequestHandler) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(SOON,), daemon=True).start()
        try:
            yield f"https://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
