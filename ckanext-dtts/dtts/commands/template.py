"""`python -m dtts template`: what people fill in for a table, as a workbook or as CSV."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from dtts.catalogue import TableSchema, table_schema
from dtts.commands.command import VALID, Command
from dtts.errors import UsageError

if TYPE_CHECKING:
    import polars as pl


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("schema", help="name of a table schema; see `schemas`")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the .xlsx or .csv to write")
    parser.add_argument(
        "--within", metavar="PLACE", help="lists and rows of this area only: 24@since-2025-07"
    )
    parser.add_argument("--rows", type=Path, metavar="FILE", help="fill in the rows of a published table")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="the same in every row",
    )
    parser.add_argument(
        "--clear", action="append", default=[], metavar="FIELD", help="leave the column empty in every row"
    )
    parser.add_argument("--registers", type=Path, help="folder of registers; those of the package otherwise")


def _run(arguments: argparse.Namespace) -> int:
    from dtts.templates import write_csv_template, write_template

    schema, form = table_schema(arguments.schema), arguments.out.suffix.lower()
    if form not in (".xlsx", ".csv"):
        raise UsageError(f"{arguments.out.name}: a template is a workbook or a CSV; name it .xlsx or .csv")
    known, emptied = dict(_assigned(text) for text in arguments.set), arguments.clear
    if (known or emptied) and not arguments.rows:
        raise UsageError("--set and --clear change rows; name the file that has them by --rows")
    rows = _rows(arguments, schema, known) if arguments.rows else None
    if form == ".csv":
        write_csv_template(schema, arguments.out, rows=rows)
    else:
        write_template(
            schema, arguments.out, within=arguments.within, rows=rows, registers=arguments.registers
        )
    return VALID


def _rows(arguments: argparse.Namespace, schema: TableSchema, known: dict[str, str]) -> pl.DataFrame:
    from dtts.templates import last_rows, places_within, rows_within, updated

    rows = last_rows(arguments.rows, schema)
    if arguments.within:
        rows = rows_within(rows, schema, places_within(arguments.within, arguments.registers))
    return updated(rows, schema, known, arguments.clear)


def _assigned(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign:
        raise UsageError(f"--set {text}: write FIELD=VALUE, such as year=2026")
    return name, value


TEMPLATE = Command("template", "write what people fill in for a table (.xlsx, .csv)", _add_arguments, _run)
