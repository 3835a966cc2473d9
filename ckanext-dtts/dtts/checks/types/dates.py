"""Days and years: ISO `2025-12-31` or Vietnamese `31/12/2025`, and nothing between."""

from __future__ import annotations

import polars as pl

from dtts.checks.types.column import Found, Raw, Typed, matched, without, wrong_type
from dtts.checks.types.date_forms import rewritten_day
from dtts.tables import Kind

_ISO = r"^\d{4}-\d{2}-\d{2}$"
_VIETNAMESE = r"^\d{1,2}/\d{1,2}/\d{4}$"
_YEAR = r"^\d{4}$"
_DATE_KIND = {"vi": "ngày", "en": "a date"}
_DATE_EXAMPLE = {"vi": "31/12/2025 hoặc 2025-12-31", "en": "31/12/2025 or 2025-12-31"}
_YEAR_KIND = {"vi": "năm", "en": "a year"}


def parse_date(raw: Raw) -> Typed:
    """Days. A spreadsheet's dates arrive as ISO text, whatever their number format."""
    values = without(raw.text, ~matched(raw.text, _ISO)).str.to_date("%Y-%m-%d", strict=False)
    if values.null_count() > raw.text.null_count():
        local = without(raw.text, ~matched(raw.text, _VIETNAMESE)).str.to_date("%d/%m/%Y", strict=False)
        values = values.zip_with(values.is_not_null(), local)
    wrong = raw.text.is_not_null() & values.is_null()
    meant = rewritten_day(raw.text.set(~wrong, None)) if wrong.any() else raw.text.set(~wrong, None)
    written = Found("date-form", meant.is_not_null(), proposed=meant)
    return Typed(values, (written, wrong_type(wrong & meant.is_null(), _DATE_KIND, _DATE_EXAMPLE)))


def parse_year(raw: Raw) -> Typed:
    """Years of four digits."""
    unlike = ~matched(raw.text, _YEAR) | raw.is_kind(Kind.DATE)
    values = without(raw.text, unlike).cast(pl.Int64, strict=False)
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _YEAR_KIND, "2025"),))
