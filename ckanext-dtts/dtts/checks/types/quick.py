"""Columns of plain numbers, which most are: read without a look at the form of each cell.

What Polars takes for a finite number out of short text is a number of the standard's form, as a test holds;
a column in which it refuses one cell is read the long way, as is one that is written with a decimal comma, or
whose signs the schema declares.
"""

from __future__ import annotations

import polars as pl

from dtts.checks.types.column import Raw, Typed, matched
from dtts.checks.types.evidence import Evidence, Verdict
from dtts.checks.types.number_signs import signs_of

EITHER = r"^[+-]?[1-9]\d{0,2}[.,]\d{3}$"
"""Either of two numbers, a thousand times apart: 12.345 and 12,345."""
DIGITS_KEPT = 15
"""Significant digits that a 64-bit float keeps."""

_NOT_WHOLE = "[.eE]"


def quick_integer(raw: Raw) -> Typed | None:
    """The values of a column of nothing but whole numbers; None for any other."""
    if signs_of(raw.field):
        return None
    values = raw.text.cast(pl.Int64, strict=False)
    if values.null_count() > raw.text.null_count():
        return None
    return Typed(values, (), *_said(raw, Evidence()))


def quick_number(raw: Raw) -> Typed | None:
    """The values of a column of nothing but numbers with a decimal point; None for any other."""
    if raw.kinds is not None or raw.decimal == "," or signs_of(raw.field):
        return None
    values = raw.text.cast(pl.Float64, strict=False)
    if values.null_count() > raw.text.null_count() or not values.is_finite().all():
        return None
    if (raw.text.str.len_bytes().max() or 0) > DIGITS_KEPT:  # type: ignore[operator]
        return None
    shown, verdict = _said(raw, _shown(raw.text))
    return Typed(values, (), shown, verdict) if verdict in (None, Verdict.POINT) else None


def _shown(text: pl.Series) -> Evidence:
    signed = int(text.str.contains(_NOT_WHOLE).sum())
    either = int(matched(text, EITHER).sum()) if signed else 0
    return Evidence(point=signed - either, either=either)


def _said(raw: Raw, shown: Evidence) -> tuple[Evidence | None, Verdict | None]:
    """What these cells show and how they are read for it; nothing where the sender has said how."""
    if raw.decimal:
        return None, None
    return shown, raw.above.with_rows(shown).verdict
