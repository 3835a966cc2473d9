"""Numbers as text, so that nobody can read them as another number."""

from __future__ import annotations

import re
from decimal import Context, Decimal

from dtts_harvesters.entries import EntryRefusedError

_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]{1,3})?")
_COMMA = re.compile(r"[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]+),[0-9]+")
_LIKE_THOUSANDS = re.compile(r"-?[0-9]{1,3}\.[0-9]{3}")
MISSING = ("", "NaN")
MOST_DIGITS = 15


def plain_number(text: str, *, comma: bool = False) -> str:
    """The number with a point; "" for none. With `comma` also `2.767.229,12` is read, whose comma can be
    nothing but the decimal sign; a point alone stays one. EntryRefusedError `no-number` for anything else."""
    word = text.strip()
    if word in MISSING:
        return ""
    if _DOUBLE.fullmatch(word):
        return unmistakable(format(Decimal(word), "f") if "e" in word.lower() else word)
    if comma and _COMMA.fullmatch(word):
        return unmistakable(word.replace(".", "").replace(",", "."))
    raise EntryRefusedError("no-number", got=word[:40])


def rounded(number: str) -> str:
    """The number with at most 15 significant digits: more are no statement of a source that counts in binary
    (IEEE 754 doubles give back 15 decimal digits and no more), and programs of offices drop them."""
    digits = number.lstrip("-+0.").replace(".", "").rstrip("0")
    if len(digits) <= MOST_DIGITS:
        return number
    return format(Context(prec=MOST_DIGITS).create_decimal(number), "f")


def unmistakable(number: str) -> str:
    """`1.234` is one and a bit here and a thousand and more to many readers: a further zero tells them."""
    return f"{number}0" if _LIKE_THOUSANDS.fullmatch(number) else number
