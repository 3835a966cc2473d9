"""What is put into a cell of a workbook: text as text, figures and days as themselves."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

import polars as pl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from dtts.catalogue import Field, TableSchema
from dtts.checks.types import Raw, parser
from dtts.report import Report
from dtts.tables import Answers, Table

TEXT, DAY = "@", "dd/mm/yyyy"
_LONGEST = 32_767
_NUMBERS = ("number", "integer", "year")
_TYPED = (*_NUMBERS, "date")
_UNCLEAR = ("mixed-numbers", "ambiguous-number")


def put(cell: Any, value: Any) -> None:
    """Sets a cell's value. Text stays text, whatever it begins with, and keeps its zeros; characters that
    the format cannot hold are left out."""
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)[:_LONGEST]
        cell.data_type, cell.number_format = "s", TEXT
    else:
        cell.value = value
        if isinstance(value, date) and not isinstance(value, datetime):
            cell.number_format = DAY


def proposed_value(field: Field | None, proposed: str) -> Any:
    """A proposed correction as its cell holds it: a figure or a day where the column has them."""
    if not proposed:
        return None
    if field is None or field.type not in _TYPED:
        return proposed
    if field.type == "date":
        # Proposed days are written in one form: see `dtts.checks.types.date_forms`.
        return datetime.strptime(proposed, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no zone
    return _number(proposed)


def typed_columns(
    table: Table, schema: TableSchema, report: Report, answers: Answers
) -> dict[str, pl.Series]:
    """The figures and days of a text file's table by field, null where the text is none. A column that is
    not written in one way stays text: with most of it taken out, the rest could be read otherwise."""
    unclear = {pattern.field for pattern in report.patterns if pattern.rule in _UNCLEAR}
    fields = [schema.field(name) for name in table.frame.columns if name not in unclear]
    return {field.name: _typed(table, field, answers) for field in fields if field.type in _TYPED}


def plain_value(value: Any) -> Any:
    """A value of a reader as a workbook takes it; a time of a day and a formula's error as text."""
    if isinstance(value, datetime):
        return _without_midnight(value)
    if isinstance(value, float):
        return as_written(value)
    if value is None or isinstance(value, (str, bool, int, float, timedelta)):
        return value
    return value if isinstance(value, date) else str(getattr(value, "text", value))


def as_written(value: float) -> float:
    """The number, with 15 digits where the library, which writes 16, would write another."""
    return value if float(f"{value:.16g}") == value else float(f"{value:.15g}")


def _without_midnight(moment: datetime) -> date:
    return moment.date() if moment.time() == time() else moment


def _typed(table: Table, field: Field, answers: Answers) -> pl.Series:
    raw = Raw(field, table.frame[field.name], None, answers.decimal_of(field.name))
    return parser(field)(raw).values


def _number(text: str) -> int | float:
    """A proposed number has one sign at most, and that is decimal: see `dtts.checks.types.numbers`."""
    plain = text.replace(",", ".")
    return int(plain) if plain.lstrip("+-").isdigit() else float(plain)
