"""Years of four digits, and months of such years."""

from __future__ import annotations

import polars as pl

from dtts.checks.types.column import Raw, Typed, matched, without, wrong_type
from dtts.tables import Kind

_YEAR = r"^\d{4}$"
_MONTH = r"^\d{4}-(0?[1-9]|1[0-2])$"
_YEAR_KIND = {"vi": "năm", "en": "a year"}
_MONTH_KIND = {"vi": "tháng của một năm", "en": "a month of a year"}


def parse_year(raw: Raw) -> Typed:
    """Years as 64-bit integers."""
    unlike = ~matched(raw.text, _YEAR) | raw.is_kind(Kind.DATE)
    values = without(raw.text, unlike).cast(pl.Int64, strict=False)
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _YEAR_KIND, "2025"),))


def parse_yearmonth(raw: Raw) -> Typed:
    """Months as text `2025-07`, whose order is the order of time."""
    fitting = without(raw.text, ~matched(raw.text, _MONTH) | raw.is_kind(Kind.DATE))
    values = fitting.str.replace(r"-(\d)$", "-0${1}")
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _MONTH_KIND, "2025-07"),))
