"""A doccano server of one's own, on this machine only: ``python -m provtag.doccano.server start|stop``.

The server lives in an environment of its own (its pins would break ours) under an ignored folder, with its data beside it.
It is started as its web server and its task worker, both bound to the loopback address.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import secrets
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Sequence
from pathlib import Path

from provtag.doccano.credentials import Credentials
from provtag.files import write_text
from provtag.paths import IS_INSTALLED, ROOT
from provtag.schema import ProvtagError

REQUIREMENTS = Path(__file__).with_name("server-requirements.txt")
HOME = ROOT / ".doccano"
PORT = 8000
START_SECONDS = 240
STOP_SECONDS = 15
PREPARE = """
import sys
import django
django.setup()
from django.contrib.auth.models import User
from django.core.management import call_command
call_command("migrate")
call_command("create_roles")
user, _ = User.objects.get_or_create(username=sys.stdin.readline().rstrip("\\n"))
user.set_password(sys.stdin.readline().rstrip("\\n"))
user.is_superuser = user.is_staff = True
user.save()
"""
# A task waits in the database until the worker looks there, which it would do once a second.
WORK = """
from celery.__main__ import main
from kombu.transport.sqlalchemy import Transport
Transport.polling_interval = 0.1
main()
"""


def install(folder: Path, requirements: Path = REQUIREMENTS) -> None:
    """Make the server's environment in ``folder``, once; a broken or outdated one is made anew."""
    stamp = folder / "installed.txt"
    wanted = requirements.read_text(encoding="utf-8")
    if stamp.exists() and stamp.read_text(encoding="utf-8") == wanted:
        return
    print(f"installing the doccano server into {folder} (once, a minute or two) ...", file=sys.stderr)
    venv.create(folder, with_pip=True, clear=True)
    quickly = ("--quiet", "--no-compile")  # of what is installed little is run, and compiled then
    command = [str(folder / "bin" / "pip"), "install", *quickly, "--no-deps", "--requirement", str(requirements)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode:
        reason = (result.stderr.strip().splitlines() or ["pip failed"])[-1]
        raise ProvtagError(f"{requirements}: doccano could not be installed ({reason}); check the network and try again")
    write_text(stamp, wanted)


class Server:
    """The two processes of one doccano server whose data lies in ``home``."""

    def __init__(self, home: Path, environment: Path, port: int = PORT) -> None:
        self.home = home
        self.python = environment / "bin" / "python"
        self.port = port
        self.url = f"http://127.0.0.1:{port}"

    def start(self, admin: Credentials) -> None:
        """Create the database and the admin where they are missing, start both processes, wait until they answer."""
        if self._running():
            raise ProvtagError(f"{self.home}: a doccano server runs from here already; stop it with `make doccano-stop`")
        if self._answers():
            raise ProvtagError(f"{self.url}: another program uses this port; choose another (`make doccano PORT=8010`)")
        self.home.mkdir(mode=0o700, parents=True, exist_ok=True)  # it will hold the users' password hashes
        self._prepare(admin)
        self.launch()

    def launch(self) -> None:
        """Start both processes on the existing database and wait until the web server answers."""
        address = f"127.0.0.1:{self.port}"
        web = ["-m", "gunicorn", "config.wsgi", "--bind", address, "--preload", "--workers", "2", "--timeout", "120"]
        tasks = ["-c", WORK, "--app", "config", "worker", "--concurrency", "1", "--loglevel", "info"]
        processes = {name: self._spawn(name, command) for name, command in (("web", web), ("tasks", tasks))}
        deadline = time.monotonic() + START_SECONDS
        while not self._answers():
            dead = [name for name, process in processes.items() if process.poll() is not None]
            if dead or time.monotonic() > deadline:
                self.stop()
                raise ProvtagError(
                    f"{self.home / 'log'}: doccano did not start ({', '.join(dead) or 'too slow'}); see the log there"
                )
            time.sleep(0.2)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> bool:
        """Stop both processes; tells whether any was running. ``SIGKILL`` stops them without a chance to tidy up."""
        running = self._running()
        for group in running:
            os.killpg(group, how)
        deadline = time.monotonic() + STOP_SECONDS
        while running and self._running():
            if time.monotonic() > deadline:
                for group in self._running():
                    os.killpg(group, signal.SIGKILL)
            time.sleep(0.1)
        for file in self.home.glob("*.pid"):
            file.unlink()
        return bool(running)

    def _prepare(self, admin: Credentials) -> None:
        """Create or update the database and the admin; the password goes through a pipe, never through arguments."""
        key = self.home / "secret-key"
        if not key.exists():
            key.touch(mode=0o600)
            key.write_text(secrets.token_urlsafe(50), encoding="utf-8")
        result = subprocess.run(
            [str(self.python), "-c", PREPARE],
            input=f"{admin.username}\n{admin.password}\n",
            cwd=self._backend(),
            env=self._environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if result.returncode:
            reason = (result.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise ProvtagError(f"{self.home}: doccano could not set up its database ({reason}); remove the folder to begin anew")
        # Readers and the writer do not lock each other out: "database is locked" is what small doccano servers die of.
        with sqlite3.connect(self.home / "db.sqlite3") as database:
            database.execute("PRAGMA journal_mode=WAL")

    def _environment(self) -> dict[str, str]:
        home = self.home.resolve()
        return {name: value for name, value in os.environ.items() if not name.startswith("DOCCANO_")} | {
            "STANDALONE": "True",
            "DJANGO_SETTINGS_MODULE": "config.settings.production",
            "DATABASE_URL": f"sqlite:///{home / 'db.sqlite3'}",
            "CELERY_BROKER_URL": f"sqla+sqlite:///{home / 'tasks.sqlite3'}",
            "MEDIA_ROOT": str(home / "media"),
            "SECRET_KEY": (home / "secret-key").read_text(encoding="utf-8"),
        }

    def _backend(self) -> Path:
        found = list(self.python.parents[1].glob("lib/python*/site-packages/backend"))
        if not found:
            raise ProvtagError(f"{self.python.parents[1]}: no doccano there; run `make doccano` to install it")
        return found[0]

    def _spawn(self, name: str, command: Sequence[str]) -> subprocess.Popen[bytes]:
        """Start one process; it holds the lock of its pid file for as long as it or a child of it lives."""
        log = self.home / "log"
        log.mkdir(exist_ok=True)
        with (log / f"{name}.log").open("ab") as stream, (self.home / f"{name}.pid").open("w") as pid_file:
            fcntl.flock(pid_file, fcntl.LOCK_EX)
            process = subprocess.Popen(
                [str(self.python), *command],
                cwd=self._backend(),
                env=self._environment(),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                pass_fds=[pid_file.fileno()],
            )
            pid_file.write(f"{process.pid}\n")
        return process

    def _running(self) -> list[int]:
        """Return the process groups of this server that are alive."""
        return [int(file.read_text()) for file in self.home.glob("*.pid") if _is_locked(file)]

    def _answers(self) -> bool:
        try:
            urllib.request.urlopen(f"{self.url}/v1/me", timeout=5).close()
        except urllib.error.HTTPError:
            return True  # it asks who we are
        except OSError:
            return False
        return True


def _is_locked(path: Path) -> bool:
    with path.open() as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``start`` or ``stop``; returns the exit code."""
    parser = argparse.ArgumentParser(prog="python -m provtag.doccano.server", description=__doc__)
    parser.add_argument("action", choices=("start", "stop"))
    parser.add_argument("--port", type=int, default=PORT, help=f"port on 127.0.0.1 (default: {PORT})")
    options = parser.parse_args(arguments)
    server = Server(HOME / "data", HOME / "venv", options.port)
    try:
        if IS_INSTALLED:
            raise ProvtagError("a server of your own lives in a clone of the project; run `make doccano` there")
        if options.action == "stop":
            print("doccano stopped" if server.stop() else "doccano was not running")
            return 0
        admin = Credentials.from_environment()
        install(HOME / "venv")
        server.start(admin)
    except ProvtagError as error:
        print(f"doccano: {error}", file=sys.stderr)
        return 2
    print(f"doccano runs at {server.url} (user {admin.username}); data: {server.home}; stop with `make doccano-stop`")
    return 0


if __name__ == "__main__":
    sys.exit(main())
