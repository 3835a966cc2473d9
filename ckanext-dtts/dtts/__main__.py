"""`python -m dtts`: what the core does for the portal, for anyone on a laptop."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence

from dtts.commands.check import CHECK
from dtts.commands.command import MISUSE, Command
from dtts.commands.compare import COMPARE
from dtts.commands.convert import CONVERT
from dtts.commands.correct import CORRECT
from dtts.commands.demo import DEMO
from dtts.commands.duties import DUTIES
from dtts.commands.examine import EXAMINE
from dtts.commands.export import EXPORT
from dtts.commands.extent import EXTENT
from dtts.commands.follow_up import FOLLOW_UP
from dtts.commands.listing import LISTING
from dtts.commands.propose import PROPOSE
from dtts.commands.recognise import RECOGNISE
from dtts.commands.registers import REGISTERS
from dtts.commands.rules import RULES_COMMAND
from dtts.commands.schemas import SCHEMAS
from dtts.commands.template import TEMPLATE
from dtts.commands.tidy import TIDY
from dtts.errors import DttsError

COMMANDS: tuple[Command, ...] = (
    CHECK,
    COMPARE,
    CONVERT,
    CORRECT,
    DEMO,
    DUTIES,
    EXAMINE,
    EXPORT,
    EXTENT,
    FOLLOW_UP,
    LISTING,
    PROPOSE,
    RECOGNISE,
    REGISTERS,
    RULES_COMMAND,
    SCHEMAS,
    TEMPLATE,
    TIDY,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 valid or done, 1 the table has faults, 2 called wrongly or unreadable."""
    parsed = _parser().parse_args(arguments)
    try:
        return int(parsed.run(parsed))
    except (DttsError, OSError) as wrong:
        sys.stderr.write(f"dtts: {wrong}\n")
        return MISUSE


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dtts", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        own = commands.add_parser(command.name, help=command.help, description=command.help)
        command.add_arguments(own)
        own.set_defaults(run=command.run)
    return parser


if __name__ == "__main__":
    # Python would walk the 14,749 places a dozen times for cycles that they cannot hold.
    gc.set_threshold(50_000)
    sys.exit(main())
