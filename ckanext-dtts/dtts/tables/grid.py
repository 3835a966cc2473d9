"""A spreadsheet's sheet: rows of typed cells become columns of text that remember what each cell was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import chain, islice, repeat, zip_longest

import polars as pl

from dtts.report import FAULTS_KEPT, Address, Fault, FaultGroup, describe
from dtts.tables.layout.marks import Marks, ReadMarks, no_marks
from dtts.tables.limits import CELL_BYTES, COLUMNS, HEADER_ROWS, LABEL_LENGTH, ROWS
from dtts.tables.refuse import refuse
from dtts.tables.sheet import Body, column_names
from dtts.tables.table import Kind
from dtts.vietnamese import nfc

_BATCH = 20_000
_PROBED_ROWS = HEADER_ROWS + 5
# Excel shows and keeps 15 significant digits; the rest is noise of binary arithmetic.
_DIGITS = ".15g"
_EXACT = 1e15
_WRITTEN_OUT = 1e18
# Below it a number is written with an exponent; a longer text may have more than 15 digits.
_SMALLEST_PLAIN, _PLAIN_LENGTH = 1e-4, 16
_TEXTS = {str, type(None)}
_NUMBERS = {float, type(None)}


@dataclass(frozen=True)
class Damaged:
    """A cell without a usable value: a formula's error (`#N/A`) or a formula whose result was not stored."""

    kind: Kind
    text: str


Value = str | float | int | bool | date | datetime | time | timedelta | Damaged | None
Row = Sequence[Value]
Rows = Callable[[], Iterator[Row]]


@dataclass(frozen=True)
class GridSheet:
    """A sheet whose `rows` can be walked from row 1, as often as asked; `read_marks` looks for merged and
    hidden cells, which takes another pass over the file."""

    name: str | None
    rows: Rows
    read_marks: ReadMarks = no_marks

    @cached_property
    def marks(self) -> Marks:
        """Merged and hidden cells, looked for once."""
        return self.read_marks()

    @cached_property
    def head(self) -> list[list[str]]:
        """The first rows as text."""
        return [[_label(value) for value in row] for row in islice(self.rows(), _PROBED_ROWS)]

    def bodies(self, header_row: int, width: int) -> Iterator[Body]:
        """All rows below the header. A filled cell to the right of the header is a fault."""
        if width > COLUMNS:
            refuse("too-many-columns", Address(self.name), found=width, limit=COLUMNS)
        before = header_row
        rows = islice(self.rows(), header_row, None)
        while batch := list(islice(rows, _BATCH)):
            last = before + len(batch)
            if last > ROWS:
                refuse("too-many-rows", Address(self.name), limit=ROWS)
            outside = _Outside(self.name, width)
            outside.look(batch, before)
            frame, kinds = _columns(batch, width)
            _refuse_long(frame, before, self.name)
            numbers = pl.Series("row", range(before + 1, last + 1), dtype=pl.UInt32)
            yield Body(frame, kinds, numbers, outside.groups())
            before = last


@dataclass
class _Outside:
    """Cells that say something to the right of the header."""

    sheet: str | None
    width: int
    count: int = 0
    faults: list[Fault] = field(default_factory=list)

    def look(self, batch: Sequence[Row], before: int) -> None:
        """`before` is the file's row above the batch."""
        if max(map(len, batch)) <= self.width:
            return
        for number, row in enumerate(batch, start=before + 1):
            filled = [column for column in range(self.width, len(row)) if _label(row[column])]
            if filled:
                self._keep(number, filled)

    def groups(self) -> tuple[FaultGroup, ...]:
        words = {"expected": self.width}
        return (FaultGroup("extra-cell", None, self.count, tuple(self.faults), words),) if self.count else ()

    def _keep(self, number: int, filled: list[int]) -> None:
        self.count += 1
        if self.count <= FAULTS_KEPT:
            words = {"found": filled[-1] + 1, "expected": self.width}
            self.faults.append(
                describe("extra-cell", Address(self.sheet, number, filled[0] + 1), words=words)
            )


def cell_text(value: Value) -> tuple[str | None, Kind]:
    """A cell as canonical text, and what the spreadsheet says it is."""
    if value is None or isinstance(value, str):
        return value or None, Kind.TEXT
    if isinstance(value, bool):
        return str(value).lower(), Kind.BOOLEAN
    if isinstance(value, (int, float)):
        return number_text(value), Kind.NUMBER
    if isinstance(value, Damaged):
        return value.text, value.kind
    return _moment_text(value), Kind.DATE


def number_text(value: float) -> str:
    """`7210` for 7210.0, otherwise the 15 digits that Excel shows; a round figure that is no longer than
    these, such as the budget of the country in đồng, is written out."""
    if float(value).is_integer() and abs(value) < _EXACT:
        return str(int(value))
    text = format(value, _DIGITS)
    return (
        str(int(Decimal(text)))
        if "e+" in text and abs(value) < _WRITTEN_OUT and float(text) == value
        else text
    )


def _moment_text(value: date | datetime | time | timedelta) -> str:
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(timespec="seconds")
    return str(value)


def _label(value: Value) -> str:
    text, _ = cell_text(value)
    return " ".join(nfc(text[:LABEL_LENGTH]).split()) if text else ""


def _columns(batch: Sequence[Row], width: int) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Text and kinds of the first `width` cells of each row."""
    blank = repeat((None,) * len(batch))
    cells = islice(chain(zip_longest(*batch), blank), width)
    texts, kinds = [], []
    for name, values in zip(column_names(width), cells, strict=True):
        text, kind = _column(values)
        texts.append(text.alias(name))
        kinds.append(kind.alias(name))
    return pl.DataFrame(texts), pl.DataFrame(kinds)


def _column(values: Sequence[Value]) -> tuple[pl.Series, pl.Series]:
    """Columns of nothing but text, or of numbers and blanks, take a short way to the same result."""
    types = set(map(type, values))
    if types <= _TEXTS:
        kinds = pl.repeat(int(Kind.TEXT), len(values), dtype=pl.UInt8, eager=True)
        return pl.Series(values, dtype=pl.String), kinds
    if types <= _NUMBERS or (types <= _NUMBERS | _TEXTS and not any(map(_is_filled_text, values))):
        return _numbers(values if types <= _NUMBERS else [None if value == "" else value for value in values])
    cells = [cell_text(value) for value in values]
    return pl.Series([text for text, _ in cells], dtype=pl.String), _kinds([kind for _, kind in cells])


def _is_filled_text(value: Value) -> bool:
    return isinstance(value, str) and value != ""


def _refuse_long(texts: pl.DataFrame, before: int, sheet: str | None) -> None:
    """Refuses a cell over the limit; `before` is the file's row above these."""
    for column in texts.iter_columns():
        sizes = column.str.len_bytes()
        if (sizes > CELL_BYTES).any():
            refuse("too-long", Address(sheet), line=before + 1 + (sizes > CELL_BYTES).arg_true()[0])


def _numbers(values: Sequence[Value]) -> tuple[pl.Series, pl.Series]:
    numbers = pl.Series(values, dtype=pl.Float64)
    size = numbers.abs()
    whole = (numbers == numbers.floor()) & (size < _EXACT)
    text = numbers.set(~whole, None).cast(pl.Int64).cast(pl.String)
    if not whole.all(ignore_nulls=True):
        # The shortest text that gives the number again is the same where it has up to 15 digits.
        short = numbers.cast(pl.String)
        plain = (size >= _SMALLEST_PLAIN) & (size < _EXACT) & (short.str.len_bytes() <= _PLAIN_LENGTH)
        text = text.zip_with(whole | ~plain, short)
        rest = (~whole & ~plain).fill_null(False)
        text = text.scatter(rest.arg_true(), [number_text(value) for value in numbers.filter(rest)])
    kinds = numbers.is_not_null().cast(pl.UInt8) * int(Kind.NUMBER)
    return text, kinds.cast(pl.UInt8)


def _kinds(kinds: Sequence[Kind]) -> pl.Series:
    return pl.Series([int(kind) for kind in kinds], dtype=pl.UInt8)
