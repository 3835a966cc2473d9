"""A workbook written anew: every cell of a file at its address, for files that are no .xlsx or too large
to be held with their formatting."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
import polars as pl
from openpyxl.cell import Cell
from openpyxl.utils import get_column_letter

from dtts.catalogue import TableSchema
from dtts.corrections.look import Patterns, comment_on, paint
from dtts.corrections.marks import Mark, Place
from dtts.corrections.values import plain_value, proposed_value, put
from dtts.tables import Table
from dtts.tables.cells import SheetCells
from dtts.tables.refuse import refuse

_ROWS = 1_048_576
_WIDTH = 18


@dataclass(frozen=True)
class Marked:
    """What is marked in the sheet that holds the table; `typed` are the figures and days by field that go in
    the place of text that says the same."""

    table: Table
    schema: TableSchema
    marks: Mapping[Place, Mark]
    patterns: Patterns
    typed: Mapping[str, pl.Series]


def new_workbook() -> Any:
    """A workbook that is written row by row."""
    return openpyxl.Workbook(write_only=True)


def write_sheet(workbook: Any, cells: SheetCells, title: str) -> None:
    """Repeats a sheet that does not hold the table."""
    sheet = workbook.create_sheet(title)
    sheet.sheet_state = "visible" if cells.visible else "hidden"
    for number, row in enumerate(_rows(cells), start=1):
        sheet.append([_cell(sheet, number, column, value) for column, value in enumerate(row, start=1)])


def write_table_sheet(workbook: Any, cells: SheetCells, title: str, marked: Marked) -> None:
    """Repeats the sheet that holds the table, with the marks."""
    sheet = workbook.create_sheet(title)
    for column in marked.table.columns.values():
        sheet.column_dimensions[get_column_letter(column)].width = _WIDTH
    sheet.freeze_panes = f"A{marked.table.header_row + 1}"
    widest = _widest(marked.marks)
    for number, row in _typed_rows(cells, marked):
        values = [*row, *[None] * (widest.get(number, 0) - len(row))]
        columns = enumerate(values, start=1)
        sheet.append([_marked_cell(sheet, number, column, value, marked) for column, value in columns])


def _typed_rows(cells: SheetCells, marked: Marked) -> Iterator[tuple[int, list[Any]]]:
    """Every row with its number; the rows of the table with their figures and days."""
    places = {name: marked.table.columns[name] - 1 for name in marked.typed}
    numbers, index = marked.table.rows, 0
    for number, row in enumerate(_rows(cells), start=1):
        values = list(row)
        if index < len(numbers) and numbers[index] == number:
            for name, place in places.items():
                value = marked.typed[name][index]
                values[place] = values[place] if value is None else value
            index += 1
        yield number, values


def _rows(cells: SheetCells) -> Iterator[Sequence[Any]]:
    for number, row in enumerate(cells.rows(), start=1):
        if number > _ROWS:
            refuse("too-many-rows", limit=_ROWS)
        yield row


def _marked_cell(sheet: Any, row: int, column: int, value: Any, marked: Marked) -> Any:
    mark = marked.marks.get((row, column))
    if mark is None:
        return _cell(sheet, row, column, value)
    fault = mark.correction
    if fault is not None and fault.proposed is not None:
        value = proposed_value(marked.schema.field(fault.field) if fault.field else None, fault.proposed)
    shown = _cell(sheet, row, column, value if mark.masked is None else mark.masked)
    cell = shown or Cell(sheet, row=row, column=column)
    paint(cell, mark)
    comment = comment_on(mark, marked.patterns)
    if comment is not None:
        cell.comment = comment
    return cell


def _cell(sheet: Any, row: int, column: int, value: Any) -> Any:
    if value is None or value == "":
        return None
    # A cell object for every value: beside one, the library would give a bare value its style.
    cell = Cell(sheet, row=row, column=column)
    put(cell, plain_value(value))
    return cell


def _widest(marks: Mapping[Place, Mark]) -> dict[int, int]:
    """The last marked column of each row that has one."""
    widest: dict[int, int] = {}
    for row, column in marks:
        widest[row] = max(column, widest.get(row, 0))
    return widest
