"""Small schemas, tables and workbooks for tests of the reader and the checker."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from dtts.catalogue import TableSchema, read_table_schema
from dtts.checks import Checked, check_table
from dtts.report import Report
from dtts.tables import Table, read_table


def field(name: str, type: str = "string", **keys: Any) -> dict[str, Any]:
    """A field; constraints and other keys of its descriptor as keywords (`minimum=0`, `aliases=[…]`)."""
    descriptor = {
        key: keys.pop(key) for key in ("aliases", "unit", "trueValues", "falseValues") if key in keys
    }
    title = keys.pop("title", name)
    texts = {
        "title": title,
        "title_en": keys.pop("title_en", title),
        "description": name,
        "description_en": name,
    }
    return {"name": name, "type": type, **texts, **descriptor, "constraints": keys}


def make_schema(*fields: dict[str, Any], **keys: Any) -> TableSchema:
    """A schema named `test`; primaryKey and the like as keywords."""
    texts = {"title": "Thử", "title_en": "Test", "description": "Thử", "description_en": "Test"}
    return read_table_schema({"name": "test", "version": 1, **texts, "fields": list(fields), **keys})


def read_text(text: str | bytes, schema: TableSchema | None, filename: str = "t.csv") -> Table:
    """The table in a delimited text."""
    content = text.encode() if isinstance(text, str) else text
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload"
        path.write_bytes(content)
        return read_table(path, filename=filename, schema=schema)


def no_keys(register: str, fields: tuple[str, ...]) -> pl.DataFrame:
    """A register lookup for schemas that refer to none."""
    raise AssertionError(f"register {register} was looked up")


def check_text(text: str | bytes, schema: TableSchema, **options: Any) -> Checked:
    """The verdict on a delimited text."""
    return check_table(read_text(text, schema), schema, **{"keys": no_keys, **options})


def flat(report: Report) -> list[tuple[str, str | None, str | None]]:
    """Rule, field and cell of every fault in reading order; of a fault about a row, the row's number."""
    return [
        (fault.rule, fault.field, fault.cell or (fault.row and f"row {fault.row}")) for fault in report.faults
    ]


def write_workbook(path: Path, sheets: dict[str, Iterable[Iterable[Any]]]) -> Path:
    """An .xlsx with these rows in these sheets."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for name, rows in sheets.items():
        sheet = workbook.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    workbook.save(path)
    return path
