"""A file whose columns its source file maps: read as it says, written with our columns."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from dtts_harvesters.gathered import Gathered
from dtts_harvesters.mapping import Mapper, inside
from dtts_harvesters.payload import read_json
from dtts_harvesters.record import Failure, Record
from dtts_harvesters.report import Report
from dtts_harvesters.session import Answer, FetchError
from dtts_harvesters.source.source import Source

MAPPED = ("csv", "json")
"""Formats whose columns a source file may map; those of workbooks are found by their labels when they are
checked, by people's own mapping where these do not do."""
_LONGEST_CELL = 1 << 20


def renamed(
    source: Source, answer: Answer, modified: datetime | None, types: Mapping[str, str], report: Report
) -> Iterator[Record | Failure]:
    """The faults of single rows, then the file of the others. FetchError for a file that cannot be read."""
    mapper = Mapper(source.fields, source.ignore, report, dict(types))
    constants = source.options.get("constants", {})
    gathered = Gathered(source, report)
    read = _json_rows if source.options["format"] == "json" else _csv_rows
    for number, row in enumerate(read(source, answer), 1):
        parted = _parted(row, source.options.get("totals", ()))
        if parted:
            report.ignoring(f"rows by {parted}")
            continue
        told = gathered.take(f"row {number}", row, partial(_row, row, mapper, constants))
        if told:
            yield told
    mapper.finish()
    report.kept = {"types": mapper.types}
    yield gathered.file(modified, answer.address)


def _row(row: Any, mapper: Mapper, constants: Mapping[str, str]) -> Mapping[str, Any]:
    return {**constants, **mapper.mapped(_checked(row))}


def _parted(row: Any, totals: Sequence[str]) -> str:
    """The first of these columns that is not blank, so that the row is no total; "" for one that is."""
    if not isinstance(row, Mapping):
        return ""
    return next((name for name in totals if row.get(name) not in (None, "")), "")


def _checked(row: Any) -> Mapping[str, Any]:
    """ValueError for what is no row, as one with more cells than the header has columns."""
    if not isinstance(row, Mapping) or None in row or None in row.values():
        raise ValueError("not a row")
    return row


def _csv_rows(source: Source, answer: Answer) -> Iterator[Any]:
    try:
        text = answer.content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise FetchError("not-utf8", address=answer.address) from None
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.DictReader(
        io.StringIO(text, newline=""), delimiter=source.options.get("delimiter", ","), strict=True
    )
    try:
        names = [name.strip() for name in rows.fieldnames or ()]
        if len(set(names)) < len(names) or "" in names:
            raise FetchError("broken-csv", line=1, address=answer.address)
        rows.fieldnames = names
        yield from rows
    except csv.Error:
        raise FetchError("broken-csv", line=rows.line_num, address=answer.address) from None


def _json_rows(source: Source, answer: Answer) -> Iterator[Any]:
    path = source.options.get("records", "")
    found = inside(read_json(answer), path)
    if not isinstance(found, list):
        raise FetchError("no-list", path=path or "/", address=answer.address)
    for one in found:
        yield (
            {name: "" if value is None else value for name, value in one.items()}
            if isinstance(one, dict)
            else one
        )
