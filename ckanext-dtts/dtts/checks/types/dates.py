"""Days: ISO `2025-12-31` or Vietnamese `31/12/2025`, or by the pattern that the schema names."""

from __future__ import annotations

from functools import partial

import polars as pl

from dtts.checks.types.column import Found, Raw, Typed, matched, never, without, wrong_type
from dtts.checks.types.date_forms import is_either_order, is_month_first, rewritten_day
from dtts.checks.types.evidence import Evidence, Verdict
from dtts.checks.types.patterns import Reader, first_of, read_pattern, shown
from dtts.tables import Kind

_ISO = r"^\d{4}-\d{1,2}-\d{1,2}$"
_VIETNAMESE = r"^\d{1,2}/\d{1,2}/\d{4}$"
# Forms in which day, month and year cannot be mistaken; in figures the day stands first, as in Viet Nam.
_ANY = ("%Y/%m/%d", "%Y%m%d", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
_KIND = {"vi": "ngày", "en": "a date"}
_EXAMPLE = {"vi": "31/12/2025 hoặc 2025-12-31", "en": "31/12/2025 or 2025-12-31"}


def parse_date(raw: Raw) -> Typed:
    """Days. A spreadsheet's dates arrive as ISO text, whatever their number format."""
    form = raw.field.format
    values = first_of(raw.text, _readers(form))
    stored = raw.is_kind(Kind.DATE)
    if stored.any():
        values = read_iso_day(raw.text).zip_with(stored, values)
    wrong = raw.text.is_not_null() & values.is_null()
    if form not in ("default", "any"):
        return Typed(values, (wrong_type(wrong, _KIND, shown(form)),))
    evidence, verdict, unclear = _order(raw)
    meant = rewritten_day(raw.text.set(~wrong, None)) if wrong.any() else raw.text.set(~wrong, None)
    found = (
        Found("date-form", meant.is_not_null(), proposed=meant),
        Found("ambiguous-date", unclear),
        wrong_type(wrong & meant.is_null(), _KIND, _EXAMPLE),
    )
    return Typed(without(values, unclear), found, evidence, verdict)


def _order(raw: Raw) -> tuple[Evidence | None, Verdict | None, pl.Series]:
    """What the column shows of its order, how it is read for that, and the days that could be others: 9/12
    beside 9/13, which only a column with the month first can hold."""
    if not raw.text.str.contains("/", literal=True).any():
        return None, None, never(len(raw.text))
    written = raw.text.set(raw.is_kind(Kind.DATE), None)
    either = is_either_order(written)
    evidence = Evidence(comma=int(is_month_first(written).sum()), other=int(either.sum()))
    verdict = raw.above.with_rows(evidence).verdict
    return evidence, verdict, either if verdict is Verdict.COMMA else never(len(either))


def read_iso_day(text: pl.Series) -> pl.Series:
    """Days written `2025-12-31`."""
    return _existing(without(text, ~matched(text, _ISO)).str.to_date("%Y-%m-%d", strict=False))


def _readers(form: str) -> list[Reader]:
    if form == "default":
        return [read_iso_day, _read_vietnamese]
    if form == "any":
        return [read_iso_day, _read_vietnamese, *(partial(_read_by, pattern) for pattern in _ANY)]
    return [partial(_read_by, form)]


def _read_vietnamese(text: pl.Series) -> pl.Series:
    return _existing(without(text, ~matched(text, _VIETNAMESE)).str.to_date("%d/%m/%Y", strict=False))


def _read_by(pattern: str, text: pl.Series) -> pl.Series:
    return read_pattern(text, pattern).dt.date()


def _existing(days: pl.Series) -> pl.Series:
    """The calendar begins with the year 1."""
    return without(days, (days.dt.year() < 1).fill_null(False))
