"""What stands in a table's columns of places and periods, gathered batch by batch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

import polars as pl

from dtts.catalogue import TableSchema
from dtts.periods import Period, parse
from dtts.proposals.periods import period_fields
from dtts.proposals.places import place_fields

COVERS = "dtts:covers"
MOST_ROWS = 200_000
_MOST_VALUES = 5_000
_WHOLE_YEAR = ("", "year")


@dataclass
class Seen:
    """Distinct texts of the columns, and whether every row was looked at."""

    place_field: str | None
    period_on: Mapping[str, str]
    places: set[str] = field(default_factory=set)
    periods: set[tuple[str, ...]] = field(default_factory=set)
    rows: int = 0
    whole: bool = True

    def add(self, frame: pl.DataFrame) -> None:
        """Take in the texts of one batch."""
        self.rows += frame.height
        if self.place_field in frame.columns:
            self.places |= set(frame[self.place_field].drop_nulls().unique().head(_MOST_VALUES))
        names = [name for name in self.period_on.values() if name in frame.columns]
        if names and len(names) == len(self.period_on):
            texts = frame.select(pl.col(name).fill_null("") for name in names).unique()
            self.periods |= set(texts.head(_MOST_VALUES).iter_rows())

    def span(self) -> tuple[date, date] | None:
        """The first day of the earliest period and the last of the latest; None when none is understood."""
        read = [parse(_text(self.period_on, values)) for values in self.periods]
        known = [period for period in read if isinstance(period, Period)]
        if not known:
            return None
        return min(period.start for period in known), max(period.end for period in known)


def looking_for(schema: TableSchema) -> Seen:
    """The columns of a schema that say the place and the period of a row."""
    places = place_fields(schema)
    return Seen(places[0].name if places else None, _period_on(schema))


def gather(seen: Seen, frames: Iterable[pl.DataFrame]) -> Seen:
    """Take in what batches hold, as far as `MOST_ROWS` go."""
    for frame in frames:
        if seen.rows >= MOST_ROWS:
            seen.whole = False
            break
        seen.add(frame)
    return seen


def _period_on(schema: TableSchema) -> dict[str, str]:
    """`{year: column}`, with or without its `part`, or `{period: column}`; empty for a table without."""
    declared = dict(schema.descriptor.get(COVERS, {}).get("on", {}))
    if declared:
        return {key: name for key, name in declared.items() if key in ("year", "part", "period")}
    found = period_fields(schema)
    return {"year" if found[0].type == "year" else "period": found[0].name} if found else {}


def _text(on: Mapping[str, str], values: tuple[str, ...]) -> str:
    """One period as text, such as 2023-S1."""
    said = dict(zip(on, values, strict=True))
    whole = said.get("year") or said.get("period") or ""
    part = said.get("part", "")
    return whole if part in _WHOLE_YEAR else f"{whole}-{part}"
