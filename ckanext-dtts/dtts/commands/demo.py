"""`python -m dtts demo`: a demonstration table, the same bytes each time, marked in every row."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dtts.commands.command import VALID, Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("name", help="stem of a file in schemas/demo")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the CSV to write")


def _run(arguments: argparse.Namespace) -> int:
    from dtts.demo import generate

    result = generate(arguments.name, arguments.out)
    sys.stdout.write(f"{arguments.out}: {result.rows} rows of {result.schema}\n")
    return VALID


DEMO = Command("demo", "write a demonstration table", _add_arguments, _run)
