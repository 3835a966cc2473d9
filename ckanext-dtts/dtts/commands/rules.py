"""`python -m dtts rules`: the rules that a report may name."""

from __future__ import annotations

import argparse
import sys

from dtts.commands.command import VALID, Command
from dtts.report import RULES
from dtts.report.reference import rules_reference


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--markdown", action="store_true", help="write them as tables with their sentences")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.markdown:
        sys.stdout.write(rules_reference())
        return VALID
    for declared in RULES:
        sys.stdout.write(f"{declared.id}\t{declared.severity}\t{declared.standard}\n")
    return VALID


RULES_COMMAND = Command("rules", "list the rules of checking", _add_arguments, _run)
