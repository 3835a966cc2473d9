"""The days that a row speaks of, from the columns in which its table says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import polars as pl

from dtts.errors import UsageError
from dtts.periods import Kind, Period
from dtts.report import lower_first

# First and last month of a part of a year, as columns write it.
_PARTS = {
    "": (1, 12),
    "year": (1, 12),
    "S1": (1, 6),
    "S2": (7, 12),
    **{f"Q{part}": (3 * part - 2, 3 * part) for part in range(1, 5)},
    **{f"{month:02d}": (month, month) for month in range(1, 13)},
}
_BOUND_LENGTHS = {4: ("-01-01", "-12-31"), 7: ("-01", "-01"), 10: ("", "")}
_KINDS: Mapping[int, Kind] = {
    1: "month", 3: "quarter", 6: "half", 12: "year",
}  # fmt: skip

Days = tuple[pl.Expr, pl.Expr]


def days_of(on: Mapping[str, str]) -> Days:
    """First and last day of a row, null where the row does not say.

    `on` is `{"date": column}`, `{"year": column}` with or without `{"part": column}` (year, S1, S2, Q1…Q4),
    or `{"period": column}` of SDMX periods (2023, 2023-S1, 2023-Q3, 2023-05).
    """
    if "date" in on:
        return pl.col(on["date"]), pl.col(on["date"])
    if "year" in on:
        part = pl.col(on["part"]).fill_null("") if "part" in on else pl.lit("")
        return _days(pl.col(on["year"]), part)
    if "period" in on:
        text = pl.col(on["period"])
        return _days(text.str.head(4).cast(pl.Int64, strict=False), text.str.slice(5))
    raise UsageError(f"{dict(on)} names no date, year or period")


def bounds_of(first: str, last: str) -> Days:
    """First and last day that a register states as text: a day, a month or a year; null where it is open."""
    return _bound(first, 0), _bound(last, 1)


def period_text(columns: Sequence[str]) -> pl.Expr:
    """The period of a row as one text in the order of time, such as `2023-S1`; null where it has none."""
    texts = [pl.col(name).cast(pl.String) for name in columns]
    joined = pl.concat_str(texts, separator="-", ignore_nulls=True)
    return pl.when(texts[0].is_not_null()).then(joined).alias("period")


def span_label(first: date, last: date) -> dict[str, str]:
    """How sentences name the stretch from a day to a day: `năm 2023`, `6 tháng đầu năm 2023`."""
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    kind: Kind = "day" if first == last else _KINDS.get(months, "months")
    period = Period(kind, first, last)
    return {language: lower_first(period.label(language)) for language in ("vi", "en")}


def _days(year: pl.Expr, part: pl.Expr) -> Days:
    first, last = (
        part.replace_strict({name: months[end] for name, months in _PARTS.items()}, default=None)
        for end in (0, 1)
    )
    return pl.date(year, first, 1), pl.date(year, last, 1).dt.month_end()


def _bound(column: str, end: int) -> pl.Expr:
    text = pl.col(column)
    days = [
        pl.when(text.str.len_chars() == length).then(text + tails[end])
        for length, tails in _BOUND_LENGTHS.items()
    ]
    day = pl.coalesce(days).str.to_date("%Y-%m-%d", strict=False)
    return pl.when(text.str.len_chars() == 7).then(day.dt.month_end()).otherwise(day) if end else day
