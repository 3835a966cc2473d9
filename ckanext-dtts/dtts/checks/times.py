"""How many times one figure is another, and whether that smells of a unit that was mistaken."""

from __future__ import annotations

import math
from collections.abc import Mapping

import polars as pl

from dtts import formats

_THOUSANDS = (3, 6, 9)
_NEAR = 0.31
"""Within a factor of two of a thousand, a million or a billion, as a power of ten."""


def thousands(times: pl.Expr) -> pl.Expr:
    """3, 6 or 9 where the figures are about a thousand, a million or a billion times apart, else null."""
    power = times.abs().log10().abs()
    found = [pl.when((power - step).abs() < _NEAR).then(step) for step in _THOUSANDS]
    return pl.coalesce(found)


def near_thousands(times: float) -> bool:
    """Whether two figures are about a thousand, a million or a billion times apart."""
    return bool(times) and any(abs(abs(math.log10(abs(times))) - step) < _NEAR for step in _THOUSANDS)


def times_words(times: float) -> Mapping[str, str]:
    """`lớn gấp 12 lần`, `nhỏ hơn 1.000 lần`."""
    larger = abs(times) >= 1
    count = _rounded(abs(times) if larger else 1 / abs(times))
    vi, en = formats.number(count, "vi"), formats.number(count, "en")
    return {
        "vi": f"lớn gấp {vi} lần" if larger else f"nhỏ hơn {vi} lần",
        "en": f"{en} times above" if larger else f"{en} times below",
    }


def _rounded(times: float) -> str:
    if times < 10:
        return f"{times:.1f}".removesuffix(".0")
    digits = len(str(int(times))) - 2
    return str(round(times / 10**digits) * 10**digits)
