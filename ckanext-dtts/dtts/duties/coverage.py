"""Which days a published table is about, by what its schema declares under `dtts:covers`.

    {"on": {"year": "budget_year", "until": "as_of"},
     "where": {"value_status": ["estimate", "official"]},
     "provisional": {"value_status": ["estimate"]}}

`on` names the columns of a row's period: `period` (text as SDMX has it), or `year` with a `part` of it or
with the day `until` which the figures reach. `where` leaves plans and targets out; `provisional` says which
values mark a figure that is not final.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from dtts.catalogue import TableSchema
from dtts.duties.declared import KEY, columns_of
from dtts.duties.publication import Span, spans_of
from dtts.periods import Period, parse, year

Row = Mapping[str, Any]


def coverage(schema: TableSchema, rows: pl.LazyFrame) -> tuple[Span, ...] | None:
    """The spans of all rows that count; None for a schema that declares no column for it.

    A row whose period is empty or not understood adds nothing.
    """
    declared = schema.descriptor.get(KEY)
    if declared is None:
        return None
    named = columns_of(declared)
    stated = rows.select(named).unique().collect().iter_rows(named=True)
    return spans_of(_spans(declared, stated))


def _spans(declared: Mapping[str, Any], rows: Iterator[Row]) -> Iterator[Span]:
    for row in rows:
        if not all(row[name] in values for name, values in declared.get("where", {}).items()):
            continue
        days = _days(declared["on"], row)
        if days is not None:
            marks = declared.get("provisional", {}).items()
            yield Span(*days, any(row[name] in values for name, values in marks))


def _days(on: Mapping[str, str], row: Row) -> tuple[date, date] | None:
    if "period" in on:
        return _of_text(str(row[on["period"]] or ""))
    number = row[on["year"]]
    if number is None:
        return None
    if "part" in on:
        part = row[on["part"]]
        return _of_text(f"{number}" if part in (None, "year") else f"{number}-{part}")
    whole = year(int(number))
    if "until" not in on:
        return whole.start, whole.end
    until = row[on["until"]]
    # Figures as of a day before the year are a plan for it.
    return None if until is None or until < whole.start else (whole.start, min(until, whole.end))


def _of_text(text: str) -> tuple[date, date] | None:
    read = parse(text)
    return (read.start, read.end) if isinstance(read, Period) else None
