"""Lengths of time as ISO 8601 writes them: `P1Y6M`, `P10D`, `PT1H30M`."""

from __future__ import annotations

import re
from decimal import Decimal

from dtts.checks.types.column import Raw, Typed, wrong_type
from dtts.checks.types.distinct import by_distinct
from dtts.tables import Kind

_NUMBER = r"(\d+(?:[.,]\d+)?)"
_FORM = re.compile(
    rf"^([+-])?P(?=.)(?:{_NUMBER}Y)?(?:{_NUMBER}M)?(?:{_NUMBER}W)?(?:{_NUMBER}D)?"
    rf"(?:T(?=.)(?:{_NUMBER}H)?(?:{_NUMBER}M)?(?:{_NUMBER}S)?)?$",
    re.ASCII,
)
_KIND = {"vi": "khoảng thời gian", "en": "a duration"}
_DAY, _HOUR, _MINUTE = 86_400, 3_600, 60


def parse_duration(raw: Raw) -> Typed:
    """Durations as text in one normal form, so that equal lengths are equal text: `P1DT12H` for `PT36H`.

    Months stay apart from days, as no number of days is a month.
    """
    values = by_distinct(raw.text, normal_duration)
    values = values.set(raw.is_kind(Kind.DATE), None)
    return Typed(values, (wrong_type(raw.text.is_not_null() & values.is_null(), _KIND, "P10D"),))


def normal_duration(text: str) -> str | None:
    """The normal form of a duration, None where the text is none."""
    found = _FORM.match(text)
    if not found:
        return None
    sign, *parts = found.groups()
    years, months, weeks, days, hours, minutes, seconds = (_number(part) for part in parts)
    all_months = 12 * years + months
    all_seconds = (7 * weeks + days) * _DAY + hours * _HOUR + minutes * _MINUTE + seconds
    if not all_months and not all_seconds:
        return "PT0S"
    return ("-" if sign == "-" else "") + "P" + _months(all_months) + _days(all_seconds)


def _months(months: Decimal) -> str:
    years, rest = divmod(months, 12)
    return _part(years, "Y") + _part(rest, "M")


def _days(seconds: Decimal) -> str:
    days, rest = divmod(seconds, _DAY)
    hours, rest = divmod(rest, _HOUR)
    minutes, rest = divmod(rest, _MINUTE)
    clock = _part(hours, "H") + _part(minutes, "M") + _part(rest, "S")
    return _part(days, "D") + (f"T{clock}" if clock else "")


def _part(number: Decimal, letter: str) -> str:
    if not number:
        return ""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) + letter


def _number(part: str | None) -> Decimal:
    return Decimal((part or "0").replace(",", "."))
