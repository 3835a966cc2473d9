"""Moments written by a pattern of strptime, such as `%d/%m/%Y`: exactly what Python reads by it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import datetime

import polars as pl

from dtts.checks.types.column import matched, without
from dtts.checks.types.distinct import by_distinct

Reader = Callable[[pl.Series], pl.Series]

# What Python's strptime takes for each directive; Polars alone would take more (signs, longer years).
_DIRECTIVES = {
    "%d": r"(?:3[01]|[12]\d|0[1-9]|[1-9])",
    "%m": r"(?:1[0-2]|0[1-9]|[1-9])",
    "%Y": r"\d{4}",
    "%H": r"(?:2[0-3]|[01]\d|\d)",
    "%M": r"(?:[0-5]\d|\d)",
    "%S": r"(?:[0-5]\d|\d)",
    "%%": "%",
}
_DAY, _CLOCK = ["%d", "%m", "%Y"], ["%H", "%M", "%S"]
_PARTS = re.compile(r"%.|[^%]+", re.DOTALL)


def read_pattern(text: pl.Series, pattern: str) -> pl.Series:
    """The moments that the texts name, to the microsecond and in no zone; null where a text does not
    follow the pattern. An offset (`%z`) moves the moment to UTC."""
    parts = _PARTS.findall(pattern)
    directives = [part for part in parts if part.startswith("%")]
    clock = [part for part in _CLOCK if part in directives]
    plain = all(part in _DIRECTIVES for part in directives) and set(_DAY) <= set(directives)
    if not plain or clock not in ([], _CLOCK, _CLOCK[:2]):
        return by_distinct(text, lambda each: _read_one(each, pattern), pl.Datetime("us"))
    form = "".join(_DIRECTIVES[part] if part in directives else re.escape(part) for part in parts)
    fitting = without(text, ~matched(text, f"^{form}$"))
    # Polars wants an hour and a minute before it makes a moment of a day.
    midnight, by = ("", "") if clock else (" 00:00", " %H:%M")
    moments = (fitting + midnight).str.to_datetime(pattern + by, strict=False, time_unit="us")
    return without(moments, (moments.dt.year() < 1).fill_null(False))


def first_of(text: pl.Series, readers: Iterable[Reader]) -> pl.Series:
    """Each text as the first of `readers` understands it; null where none does."""
    values: pl.Series | None = None
    for read in readers:
        if values is None:
            values = read(text)
        elif values.null_count() > text.null_count():
            values = values.zip_with(values.is_not_null(), read(text))
    assert values is not None, "there has to be a reader"
    return values


def shown(pattern: str) -> str:
    """How the last day of 2025 is written by the pattern, as an example."""
    return datetime(2025, 12, 31, 16, 30).strftime(pattern)  # noqa: DTZ001 - an example is in no zone


def has_offset(pattern: str) -> bool:
    """Whether moments written by the pattern carry their distance from UTC."""
    return "%z" in _PARTS.findall(pattern)


def _read_one(text: str, pattern: str) -> datetime | None:
    try:
        moment = datetime.strptime(text, pattern)  # noqa: DTZ007 - the pattern says whether there is a zone
    except (ValueError, re.error):
        return None
    offset = moment.utcoffset()
    try:
        return moment.replace(tzinfo=None) - offset if offset is not None else moment
    except OverflowError:
        return None
