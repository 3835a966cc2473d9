"""Results of formulas: a library cannot compute them, and a copy without them could not be read before a
spreadsheet has opened it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import openpyxl

from dtts.corrections.look import cells_in
from dtts.corrections.marks import Place
from dtts.corrections.values import put
from dtts.tables import Table

_FORMULA = "f"


def keep_results(sheet: Any, path: Path, table: Table) -> None:
    """Puts the stored results of the table's formulas in their place, from the file at `path`; formulas
    beside the table and those without a result stay."""
    formulas = {(cell.row, cell.column): cell for cell in cells_in(sheet) if cell.data_type == _FORMULA}
    places = _places(table, formulas)
    inside = {place: cell for place, cell in formulas.items() if place in places}
    if inside:
        for place, value in _stored(path, sheet.title, inside):
            _put_result(inside[place], value)


def _places(table: Table, among: Mapping[Place, Any]) -> set[Place]:
    """Those of the places that hold a value of the table."""
    rows = set(table.rows)
    plain = {column for field, column in table.columns.items() if field not in table.elsewhere}
    found = {(row, column) for row, column in among if row in rows and column in plain}
    for places in table.elsewhere.values():
        found.update(zip(places.rows, places.columns, strict=True))
    return found


def _stored(path: Path, sheet: str, wanted: Mapping[Place, Any]) -> Iterator[tuple[Place, Any]]:
    with path.open("rb") as file:
        workbook: Any = openpyxl.load_workbook(file, read_only=True, data_only=True)
        for number, row in enumerate(workbook[sheet].iter_rows(values_only=True), start=1):
            for column, value in enumerate(row, start=1):
                if value is not None and (number, column) in wanted:
                    yield (number, column), value


def _put_result(cell: Any, value: Any) -> None:
    number_format = cell.number_format
    put(cell, value)
    if not isinstance(value, str):
        cell.number_format = number_format
