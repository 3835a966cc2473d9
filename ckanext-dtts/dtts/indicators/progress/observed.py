"""From rows of one series (actual values, targets, baselines) to what is judged."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from dtts.indicators.progress.assess import assess
from dtts.indicators.progress.assessment import Assessment, Status
from dtts.indicators.progress.goal import Goal
from dtts.indicators.progress.series import Point, point_in_time
from dtts.periods import Period, parse

Row = Mapping[str, Any]
_PERCENT_LIMITS = (Fraction(0), Fraction(100))


def assess_rows(rows: Iterable[Row], direction: str, *, is_percentage: bool = False) -> Assessment:
    """The verdict on the rows of one series, whose columns are SDMX ids: the last target (VALUE_TYPE TGT)
    against the actual values (ACT), from the baseline (BSL) or the first value.

    An indicator of which neither more nor less is better cannot be assessed: NO_DIRECTION.
    """
    listed = list(rows)
    if direction not in ("up", "down"):
        return Assessment(Status.NOT_ASSESSABLE, ("NO_DIRECTION",))
    targets = [point for point in points_of(listed, "TGT") if point.value is not None]
    if not targets:
        return assess((), None)
    baselines = [point for point in points_of(listed, "BSL") if point.usable]
    final = max(targets, key=lambda point: point.at)
    assert final.value is not None
    goal = Goal(
        "up" if direction == "up" else "down",
        final.value,
        final.at,
        baselines[0].at if baselines else None,
        limits=_PERCENT_LIMITS if is_percentage else (None, None),
    )
    return assess(_with_baseline(points_of(listed, "ACT"), baselines), goal)


def points_of(rows: Iterable[Row], value_type: str) -> list[Point]:
    """The rows of one VALUE_TYPE as points; a period that is none is left out."""
    found = []
    for row in rows:
        period = parse(row["TIME_PERIOD"])
        if row["VALUE_TYPE"] == value_type and isinstance(period, Period):
            value = None if row["OBS_VALUE"] is None else Fraction(Decimal(str(row["OBS_VALUE"])))
            found.append(
                Point(point_in_time(period), value, row["OBS_STATUS"], row.get("COMPARABILITY") or None)
            )
    return found


def _with_baseline(actual: list[Point], baselines: list[Point]) -> list[Point]:
    """The actual values, and the baseline where no actual value stands at its time."""
    if not baselines or any(point.at == baselines[0].at for point in actual):
        return actual
    return [baselines[0], *actual]
