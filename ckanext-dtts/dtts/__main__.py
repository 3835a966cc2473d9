"""`python -m dtts`: what the core does for the portal, for anyone on a laptop."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from importlib import import_module

from dtts.commands.command import MISUSE, Command
from dtts.errors import DttsError

COMMANDS = (
    "check",
    "compare",
    "convert",
    "correct",
    "demo",
    "duties",
    "examine",
    "export",
    "extent",
    "follow-up",
    "listing",
    "propose",
    "recognise",
    "registers",
    "rules",
    "schemas",
    "template",
    "tidy",
)
"""Each is the one command of the module in `dtts.commands` that has its name."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 valid or done, 1 the table has faults, 2 called wrongly or unreadable."""
    words = sys.argv[1:] if arguments is None else arguments
    parsed = _parser(words).parse_args(words)
    try:
        return int(parsed.run(parsed))
    except (DttsError, OSError) as wrong:
        sys.stderr.write(f"dtts: {wrong}\n")
        return MISUSE


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    """Of the command that is asked for, since a worker starts one for each file; otherwise of all."""
    parser = argparse.ArgumentParser(prog="dtts", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name in words[:1] if words and words[0] in COMMANDS else COMMANDS:
        command = _command(name)
        own = commands.add_parser(command.name, help=command.help, description=command.help)
        command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _command(name: str) -> Command:
    module = import_module(f"dtts.commands.{name.replace('-', '_')}")
    return next(each for each in vars(module).values() if isinstance(each, Command))


if __name__ == "__main__":
    # Python would walk the 14,749 places a dozen times for cycles that they cannot hold.
    gc.set_threshold(50_000)
    sys.exit(main())
