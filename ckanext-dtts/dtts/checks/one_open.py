"""Things of which there may be one that is not closed, such as a support point in a commune."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import polars as pl

from dtts.catalogue import TableSchema
from dtts.checks.declared import Declared, columns_of, declared, rule_of
from dtts.checks.problem import Context, Problem, TableCheck
from dtts.registers import COUNTRY


def one_open(schema: TableSchema) -> Iterator[TableCheck]:
    """A look at the columns of each declaration of the kind `one-open`."""
    for one in declared(schema, "one-open"):
        yield TableCheck(columns_of(one), partial(check_one_open, one))


def check_one_open(one: Declared, context: Context) -> Iterator[Problem]:
    """Rows of the same place whose status is none of `closed`, but for the first of them."""
    if not context.has(*columns_of(one)):
        return
    of, status = one["of"], one["status"]
    # What is said of the whole country stands in no place of it.
    placed = pl.col(of).is_not_null() & (pl.col(of) != COUNTRY)
    open_ = pl.col(status).is_not_null() & ~pl.col(status).is_in(one["closed"]) & placed
    frame = context.typed.select(pl.col(of), open_.alias("open")).with_row_index("row")
    again = frame.filter(pl.col("open") & ~pl.col("row").is_in(_firsts(frame, of).implode()))["row"]
    mask = frame.select(pl.col("row").is_in(again.implode())).to_series()
    yield Problem(
        rule_of(one), mask & context.unnamed(of), context.schema.field(of), severity=one.get("severity")
    )


def _firsts(frame: pl.DataFrame, of: str) -> pl.Series:
    return frame.filter("open").unique(of, keep="first", maintain_order=True)["row"]
