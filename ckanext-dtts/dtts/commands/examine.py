"""`python -m dtts examine`: what a worker runs as a limited child, one step a line on standard output."""

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
    parser.add_argument("--schema", required=True)
    parser.add_argument(
        "--out", type=Path, required=True, help="folder for report.json, table.csv, table.parquet"
    )
    parser.add_argument("--answers", type=Path, help="JSON file of what the sender says about the file")
    parser.add_argument("--registers", type=Path, help="folder of registers; those of the package otherwise")
    parser.add_argument("--previous", type=Path, help="Parquet of the table's published version")
    parser.add_argument("--beside", type=Path, help="folder of the dataset's other tables, <schema>.parquet")
    parser.add_argument("--today", type=date.fromisoformat, help="the day of the submission, YYYY-MM-DD")
    parser.add_argument("--progress", action="store_true", help="one JSON object a line on standard output")
    add_limits(parser)


def _run(arguments: argparse.Namespace) -> int:
    return within_limits(arguments, lambda: _examine(arguments))


def _examine(arguments: argparse.Namespace) -> int:
    from dtts.checks import keys_from
    from dtts.examine.run import examine
    from dtts.tables.answers import Answers, read_answers

    report = examine(
        arguments.file,
        arguments.filename or arguments.file.name,
        arguments.schema,
        arguments.out,
        _print_step if arguments.progress else None,
        answers=read_answers(arguments.answers) if arguments.answers else Answers(),
        keys=keys_from(arguments.registers),
        previous=arguments.previous,
        beside=arguments.beside,
        today=arguments.today,
    )
    return VALID if report.valid else INVALID


def _print_step(stage: str, done: float, rows: int | None) -> None:
    sys.stdout.write(json.dumps({"stage": stage, "done": round(done, 3), "rows": rows}) + "\n")
    sys.stdout.flush()


EXAMINE = Command("examine", "check a file and write its report and canonical forms", _add_arguments, _run)
