"""Times of day: `16:30:00`, or by the pattern that the schema names."""

from __future__ import annotations

from functools import partial

import polars as pl

from dtts.checks.types.column import Raw, Typed, matched, without, wrong_type
from dtts.checks.types.patterns import Reader, first_of, read_pattern, shown
from dtts.tables import Kind

_CLOCK = r"^([01]\d|2[0-3]):[0-5]\d:[0-5]\d([.,]\d{1,6})?$"
# Twelve hours need their half of the day; a time without it is read as of twenty-four.
_ANY = ("%H:%M", "%H:%M:%S", "%I:%M %p", "%I:%M:%S %p", "%I %p")
_KIND = {"vi": "giờ trong ngày", "en": "a time of day"}
_A_DAY = "2000-01-01 "


def parse_time(raw: Raw) -> Typed:
    """Times to the microsecond. One with an offset from UTC is refused: without a day it names no moment
    and cannot be compared with another."""
    form = raw.field.format
    values = first_of(raw.text, _readers(form))
    stored = raw.is_kind(Kind.DATE)
    if stored.any():
        values = read_clock(raw.text).zip_with(stored, values)
    example = "16:30:00" if form in ("default", "any") else shown(form)
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _KIND, example),))


def read_clock(text: pl.Series) -> pl.Series:
    """Times written `16:30:00`, also with a fraction of a second."""
    fitting = without(text, ~matched(text, _CLOCK)).str.replace(",", ".", literal=True)
    return fitting.str.to_time("%H:%M:%S%.f", strict=False)


def _readers(form: str) -> list[Reader]:
    if form == "default":
        return [read_clock]
    if form == "any":
        return [read_clock, *(partial(_read_by, each) for each in _ANY)]
    return [partial(_read_by, form)]


def _read_by(pattern: str, text: pl.Series) -> pl.Series:
    dated = read_pattern(_A_DAY + text, f"%Y-%m-%d {pattern}")
    return dated.dt.time()
