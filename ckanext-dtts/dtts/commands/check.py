"""`python -m dtts check`: the verdict on one file, as sentences, JSON, a page or the file itself, marked."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from dtts.catalogue import TableSchema, find_table_schema
from dtts.commands.answers import add_answers, answers_of
from dtts.commands.command import INVALID, MISUSE, VALID, Command
from dtts.errors import UsageError
from dtts.examine import check_file
from dtts.report import FAULTS_KEPT, Report
from dtts.report.frictionless import CheckedFile, report_descriptor
from dtts.report.html import report_page
from dtts.report.rules.files import RULES as REFUSALS
from dtts.report.text import report_text

_REFUSED = {declared.id for declared in REFUSALS}
_MOST = 100_000
"""Faults that are looked at to list the first ones of each rule and column."""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument(
        "--schema", required=True, help="name of a table schema (see `schemas`), or a file with any"
    )
    add_answers(parser)
    parser.add_argument("--previous", type=Path, help="Parquet of the table's published version, to compare")
    parser.add_argument("--beside", type=Path, help="folder of the dataset's other tables, <schema>.parquet")
    parser.add_argument("--today", type=date.fromisoformat, help="the day from which a period is to come")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="a Frictionless report descriptor")
    form.add_argument("--report-json", action="store_true", help="the report as the portal keeps it, as JSON")
    form.add_argument("--html", action="store_true", help="a page that stands alone, in both languages")
    form.add_argument("--xlsx", action="store_true", help="the file as a workbook with its faults marked")
    parser.add_argument("-o", "--out", type=Path, help="where to write it; standard output otherwise")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi", help="of the sentences")


def _run(arguments: argparse.Namespace) -> int:
    if arguments.xlsx and (arguments.out is None or arguments.out.suffix.lower() != ".xlsx"):
        raise UsageError("--xlsx writes a workbook: name it with -o and the ending .xlsx")
    schema = find_table_schema(arguments.schema)
    started = time.perf_counter()
    report = _check(arguments, schema)
    if arguments.xlsx and exit_code(report) != MISUSE:
        _write_workbook(arguments, schema)
    else:
        _write(_text(arguments, schema, report, time.perf_counter() - started), arguments)
    return exit_code(report)


def exit_code(report: Report) -> int:
    """0 valid, 1 faults, 2 when the file could not be read as a table at all."""
    if report.valid:
        return VALID
    return MISUSE if any(fault.rule in _REFUSED for fault in report.faults) else INVALID


def _check(arguments: argparse.Namespace, schema: TableSchema) -> Report:
    with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
        return check_file(
            arguments.file,
            arguments.file.name,
            schema,
            Path(scratch),
            answers=answers_of(arguments),
            previous=arguments.previous,
            beside=arguments.beside,
            today=arguments.today,
            kept=_MOST if arguments.json or arguments.html else FAULTS_KEPT,
        ).report


def _text(arguments: argparse.Namespace, schema: TableSchema, report: Report, seconds: float) -> str:
    if arguments.json:
        size = arguments.file.stat().st_size
        file = CheckedFile(arguments.file.name, size, _sha256(arguments.file), round(seconds, 3))
        return _json(report_descriptor(report, file))
    if arguments.report_json:
        return _json(report.to_dict())
    if arguments.html:
        return report_page(report, arguments.file.name, {field.name: field.title for field in schema.fields})
    return report_text(report, arguments.lang)


def _sha256(path: Path) -> str:
    from dtts.corrections import fingerprint

    return fingerprint(path)


def _write_workbook(arguments: argparse.Namespace, schema: TableSchema) -> None:
    from dtts.corrections import correct

    correct(
        arguments.file,
        arguments.file.name,
        schema,
        arguments.out,
        answers=answers_of(arguments),
        previous=arguments.previous,
        today=arguments.today,
    )


def _write(text: str, arguments: argparse.Namespace) -> None:
    if arguments.out is None or arguments.xlsx:
        sys.stdout.write(text)
    else:
        arguments.out.write_text(text, encoding="utf-8")


def _json(content: dict[str, object]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


CHECK = Command("check", "check a file against a table schema", _add_arguments, _run)
