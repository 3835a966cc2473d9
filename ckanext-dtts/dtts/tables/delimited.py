"""CSV and its kin: by Polars where every line is plain, record by record where one is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from dtts.report import FAULTS_KEPT, Address, Fault, FaultGroup, describe
from dtts.tables.dialect import Dialect
from dtts.tables.encoding import Text
from dtts.tables.layout.marks import NO_MARKS, Marks
from dtts.tables.limits import CELL_BYTES, COLUMNS, ROWS
from dtts.tables.pieces import Piece, Pieces
from dtts.tables.quoted import separators_outside
from dtts.tables.refuse import refuse
from dtts.tables.sheet import Body, column_names, empty_frame
from dtts.tables.traits import traits_of

_BATCH = 50_000


@dataclass(frozen=True)
class DelimitedSheet:
    """A text file as a sheet without a name."""

    text: Text
    dialect: Dialect
    name: None = None
    marks: Marks = NO_MARKS

    @property
    def head(self) -> list[list[str]]:
        """The first records."""
        return self.dialect.head

    def bodies(self, header_row: int, width: int) -> Iterator[Body]:
        """All records below the header; a record of another width is a fault and is left out."""
        if width > COLUMNS:
            refuse("too-many-columns", found=width, limit=COLUMNS)
        with Pieces(self.text, self.dialect.delimiter) as pieces:
            before = pieces.skip(header_row)
            for piece in pieces:
                for body, records in _bodies(piece, pieces, before, width):
                    before += records
                    if before - header_row > ROWS:
                        refuse("too-many-rows", limit=ROWS)
                    yield body


def _bodies(piece: Piece, pieces: Pieces, before: int, width: int) -> Iterator[tuple[Body, int]]:
    """The records of a piece, each time with how many there were; `before` is the number of those above."""
    plain = _plain_frame(piece, pieces.delimiter, width, odd=pieces.text.odd_line_ends)
    if plain is not None:
        rows = _numbers(range(before + 1, before + 1 + plain.height))
        yield Body(plain, None, rows, (), pieces.done, traits_of(piece.content)), plain.height
        return
    records = pieces.records(piece)
    while batch := list(islice(records, _BATCH)):
        yield _body(batch, before, width, pieces.done), len(batch)
        before += len(batch)


def _plain_frame(piece: Piece, delimiter: str, width: int, *, odd: bool) -> pl.DataFrame | None:
    """All lines of a piece by Polars; None when it cannot take it.

    Without quotes, or with nothing but regular ones, a record is a line. With as many separators as so many
    lines of this width have, and Polars refusing a line that is too wide, none can be too narrow or blank.
    """
    if odd or width < 2:
        return None
    quoted = '"' if piece.count('"') else None
    separators = separators_outside(piece.content, delimiter) if quoted else piece.count(delimiter)
    if separators != piece.lines * (width - 1):
        return None
    try:
        frame = pl.read_csv(
            piece.content,
            has_header=False,
            separator=delimiter,
            quote_char=quoted,
            schema=dict.fromkeys(column_names(width), pl.String),
            raise_if_empty=False,
        )
    except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
        return None
    longest = frame.select(pl.all().str.len_bytes().max()).row(0)
    return None if any(size and size > CELL_BYTES for size in longest) else frame


def _body(batch: list[list[str]], before: int, width: int, done: float | None) -> Body:
    if {*map(len, batch)} == {width}:
        numbers = range(before + 1, before + 1 + len(batch))
        return Body(_frame(batch, width), None, _numbers(numbers), (), done)
    ragged = _Ragged(width)
    numbered = enumerate(batch, before + 1)
    even = [(number, record) for number, record in numbered if ragged.admits(number, record)]
    blank = [""] * width
    frame = _frame([record if len(record) == width else blank for _, record in even], width)
    return Body(frame, None, _numbers([number for number, _ in even]), ragged.groups(), done)


@dataclass
class _Ragged:
    """Sorts out records that are wider or narrower than the header."""

    width: int
    counts: dict[str, int] = field(default_factory=lambda: {"extra-cell": 0, "missing-cell": 0})
    faults: dict[str, list[Fault]] = field(default_factory=lambda: {"extra-cell": [], "missing-cell": []})

    def admits(self, number: int, record: Sequence[str]) -> bool:
        """Whether the record has the header's width, or is a blank line."""
        found = len(record)
        if found in (self.width, 0) or (found < self.width and not any(record)):
            return True
        rule = "extra-cell" if found > self.width else "missing-cell"
        self.counts[rule] += 1
        if len(self.faults[rule]) < FAULTS_KEPT:
            column = min(found, self.width) + 1
            words = {"found": found, "expected": self.width}
            self.faults[rule].append(describe(rule, Address(None, number, column), words=words))
        return False

    def groups(self) -> tuple[FaultGroup, ...]:
        words = {"expected": self.width}
        return tuple(
            FaultGroup(rule, None, count, tuple(self.faults[rule]), words)
            for rule, count in self.counts.items()
            if count
        )


def _frame(records: list[list[str]], width: int) -> pl.DataFrame:
    if not records:
        return empty_frame(width)
    names = column_names(width)
    columns = dict(zip(names, zip(*records, strict=True), strict=True))
    return pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))


def _numbers(numbers: Sequence[int]) -> pl.Series:
    return pl.Series("row", numbers, dtype=pl.UInt32)
