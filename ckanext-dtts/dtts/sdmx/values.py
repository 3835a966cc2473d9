"""Values as SDMX writes them: plain decimals, `true`, NaN for a number that is missing on purpose."""

from __future__ import annotations

import math
from decimal import Decimal

MISSING = "NaN"
"""Stands for a measure without a value; OBS_STATUS says why there is none."""

Value = str | int | float | bool | None


def written(value: Value) -> str | None:
    """A value as text; None where there is none."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return decimal(value)


def measured(value: Value) -> str:
    """A measure as text."""
    text = written(value)
    return MISSING if text is None else text


def decimal(number: float) -> str:
    """The shortest decimal that reads back as the same number, without an exponent."""
    if isinstance(number, float):
        if math.isnan(number):
            return MISSING
        if number.is_integer():
            return str(int(number))
    text = str(number)
    return format(Decimal(text), "f") if "e" in text else text
