"""The command line: ``provtag COMMAND``. Each room brings its commands; heavy imports wait until one is run."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from provtag import __version__
from provtag.commands import annotation, doccano, report, tagging
from provtag.schema import ProvtagError

EXIT_DONE, EXIT_SOME_FAILED, EXIT_USAGE, EXIT_INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns 0 when all is done, 1 when some files failed, 2 for wrong usage or nothing to do."""
    parser = argparse.ArgumentParser(
        prog="provtag",
        description="Read Chinese regulations on countering human trafficking: what each clause orders, and who must do it.",
    )
    parser.add_argument("--version", action="version", version=f"provtag {__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for room in (tagging, annotation, doccano, report):
        room.add_commands(commands)
    options = parser.parse_args(arguments)
    try:
        return options.run(options)
    except ProvtagError as error:
        print(f"provtag: {error}", file=sys.stderr)
        return EXIT_USAGE
    except KeyboardInterrupt:
        print("provtag: interrupted; finished files are complete, run again to go on", file=sys.stderr)
        return EXIT_INTERRUPTED


if __name__ == "__main__":
    sys.exit(main())
