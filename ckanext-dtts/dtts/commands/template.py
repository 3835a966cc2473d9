"""`python -m dtts template`: the empty workbook of a table schema."""

from __future__ import annotations

import argparse
from pathlib import Path

from dtts.catalogue import table_schema
from dtts.commands.command import VALID, Command
from dtts.errors import UsageError


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("schema", help="name of a table schema; see `schemas`")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the .xlsx to write")


def _run(arguments: argparse.Namespace) -> int:
    from dtts.templates import write_template

    if arguments.out.suffix.lower() != ".xlsx":
        raise UsageError(f"{arguments.out.name}: a template is an Excel workbook; name the output .xlsx")
    write_template(table_schema(arguments.schema), arguments.out)
    return VALID


TEMPLATE = Command("template", "write the workbook that people fill in for a table", _add_arguments, _run)
