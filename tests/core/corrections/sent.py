"""A table as people send it, with faults that can all be corrected, and the schema that it is for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl

from core.builders import field, make_schema, no_keys
from dtts.corrections import EVERY_GROUP, Corrected, accept, correct
from dtts.report import Report
from dtts.tables import read_table

PERIOD = field("period", enum=["year", "S1"], title="Kỳ", title_en="Period")
PERIOD["dtts:enumLabels"] = {"year": {"vi": "Cả năm", "en": "Year"}, "S1": {"vi": "Nửa năm", "en": "Half"}}
SCHEMA = make_schema(
    field("code", pattern=r"\d{5}", required=True, title="Mã xã", title_en="Code"),
    PERIOD,
    field("value", "number", title="Giá trị", title_en="Value"),
    field("count", "integer", title="Số hộ", title_en="Households"),
    field("day", "date", title="Ngày", title_en="Day"),
    field("note", title="Ghi chú", title_en="Note"),
)
HEADER = ["Mã xã", "Kỳ", "Giá trị", "Số hộ", "Ngày", "Ghi chú"]
ROWS = [
    ["7210", "Cả năm", "1234.5", "12", "2025-12-31", "=1+1"],
    ["07211", "year", "0.25", "12.0", "31/12/2025", "xã\u200b A"],
    ["07212", "s1", "1.234,5", "7", "31-12-2025", "+84 912"],
]
FAULTY = ["A2", "B2", "D3", "F3", "B4", "C4", "E4"]
CLEAN = [
    ["07210", "year", 1234.5, 12, "2025-12-31", "=1+1"],
    ["07211", "year", 0.25, 12, "2025-12-31", "xã A"],
    ["07212", "S1", 1234.5, 7, "2025-12-31", "+84 912"],
]
"""The values of the table when all that was proposed is accepted."""


def write_xlsx(path: Path, rows: list[list[Any]] = ROWS, sheet: str = "Biểu 03") -> Path:
    """The table in a workbook, all of it as text."""
    workbook = openpyxl.Workbook()
    workbook.active.title = sheet
    for number, row in enumerate([HEADER, *rows], start=1):
        for column, value in enumerate(row, start=1):
            cell = workbook.active.cell(number, column, value)
            if isinstance(value, str):
                cell.data_type = "s"
    workbook.save(path)
    return path


def write_text(path: Path, sign: str, rows: list[list[str]] = ROWS) -> Path:
    """The table as text whose columns a sign parts."""
    path.write_text("\n".join(sign.join(row) for row in [HEADER, *rows]) + "\n", encoding="utf-8")
    return path


def write_json(path: Path) -> Path:
    """The table as rows of JSON."""
    records = [dict(zip(HEADER, row, strict=True)) for row in ROWS]
    path.write_text(json.dumps(records, ensure_ascii=False), encoding="utf-8")
    return path


def back(path: Path, out: Path, *groups: str, **options: Any) -> Corrected:
    """Gives the file back with these groups accepted, or all."""
    accepted = accept(path, groups or [EVERY_GROUP])
    return correct(path, path.name, SCHEMA, out, accepted, keys=no_keys, **options)


def check(path: Path) -> Report:
    """The report on a file."""
    from dtts.checks import check_table

    return check_table(read_table(path, filename=path.name, schema=SCHEMA), SCHEMA, keys=no_keys).report


def values(path: Path) -> pl.DataFrame:
    """The values of a valid file."""
    from dtts.checks import check_table

    frame = check_table(read_table(path, filename=path.name, schema=SCHEMA), SCHEMA, keys=no_keys).frame
    assert frame is not None
    return frame
