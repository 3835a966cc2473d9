"""`python -m dtts schemas`: the table schemas that a file can be checked against."""

from __future__ import annotations

import argparse
import sys

from dtts.catalogue import table_schema, table_schema_names
from dtts.commands.command import VALID, Command


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")


def _run(arguments: argparse.Namespace) -> int:
    for name in table_schema_names():
        schema = table_schema(name)
        sys.stdout.write(f"{name}\t{schema.version}\t{schema.title[arguments.lang]}\n")
    return VALID


SCHEMAS = Command("schemas", "list the table schemas", _add_arguments, _run)
