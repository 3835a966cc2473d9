"""Codes of a whole column with their days, resolved in one pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

import polars as pl

from dtts.errors import UsageError
from dtts.units.gazetteer import Gazetteer
from dtts.units.unit import Unit

Value = TypeVar("Value")

IN_FORCE, ENDED, NOT_YET, UNKNOWN, NO_DATE = "in-force", "ended", "not-yet", "unknown", "no-date"
STATUSES = (IN_FORCE, ENDED, NOT_YET, UNKNOWN, NO_DATE)
"""What a code was on its day: a unit, one that had ended, one to come, none ever; or no day was given."""


def resolve_codes(gazetteer: Gazetteer, codes: pl.Series, on: pl.Series | date) -> pl.DataFrame:
    """`area_id` (null when there was no unit) and `status` for each code on its day.

    `codes` is text with leading zeros, `on` one day for all or a Date series as long. A million rows
    take well under a second.
    """
    if codes.dtype != pl.String:
        raise UsageError(f"codes must be text with their leading zeros, not {codes.dtype}")
    days = on if isinstance(on, pl.Series) else pl.repeat(on, codes.len(), dtype=pl.Date, eager=True)
    if days.dtype != pl.Date or days.len() != codes.len():
        raise UsageError("on must be one day, or a Date series as long as the codes")
    spans = _spans(gazetteer)
    rows = pl.DataFrame({"code": codes, "on": days}).join(
        spans.rows, on="code", how="left", maintain_order="left"
    )
    return rows.select("on", "row").with_columns(_slot(spans)).select(_area_id(spans), _status(spans))


@dataclass(frozen=True, slots=True)
class _Spans:
    """The row of each code, and by row the first and last day of each of its places, side by side.

    `areas` holds the places' ids, row after row, `slots` of them a row.
    """

    rows: pl.DataFrame
    days: pl.DataFrame
    areas: pl.Series
    slots: int


def _slot(spans: _Spans) -> pl.Expr:
    """Which of the code's places covers the day; null when none does."""
    covers = pl.lit(None, dtype=pl.UInt32)
    for slot in reversed(range(spans.slots)):
        start, end = _of_row(spans.days[f"start_{slot}"]), _of_row(spans.days[f"end_{slot}"])
        inside = (start <= pl.col("on")) & (pl.col("on") <= end)
        covers = pl.when(inside).then(pl.lit(slot, dtype=pl.UInt32)).otherwise(covers)
    return covers.alias("slot")


def _of_row(values: pl.Series) -> pl.Expr:
    return pl.lit(values).gather(pl.col("row"))


def _area_id(spans: _Spans) -> pl.Expr:
    at = pl.col("row") * spans.slots + pl.col("slot")
    return pl.lit(spans.areas).gather(at).alias("area_id")


def _status(spans: _Spans) -> pl.Expr:
    """The place of the status in STATUSES, then its word."""
    at = (
        pl.when(pl.col("on").is_null())
        .then(STATUSES.index(NO_DATE))
        .when(pl.col("slot").is_not_null())
        .then(STATUSES.index(IN_FORCE))
        .when(pl.col("row").is_null())
        .then(STATUSES.index(UNKNOWN))
        .when(pl.col("on") < _of_row(spans.days["first"]))
        .then(STATUSES.index(NOT_YET))
        .otherwise(STATUSES.index(ENDED))
    )
    return pl.lit(pl.Series(STATUSES)).gather(at).alias("status")


@lru_cache(maxsize=4)
def _spans(gazetteer: Gazetteer) -> _Spans:
    """Places of the registers in force stand before retired ones, so that they are chosen first."""
    places: dict[str, dict[str, tuple[date, date]]] = {}
    for unit in sorted(gazetteer.units, key=lambda unit: unit.retired):
        known = places.setdefault(unit.code, {})
        known[unit.area_id] = _joined(known.get(unit.area_id), unit)
    slots = max(map(len, places.values()))
    kinds = {f"{name}_{slot}": pl.Date() for slot in range(slots) for name in ("start", "end")}
    return _Spans(
        rows=pl.DataFrame({"code": list(places)}).with_row_index("row"),
        days=pl.DataFrame(
            [_days(known, slots) for known in places.values()], {"first": pl.Date(), **kinds}, orient="row"
        ),
        areas=pl.Series([area for known in places.values() for area in _padded(list(known), slots)]),
        slots=slots,
    )


def _joined(span: tuple[date, date] | None, unit: Unit) -> tuple[date, date]:
    start, end = unit.valid_from or date.min, unit.valid_to or date.max
    return (min(span[0], start), max(span[1], end)) if span else (start, end)


def _days(known: dict[str, tuple[date, date]], slots: int) -> list[date | None]:
    spans = [day for span in known.values() for day in span]
    return [min(spans), *_padded(spans, 2 * slots)]


def _padded(values: Sequence[Value], length: int) -> list[Value | None]:
    return [*values, *[None] * (length - len(values))]
