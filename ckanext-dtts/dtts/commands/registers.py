"""`python -m dtts registers check`: whether the national registers and boundaries hold together."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dtts.commands.command import INVALID, VALID, Command
from dtts.registers.check import examine_registers, open_book


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check"])
    parser.add_argument("--folder", type=Path, help="registers (default: those in the package)")
    parser.add_argument("--boundaries", type=Path, help="boundaries (default: those in the package)")


def _run(arguments: argparse.Namespace) -> int:
    examination = examine_registers(open_book(arguments.folder, arguments.boundaries))
    for figure in examination.figures:
        sys.stdout.write(f"{figure.name}: {figure.value}\n")
    for fault in examination.faults:
        sys.stdout.write(f"FAULT {fault.text}\n")
    sys.stdout.write(f"{len(examination.faults)} faults\n")
    return INVALID if examination.faults else VALID


REGISTERS = Command("registers", "check the national registers and boundaries", _add_arguments, _run)
