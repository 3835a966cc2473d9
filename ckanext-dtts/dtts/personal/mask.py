"""Personal data as a report shows it: enough to find the cell, not enough to know the person."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import polars as pl

from dtts.personal.kinds import kinds
from dtts.personal.names import addressed

_HIDDEN = "•"
_DIGITS_SHOWN = 2


def masked(text: str) -> str:
    """`001••••••••67`, `N•••• V•• A•`, `a••••@••••.••`: the last two of more than five figures, and the first
    letter of each word, stay."""
    digits = sum(char.isdigit() for char in text)
    shown = _DIGITS_SHOWN if digits > 3 * _DIGITS_SHOWN else 0
    out, before = [], " "
    for char in text:
        out.append(_shown(char, before, digits <= shown))
        digits -= char.isdigit()
        before = char
    return "".join(out)


def _shown(char: str, before: str, at_end: bool) -> str:
    if char.isdigit():
        return char if at_end else _HIDDEN
    if char.isalpha():
        return _HIDDEN if before.isalnum() else char
    return char


def holds_identifier(texts: Sequence[str]) -> list[bool]:
    """Which of the texts hold an identifier, or a name behind a word for a person."""
    if not texts:
        return []
    return pl.Series(texts, dtype=pl.String).str.contains(_anywhere()).to_list()


def masked_inside(text: str) -> str:
    """The text with every identifier in it masked, what stands around it as it is."""
    found = pl.Series([text]).str.extract_all(_anywhere()).item()
    for identifier in sorted(found, key=len, reverse=True):
        text = text.replace(identifier, masked(identifier))
    return text


@cache
def _anywhere() -> str:
    patterns = [kind.sure for kind in kinds().values() if kind.sure]
    return "|".join(f"(?:{pattern})" for pattern in (*patterns, addressed()))
