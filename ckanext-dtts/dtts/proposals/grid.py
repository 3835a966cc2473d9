"""The first rows of a sheet as a person sees them: texts, and which cells hold a number."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dtts.tables.clean import cleaned
from dtts.tables.layout.marks import Marks
from dtts.tables.limits import COLUMNS
from dtts.tables.sheet import Body, Sheet
from dtts.tables.table import Kind

ROWS = 2000
"""So many rows are looked at: a government sheet is shorter, and a longer one is known by them."""
_NUMBER = re.compile(r"[+-]?\d[\d., \u00a0]*%?")
_YEAR = re.compile(r"(19|20)\d\d")


@dataclass(frozen=True)
class Grid:
    """`rows` of cells ("" where empty), `numbers` the columns of each row that hold a number; both from 0."""

    name: str | None
    rows: list[list[str]]
    numbers: list[frozenset[int]]
    marks: Marks

    def filled(self, row: int) -> list[int]:
        """The columns of a row that say something."""
        return [column for column, cell in enumerate(self.rows[row]) if cell]

    def texts(self, row: int) -> list[int]:
        """The columns of a row that hold words."""
        return [column for column in self.filled(row) if column not in self.numbers[row]]

    def covered(self, row: int) -> set[int]:
        """The columns that a row's filled cells stand in or are merged over."""
        filled = set(self.filled(row))
        for top, left, _, right in self.marks.merges:
            if top == row + 1 and left - 1 in filled:
                filled |= set(range(left - 1, right))
        return filled

    def cell(self, row: int, column: int) -> str:
        """A cell on one line."""
        cells = self.rows[row]
        return " ".join(cells[column].split()) if column < len(cells) else ""


@dataclass(frozen=True)
class Top:
    """The first `ROWS` rows of a sheet."""

    sheet: Sheet

    @property
    def name(self) -> str | None:
        """The sheet's name."""
        return self.sheet.name

    @property
    def marks(self) -> Marks:
        """The sheet's merged and hidden cells."""
        return self.sheet.marks

    @property
    def head(self) -> list[list[str]]:
        """The sheet's first rows as text."""
        return self.sheet.head

    def bodies(self, header_row: int, width: int) -> Iterator[Body]:
        """The batches up to that row."""
        for body in self.sheet.bodies(header_row, width):
            yield body.filtered(body.rows <= ROWS)
            if len(body.rows) and body.rows[-1] >= ROWS:
                return


def read_grid(sheet: Sheet) -> Grid:
    """The first `ROWS` rows of a sheet."""
    head = sheet.head
    width = min(max((len(row) for row in head), default=0), COLUMNS)
    rows = [row[:width] for row in head]
    kinds: dict[int, tuple[int, ...]] = {}
    for body in Top(sheet).bodies(0, width) if width else ():
        frame = cleaned(body.frame)
        for index, (number, cells) in enumerate(zip(body.rows.to_list(), frame.rows(), strict=True)):
            if number > ROWS:
                break
            rows += [[] for _ in range(number - len(rows))]
            rows[number - 1] = [cell or "" for cell in cells]
            if body.kinds is not None:
                kinds[number - 1] = body.kinds.row(index)
    rows = [row + [""] * (width - len(row)) for row in rows]
    numbers = [_numbers(row, kinds.get(index)) for index, row in enumerate(rows)]
    return Grid(sheet.name, rows, numbers, sheet.marks)


def is_number(text: str) -> bool:
    """Whether a text is a figure, in whatever way it is written."""
    return bool(_NUMBER.fullmatch(text))


def is_year(text: str) -> bool:
    """Whether a text is a year."""
    return bool(_YEAR.fullmatch(text))


def _numbers(row: list[str], kinds: tuple[int, ...] | None) -> frozenset[int]:
    if kinds is None:
        return frozenset(column for column, cell in enumerate(row) if is_number(cell))
    return frozenset(
        column
        for column, cell in enumerate(row)
        if cell and (kinds[column] == Kind.NUMBER or (kinds[column] == Kind.TEXT and is_number(cell)))
    )
