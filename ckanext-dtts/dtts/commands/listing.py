"""`python -m dtts listing`: what the portal runs as a limited child to convert a file that was sent."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path

from dtts.commands.child import add_limits, within_limits
from dtts.commands.command import VALID, Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--filename", help="the file's own name, when FILE is stored under another")
    parser.add_argument("--out", type=Path, required=True, help="folder for listing.json and the tables")
    parser.add_argument("--to", type=date.fromisoformat, required=True)
    parser.add_argument("--on", type=date.fromisoformat, required=True)
    for name in ("column", "province-column", "date-column", "province", "level"):
        parser.add_argument(f"--{name}")
    parser.add_argument("--lang", choices=["vi", "en"])
    parser.add_argument("--registers", type=Path, help="folder of registers; those of the package otherwise")
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    return within_limits(arguments, lambda: _convert(arguments))


def _convert(arguments: argparse.Namespace) -> int:
    from dtts.units.listing import Ask, convert_listing

    asked = {name: getattr(arguments, name) for name in Ask.__dataclass_fields__}
    name = arguments.filename or arguments.file.name
    convert_listing(arguments.file, name, Ask(**asked), arguments.out, arguments.registers)
    return VALID


LISTING = Command("listing", "convert a list of places that somebody sent", _add_arguments, _run)
