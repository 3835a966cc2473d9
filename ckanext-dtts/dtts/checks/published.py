"""The rows of the published version beside those that are sent, told by hashes of their keys."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from dtts.checks.problem import Context

_EMPTY = "\x1e"
_BETWEEN = "\x1f"


def key_hash(columns: Sequence[str]) -> pl.Expr:
    """A hash of columns by their text, which is the same whatever type a file holds them in."""
    texts = [pl.col(name).cast(pl.String).fill_null(_EMPTY) for name in columns]
    return pl.concat_str(texts, separator=_BETWEEN).hash().alias("hash")


@dataclass
class Published:
    """The published version by the hash of `key`, with the columns `kept` of it; and which of these hashes
    the batches that are sent have had."""

    key: tuple[str, ...]
    kept: tuple[str, ...]
    frame: pl.DataFrame | None = None
    seen: list[pl.Series] = field(default_factory=list)

    def there(self) -> bool:
        """Whether there is a version to compare with that has the columns."""
        return self.frame is not None

    def hashes(self, context: Context) -> pl.Series:
        """The hash of each row of a batch; null for all where there is nothing to compare with."""
        hashes = self.own_hashes(context) if context.previous is not None else None
        if self.frame is None or hashes is None:
            return pl.repeat(None, context.typed.height, dtype=pl.UInt64, eager=True)
        self.seen.append(hashes)
        return hashes

    def own_hashes(self, context: Context) -> pl.Series:
        """The hash of each row of a batch, whether there is a version to compare with or none."""
        if self.frame is None:
            self.frame = self._read(context.previous)
        if not context.has(*self.key):
            return pl.repeat(None, context.typed.height, dtype=pl.UInt64, eager=True)
        if self.frame is None:
            # Nothing has to be told alike in another file, and hashes of values are cheaper than of text.
            return context.typed.select(pl.struct(self.key).hash().alias("hash")).to_series()
        return context.typed.select(key_hash(self.key)).to_series()

    def gone(self) -> pl.DataFrame:
        """The published rows whose key is not among those sent."""
        assert self.frame is not None
        sent = pl.concat(self.seen) if self.seen else pl.Series(dtype=pl.UInt64)
        return self.frame.filter(~pl.col("hash").is_in(sent.implode()))

    def _read(self, previous: pl.LazyFrame | None) -> pl.DataFrame | None:
        if previous is None:
            return None
        present = previous.collect_schema().names()
        if not set(self.key) <= set(present):
            return None
        return previous.select(key_hash(self.key), *(name for name in self.kept if name in present)).collect()
