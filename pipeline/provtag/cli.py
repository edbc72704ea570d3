"""The command line: ``provtag COMMAND``. Each room brings its commands; heavy imports wait until one is run."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn, TextIO, cast

from provtag import __version__
from provtag.commands import annotation, changes, coverage, doccano, export, network, report, reuse, seeds, tagging
from provtag.paths import IS_INSTALLED
from provtag.schema import ProvtagError
from provtag.terminal import os_fault, say, shown
from provtag.translation import LANGUAGES, choose, spoken

_DOCCANO = "pip install 'provtag[doccano]', then pip install --no-deps doccano-client==1.2.8"
# What to do where an optional library is missing.
EXTRAS = {
    "doccano_client": _DOCCANO,
    "duckdb": "pip install 'provtag[exports]'",
    "requests": _DOCCANO,
    "requests_toolbelt": _DOCCANO,
    "scipy": "pip install 'provtag[train]'",
    "sklearn": "pip install 'provtag[train]'",
}

_USAGE = "usage: "  # how the library begins it
EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


def command_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    parser = _Parser(
        prog="provtag",
        description="Read Chinese regulations on countering human trafficking: what each clause orders, and who must do it.",
    )
    parser.add_argument("--version", action="version", version=f"provtag {__version__}")
    _add_language(parser)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in (tagging, annotation, seeds, doccano, report, coverage, changes, reuse, network, export):
        room.add_commands(commands)
    _translate(parser)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 when all is done, 1 when some files failed, 2 for wrong usage or nothing to do."""
    _open_streams()
    asked = _Parser(add_help=False, allow_abbrev=False)
    _add_language(asked)
    language, rest = asked.parse_known_args(arguments)
    if language.lang:
        choose(language.lang)
    options = command_parser().parse_args(rest)
    try:
        if IS_INSTALLED and getattr(options, "needs_clone", False):
            raise ProvtagError("this works on the labels of a clone of the project; run it there, installed with `make run`")
        done: int = options.run(options)
        sys.stdout.flush()
        return done
    except ProvtagError as error:
        say(f"provtag: {error}")
        return EXIT_USAGE
    except OSError as error:
        say(f"provtag: {os_fault(error, getattr(options, 'out', None) or getattr(options, 'folder', None))}")
        return EXIT_USAGE
    except ModuleNotFoundError as error:
        if error.name not in EXTRAS:
            raise
        say(f"provtag: this needs {error.name}: {EXTRAS[error.name]}")
        return EXIT_USAGE
    except KeyboardInterrupt:
        say("provtag: interrupted; finished files are complete, run again to go on")
        return EXIT_INTERRUPTED


def _open_streams() -> None:
    """See to it that whatever is printed can be: closed streams lead nowhere, and what an encoding lacks is escaped."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - for as long as the process lives
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if not isinstance(sys.stdout, _Patient):
        sys.stdout = cast(TextIO, _Patient(sys.stdout))


class _Patient:
    """A stream that drops what nobody reads any more (`| head`): the work and its exit code do not depend on the reader."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)

    def write(self, text: str) -> int:
        """Write ``text`` while somebody reads."""
        self._kept(lambda: self._stream.write(text))
        return len(text)

    def flush(self) -> None:
        """Pass on what was written while somebody reads."""
        self._kept(self._stream.flush)

    def _kept(self, act: Callable[[], object]) -> None:
        try:
            act()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


def _add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option that stands before or behind any command."""
    parser.add_argument("--lang", choices=LANGUAGES, help="language of messages, zh or en (default: by LANG)")


def _translate(parser: argparse.ArgumentParser) -> None:
    """Put the help of a parser and of its commands into the language to speak."""
    parser.description = parser.description and spoken(parser.description)
    for group in parser._action_groups:
        group.title = group.title and spoken(group.title)
    for action in parser._actions:
        action.help = action.help and spoken(action.help)
        if isinstance(action, argparse._SubParsersAction):
            for entry in action._choices_actions:
                entry.help = entry.help and spoken(entry.help)
            for command in action.choices.values():
                _translate(command)


class _Parser(argparse.ArgumentParser):
    """A parser whose faults show what was typed, or what a pattern of the shell put there, as text.

    It takes no empty name of a file, which would be that of the current folder, and none of anything else.
    """

    def _get_value(self, action: argparse.Action, arg_string: str) -> Any:
        is_name = action.type in (None, Path) and not isinstance(action, argparse._SubParsersAction)  # its parser sees the rest
        if is_name and not arg_string:
            raise argparse.ArgumentError(action, "an empty name; perhaps a variable of the shell that is not set")
        return super()._get_value(action, arg_string)

    def format_usage(self) -> str:
        """Return how the command is called, in the language to speak."""
        return _spoken_usage(super().format_usage())

    def format_help(self) -> str:
        """Return the help, in the language to speak."""
        return _spoken_usage(super().format_help())

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the usage, and exit."""
        self.print_usage(sys.stderr)
        self.exit(EXIT_USAGE, f"{self.prog}: {shown(spoken(f'error: {message}'))}\n")


def _spoken_usage(text: str) -> str:
    return text.replace(_USAGE, spoken(_USAGE), 1)


if __name__ == "__main__":
    sys.exit(main())
