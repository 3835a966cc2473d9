"""What a sheet says outside its table: the period, the place and the unit of measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dtts.measures import Measure
from dtts.measures import find as find_measure
from dtts.periods import Period, parse
from dtts.proposals.blocks import Block, is_unit
from dtts.proposals.grid import Grid
from dtts.report import column_letters
from dtts.vietnamese import fold

_YEAR = r"(?:19|20)\d\d"
_PERIOD = re.compile(
    r"(?:(?:6|sau) thang (?:dau|cuoi) nam|9 thang(?: dau nam)?|quy [ivx\d]+|thang \d+|nam)"
    rf"[ /,]*(?:nam )?{_YEAR}"
    rf"|giai doan {_YEAR} ?- ?{_YEAR}"
)
_BARE_YEAR = re.compile(rf"(?<![\d/.-]){_YEAR}(?![\d/.-]|-\d)")
# A decision's date and number say nothing of the figures.
_DECISION = re.compile(r"^\(?(kem theo|ban hanh kem|cua bo truong|theo quyet dinh)\b")
_PLACE = re.compile(r"\b(tỉnh|thành phố|huyện|xã|phường|thị trấn)\s+([^\W\d_][^\d,;:()\-–]*)", re.IGNORECASE)
_ENDS = re.compile(r"\s+(năm|quý|tháng|giai đoạn|sáu|theo|phân)\b.*$", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """A text outside the table and the cell that it stands in, such as `D7`."""

    text: str
    cell: str


def outside(grid: Grid, block: Block) -> list[Found]:
    """Texts above the table and between its header and its records, and those of the header itself."""
    rows = range(block.start)
    own = [block.heading] if block.heading is not None else []
    return [
        Found(grid.cell(row, column), f"{column_letters(column + 1)}{row + 1}")
        for row in dict.fromkeys([*rows, *own])
        for column in grid.filled(row)
        if not _DECISION.match(fold(grid.cell(row, column)))
    ]


def periods_in(found: list[Found]) -> dict[str, tuple[Period, Found]]:
    """The periods that texts name, by their SDMX form; a bare year only where nothing else is named."""
    named: dict[str, tuple[Period, Found]] = {}
    for each in found:
        for words in _PERIOD.findall(fold(each.text)):
            period = parse(words)
            if isinstance(period, Period):
                named.setdefault(period.sdmx, (period, each))
    return named or dict(_bare_years(found))


def _bare_years(found: list[Found]) -> Iterator[tuple[str, tuple[Period, Found]]]:
    for each in found:
        for words in _BARE_YEAR.findall(each.text):
            period = parse(words)
            if isinstance(period, Period):
                yield words, (period, each)


def unit_in(grid: Grid, block: Block) -> Found | None:
    """The text of the unit of measure that is nearest to the table: the heading over its figures, or a
    cell above it."""
    if block.heading is not None:
        return _at(grid, block.heading, grid.filled(block.heading)[0])
    for row in reversed(range(block.start)):
        for column in reversed(grid.filled(row)):
            if is_unit(grid.cell(row, column)):
                return _at(grid, row, column)
    return None


def measure_of(text: str) -> Measure | None:
    """The unit that a text names, in the one or the other language."""
    return next((found for part in re.split(r"\s+-\s+", text) if (found := find_measure(part))), None)


def places_in(found: list[Found]) -> list[tuple[str, Found]]:
    """Names of places with their kind, such as "tỉnh Bắc Giang", as the titles write them."""
    return [
        (f"{kind} {_ENDS.sub('', name).strip()}", each)
        for each in found
        for kind, name in _PLACE.findall(each.text)
        if _ENDS.sub("", name).strip()[:1].isupper()
    ]


def _at(grid: Grid, row: int, column: int) -> Found:
    return Found(grid.cell(row, column), f"{column_letters(column + 1)}{row + 1}")
