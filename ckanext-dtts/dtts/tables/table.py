"""A table as it was read: text by column, with the place of every cell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import IntEnum

import polars as pl

from dtts.report import Address, FaultGroup, gathered


class Kind(IntEnum):
    """What a spreadsheet says a cell is. In a delimited file every cell is text."""

    TEXT = 0
    NUMBER = 1
    DATE = 2
    BOOLEAN = 3
    ERROR = 4
    UNCOMPUTED = 5


@dataclass(frozen=True)
class Places:
    """Where the cells of one field stand: the file's row and column of each record, 0 where there is none."""

    rows: pl.Series
    columns: pl.Series


@dataclass(frozen=True)
class Table:
    """Rows of one sheet under the names of a schema, all of them or one batch.

    `frame` is all text, NFC and trimmed, empty cells null; its columns are the fields that were found,
    in the schema's order (without a schema: the labels as they stand). `kinds` has the same columns as
    `Kind` numbers, or is None for a delimited file. `rows` gives the file's row of each row of `frame`,
    `columns` the file's column of each field, both from 1. Of a sheet that was laid out otherwise,
    `elsewhere` gives the places of fields whose cells are not in the record's row or not in one column.
    `done` is the part of the file that is read with these rows, None when that is not known.
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
    done: float | None = None
    visible: bool = False
    elsewhere: Mapping[str, Places] = field(default_factory=dict)

    def head(self, count: int) -> Table:
        """The first rows, without what was found."""
        kinds = None if self.kinds is None else self.kinds.head(count)
        return replace(self, frame=self.frame.head(count), kinds=kinds, rows=self.rows.head(count), groups=())

    def address(self, row_index: int, field: str | None = None) -> Address:
        """The place of a cell, or of a row when no field is given."""
        if field is not None and field in self.elsewhere:
            places = self.elsewhere[field]
            row = int(places.rows[row_index]) or int(self.rows[row_index])
            return Address(self.sheet, row, int(places.columns[row_index]) or None)
        column = self.columns.get(field) if field is not None else None
        return Address(self.sheet, int(self.rows[row_index]), column)

    def column_address(self, field: str) -> Address:
        """The place of a field's label."""
        return Address(self.sheet, self.header_row, self.columns.get(field))


Batches = Callable[[], Iterator[Table]]
"""A table that is not held: each call walks it from the start, batch by batch, with one batch at least. Every
batch is a `Table` of its own rows with the faults that were found up to its end and in no batch before."""


def said_first(groups: tuple[FaultGroup, ...], tables: Iterator[Table]) -> Iterator[Table]:
    """The batches, the first of them with these faults before its own."""
    for table in tables:
        yield replace(table, groups=(*groups, *table.groups)) if groups else table
        groups = ()


def joined(batches: Batches) -> Table:
    """The table whole, in memory."""
    parts = list(batches())
    filled = [part for part in parts if part.frame.height] or parts[:1]
    groups = gathered(group for part in parts for group in part.groups)
    if len(filled) == 1:
        return replace(filled[0], groups=groups)
    kinds = [part.kinds for part in filled if part.kinds is not None]
    elsewhere = filled[0].elsewhere
    return replace(
        filled[0],
        frame=pl.concat(part.frame for part in filled),
        kinds=pl.concat(kinds) if kinds else None,
        rows=pl.concat(part.rows for part in filled),
        groups=groups,
        elsewhere={name: _joined_places([part.elsewhere[name] for part in filled]) for name in elsewhere},
    )


def _joined_places(parts: Sequence[Places]) -> Places:
    return Places(pl.concat(part.rows for part in parts), pl.concat(part.columns for part in parts))
