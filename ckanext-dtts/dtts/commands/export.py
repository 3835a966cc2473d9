"""`python -m dtts export`: a valid table in another format."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dtts.catalogue import table_schema
from dtts.checks import check_table
from dtts.commands.answers import add_answers, answers_of
from dtts.commands.check import exit_code
from dtts.commands.command import Command
from dtts.errors import UnreadableFile
from dtts.examine import refusal
from dtts.exports import WRITERS
from dtts.report.text import report_text
from dtts.tables import read_table


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--schema", required=True, help="name of a table schema; see `schemas`")
    parser.add_argument("--to", required=True, choices=sorted(WRITERS))
    parser.add_argument("-o", "--out", type=Path, required=True)
    add_answers(parser)
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")


def _run(arguments: argparse.Namespace) -> int:
    schema, answers = table_schema(arguments.schema), answers_of(arguments)
    try:
        table = read_table(
            arguments.file,
            filename=arguments.file.name,
            schema=schema,
            answers=answers,
        )
    except UnreadableFile as unreadable:
        report = refusal(schema, unreadable.fault)
        sys.stderr.write(report_text(report, arguments.lang))
        return exit_code(report)
    checked = check_table(table, schema, answers=answers)
    if checked.frame is None:
        sys.stderr.write(report_text(checked.report, arguments.lang))
    else:
        WRITERS[arguments.to](checked.frame, schema, arguments.out)
    return exit_code(checked.report)


EXPORT = Command("export", "write a valid table in another format", _add_arguments, _run)
