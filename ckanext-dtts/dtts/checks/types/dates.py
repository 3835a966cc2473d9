"""Days and years: ISO `2025-12-31` or Vietnamese `31/12/2025`, and nothing between."""

from __future__ import annotations

import polars as pl

from dtts.checks.types.column import Raw, Typed, matched, wrong_type
from dtts.tables import Kind

_ISO = r"^\d{4}-\d{2}-\d{2}$"
_VIETNAMESE = r"^\d{1,2}/\d{1,2}/\d{4}$"
_YEAR = r"^\d{4}$"
_DATE_KIND = {"vi": "ngày", "en": "a date"}
_DATE_EXAMPLE = {"vi": "31/12/2025 hoặc 2025-12-31", "en": "31/12/2025 or 2025-12-31"}
_YEAR_KIND = {"vi": "năm", "en": "a year"}


def parse_date(raw: Raw) -> Typed:
    """Days. A spreadsheet's dates arrive as ISO text, whatever their number format."""
    iso = raw.text.set(~matched(raw.text, _ISO), None).str.to_date("%Y-%m-%d", strict=False)
    local = raw.text.set(~matched(raw.text, _VIETNAMESE), None)
    values = iso.zip_with(iso.is_not_null(), local.str.to_date("%d/%m/%Y", strict=False))
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _DATE_KIND, _DATE_EXAMPLE),))


def parse_year(raw: Raw) -> Typed:
    """Years of four digits."""
    values = raw.text.set(~matched(raw.text, _YEAR) | raw.is_kind(Kind.DATE), None).cast(
        pl.Int64, strict=False
    )
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _YEAR_KIND, "2025"),))
