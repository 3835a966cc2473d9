"""Moments: `2025-12-31T16:30:00`, with or without their distance from UTC, or by the schema's pattern.

A column is written in one way: every moment with its offset, or none. Which of both is decided over all
its rows, as moments of both kinds cannot be compared.
"""

from __future__ import annotations

from functools import partial

import polars as pl

from dtts.catalogue import Field
from dtts.checks.types.column import Found, Raw, Typed, matched, never, without, wrong_type
from dtts.checks.types.dates import read_iso_day
from dtts.checks.types.evidence import Evidence, Verdict
from dtts.checks.types.patterns import Reader, first_of, has_offset, read_pattern, shown
from dtts.tables import Kind

_OFFSET = r"([Zz]|[+-]([01]\d|2[0-3])(:?[0-5]\d)?)$"
_LOCAL = r"^\d{4}-\d{2}-\d{2}[Tt ]([01]\d|2[0-3]):[0-5]\d:[0-5]\d([.,]\d{1,6})?"
_ANY = tuple(
    f"{day} {clock}"
    for day in ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")
    for clock in ("%H:%M", "%H:%M:%S")
)
_KIND = {"vi": "thời điểm", "en": "a date and time"}
_EXAMPLE = "2025-12-31T16:30:00"
_LIMITS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_WITH = {"vi": "có múi giờ", "en": "with an offset from UTC"}
_WITHOUT = {"vi": "không có múi giờ", "en": "without an offset from UTC"}


def parse_datetime(raw: Raw) -> Typed:
    """Moments to the microsecond: in UTC where the column writes offsets, in no zone where it does not."""
    values = _moments(raw)
    carried = _carried(raw.field, raw.text)
    shown, verdict = _shown(values, carried), None
    kept = _declared(raw.field)
    if kept is None:
        verdict = (raw.above if raw.above.whole else raw.above + shown).verdict
        kept = verdict in (Verdict.COMMA, Verdict.MOSTLY_COMMA)
    wrong = wrong_type(raw.text.is_not_null() & values.is_null(), _KIND, _example(raw.field.format))
    rare = (carried != kept) & values.is_not_null()
    values = without(values, rare)
    if kept:
        values = values.dt.replace_time_zone("UTC")
    found = (Found("mixed-offsets", rare, {"style": _WITHOUT if kept else _WITH}), wrong)
    return Typed(values, found, None if verdict is None else shown, verdict)


def _shown(values: pl.Series, carried: pl.Series) -> Evidence:
    """How many moments carry an offset (counted where numbers count their commas) and how many do not
    (where they count their points). Rows without any count too: they have the dtype of their column."""
    present = int((carried & values.is_not_null()).sum())
    return Evidence(point=len(values) - values.null_count() - present, comma=present, other=1)


def _declared(field: Field) -> bool | None:
    """Whether the schema's own limits carry an offset; None where it has none."""
    named = [field.constraints[name] for name in _LIMITS if name in field.constraints]
    limits = [*named, *field.constraints.get("enum", ())][:1]
    texts = pl.Series([str(limit) for limit in limits], dtype=pl.String)
    return bool(_carried(field, texts).any()) if limits else None


def _carried(field: Field, text: pl.Series) -> pl.Series:
    """The cells that carry an offset."""
    if field.format in ("default", "any"):
        return matched(text, _LOCAL + _OFFSET)
    return text.is_not_null() if has_offset(field.format) else never(len(text))


def _moments(raw: Raw) -> pl.Series:
    """All moments without a zone, those with an offset moved to UTC."""
    values = first_of(raw.text, _readers(raw.field.format))
    stored = raw.is_kind(Kind.DATE)
    return _read_stored(raw.text).zip_with(stored, values) if stored.any() else values


def _readers(form: str) -> list[Reader]:
    if form == "default":
        return [_read_iso]
    if form == "any":
        return [_read_iso, *(partial(_read_by, each) for each in _ANY)]
    return [partial(_read_by, form)]


def _read_iso(text: pl.Series) -> pl.Series:
    fitting = without(text, ~matched(text, f"{_LOCAL}({_OFFSET[:-1]})?$"))
    local = fitting.str.replace(_OFFSET, "").str.replace(",", ".", literal=True).str.replace("[Tt]", " ")
    moments = local.str.to_datetime("%Y-%m-%d %H:%M:%S%.f", strict=False, time_unit="us")
    moments = without(moments, (moments.dt.year() < 1).fill_null(False))
    offset = fitting.str.extract(_OFFSET)
    return moments if offset.null_count() == len(offset) else moments - _distance(offset)


def _distance(offset: pl.Series) -> pl.Series:
    """`+07:00` as seven hours; nothing where there is none."""
    digits = offset.str.replace_all(r"\D", "").str.pad_end(4, "0")
    hours, minutes = (digits.str.slice(start, 2).cast(pl.Int64, strict=False) for start in (0, 2))
    east = offset.str.starts_with("-").replace_strict({True: -1, False: 1}, return_dtype=pl.Int64)
    return (((hours * 60 + minutes) * east).fill_null(0) * 60_000_000).cast(pl.Duration("us"))


def _read_stored(text: pl.Series) -> pl.Series:
    """A spreadsheet's moment; one at midnight arrives as a day."""
    return first_of(text, [_read_iso, lambda each: read_iso_day(each).cast(pl.Datetime("us"))])


def _read_by(pattern: str, text: pl.Series) -> pl.Series:
    return read_pattern(text, pattern)


def _example(form: str) -> str:
    return _EXAMPLE if form in ("default", "any") else shown(form)
