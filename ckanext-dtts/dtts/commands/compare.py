"""`python -m dtts compare`: what the portal runs as a limited child on a new version of a register."""

from __future__ import annotations

import argparse
from pathlib import Path

from dtts.commands.child import add_limits, within_limits
from dtts.commands.command import INVALID, VALID, Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--filename", help="the file's own name, when FILE is stored under another")
    parser.add_argument("--register", required=True, help="its name, such as agencies")
    parser.add_argument("--out", type=Path, required=True, help="folder for comparison.json and register.csv")
    parser.add_argument("--registers", type=Path, help="folder of registers; those of the package otherwise")
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    return within_limits(arguments, lambda: _compare(arguments))


def _compare(arguments: argparse.Namespace) -> int:
    from dtts.registers.comparison import compare_file

    name = arguments.filename or arguments.file.name
    done = compare_file(arguments.file, name, arguments.register, arguments.out, arguments.registers)
    return VALID if done else INVALID


COMPARE = Command("compare", "compare a new version of a register", _add_arguments, _run)
