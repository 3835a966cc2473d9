"""Codes that must stand in another table of the same dataset: a finding in that of the visits."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from dtts.catalogue import ForeignKey, table_schema
from dtts.checks.beside import RESOURCE, columns_of_table
from dtts.checks.problem import Context, Problem

_SEPARATOR = "\x1f"


def check_table_keys(context: Context) -> Iterator[Problem]:
    """A key that no published row of the other table holds; one with an empty part refers to nothing.

    Nothing is claimed while the other table has not been published.
    """
    for key in context.schema.foreign_keys:
        if key.resource.startswith(RESOURCE) and context.has(*key.fields):
            yield from _problems(key, context)


def _problems(key: ForeignKey, context: Context) -> Iterator[Problem]:
    table = key.resource.removeprefix(RESOURCE)
    there = columns_of_table(context.beside, table, {name: name for name in key.reference_fields})
    if there is None:
        return
    known = there.select(_joined(key.reference_fields).alias("key")).to_series().drop_nulls()
    strangers = context.where(~_joined(key.fields).is_in(known.implode())) & context.unnamed(*key.fields)
    yield Problem(
        "table-key",
        strangers,
        context.schema.field(key.fields[-1]),
        {"table": table_schema(table).title},
    )


def _joined(names: tuple[str, ...]) -> pl.Expr:
    return pl.concat_str([pl.col(name).cast(pl.String) for name in names], separator=_SEPARATOR)
