"""The rule: what is met is met, what is lost is lost, and only the rest is measured by its pace.

The straight line from the baseline (b, t0) to the target (T, tT): expected(t) = b + (T-b)(t-t0)/(tT-t0);
achieved share A = (y-b)/(T-b); pace L = A (tT-t0)/(t-t0). All exact: a tie at a band's edge counts upward.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from dtts.indicators.progress.assessment import Assessment, History, Status, Way
from dtts.indicators.progress.goal import Goal
from dtts.indicators.progress.growth import Growth, growth
from dtts.indicators.progress.series import Point, is_broken, usable_points

_BANDS = (
    (Fraction(95, 100), Status.ON_TRACK),
    (Fraction(60, 100), Status.NEEDS_ACCELERATION),
    (Fraction(0), Status.LIMITED_PROGRESS),
)


def assess(points: Iterable[Point], goal: Goal | None) -> Assessment:
    """The verdict on the latest usable value of a series.

    What cannot be judged is said with its reason: NO_TARGET, NO_VALUE, ONE_POINT, BASELINE_MISSING,
    BASELINE_AFTER, DUE_BEFORE_BASELINE, BREAK, IMPOSSIBLE_VALUE.
    """
    if goal is None:
        return _not("NO_TARGET")
    usable = usable_points(points)
    if not usable:
        return _not("NO_VALUE")
    latest = usable[-1]
    if not goal.is_possible(_value(latest)):
        return _not("IMPOSSIBLE_VALUE", latest=latest)
    if goal.holds:
        return _kept(usable, goal)
    baseline = _baseline(usable, goal)
    refused = _refused(usable, goal, baseline)
    if baseline is None or refused:
        return _not(refused or "BASELINE_MISSING", baseline, latest)
    return _measured(usable, goal, baseline)


def _not(reason: str, baseline: Point | None = None, latest: Point | None = None) -> Assessment:
    return Assessment(Status.NOT_ASSESSABLE, (reason,), baseline, latest)


def _baseline(points: Sequence[Point], goal: Goal) -> Point | None:
    """The value that the goal was set against, or one at most a period later."""
    if goal.baseline_at is None:
        return points[0]
    last = goal.baseline_at + goal.period
    return next((point for point in points if goal.baseline_at <= point.at <= last), None)


def _refused(points: Sequence[Point], goal: Goal, baseline: Point | None) -> str | None:
    latest = points[-1]
    if goal.baseline_at is not None and goal.baseline_at > latest.at:
        return "BASELINE_AFTER"
    if baseline is None:
        return None
    if latest.at == baseline.at:
        return "ONE_POINT"
    if goal.due <= baseline.at:
        return "DUE_BEFORE_BASELINE"
    return "BREAK" if is_broken(points, baseline.at) else None


def _kept(points: Sequence[Point], goal: Goal) -> Assessment:
    """A value that was to be kept: it is or it is not, and a ratio would divide by nothing."""
    latest = points[-1]
    status = Status.ACHIEVED if goal.is_met(_value(latest)) else Status.NOT_MET
    flat = Growth(withheld="FLAT")
    return Assessment(status, ("HOLD",), points[0], latest, growth=flat, history=_history(points, goal))


def _measured(points: Sequence[Point], goal: Goal, baseline: Point) -> Assessment:
    start, target = _value(baseline), goal.bound_for(_value(baseline))
    if target == start:
        return replace(_kept(points, goal), baseline=baseline)
    latest = points[-1]
    way = _way(goal, baseline, latest)
    status, reasons = _judged(goal, baseline, latest, way)
    moved = ("BASELINE_MOVED",) if goal.baseline_at not in (None, baseline.at) else ()
    years, due_in = latest.at - baseline.at, goal.due - baseline.at
    second = growth(start, _value(latest), target, years, due_in, _sign(goal, start))
    history = _history([point for point in points if point.at > baseline.at], goal)
    return Assessment(status, (*reasons, *moved), baseline, latest, way, second, history)


def _way(goal: Goal, baseline: Point, latest: Point) -> Way | None:
    """How far along the straight line; of a baseline that meets the target there is no way to go."""
    start, value = _value(baseline), _value(latest)
    if goal.is_met(start):
        return None
    target = goal.bound_for(start)
    passed = (latest.at - baseline.at) / (goal.due - baseline.at)
    share = (value - start) / (target - start)
    return Way(share, share / passed, start + (target - start) * passed)


def _judged(goal: Goal, baseline: Point, latest: Point, way: Way | None) -> tuple[Status, tuple[str, ...]]:
    """What is met, due or lost comes before any ratio: 90, then 75 against a floor of 80 has a fine one."""
    if goal.is_met(_value(latest)):
        return Status.ACHIEVED, ()
    lost = ("LOST",) if goal.is_met(_value(baseline)) else ()
    if latest.at >= goal.due:
        return Status.NOT_MET, ("DUE", *lost)
    if way is None:
        return Status.DETERIORATION, lost
    return next((status for edge, status in _BANDS if way.pace >= edge), Status.DETERIORATION), ()


def _history(points: Sequence[Point], goal: Goal) -> History:
    met = [goal.is_met(_value(point)) for point in points]
    if True not in met:
        return History()
    first = met.index(True)
    return History(points[first].at, all(met[first:]))


def _sign(goal: Goal, baseline: Fraction) -> int:
    """Of a range, what is better depends on the side from which it is approached."""
    if goal.upper is not None:
        return -1 if baseline > goal.upper else 1
    return goal.sign


def _value(point: Point) -> Fraction:
    assert point.value is not None  # only usable points come here
    return point.value
