"""Files of records, not of cells: JSON and Parquet, laid out as a sheet with its header in row 1."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import polars as pl

from dtts.tables.grid import GridSheet, Row, Value
from dtts.tables.limits import COLUMNS, RECORD_CELLS, RECORD_FILE_BYTES, ZIP_BYTES
from dtts.tables.refuse import refuse

_EXACT = 10**15
_SCALARS = (int, float, bool, date, datetime, time)


def json_sheet(path: Path) -> GridSheet:
    """A JSON array of flat objects; the columns are their keys in the order in which they come up."""
    records = _load(path)
    if not isinstance(records, list) or not all(isinstance(record, dict) for record in records):
        _refuse("phải là một mảng các đối tượng", "it has to be an array of objects")
    names = list(dict.fromkeys(name for record in records for name in record))
    _refuse_size(len(records), len(names))

    def rows() -> Iterator[Row]:
        yield names
        for number, record in enumerate(records, start=2):
            yield [_value(record.get(name), number) for name in names]

    return GridSheet(None, rows)


def parquet_sheet(path: Path) -> GridSheet:
    """A Parquet file of plain columns."""
    try:
        # Names and the number of rows come from the file's end, before anything is unpacked.
        lazy = pl.scan_parquet(path)
        names = lazy.collect_schema().names()
        _refuse_size(int(lazy.select(pl.len()).collect().item()), len(names))
        _refuse_text(lazy)
        frame = lazy.collect()
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as broken:
        _refuse("tệp Parquet bị hỏng", f"the Parquet file is damaged ({str(broken)[:80]})")

    def rows() -> Iterator[Row]:
        yield names
        for number, row in enumerate(frame.iter_rows(), start=2):
            yield _values(row, number)

    return GridSheet(None, rows)


def _load(path: Path) -> Any:
    if path.stat().st_size > RECORD_FILE_BYTES:
        refuse("too-large", found=path.stat().st_size // 1_000_000, limit=RECORD_FILE_BYTES // 1_000_000)
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return json.loads(text, parse_constant=_no_number, object_pairs_hook=_once)
    except UnicodeDecodeError as broken:
        line = broken.object[: broken.start].count(b"\n") + 1
        refuse("encoding", line=line, position=broken.start - broken.object.rfind(b"\n", 0, broken.start))
    except RecursionError:
        _refuse("các đối tượng lồng nhau quá sâu", "its objects are nested too deeply")
    except ValueError as broken:
        _refuse(f"JSON sai cú pháp ({broken})", f"it is not valid JSON ({broken})")


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is not a number of JSON")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"an object has the key {twice!r} twice")
    return record


def _values(row: Sequence[Any], number: int) -> list[Value]:
    return [_value(value, number) for value in row]


def _value(value: Any, number: int) -> Value:
    """A scalar as a cell; a whole number too long for a float as its text."""
    if isinstance(value, Decimal):
        return str(value) if abs(value) >= _EXACT else float(value)
    if isinstance(value, int) and abs(value) >= _EXACT:
        return str(value)
    if isinstance(value, str):
        return _text(value, number)
    if value is not None and not isinstance(value, _SCALARS):
        _refuse(
            f"dòng {number} có giá trị không phải là một ô", f"row {number} holds a value that is no cell"
        )
    cell: Value = value
    return cell


def _text(value: str, number: int) -> str:
    """JSON can write what no text may hold: a NUL, and half of a character."""
    if "\0" in value:
        refuse("nul-character", line=number)
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        _refuse(f"dòng {number} có nửa ký tự", f"row {number} holds half of a character")
    return value


def _refuse_size(rows: int, columns: int) -> None:
    if columns > COLUMNS:
        refuse("too-many-columns", found=columns, limit=COLUMNS)
    if rows * columns > RECORD_CELLS:
        refuse("too-many-cells", found=rows * columns, limit=RECORD_CELLS)


def _refuse_text(lazy: pl.LazyFrame) -> None:
    """A file of a few kilobytes may say one text ten million times."""
    sizes = lazy.select(pl.col(pl.String).str.len_bytes().cast(pl.UInt64).sum()).collect()
    size = sum(sizes.row(0)) if sizes.width else 0
    if size > ZIP_BYTES:
        refuse("too-large", found=-(-size // 1_000_000), limit=ZIP_BYTES // 1_000_000)


def _refuse(vi: str, en: str) -> NoReturn:
    refuse("unreadable-file", cause={"vi": vi, "en": en})
