"""Small sheets of tests, as rows of cells, read by a mapping."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import openpyxl

from core.builders import field, make_schema, write_workbook
from dtts.tables import Answers, Table, read_table
from dtts.tables.layout import SheetMapping

SCHEMA = make_schema(
    field("name", required=True, title="Tên tỉnh"),
    field("name_en"),
    field("region"),
    field("year", "year"),
    field("sex"),
    field("value", "number", title="Giá trị", unit="triệu đồng"),
    field("other", "number"),
    field("status"),
    field("line", "integer"),
    field("level", "integer"),
    field("source_cell"),
)
NAMES = {"A": "name", "B": "value"}


def mapping(columns: dict[str, Any] | None = None, **keys: Any) -> dict[str, Any]:
    """A mapping of a sheet whose header is row 1."""
    return {"header": {"first": 1, "last": 1}, "rows": {"first": 2}, "columns": columns or NAMES, **keys}


def laid_out(
    folder: Path,
    rows: Iterable[Iterable[Any]],
    said: dict[str, Any],
    change: Callable[[Any], None] | None = None,
    **answers: Any,
) -> Table:
    """The table that a mapping makes of the only sheet of an .xlsx."""
    path = write_workbook(folder / "t.xlsx", {"Biểu 1": rows})
    if change:
        workbook = openpyxl.load_workbook(path)
        change(workbook["Biểu 1"])
        workbook.save(path)
    given = Answers(mapping=SheetMapping.from_dict(said), **answers)
    return read_table(path, filename="t.xlsx", schema=SCHEMA, answers=given)


def rows_of(table: Table, *names: str) -> list[tuple[str | None, ...]]:
    """The records by these fields."""
    return table.frame.select(names).rows()


def said_of(table: Table) -> list[tuple[str, int, str | None]]:
    """Rule, count and first place of what the report says."""
    return [
        (group.rule, group.count, group.faults[0].cell or str(group.faults[0].row or group.faults[0].column))
        for group in table.groups
    ]
