"""Rows that a template is filled with: those of the last period, to be brought up to date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from dtts.catalogue import Field, TableSchema
from dtts.errors import UnreadableFile, UsageError
from dtts.exports.canonical import canonical_text

LAST_ROW = 20_000
"""The last row of a template's sheet that has its lists and rules."""
_FORMATS = {
    "date": "dd/mm/yyyy",
    "datetime": "dd/mm/yyyy hh:mm:ss",
    "time": "hh:mm:ss",
    "integer": "0",
    "year": "0",
    "number": "General",
    "boolean": "General",
}


def last_rows(path: Path, schema: TableSchema) -> pl.DataFrame:
    """The rows of a published table, by CSV, Parquet or workbook; UsageError where they are not valid."""
    from dtts.checks import check_table
    from dtts.tables import read_table

    try:
        checked = check_table(read_table(path, filename=path.name, schema=schema), schema)
    except UnreadableFile as refused:
        raise UsageError(f"{path.name} cannot fill the template: {refused}") from refused
    if checked.frame is None:
        first = next(fault for fault in checked.report.faults if fault.severity == "error")
        raise UsageError(f"{path.name} cannot fill the template: {first.message['en']}")
    return checked.frame


def updated(
    rows: pl.DataFrame, schema: TableSchema, known: Mapping[str, str], emptied: Sequence[str]
) -> pl.DataFrame:
    """The rows for the new period: each column of `known` has its one value (text, as a file would have it),
    each of `emptied` none. UsageError for a value that its column does not take."""
    from dtts.checks.constraints import constraint_values

    values = [constraint_values(schema.field(name), [text]).alias(name) for name, text in known.items()]
    columns = [pl.lit(value.item(), dtype=value.dtype).alias(value.name) for value in values]
    columns += [pl.lit(None, dtype=rows.schema[schema.field(name).name]).alias(name) for name in emptied]
    return rows.with_columns(columns)


def number_format(field: Field) -> str:
    """How Excel shows a column; whatever is no figure and no day is text, so that codes keep their zeros."""
    return _FORMATS.get(field.type, "@")


def write_rows(sheet: Any, schema: TableSchema, rows: pl.DataFrame, first: int) -> None:
    """Writes the rows from the row `first` of a sheet on; UsageError when they are too many."""
    most = LAST_ROW - first + 1
    if rows.height > most:
        raise UsageError(
            f"a template holds {most} rows, the table has {rows.height}; name an area by --within"
        )
    frame = rows.select(schema.field_names)
    zoned = [name for name, kind in frame.schema.items() if isinstance(kind, pl.Datetime) and kind.time_zone]
    ready = frame.with_columns(canonical_text(frame.select(zoned)).iter_columns())
    for number, row in enumerate(ready.iter_rows(), start=first):
        for column, (field, value) in enumerate(zip(schema.fields, row, strict=True), start=1):
            if value is not None:
                _write(sheet.cell(number, column), field, value)


def _write(cell: Any, field: Field, value: Any) -> None:
    cell.value = _typed(field, value)
    cell.number_format = number_format(field)
    if isinstance(value, str):
        # Text that begins with "=" would become a formula.
        cell.data_type = "s"


def _typed(field: Field, value: Any) -> Any:
    """As a person would type it."""
    if isinstance(value, bool):
        words = field.descriptor.get("trueValues" if value else "falseValues", ())
        return next((word for word in ("Có", "Không") if word in words), value)
    return ILLEGAL_CHARACTERS_RE.sub("", value) if isinstance(value, str) else value
