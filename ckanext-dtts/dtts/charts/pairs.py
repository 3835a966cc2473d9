"""Two amounts side by side for each of a few names, such as before and after: bars from a common zero."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dtts.charts.line import Tick
from dtts.charts.scale import Scale, ticks
from dtts.errors import UsageError

MOST_PAIRS = 12
BAR, _GAP, _NAME, _BETWEEN = 13.0, 3.0, 20.0, 12.0
_TOP, _BOTTOM, _SIDE = 4.0, 26.0, 8.0
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Pair:
    """What is compared; None where there is nothing on that side."""

    name: str
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from `x` on, `width` long; `end` is where it stops, left of zero for a negative amount."""

    value: float
    x: float
    width: float
    end: float


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """One name at `y` with its two bars below, at `y_before` and `y_after`, the top edges."""

    name: str
    y: float
    y_before: float
    y_after: float
    before: Bar | None
    after: Bar | None


@dataclass(frozen=True, slots=True)
class PairChart:
    """Everything in units of the picture, y downwards; `bottom` is the foot of the lines of the grid."""

    width: float
    height: float
    bottom: float
    across: tuple[Tick, ...]
    pairs: tuple[DrawnPair, ...]


def pair_chart(pairs: Sequence[Pair], *, width: float, beside: float) -> PairChart | None:
    """The chart of these pairs in their order; `beside` is kept free at the right for the amounts.

    None when there is no amount at all. UsageError for more pairs than fit under one another.
    """
    if len(pairs) > MOST_PAIRS:
        raise UsageError(f"{len(pairs)} pairs in one chart; draw at most {MOST_PAIRS}, the largest changes")
    known = [value for pair in pairs for value in (pair.before, pair.after) if value is not None]
    if not known:
        return None
    values = ticks(min(known), max(known), _MOST_TICKS)
    scale = Scale(values[0], values[-1], _SIDE, width - beside)
    each = _NAME + 2 * BAR + _GAP + _BETWEEN
    bottom = _TOP + each * len(pairs)
    return PairChart(
        width,
        bottom + _BOTTOM,
        bottom,
        tuple(Tick(scale.x(value), value) for value in values),
        tuple(_drawn(pair, _TOP + each * place, scale) for place, pair in enumerate(pairs)),
    )


def _drawn(pair: Pair, top: float, scale: Scale) -> DrawnPair:
    first = top + _NAME
    return DrawnPair(
        pair.name,
        round(top + _NAME - 5, 1),
        round(first, 1),
        round(first + BAR + _GAP, 1),
        _bar(pair.before, scale),
        _bar(pair.after, scale),
    )


def _bar(value: float | None, scale: Scale) -> Bar | None:
    if value is None:
        return None
    zero, end = scale.x(0.0), scale.x(value)
    return Bar(value, min(zero, end), round(abs(end - zero), 1), end)
