"""Short codes that are made of an id and lead back to it without a table of their own.

A code is a letter that says what it leads to, then eight digits of Crockford's base 32: the first 40 bits of
the id. Small and large letters are the same, and what is easily misread (i, l, o) is read as the digit that
it looks like. Two of 10,000 ids share a code with a chance of 1 in 22,000; then it leads to a choice of both.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from types import MappingProxyType

KINDS: Mapping[str, str] = MappingProxyType({"dataset": "d", "table": "t"})
"""What short addresses lead to, with the letter that a code begins with."""
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_MISREAD = str.maketrans("ilo", "110")
_LENGTH, _BITS = 8, 5
_SHOWN_BITS = _LENGTH * _BITS


def code(kind: str, identifier: str) -> str:
    """`d` or `t` and eight digits; ValueError for an id that is no UUID."""
    number = uuid.UUID(identifier).int >> (128 - _SHOWN_BITS)
    places = range(_SHOWN_BITS - _BITS, -1, -_BITS)
    return KINDS[kind] + "".join(_DIGITS[number >> place & 31] for place in places)


def beginning(text: str) -> tuple[str, str] | None:
    """The kind and how ids that have this code begin as they are written; None for what is no code."""
    lower = text.lower()
    kind = next((name for name, letter in KINDS.items() if lower[:1] == letter), None)
    digits = lower[1:].translate(_MISREAD)
    if kind is None or len(digits) != _LENGTH or not set(digits) <= set(_DIGITS):
        return None
    number = 0
    for digit in digits:
        number = number << _BITS | _DIGITS.index(digit)
    written = f"{number:010x}"
    return kind, f"{written[:8]}-{written[8:]}"
