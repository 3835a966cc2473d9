"""What a cell of OpenDocument holds: its typed value, or the text that is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from dtts.tables.grid import Damaged, Value
from dtts.tables.ods.names import CALC_TYPE, OFFICE, TABLE
from dtts.tables.table import Kind

_FORMULA = f"{TABLE}formula"
_TYPE, _NUMBER, _DAY, _TIME, _TRUTH, _STRING = (
    f"{OFFICE}{name}"
    for name in ("value-type", "value", "date-value", "time-value", "boolean-value", "string-value")
)
_NUMBERS = ("float", "percentage", "currency")
# What LibreOffice and Excel show in the place of a result that there is none of.
_ERROR = re.compile(r"#[A-Z][A-Z0-9/]*[!?]?|Err:\d+")
_DURATION = re.compile(r"PT(\d+)H(\d+)M(\d+(?:\.\d+)?)S")
_DAY_OF_HOURS = timedelta(hours=24)


def cell_value(attributes: Mapping[str, str], shown: str) -> Value:
    """The value of a cell by its attributes and the text that is shown; None when it is empty."""
    kind = attributes.get(_TYPE)
    if kind is None:
        # A formula whose result was not stored looks like an empty cell, and is none.
        return Damaged(Kind.UNCOMPUTED, "=") if _FORMULA in attributes and not shown else shown or None
    if attributes.get(CALC_TYPE) == "error" or (_FORMULA in attributes and _ERROR.fullmatch(shown)):
        return Damaged(Kind.ERROR, shown or "#")
    if kind == "string":
        return attributes.get(_STRING, shown) or None
    return _typed(kind, attributes, shown)


def _typed(kind: str, attributes: Mapping[str, str], shown: str) -> Value:
    """A value that cannot be what its type says stays as it is written, as text."""
    if kind in _NUMBERS:
        return _read(float, attributes.get(_NUMBER), shown)
    if kind == "date":
        return _read(_moment, attributes.get(_DAY), shown)
    if kind == "time":
        return _read(_duration, attributes.get(_TIME), shown)
    if kind == "boolean" and attributes.get(_TRUTH) in ("true", "false"):
        return attributes[_TRUTH] == "true"
    return shown or None


def _read(reading: object, written: str | None, shown: str) -> Value:
    if written is None:
        return shown or None
    try:
        value: Value = reading(written)  # type: ignore[operator]
    except (ValueError, OverflowError):
        return written
    return value


def _moment(written: str) -> date | datetime:
    # Fractions of a second come with any number of digits.
    plain = written.partition(".")[0]
    return datetime.fromisoformat(plain) if "T" in plain else date.fromisoformat(plain)


def _duration(written: str) -> time | timedelta:
    found = _DURATION.fullmatch(written)
    if not found:
        raise ValueError(written)
    hours, minutes = int(found[1]), int(found[2])
    length = timedelta(hours=hours, minutes=minutes, seconds=round(float(found[3])))
    if length >= _DAY_OF_HOURS:
        return length
    minutes, seconds = divmod(length.seconds, 60)
    return time(minutes // 60, minutes % 60, seconds)
