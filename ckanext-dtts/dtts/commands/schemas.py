"""`python -m dtts schemas`: the table schemas that a file can be checked against."""

from __future__ import annotations

import argparse
import sys

from dtts.catalogue import table_schema, table_schema_names
from dtts.commands.command import VALID, Command
from dtts.reference import tables_reference


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")
    parser.add_argument("--markdown", action="store_true", help="write the reference of all tables")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.markdown:
        sys.stdout.write(tables_reference())
        return VALID
    for name in table_schema_names():
        schema = table_schema(name)
        sys.stdout.write(f"{name}\t{schema.version}\t{schema.title[arguments.lang]}\n")
    return VALID


SCHEMAS = Command("schemas", "list the table schemas", _add_arguments, _run)
