"""Days in a form that is not read, but that can only mean one day."""

from __future__ import annotations

import polars as pl

_YEAR_FIRST = r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})([ T]00:00(:00)?)?$"
_DAY_FIRST = r"^(\d{1,2})[-.](\d{1,2})[-.](\d{4})$"
_MONTH_FIRST = r"^(\d{1,2})/(\d{1,2})/(\d{4})$"
_MONTHS = 12


def rewritten_day(texts: pl.Series) -> pl.Series:
    """Each text as 31/12/2025 where its order cannot be another: the year stands first, or the day does and
    is above 12. Null where both orders give a day, where none does, and where the month stands first: put
    right, such a day would no longer show that the others of its column have to be asked about."""
    year_first = _day(texts, _YEAR_FIRST, year=1, month=2, day=3)
    day_first = _day(texts, _DAY_FIRST, year=3, month=2, day=1)
    sure = [year_first, day_first.set(day_first.dt.day() <= _MONTHS, None)]
    frame = pl.DataFrame([days.alias(str(number)) for number, days in enumerate(sure)])
    return frame.select(pl.coalesce(pl.all()).dt.strftime("%d/%m/%Y").alias(texts.name)).to_series()


def is_month_first(texts: pl.Series) -> pl.Series:
    """Where a text like 9/13/2023 can only have its month first."""
    days = _day(texts, _MONTH_FIRST, year=3, month=1, day=2)
    return (days.dt.day() > _MONTHS).fill_null(False)


def is_either_order(texts: pl.Series) -> pl.Series:
    """Where a text like 9/12/2023 is one day with its day first and another with its month first."""
    day_first = _day(texts, _MONTH_FIRST, year=3, month=2, day=1)
    month_first = _day(texts, _MONTH_FIRST, year=3, month=1, day=2)
    return (day_first != month_first).fill_null(False)


def _day(texts: pl.Series, form: str, **parts: int) -> pl.Series:
    """The day in texts of a form whose groups are its `year`, `month` and `day`."""
    numbers = [
        texts.str.extract(form, parts[part]).str.zfill(2).alias(part) for part in ("year", "month", "day")
    ]
    return (
        pl.DataFrame(numbers)
        .select(pl.concat_str(pl.all(), separator="-").str.to_date("%Y-%m-%d", strict=False))
        .to_series()
    )
