"""The rows of a table while its batches go by: the first in memory, more of them in files of a folder."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

import polars as pl

from dtts.checks.judge import Judged
from dtts.checks.problem import Context, TableCheck
from dtts.checks.repeats import shared
from dtts.checks.types.column import never

T = TypeVar("T", pl.Series, pl.DataFrame)

_ROWS_AT_ONCE = 500_000
"""So many rows that share their hash with others are compared at once."""


@dataclass(frozen=True)
class _Part:
    """One batch: in memory as its `context`, or in a file with the columns `t0`, `t1`, … of its values and
    `r0`, … of their text where that is not the value itself."""

    height: int
    rows: range | pl.Series
    faulty: dict[str, pl.Series]
    hashes: tuple[pl.Series | None, ...]
    context: Context | None
    path: Path = Path()

    def wrong(self, name: str) -> pl.Series:
        """The cells of a field that a check of one cell has named."""
        return self.faulty.get(name, never(self.height))


@dataclass
class Scratch:
    """What `looks` at the whole table will need of its rows. With a `folder` no more than one batch is held
    in memory; it is the caller's, who removes it."""

    looks: tuple[TableCheck, ...]
    folder: Path | None = None
    parts: list[_Part] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    """The fields of the table."""
    template: Context | None = None

    def add(self, judged: Judged, *, whole: bool) -> None:
        """Takes a batch: all its columns when `whole`, else only those that a look needs."""
        context = judged.context
        wanted = {name for look in self.looks for name in look.columns}
        if not self.parts:
            self.columns, self.template = context.typed.columns, _without_rows(context)
        faulty = {name: mask for name, mask in context.faulty.items() if name in wanted}
        rows = _compact(context.table.rows)
        self.parts.append(_Part(context.typed.height, rows, faulty, judged.hashes, context))
        if self.folder and len(self.parts) > 1:
            self._spill(self.folder, wanted, whole=whole)

    def contexts(self, number: int) -> Iterator[Context]:
        """What the look of that number is to see: once all rows, or those that share their hash with others
        in as many contexts as keep the memory small."""
        look = self.looks[number]
        if not look.wanted():
            return
        if look.alike is None:
            yield self._context(look, [None] * len(self.parts))
            return
        for mask in self._close(number, alone=look.alone):
            masks = _cut(mask, [part.height for part in self.parts])
            hashes = pl.concat(self._hashes(number)).filter(mask)
            yield replace(self._context(look, masks), alike=hashes)

    def values(self) -> Iterator[pl.LazyFrame]:
        """The values of all columns, batch by batch."""
        return (self._values(part) for part in self.parts)

    def _close(self, number: int, *, alone: bool) -> Iterator[pl.Series]:
        """Masks over all rows, of those that share their hash with others or, with `alone`, have one."""
        joined = pl.concat(self._hashes(number), rechunk=True)
        close = joined.is_not_null() if alone else shared(joined)
        count = int(close.sum())
        groups = 1 + count // _ROWS_AT_ONCE
        for group in range(groups if count else 0):
            inside = pl.col("hash") % groups == group
            mask = close & joined.alias("hash").to_frame().select(inside.fill_null(False)).to_series()
            if mask.any():
                yield mask

    def _hashes(self, number: int) -> list[pl.Series]:
        return [hashes for part in self.parts if (hashes := part.hashes[number]) is not None]

    def _context(self, look: TableCheck, masks: Sequence[pl.Series | None]) -> Context:
        """The rows of the masks (all where None) with no more columns than the look needs."""
        names = [name for name in look.columns if name in self.columns]
        chosen = [
            (part, mask) for part, mask in zip(self.parts, masks, strict=True) if mask is None or mask.any()
        ]
        pairs = [self._pair(part, names, mask) for part, mask in chosen]
        typed, raw = (pl.concat(frames) for frames in zip(*pairs, strict=True))
        rows = pl.concat([_where(_series(part.rows), mask) for part, mask in chosen])
        faulty = {
            name: pl.concat(
                [_where(part.faulty.get(name, never(part.height)), mask) for part, mask in chosen]
            )
            for name in names
            if any(name in part.faulty for part in self.parts)
        }
        assert self.template is not None
        table = replace(self.template.table, frame=raw, kinds=None, rows=rows, groups=())
        return replace(self.template, table=table, typed=typed, raw=raw, faulty=faulty)

    def _pair(
        self, part: _Part, names: Sequence[str], mask: pl.Series | None
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """Values and text of the rows of a mask; where they are the same, they are held once."""
        if part.context:
            context = part.context.narrow(names)
            return _where(context.typed, mask), _where(context.raw, mask)
        places = {name: self.columns.index(name) for name in names}
        file = pl.scan_ipc(part.path)
        held = {*file.collect_schema().names()}
        wanted = {f"{kind}{place}" for kind in "tr" for place in places.values()}
        frame = _where(file.select(sorted(held & wanted)).collect(), mask)
        typed = [frame[f"t{place}"].alias(name) for name, place in places.items()]
        raw = [
            frame[f"r{place}" if f"r{place}" in held else f"t{place}"].alias(name)
            for name, place in places.items()
        ]
        return pl.DataFrame(typed), pl.DataFrame(raw)

    def _values(self, part: _Part) -> pl.LazyFrame:
        if part.context:
            return part.context.typed.lazy()
        places = enumerate(self.columns)
        return pl.scan_ipc(part.path).select(pl.col(f"t{place}").alias(name) for place, name in places)

    def _spill(self, folder: Path, wanted: set[str], *, whole: bool) -> None:
        for number, part in enumerate(self.parts):
            if part.context:
                path = folder / f"{number}.arrow"
                _file(part.context, self.columns, wanted, whole=whole).write_ipc(path, compression="lz4")
                self.parts[number] = replace(part, context=None, path=path)


def _file(context: Context, columns: Sequence[str], wanted: set[str], *, whole: bool) -> pl.DataFrame:
    held = []
    for place, name in enumerate(columns):
        typed, raw = context.typed[name], context.raw[name]
        if whole or name in wanted:
            held.append(typed.alias(f"t{place}"))
        if name in wanted and not (typed.dtype == pl.String and typed.equals(raw, null_equal=True)):
            held.append(raw.alias(f"r{place}"))
    return pl.DataFrame(held)


def _compact(rows: pl.Series) -> range | pl.Series:
    """Consecutive rows as a range."""
    if len(rows) and rows[-1] - rows[0] + 1 == len(rows):
        return range(rows[0], rows[-1] + 1)
    return rows


def _series(rows: range | pl.Series) -> pl.Series:
    return (
        rows
        if isinstance(rows, pl.Series)
        else pl.int_range(rows.start, rows.stop, dtype=pl.UInt32, eager=True)
    )


def _cut(mask: pl.Series, heights: Sequence[int]) -> list[pl.Series]:
    """A mask over all rows as one for each part."""
    cuts, start = [], 0
    for height in heights:
        cuts.append(mask.slice(start, height))
        start += height
    return cuts


def _where(rows: T, mask: pl.Series | None) -> T:
    return rows if mask is None else rows.filter(mask)


def _without_rows(context: Context) -> Context:
    """What the batches of a table have in common, holding none of their memory."""
    table = context.table
    empty = replace(table, frame=table.frame.clear(), kinds=None, rows=table.rows.clear(), groups=())
    return replace(context, table=empty, typed=context.typed.clear(), raw=context.raw.clear(), faulty={})
