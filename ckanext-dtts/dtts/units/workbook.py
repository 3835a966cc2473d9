"""A converted table as a workbook in which codes stay text and nothing is a formula."""

from __future__ import annotations

from pathlib import Path

import polars as pl
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

SHEET = "Chuyển đổi"


def write_workbook(frame: pl.DataFrame, path: Path) -> None:
    """Writes all cells of `frame` as text under its column names, the first row frozen."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(SHEET)
    sheet.freeze_panes = "A2"
    for row in (frame.columns, *frame.cast(pl.String).iter_rows()):
        cells = [WriteOnlyCell(sheet, value=value) for value in row]
        for cell in cells:
            # What begins like a formula is text here.
            cell.data_type = "s" if cell.value is not None else "n"
        sheet.append(cells)
    book.save(path)
