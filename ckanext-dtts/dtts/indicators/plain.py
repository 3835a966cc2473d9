"""A number as plain decimals, which every reader of a text takes for the same number."""

from __future__ import annotations

from decimal import Decimal


def plain(value: float | int) -> str:
    """The shortest decimal that reads back as the same number: no exponent, whole numbers without a point."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return format(Decimal(repr(value)), "f")
