"""Rows of a source as one file for its table: the same rows are the same bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from dtts.catalogue import table_schema
from dtts_harvesters.entries import EntryRefusedError
from dtts_harvesters.numbers import unmistakable
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.source.source import Source

Row = Mapping[str, Any]
MOST_REFUSED = 0.1
"""As for removals: more than max(1, 10 %) is no accident of single rows."""


def file_of(
    source: Source,
    rows: Sequence[Row],
    report: Report,
    failed: int,
    newest: datetime | None,
    address: str,
) -> Record | Failure:
    """One record with the rows as CSV, the columns in the order of the table schema, the rows in the order of
    their text, so that a source that lists them another way has not changed.

    A file replaces the table: a fatal Failure instead when the reading was not complete (`list-incomplete`),
    when there are no rows, or more or fewer than the source's file expects (`unexpected-rows`), and when more
    than one row and a tenth of all were refused (`too-many-refused`).
    """
    report.rows = len(rows)
    if not report.complete:
        values = {"came": len(rows), "announced": report.announced or "?"}
        return Failure("list-incomplete", None, address, fatal=True, values=values)
    if rows and failed > max(1, MOST_REFUSED * (failed + len(rows))):
        report.complete = False
        values = {"failed": failed, "all": failed + len(rows)}
        return Failure("too-many-refused", None, address, fatal=True, values=values)
    if not rows or not source.expected.holds(len(rows)):
        report.complete = False
        least, most = source.expected.minimum or 1, source.expected.maximum or "…"
        values = {"came": len(rows), "least": least, "most": most}
        return Failure("unexpected-rows", None, address, fatal=True, values=values)
    return Record(source.address, newest, _csv(source, rows), source.title["vi"], address)


def _csv(source: Source, rows: Sequence[Row]) -> bytes:
    schema = table_schema(source.target.table)
    used = {name for row in rows for name in row}
    columns = [name for name in schema.field_names if name in used]
    lines = sorted([_text(row.get(name)) for name in columns] for row in rows)
    return csv_of(columns, lines)


def csv_of(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> bytes:
    """UTF-8, commas, a line feed after each row, quotation marks where they are needed (RFC 4180)."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(lines)
    return written.getvalue().encode("utf-8")


def check_row(row: Row) -> Row:
    """The row when each of its values fits into a cell; EntryRefusedError `no-cell` for lists and objects."""
    for name, value in row.items():
        if isinstance(value, Mapping | list | tuple):
            raise EntryRefusedError("no-cell", name=name)
        if isinstance(value, str) and "\x00" in value:
            raise EntryRefusedError("no-cell", name=name)
    return row


def _text(value: Any) -> str:
    """Numbers without an exponent and with a point: `1e-7` would be read as text by people's programs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        plain = format(Decimal(repr(value)), "f")
        return unmistakable(plain.rstrip("0").rstrip(".") if "." in plain else plain)
    return str(value)
