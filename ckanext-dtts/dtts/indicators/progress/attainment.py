"""How a year's plan was met, as provincial reports say it beside the way to the final target."""

from __future__ import annotations

from fractions import Fraction


def attainment(actual: Fraction, plan: Fraction, *, is_rate: bool) -> Fraction | None:
    """Of a count the share of the plan that was done (1 is all of it; None when nothing was planned); of a
    rate the points that it lies above (positive) or below the plan."""
    if is_rate:
        return actual - plan
    return actual / plan if plan else None
