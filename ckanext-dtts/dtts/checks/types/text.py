"""Text columns, codes among them: what Excel did to a code is said, never mended in silence."""

from __future__ import annotations

import polars as pl

from dtts.checks.types.column import Found, Raw, Typed, matched, without, wrong_type
from dtts.tables import Kind

_FORMATS = {
    "email": (
        r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
        {"vi": "địa chỉ thư điện tử", "en": "an e-mail address"},
        "ten@tinh.gov.vn",
    ),
    "uri": (
        r"^[A-Za-z][A-Za-z0-9+.-]*:\S+$",
        {"vi": "địa chỉ trang web đầy đủ", "en": "a full web address"},
        "https://tinh.gov.vn/",
    ),
    "uuid": (
        r"^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
        {"vi": "mã UUID", "en": "a UUID"},
        "8e6f0b5c-3f5d-4d0e-9a53-1d3b7d0c2a11",
    ),
}
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
    if raw.field.format not in _FORMATS:
        return []
    pattern, kind, example = _FORMATS[raw.field.format]
    return [wrong_type(raw.text.is_not_null() & ~matched(raw.text, pattern), kind, example)]


def _without(text: pl.Series, found: list[Found]) -> pl.Series:
    for fault in found:
        text = without(text, fault.mask)
    return text
