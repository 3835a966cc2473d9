"""Raw exports as rows of text, in the encoding that the recipe declares: nothing is guessed."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import python_calamine

from dtts.errors import UnreadableFile
from dtts.report.address import Address
from dtts.tidy.faults import make_fault

Row = Sequence[str | float]


@dataclass(frozen=True)
class Raw:
    """All cells of one table as received: `rows[0]` is row 1. `sheet` is None for text files."""

    sheet: str | None
    rows: list[Row]

    def cell(self, row: int, column: int) -> str | float:
        """The cell at 1-based `row` and `column`; empty text where the file has none."""
        if row > len(self.rows) or column > len(self.rows[row - 1]):
            return ""
        return self.rows[row - 1][column - 1]


def read_text(source: Path, encoding: str, delimiter: str) -> Raw:
    """Rows of a delimited text file. Raises `UnreadableFile` when the bytes are not in `encoding`."""
    try:
        text = source.read_bytes().decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            make_fault(
                "encoding",
                Address(),
                f"Tệp {source.name} không theo bảng mã {encoding} đã khai, từ byte thứ {error.start + 1}.",
                f"{source.name} is not in the declared encoding {encoding}, from byte {error.start + 1} on.",
            )
        ) from error
    return Raw(sheet=None, rows=list(csv.reader(io.StringIO(text), delimiter=delimiter)))


def read_sheet(source: Path, sheet: str) -> Raw:
    """Rows of one sheet of a workbook. Raises `UnreadableFile` when it has no sheet of that name."""
    workbook = python_calamine.CalamineWorkbook.from_path(source)
    if sheet not in workbook.sheet_names:
        raise UnreadableFile(
            make_fault(
                "sheet-missing",
                Address(),
                f"Tệp {source.name} không có trang tính “{sheet}”.",
                f"{source.name} has no sheet “{sheet}”.",
            )
        )
    rows = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return Raw(sheet=sheet, rows=[[_plain(cell) for cell in row] for row in rows])


def _plain(cell: object) -> str | float:
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return float(cell)
    return str(cell)
