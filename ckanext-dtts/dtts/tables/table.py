"""A table as it was read: text by column, with the place of every cell."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum

import polars as pl

from dtts.report import Address, FaultGroup


class Kind(IntEnum):
    """What a spreadsheet says a cell is. In a delimited file every cell is text."""

    TEXT = 0
    NUMBER = 1
    DATE = 2
    BOOLEAN = 3
    ERROR = 4
    UNCOMPUTED = 5


@dataclass(frozen=True)
class Table:
    """Rows of one sheet under the names of a schema.

    `frame` is all text, NFC and trimmed, empty cells null; its columns are the fields that were found,
    in the schema's order (without a schema: the labels as they stand). `kinds` has the same columns as
    `Kind` numbers, or is None for a delimited file. `rows` gives the file's row of each row of `frame`,
    `columns` the file's column of each field, both from 1.
    """

    format: str
    encoding: str | None
    sheet: str | None
    header_row: int
    frame: pl.DataFrame
    kinds: pl.DataFrame | None
    rows: pl.Series
    columns: dict[str, int]
    width: int
    groups: tuple[FaultGroup, ...] = field(default=())

    def address(self, row_index: int, field: str | None = None) -> Address:
        """The place of a cell, or of a row when no field is given."""
        column = self.columns.get(field) if field is not None else None
        return Address(self.sheet, int(self.rows[row_index]), column)

    def column_address(self, field: str) -> Address:
        """The place of a field's label."""
        return Address(self.sheet, self.header_row, self.columns.get(field))
