"""Where the tables of a sheet stand: header, records, and what divides one table from the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dtts.proposals.grid import Grid, is_year
from dtts.tables.header import is_numbering
from dtts.vietnamese import fold

_UNIT = re.compile(
    r"^\(?((dvt|don vi( tinh)?|unit)\s*[:.]\s*\S.*|dvt \S.*|%"
    r"|((nghin|ngan|trieu|ty|ti|tr)\.? ?)*(dong|nguoi|ho|d)\b.*|thous\b.*)$"
)
_WIDEST_UNIT = 60
_SHARE = 0.1
"""A column holds figures when so many of the rows with figures have one in it."""
_MARKER = re.compile(r"[-.…x:*]{1,3}|\(\d+\)", re.IGNORECASE)


@dataclass(frozen=True)
class Block:
    """One table; rows from 0, `end` after the last. `figures` are the columns of its figures; `heading` is
    the row of a text over them that says what this table counts, where several share one header."""

    header: tuple[int, int]
    start: int
    end: int
    figures: tuple[int, ...]
    heading: int | None = None


def find_blocks(grid: Grid) -> list[Block]:
    """The tables of a sheet from the top; none where no row has figures below labels."""
    first = next((row for row in range(len(grid.rows)) if _has_figures(grid, row)), None)
    if first is None:
        return []
    figures = _figure_columns(grid, first)
    header = _header_above(grid, first, figures)
    if header is None:
        return []
    return list(_split(grid, header, figures))


def is_unit(text: str) -> bool:
    """Whether a cell says nothing but a unit of measure."""
    return len(text) <= _WIDEST_UNIT and bool(_UNIT.match(fold(text)))


def _has_figures(grid: Grid, row: int) -> bool:
    """A row with a figure beside its first cell that is neither the numbering of columns nor years alone."""
    numbers = grid.numbers[row] - {0}
    if not numbers or is_numbering([cell for cell in grid.rows[row] if cell]):
        return False
    return not _is_years(grid, row)


def _is_years(grid: Grid, row: int) -> bool:
    """A header of years: nothing but rising years, and words that are no label of a record."""
    years = [grid.rows[row][column] for column in sorted(grid.numbers[row])]
    if not years or not all(map(is_year, years)) or years != sorted(set(years)):
        return False
    return len(years) > 1 or not grid.rows[row][0]


def _figure_columns(grid: Grid, first: int) -> tuple[int, ...]:
    rows = [row for row in range(first, len(grid.rows)) if _has_figures(grid, row)]
    counts = Counter(column for row in rows for column in grid.numbers[row] - {0})
    return tuple(sorted(column for column, count in counts.items() if count >= _SHARE * len(rows)))


def _header_above(grid: Grid, first: int, figures: tuple[int, ...]) -> tuple[int, int] | None:
    """The rows with labels over the figures, from the nearest one above `first` upwards without a gap."""
    labelled = [row for row in range(first) if _labels_figures(grid, row, figures)]
    if not labelled:
        return None
    last = top = labelled[-1]
    while top > 0 and _belongs(grid, top - 1, figures):
        top -= 1
    return top, last


def _labels_figures(grid: Grid, row: int, figures: tuple[int, ...]) -> bool:
    filled = grid.filled(row)
    cells = [grid.cell(row, column) for column in filled]
    if not filled or is_numbering(cells) or (len(filled) == 1 and is_unit(cells[0])):
        return False
    return not grid.covered(row).isdisjoint(figures)


def _belongs(grid: Grid, row: int, figures: tuple[int, ...]) -> bool:
    """Whether a row above a header's row is one of it: a title stands in the first cell alone, and what
    stands in two corners of an empty row is a letterhead."""
    filled = grid.filled(row)
    if (
        not filled
        or not _labels_figures(grid, row, figures)
        or any(is_unit(grid.cell(row, c)) for c in filled)
    ):
        return False
    return not (len(filled) == 2 and filled[0] == 0 and not _is_labelled(grid, row, figures))


def _is_labelled(grid: Grid, row: int, figures: tuple[int, ...]) -> bool:
    """Whether merged cells or several labels stand over the figures."""
    over = grid.covered(row) & set(figures)
    return len(over) > 1 or len(figures) <= 2


def _split(grid: Grid, header: tuple[int, int], figures: tuple[int, ...]) -> Iterator[Block]:
    start, heading = _start(grid, header, figures)
    row, end = start, start
    while row < len(grid.rows):
        if _has_figures(grid, row):
            end = row + 1
        elif end > start and _divides(grid, row, figures) and not _header_follows(grid, row, figures):
            yield Block(header, start, end, figures, heading)
            start, heading = row + 1, row
            end = start
        elif end > start and _is_header(grid, row, figures):
            yield Block(header, start, end, figures, heading)
            following = next((at for at in range(row, len(grid.rows)) if _has_figures(grid, at)), None)
            again = _header_above(grid, following, figures) if following is not None else None
            if again is None or again[1] < row:
                return
            header = again
            start, heading = _start(grid, header, figures)
            end = row = start
            continue
        row += 1
    if end > start:
        yield Block(header, start, len(grid.rows), figures, heading)


def _start(grid: Grid, header: tuple[int, int], figures: tuple[int, ...]) -> tuple[int, int | None]:
    """The row in which the records under a header begin, and that of a text over them."""
    heading = _heading(grid, header[1] + 1, figures)
    return (header[1] if heading is None else heading) + 1, heading


def _heading(grid: Grid, row: int, figures: tuple[int, ...]) -> int | None:
    while row < len(grid.rows) and not _has_figures(grid, row):
        if _divides(grid, row, figures):
            return row
        row += 1
    return None


def _divides(grid: Grid, row: int, figures: tuple[int, ...]) -> bool:
    """A text that stands alone over the figures."""
    filled = grid.filled(row)
    return len(filled) == 1 and filled[0] in figures and not _MARKER.fullmatch(grid.cell(row, filled[0]))


def _header_follows(grid: Grid, row: int, figures: tuple[int, ...]) -> bool:
    following = next((at for at in range(row + 1, len(grid.rows)) if grid.filled(at)), None)
    return following is not None and _is_header(grid, following, figures)


def _is_header(grid: Grid, row: int, figures: tuple[int, ...]) -> bool:
    """Labels over several columns of figures, where records have stood already."""
    words = [
        column
        for column in grid.texts(row)
        if column in figures and not _MARKER.fullmatch(grid.cell(row, column))
    ]
    return _is_years(grid, row) or (len(words) > 1 and not grid.numbers[row] & set(figures))
