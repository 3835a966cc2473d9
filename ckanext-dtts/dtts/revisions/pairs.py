"""Which row of the one version is which of the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from dtts.revisions import cells
from dtts.revisions.side import Side

_SEEDS = 16


@dataclass(frozen=True)
class Pairs:
    """Row numbers from 0: `before[i]` and `after[i]` are one row in both versions, by rising `after`;
    `added` are rows of the current version alone, `removed` of the previous one."""

    before: pl.Series
    after: pl.Series
    added: pl.Series
    removed: pl.Series


def match(previous: Side, current: Side, key: Sequence[str]) -> Pairs:
    """The pairs of rows with equal `key`; of equal rows the first goes with the first, and so on.

    Rows are told by 64-bit hashes, and the keys of each pair are then compared: where two keys have one
    hash, which hardly ever happens, everything is hashed again otherwise.
    """
    for seed in range(_SEEDS):
        pairs = _join(_numbered(previous, current, key, seed), _numbered(current, previous, key, seed))
        if not any(_mistaken(previous, current, pairs, name) for name in key):
            return pairs
    raise AssertionError(f"{_SEEDS} ways of hashing {tuple(key)} all took two keys for one")


def _mistaken(previous: Side, current: Side, pairs: Pairs, name: str) -> bool:
    return bool(cells.differ(previous.column(name, pairs.before), current.column(name, pairs.after)).any())


def _numbered(side: Side, other: Side, key: Sequence[str], seed: int) -> pl.DataFrame:
    """Each row's hash and number."""
    found: pl.Series | None = None
    for name in key:
        as_text = side.dtypes[name] != other.dtypes[name]
        found = cells.hashes(side.column(name), as_text, found, seed)
    numbers = pl.int_range(side.height, dtype=pl.UInt32, eager=True)
    hashed = found if found is not None else pl.repeat(0, side.height, dtype=pl.UInt64, eager=True)
    return pl.DataFrame({"hash": hashed, "row": numbers})


def _join(before: pl.DataFrame, after: pl.DataFrame) -> Pairs:
    on = ["hash"]
    if any(side["hash"].n_unique() < side.height for side in (before, after)):
        on.append("nth")
        nth = pl.int_range(pl.len(), dtype=pl.UInt32).over("hash").alias("nth")
        before, after = before.with_columns(nth), after.with_columns(nth)
    joined = after.join(before, on=on, how="left", maintain_order="left", suffix="_before")
    both = joined.filter(pl.col("row_before").is_not_null())
    gone = before.join(both.select("row_before"), left_on="row", right_on="row_before", how="anti")
    return Pairs(
        both["row_before"],
        both["row"],
        joined.filter(pl.col("row_before").is_null())["row"],
        gone["row"].sort(),
    )
