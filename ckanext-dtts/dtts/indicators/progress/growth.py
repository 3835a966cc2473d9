"""The second measure: the growth seen beside the growth needed, as Statistics Canada and Open SDG do it.

R = CAGR_seen / (d · |CAGR_needed|), with CAGR = (end / start)^(1 / years) - 1 and d = 1 where more is better,
-1 where less is. Source: Open SDG, progress measure methodology; the absolute value in the denominator is
the later form of the formula, without which a target that was held and then lost counts as progress.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

_PLACES = Decimal("1e-12")


@dataclass(frozen=True, slots=True)
class Growth:
    """R to twelve places, or None and why: ZERO, SIGN (something below zero) or FLAT (nothing to grow)."""

    ratio: Decimal | None = None
    withheld: str | None = None


def growth(
    baseline: Fraction, value: Fraction, target: Fraction, years: Fraction, due_in: Fraction, sign: int
) -> Growth:
    """The ratio when `years` have gone since the baseline, of `due_in` in all."""
    withheld = _withheld(baseline, value, target)
    if withheld:
        return Growth(withheld=withheld)
    seen, needed = _growth(baseline, value, years), _growth(baseline, target, due_in)
    return Growth((seen / (sign * abs(needed))).quantize(_PLACES))


def _withheld(baseline: Fraction, value: Fraction, target: Fraction) -> str | None:
    if 0 in (baseline, value, target):
        return "ZERO"
    if min(baseline, value, target) < 0:
        return "SIGN"
    return "FLAT" if baseline == target else None


def _growth(start: Fraction, end: Fraction, years: Fraction) -> Decimal:
    return _decimal(end / start) ** _decimal(1 / years) - 1


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)
