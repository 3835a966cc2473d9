"""The whole difference of two versions as CSV, one changed cell a line: `thay-doi.csv`.

Columns: `change` (added, changed, removed), the key's columns, `field`, `from`, `to`, all in the form of the
canonical CSV. Lines come in the order changed, added, removed, and within these in the order of the current
file (of the previous one for removed rows) and of its columns.

A changed row has a line for each cell that differs; a row that came or went one for each cell that is not
empty, and at least one. Above `WHOLE_ROWS` rows that came (or went) each has one line with an empty `field`:
its cells stand in the file of the version that has it. A table without a key has the column `row` in its
place: the number of the row in that file, from 1. Columns that only one version has are not listed.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

import polars as pl

from dtts.catalogue import TableSchema
from dtts.exports.canonical import canonical_text
from dtts.revisions.compare import Compared
from dtts.revisions.side import Side

WHOLE_ROWS = 50_000
_AT_ONCE = 50_000
_ROW = "row"


def write_changes(compared: Compared, schema: TableSchema, path: Path) -> None:
    """Writes the difference; of a large one a part at a time is in memory."""
    with path.open("w", encoding="utf-8", newline="") as file:
        head = ["change", *(compared.key or [_ROW]), "field", "from", "to"]
        csv.writer(file, lineterminator="\n").writerow(head)
    with path.open("ab") as file:
        for pairs in _blocks(compared.changed):
            _write_changed(file, compared, schema, pairs)
        for kind, side, rows in (
            ("added", compared.current, compared.pairs.added),
            ("removed", compared.previous, compared.pairs.removed),
        ):
            for block in _blocks(rows):
                _write_rows(file, compared, schema, kind, side, block, whole=len(rows) <= WHOLE_ROWS)


def _blocks(rows: pl.Series) -> Iterator[pl.Series]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows.slice(start, _AT_ONCE)


def _write_changed(file: BinaryIO, compared: Compared, schema: TableSchema, pairs: pl.Series) -> None:
    before, after = compared.pairs.before.gather(pairs), compared.pairs.after.gather(pairs)
    parts = []
    for order, (name, mask) in enumerate(compared.differing.items()):
        cells = pl.DataFrame(
            {
                "line": pl.int_range(len(pairs), dtype=pl.UInt32, eager=True),
                "order": pl.repeat(order, len(pairs), dtype=pl.UInt32, eager=True),
                "field": pl.repeat(name, len(pairs), dtype=pl.String, eager=True),
                "from": _text(compared.previous, name, before, schema),
                "to": _text(compared.current, name, after, schema),
            }
        )
        parts.append(cells.filter(mask.gather(pairs)))
    _write(file, "changed", _keys(compared, compared.current, after, schema), pl.concat(parts))


def _write_rows(
    file: BinaryIO,
    compared: Compared,
    schema: TableSchema,
    kind: str,
    side: Side,
    rows: pl.Series,
    *,
    whole: bool,
) -> None:
    lines = pl.int_range(len(rows), dtype=pl.UInt32, eager=True)
    parts = [_cells(lines, 0, None, kind, pl.repeat(None, len(rows), dtype=pl.String, eager=True))]
    if whole:
        told = [name for name in side.names if name not in compared.key]
        cells = [
            _cells(lines, order, name, kind, _text(side, name, rows, schema))
            for order, name in enumerate(told, start=1)
        ]
        said = (
            pl.concat([each.filter(pl.col("value").is_not_null()) for each in cells]) if cells else parts[0]
        )
        silent = parts[0].join(said, on="line", how="anti")
        parts = [silent, said]
    _write(file, kind, _keys(compared, side, rows, schema), pl.concat(parts).drop("value"))


def _cells(lines: pl.Series, order: int, name: str | None, kind: str, values: pl.Series) -> pl.DataFrame:
    count = len(lines)
    nothing = pl.repeat(None, count, dtype=pl.String, eager=True)
    return pl.DataFrame(
        {
            "line": lines,
            "order": pl.repeat(order, count, dtype=pl.UInt32, eager=True),
            "field": pl.repeat(name, count, dtype=pl.String, eager=True),
            "from": values if kind == "removed" else nothing,
            "to": values if kind == "added" else nothing,
            "value": values,
        }
    )


def _keys(compared: Compared, side: Side, rows: pl.Series, schema: TableSchema) -> list[pl.Series]:
    if not compared.key:
        return [(rows + 1).cast(pl.String)]
    return [_text(side, name, rows, schema) for name in compared.key]


def _write(file: BinaryIO, kind: str, keys: Sequence[pl.Series], cells: pl.DataFrame) -> None:
    cells = cells.sort("line", "order")
    # Columns of the key may be called what ours are: they stand under numbers here.
    columns = [key.gather(cells["line"]).alias(f"key {number}") for number, key in enumerate(keys)]
    change = pl.repeat(kind, cells.height, dtype=pl.String, eager=True).alias("change")
    lines = pl.DataFrame([change, *columns, cells["field"], cells["from"], cells["to"]])
    lines.write_csv(file, include_header=False, line_terminator="\n", quote_style="necessary", null_value="")


def _text(side: Side, name: str, rows: pl.Series, schema: TableSchema) -> pl.Series:
    """Cells as the canonical CSV has them: a year has four figures."""
    text = canonical_text(side.frame([name], rows)).to_series()
    is_year = name in schema.field_names and schema.field(name).type == "year"
    return text.str.zfill(4) if is_year else text
