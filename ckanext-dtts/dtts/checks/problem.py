"""What a check is given and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from datetime import date
from functools import reduce
from operator import or_
from typing import Protocol

import polars as pl

from dtts.catalogue import Field, TableSchema
from dtts.checks.beside import Beside
from dtts.checks.types.column import never
from dtts.tables import Table


class Keys(Protocol):
    """Looks the keys of a register up: `("programme_items", ("programme", "code"))` gives its distinct pairs
    as text, with the columns `optional` beside them, which may be null."""

    def __call__(
        self, register: str, fields: tuple[str, ...], optional: tuple[str, ...] = (), /
    ) -> pl.DataFrame: ...


@dataclass(frozen=True)
class Context:
    """A table on its way: `typed` has the values by field (null where missing or of a wrong type), in as
    many rows as `raw`, which has their text with missing values as null."""

    table: Table
    schema: TableSchema
    typed: pl.DataFrame
    raw: pl.DataFrame
    keys: Keys
    faulty: dict[str, pl.Series] = attribute(default_factory=dict)
    """By field, the cells that a check of one cell has named already."""
    previous: pl.LazyFrame | None = None
    """The table's published version, with columns of its own schema; None for a first version."""
    today: date | None = None
    """The day of the submission; None when nobody has said it. The core has no clock."""
    beside: Beside = attribute(default_factory=dict)
    """The published tables of the same dataset."""
    alike: pl.Series | None = None
    """In a look at the whole table that asks for it, the hash of each row: see `TableCheck`."""

    def narrow(self, columns: Sequence[str]) -> Context:
        """The same rows with no other columns than these."""
        present = [name for name in columns if name in self.typed.columns]
        return replace(self, typed=self.typed.select(present), raw=self.raw.select(present))

    @property
    def fields(self) -> list[Field]:
        """The schema's fields that the table has."""
        return [field for field in self.schema.fields if field.name in self.typed.columns]

    def has(self, *names: str) -> bool:
        """Whether the table has all these fields."""
        return all(name in self.typed.columns for name in names)

    def where(self, expression: pl.Expr) -> pl.Series:
        """The rows in which `expression` holds; unknown is no."""
        return self.typed.select(expression.fill_null(False).alias("mask")).to_series()

    def unnamed(self, *names: str) -> pl.Series:
        """The rows in which no fault names one of these cells: what follows from it is not said again."""
        masks = [self.faulty[name] for name in names if name in self.faulty]
        return ~reduce(or_, masks, never(self.raw.height))

    def text(self, row: int, name: str) -> str | None:
        """A cell as it was written."""
        value: str | None = self.raw[name][row]
        return value


RowWords = Callable[[int], Mapping[str, object]]
"""Words of one row's sentence, by the row's index; a word `value` becomes the fault's own."""


@dataclass(frozen=True)
class Problem:
    """All rows that break one rule, in one field or (without a field) as rows."""

    rule: str
    mask: pl.Series
    field: Field | None = None
    words: Mapping[str, object] = attribute(default_factory=dict)
    """Words of the rule's sentence that are the same in every row; the summary has those of the first
    row besides."""
    row_words: RowWords | None = None
    severity: str | None = None
    """Overrides the rule's."""
    whole: bool = False
    """About the column as a whole, or without a field about the table: one fault at its label, and the mask
    is a single True."""
    proposed: pl.Series | None = None
    """Text, as many rows as the mask: the correction of each faulty cell where one is certain, else null."""


@dataclass(frozen=True)
class TableCheck:
    """One look at a whole table: `run` is given a context with `columns` and no others.

    With `alike` it looks for rows that say the same: that gives a hash of each row of a batch, null for a row
    that is like no other, and `run` is only given rows that share theirs, if there are any. All rows with the
    same hash come together, and `Context.alike` has the hashes, so that what they are made of need not be
    among the `columns`. With `alone` rows come too that share their hash with none. `wanted` is asked when
    all batches have gone by: where they have shown that there is nothing to look for, nothing is read again.
    """

    columns: tuple[str, ...]
    run: Callable[[Context], Iterator[Problem]]
    alike: Callable[[Context], pl.Series] | None = None
    alone: bool = False
    wanted: Callable[[], bool] = lambda: True
