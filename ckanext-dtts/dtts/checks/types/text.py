"""Text columns, codes among them: what Excel did to a code is said, never mended in silence."""

from __future__ import annotations

import polars as pl

from dtts.checks.types.column import Found, Raw, Typed, matched, without, wrong_type
from dtts.checks.types.text_formats import FORMATS
from dtts.tables import Kind

_LONG_NUMBER = r"^[+-]?\d{12,}$|[eE]"


def parse_text(raw: Raw) -> Typed:
    """Text stays as it is. A date or a long number that a spreadsheet made of a code is a fault."""
    found = [*_format_faults(raw)]
    if raw.kinds is not None:
        found += [
            Found("date-in-text", raw.is_kind(Kind.DATE)),
            Found("code-as-number", raw.is_kind(Kind.NUMBER) & matched(raw.text, _LONG_NUMBER)),
        ]
    return Typed(_without(raw.text, found), tuple(found))


def _format_faults(raw: Raw) -> list[Found]:
    form = FORMATS.get(raw.field.format)
    if form is None:
        return []
    return [wrong_type(raw.text.is_not_null() & ~form.holds(raw.text), form.kind, form.example)]


def _without(text: pl.Series, found: list[Found]) -> pl.Series:
    for fault in found:
        text = without(text, fault.mask)
    return text
