"""`python -m dtts export`: a valid table in another format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.commands.check import exit_code
from dtts.commands.command import Command
from dtts.errors import UnreadableFile
from dtts.examine import refusal
from dtts.exports import WRITERS
from dtts.report.text import report_text
from dtts.tables import ENCODINGS, read_table


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--schema", required=True, help="name of a table schema; see `schemas`")
    parser.add_argument("--to", required=True, choices=sorted(WRITERS))
    parser.add_argument("-o", "--out", type=Path, required=True)
    parser.add_argument("--sheet", help="which sheet of a workbook")
    parser.add_argument(
        "--decimal", choices=[".", ","], help="the decimal sign, when the figures do not show it"
    )
    parser.add_argument("--encoding", choices=ENCODINGS, help="of a text file, when it cannot be told")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")


def _run(arguments: argparse.Namespace) -> int:
    schema = table_schema(arguments.schema)
    try:
        table = read_table(
            arguments.file,
            filename=arguments.file.name,
            schema=schema,
            sheet=arguments.sheet,
            encoding=arguments.encoding,
        )
    except UnreadableFile as unreadable:
        report = refusal(schema, unreadable.fault)
        sys.stderr.write(report_text(report, arguments.lang))
        return exit_code(report)
    checked = check_table(table, schema, decimal=arguments.decimal)
    if checked.frame is None:
        sys.stderr.write(report_text(checked.report, arguments.lang))
    else:
        WRITERS[arguments.to](checked.frame, schema, arguments.out)
    return exit_code(checked.report)


EXPORT = Command("export", "write a valid table in another format", _add_arguments, _run)
