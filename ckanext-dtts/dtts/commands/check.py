"""`python -m dtts check`: the verdict on one file, as sentences or as JSON."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from dtts.commands.answers import add_answers, answers_of
from dtts.commands.command import INVALID, MISUSE, VALID, Command
from dtts.examine import examine
from dtts.report import Report
from dtts.report.rules.files import RULES as REFUSALS
from dtts.report.text import report_text

_REFUSED = {declared.id for declared in REFUSALS}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--schema", required=True, help="name of a table schema; see `schemas`")
    add_answers(parser)
    parser.add_argument("--previous", type=Path, help="Parquet of the table's published version, to compare")
    parser.add_argument("--today", type=date.fromisoformat, help="the day from which a period is to come")
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    parser.add_argument("--lang", choices=["vi", "en"], default="vi")


def _run(arguments: argparse.Namespace) -> int:
    with tempfile.TemporaryDirectory(prefix="dtts-") as scratch:
        report = examine(
            arguments.file,
            arguments.file.name,
            arguments.schema,
            Path(scratch),
            answers=answers_of(arguments),
            previous=arguments.previous,
            today=arguments.today,
        )
    sys.stdout.write(_json(report) if arguments.json else report_text(report, arguments.lang))
    return exit_code(report)


def exit_code(report: Report) -> int:
    """0 valid, 1 faults, 2 when the file could not be read as a table at all."""
    if report.valid:
        return VALID
    return MISUSE if any(fault.rule in _REFUSED for fault in report.faults) else INVALID


def _json(report: Report) -> str:
    return json.dumps(report.to_dict(), ensure_ascii=False, indent=1) + "\n"


CHECK = Command("check", "check a file against a table schema", _add_arguments, _run)
