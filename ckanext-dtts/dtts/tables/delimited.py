"""CSV and its kin: by Polars where every line is plain, record by record where one is not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

import polars as pl

from dtts.report import Address, Fault, FaultGroup, describe
from dtts.tables.dialect import Dialect, read_records
from dtts.tables.encoding import Text
from dtts.tables.limits import CELL_BYTES, COLUMNS, ROWS
from dtts.tables.refuse import refuse
from dtts.tables.sheet import Body, column_names, empty_frame

_BATCH = 50_000
_FAULTS_KEPT = 1000


@dataclass(frozen=True)
class DelimitedSheet:
    """A text file as a sheet without a name."""

    text: Text
    dialect: Dialect
    name: None = None

    @property
    def head(self) -> list[list[str]]:
        """The first records."""
        return self.dialect.head

    def body(self, header_row: int, width: int) -> Body:
        """All records below the header; a record of another width is a fault and is left out."""
        if width > COLUMNS:
            refuse("too-many-columns", found=width, limit=COLUMNS)
        plain = self._plain_frame(header_row, width) if self._is_plain(header_row, width) else None
        if plain is None:
            return self._read_body(header_row, width)
        return Body(plain, None, _numbers(range(header_row + 1, header_row + 1 + plain.height)))

    def _is_plain(self, header_row: int, width: int) -> bool:
        """No quotes, and as many separators as so many lines of this width have: with Polars refusing a
        line that is too wide, none can be too narrow or blank, and a record is a line."""
        text, sign = self.text, self.dialect.delimiter.encode()
        if text.counts[b'"'] or text.odd_line_ends or width < 2:
            return False
        with text.path.open("rb") as file:
            file.seek(text.skip)
            above = sum(line.count(sign) for line in islice(file, header_row))
        lines = text.counts[b"\n"] + (not text.ends_with_line_end) - header_row
        if text.counts[sign] - above != lines * (width - 1):
            return False
        if lines > ROWS:
            refuse("too-many-rows", limit=ROWS)
        return True

    def _plain_frame(self, header_row: int, width: int) -> pl.DataFrame | None:
        """All lines below the header by Polars; None when a line or a cell is too wide for it."""
        try:
            frame = pl.read_csv(
                self.text.path,
                has_header=False,
                separator=self.dialect.delimiter,
                quote_char=None,
                skip_lines=header_row,
                schema=dict.fromkeys(column_names(width), pl.String),
                raise_if_empty=False,
            )
        except (pl.exceptions.ComputeError, pl.exceptions.SchemaError):
            return None
        longest = frame.select(pl.all().str.len_bytes().max()).row(0)
        return None if any(size and size > CELL_BYTES for size in longest) else frame

    def _read_body(self, header_row: int, width: int) -> Body:
        ragged = _Ragged(width)
        frames, numbers = [empty_frame(width)], list[int]()
        records = enumerate(read_records(self.text, self.dialect.delimiter), start=1)
        for batch in _batches(islice(records, header_row, None)):
            even = [(number, record) for number, record in batch if ragged.admits(number, record)]
            numbers.extend(number for number, _ in even)
            frames.append(_frame([record for _, record in even], width))
            if len(numbers) > ROWS:
                refuse("too-many-rows", limit=ROWS)
        return Body(pl.concat(frames), None, _numbers(numbers), ragged.groups())


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
        if len(self.faults[rule]) < _FAULTS_KEPT:
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


def _batches(records: Iterator[tuple[int, list[str]]]) -> Iterator[list[tuple[int, list[str]]]]:
    while batch := list(islice(records, _BATCH)):
        yield batch


def _frame(records: list[list[str]], width: int) -> pl.DataFrame:
    if not records:
        return empty_frame(width)
    blank = [""] * width
    columns = zip(*(record if len(record) == width else blank for record in records), strict=True)
    names = column_names(width)
    return pl.DataFrame(dict(zip(names, columns, strict=True)), schema=dict.fromkeys(names, pl.String))


def _numbers(numbers: Sequence[int]) -> pl.Series:
    return pl.Series("row", numbers, dtype=pl.UInt32)
