"""Compares two versions of a table that are kept as Parquet, column by column.

Rows are told by the schema's primary key; where it has none, or the previous version lacks a column of it,
by all that they say. The order of rows and of columns means nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import polars as pl

from dtts.catalogue import TableSchema
from dtts.revisions import cells
from dtts.revisions.difference import (
    Changed,
    Columns,
    Difference,
    FieldChange,
    Move,
    RowCounts,
    Sample,
)
from dtts.revisions.figures import Figure, figures
from dtts.revisions.moves import Moved, moved
from dtts.revisions.pairs import Pairs, match
from dtts.revisions.side import Side, open_side
from dtts.revisions.totals import totals

SAMPLE = 20
"""Rows kept of each kind."""


@dataclass(frozen=True)
class Compared:
    """Two versions with their rows paired; `differing` are, by column, the pairs whose cells differ."""

    previous: Side
    current: Side
    key: tuple[str, ...]
    pairs: Pairs
    differing: dict[str, pl.Series]

    @property
    def changed(self) -> pl.Series:
        """The pairs that differ in any column, in the order of the current file."""
        found = pl.repeat(False, len(self.pairs.after), dtype=pl.Boolean, eager=True)
        for mask in self.differing.values():
            found = found | mask
        return found.arg_true()


def compare(
    previous: Path | None, current: Path, schema: TableSchema, *, registers: Path | None = None
) -> Difference:
    """What changed from `previous` to `current`, both Parquet of tables of `schema`; `previous` None is a
    first version, of which all rows are new. `registers` is a folder that says where places belong."""
    now = open_side(current)
    if previous is None:
        return _first(now, schema, registers)
    return summary(pair_up(open_side(previous), now, schema), schema, registers)


def pair_up(previous: Side, current: Side, schema: TableSchema) -> Compared:
    """The two versions with their rows paired and each common column compared."""
    common = [name for name in current.names if name in previous.dtypes]
    key = schema.primary_key if set(schema.primary_key) <= set(common) else ()
    pairs = match(previous, current, key or common)
    rest = [name for name in common if name not in key] if key else []
    found = {
        name: cells.differ(previous.column(name, pairs.before), current.column(name, pairs.after))
        for name in rest
    }
    return Compared(previous, current, key, pairs, {name: mask for name, mask in found.items() if mask.any()})


def summary(compared: Compared, schema: TableSchema, registers: Path | None) -> Difference:
    """What is told of a comparison: counts, the largest moves, totals and a few rows."""
    previous, current = compared.previous, compared.current
    found = {each.field: _moved(compared, each) for each in figures(schema)}
    told, left_out = totals(previous, current, schema, registers)
    return Difference(
        schema=schema.name,
        schema_versions=(previous.schema_version, current.schema_version),
        first=False,
        key=compared.key,
        rows=_counts(compared),
        columns=_columns(previous, current),
        fields=tuple(_field(compared, name, found.get(name)) for name in compared.differing),
        moves=tuple(_moves(found)),
        totals=told,
        totals_left_out=left_out,
        sample=_sample(compared),
    )


def _first(current: Side, schema: TableSchema, registers: Path | None) -> Difference:
    told, left_out = totals(None, current, schema, registers)
    rows = pl.int_range(min(SAMPLE, current.height), dtype=pl.UInt32, eager=True)
    return Difference(
        schema=schema.name,
        schema_versions=(None, current.schema_version),
        first=True,
        key=schema.primary_key,
        rows=RowCounts(0, current.height, current.height, 0, 0, 0),
        totals=told,
        totals_left_out=left_out,
        sample=Sample(added=tuple(current.rows(current.names, rows))),
    )


def _counts(compared: Compared) -> RowCounts:
    pairs, changed = compared.pairs, len(compared.changed)
    return RowCounts(
        before=compared.previous.height,
        after=compared.current.height,
        added=len(pairs.added),
        changed=changed,
        removed=len(pairs.removed),
        unchanged=len(pairs.after) - changed,
    )


def _columns(previous: Side, current: Side) -> Columns:
    return Columns(
        added=tuple(name for name in current.names if name not in previous.dtypes),
        removed=tuple(name for name in previous.names if name not in current.dtypes),
        retyped=tuple(
            name
            for name in current.names
            if name in previous.dtypes and previous.dtypes[name] != current.dtypes[name]
        ),
    )


def _moved(compared: Compared, figure: Figure) -> Moved:
    """What moved in a column; nothing is read where neither it nor its unit changed."""
    watched = {figure.field, *figure.unit_columns}
    sides = (compared.previous, compared.current)
    if not watched & set(compared.differing) or any(figure.field not in side.dtypes for side in sides):
        return Moved((), 0)
    return moved(*sides, compared.pairs, figure, compared.key)


def _field(compared: Compared, name: str, found: Moved | None) -> FieldChange:
    where = compared.differing[name].arg_true()
    before = compared.previous.column(name, compared.pairs.before.gather(where))
    after = compared.current.column(name, compared.pairs.after.gather(where))
    return FieldChange(
        name, len(where), before.null_count(), after.null_count(), found.suspicious if found else 0
    )


def _moves(found: dict[str, Moved]) -> list[Move]:
    """All that are kept: those of a mistaken unit first, then by the part that they moved."""
    moves = [move for each in found.values() for move in each.kept]
    return sorted(moves, key=lambda move: (not move.suspicious, -abs(move.share or 0)))


def _sample(compared: Compared) -> Sample:
    pairs, previous, current = compared.pairs, compared.previous, compared.current
    return Sample(
        tuple(current.rows(current.names, pairs.added.head(SAMPLE))),
        tuple(_changed(compared)),
        tuple(previous.rows(previous.names, pairs.removed.head(SAMPLE))),
    )


def _changed(compared: Compared) -> list[Changed]:
    where = compared.changed.head(SAMPLE)
    before, after = compared.pairs.before.gather(where), compared.pairs.after.gather(where)
    columns = list(compared.differing)
    keys = compared.current.rows(compared.key, after)
    old, new = compared.previous.rows(columns, before), compared.current.rows(columns, after)
    masks = pl.DataFrame({name: mask.gather(where) for name, mask in compared.differing.items()})
    return [
        Changed(own, {name: (was[name], now[name]) for name in columns if differs[name]})
        for own, was, now, differs in zip(keys, old, new, masks.iter_rows(named=True), strict=True)
    ]
