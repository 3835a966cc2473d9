"""`python -m dtts convert`: a list of old communes becomes the same list with today's units beside it."""

from __future__ import annotations

import argparse
import sys
from datetime import date as day
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from dtts.commands.command import INVALID, VALID, Command
from dtts.errors import UsageError

if TYPE_CHECKING:
    import polars as pl

_VIET_NAM = timezone(timedelta(hours=7))
_SETTLED = {"unchanged", "same-extent", "whole", "current"}


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="CSV, TSV, XLSX or XLS")
    parser.add_argument("--column", required=True, help="the column that holds old codes or names")
    parser.add_argument("--province-column", help="the column that says which province they are in")
    parser.add_argument("--date-column", help="the column with the day of each row, YYYY-MM-DD")
    parser.add_argument("--on", type=day.fromisoformat, help="the day of the list; default: 2025-06-30")
    parser.add_argument("--to", type=day.fromisoformat, help="the later day; default: today in Viet Nam")
    parser.add_argument("--level", choices=["province", "district", "commune"])
    parser.add_argument("--sheet", help="which sheet of a workbook")
    parser.add_argument("--lang", choices=["vi", "en"], help="head the new columns in this language")
    parser.add_argument("-o", "--out", type=Path, required=True, help="the .csv or .xlsx to write")


def _run(arguments: argparse.Namespace) -> int:
    """0 when every row has one certain unit, 1 when some are divided, ambiguous, retired or unknown."""
    from dtts.tables import read_table
    from dtts.tables.answers import Answers
    from dtts.units import FORMER_ENDS, Gazetteer
    from dtts.units.table import HEADINGS, convert_frame, summary

    answers = Answers(sheet=arguments.sheet)
    table = read_table(arguments.file, filename=arguments.file.name, answers=answers)
    converted = convert_frame(
        Gazetteer.load(),
        table.frame,
        arguments.column,
        on=arguments.on or FORMER_ENDS,
        to=arguments.to or datetime.now(_VIET_NAM).date(),
        date_column=arguments.date_column,
        province_column=arguments.province_column,
        level=arguments.level,
    )
    counts = summary(converted)
    names = {name: words[arguments.lang] for name, words in HEADINGS.items()} if arguments.lang else {}
    _write(converted.rename(names), arguments.out)
    sys.stdout.write("".join(f"{flag}\t{count}\n" for flag, count in counts.items()))
    return VALID if set(counts) <= _SETTLED else INVALID


def _write(frame: pl.DataFrame, out: Path) -> None:
    if out.suffix.lower() == ".csv":
        frame.write_csv(out)
    elif out.suffix.lower() == ".xlsx":
        from dtts.units.workbook import write_workbook

        write_workbook(frame, out)
    else:
        raise UsageError(f"{out.name}: name the output .csv or .xlsx")


CONVERT = Command("convert", "convert old communes, districts and provinces", _add_arguments, _run)
