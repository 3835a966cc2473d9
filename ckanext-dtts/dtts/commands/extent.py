"""`python -m dtts extent`: which place and which period a file speaks of, as far as it says so itself."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from dtts.commands.child import add_limits, within_limits
from dtts.commands.command import INVALID, VALID, Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--filename", help="the file's own name, when FILE is stored under another")
    parser.add_argument("--schema", required=True, help="name of a table schema; see `schemas`")
    parser.add_argument("--registers", type=Path, help="folder of registers; those of the package otherwise")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="YYYY-MM-DD")  # noqa: DTZ011
    parser.add_argument("--out", type=Path, help="folder for the answer as JSON; standard output otherwise")
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    return within_limits(arguments, lambda: _extent(arguments))


def _extent(arguments: argparse.Namespace) -> int:
    """0 when the file says either, 1 when it says neither."""
    from dtts.catalogue import table_schema
    from dtts.extent.child import EXTENT as ANSWER
    from dtts.extent.read import read_extent

    found = read_extent(
        arguments.file,
        arguments.filename or arguments.file.name,
        table_schema(arguments.schema),
        registers=arguments.registers,
        today=arguments.today,
    )
    text = json.dumps(found.to_dict(), ensure_ascii=False, indent=1) + "\n"
    if arguments.out is None:
        sys.stdout.write(text)
    else:
        part = arguments.out / f"{ANSWER}.part"
        part.write_text(text, encoding="utf-8")
        part.replace(arguments.out / ANSWER)
    return VALID if found.place or found.period else INVALID


EXTENT = Command("extent", "which place and period a file speaks of", _add_arguments, _run)
