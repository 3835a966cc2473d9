"""Wholes that fall into parts, under one another: each a bar of segments in the order of the parts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from dtts.charts.line import Tick
from dtts.charts.scale import ticks
from dtts.errors import UsageError

MOST_STACKS, MOST_PARTS = 16, 5
BAR, ROW, NAMED_ROW = 20.0, 27.0, 48.0
_TOP, _BOTTOM, _SIDE = 6.0, 26.0, 8.0
_MOST_TICKS = 4
_SIGN_WIDTH = 14.0
"""What the number of a part needs to stand in its segment."""


@dataclass(frozen=True, slots=True)
class Whole:
    """`parts` in the order of all rows, None where one is not known; `value` is the published whole, None
    where there is none. At `broken` the row cannot be compared with the one above it."""

    name: str
    parts: Sequence[float | None]
    value: float | None
    uncertain: bool = False
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a bar: `part` is its place among the parts from 0 on, `roomy` when its number fits in."""

    part: int
    x: float
    width: float
    roomy: bool

    @property
    def middle(self) -> float:
        """Where its number stands."""
        return round(self.x + self.width / 2, 1)


@dataclass(frozen=True, slots=True)
class DrawnWhole:
    """A bar with its upper edge at `y`, named at `name_x`, `name_y`. `rest` is what its known parts leave of
    the published whole when some part is not known; of a row of which nothing is known nothing is drawn."""

    whole: Whole
    name_x: float
    name_y: float
    y: float
    segments: tuple[Segment, ...]
    rest: Segment | None
    end: float


@dataclass(frozen=True, slots=True)
class StackedChart:
    """Everything in units of the picture, y downwards; bars begin at `left`."""

    width: float
    height: float
    left: float
    bottom: float
    across: tuple[Tick, ...]
    rows: tuple[DrawnWhole, ...]


def stacked_chart(
    wholes: Sequence[Whole], *, width: float, names: float, beside: float
) -> StackedChart | None:
    """The chart of these wholes in their order; `names` are kept free at the left for what they are called,
    with 0 the names stand above their bars; `beside` at the right for the wholes.

    None when nothing is known. UsageError for more rows or parts than can be told apart, rows of different
    parts, and negative parts, which have no length in a whole.
    """
    _check(wholes)
    longest = max((max(_sum(one), one.value or 0.0) for one in wholes), default=0.0)
    if not longest:
        return None
    values = ticks(0.0, longest, _MOST_TICKS)
    left, row = (names, ROW) if names else (_SIDE, NAMED_ROW)
    room = (width - beside - left) / values[-1]
    bottom = round(_TOP + row * len(wholes), 1)
    return StackedChart(
        width,
        bottom + _BOTTOM,
        left,
        bottom,
        tuple(Tick(round(left + room * value, 1), value) for value in values),
        tuple(
            _drawn(one, round(_TOP + row * (at + 1) - (ROW + BAR) / 2, 1), left, room, above=not names)
            for at, one in enumerate(wholes)
        ),
    )


def _check(wholes: Sequence[Whole]) -> None:
    if len(wholes) > MOST_STACKS:
        raise UsageError(
            f"{len(wholes)} stacked bars in one chart; draw at most {MOST_STACKS}, the latest ones"
        )
    if len({len(one.parts) for one in wholes}) > 1:
        raise UsageError("the stacked bars of one chart have different numbers of parts")
    most = max((len(one.parts) for one in wholes), default=0)
    if most > MOST_PARTS:
        raise UsageError(
            f"{most} parts in one bar; draw at most {MOST_PARTS} and put the small ones together"
        )
    negative = next(
        (one.name for one in wholes if any(part is not None and part < 0 for part in one.parts)), None
    )
    if negative is not None:
        raise UsageError(f"{negative!r} has a negative part; draw its parts as bars of their own")


def _sum(one: Whole) -> float:
    return math.fsum(part for part in one.parts if part is not None)


def _drawn(one: Whole, y: float, left: float, room: float, *, above: bool) -> DrawnWhole:
    segments, x = [], left
    for at, part in enumerate(one.parts):
        if part:
            segments.append(_segment(at, x, part * room))
            x += part * room
    left_over = (one.value or 0.0) - _sum(one)
    rest = _segment(len(one.parts), x, left_over * room) if None in one.parts and left_over > 0 else None
    name = (left, y - 6) if above else (left - 8, y + BAR - 5)
    end = round(x + (rest.width if rest else 0.0), 1)
    return DrawnWhole(one, name[0], round(name[1], 1), y, tuple(segments), rest, end)


def _segment(part: int, x: float, width: float) -> Segment:
    return Segment(part, round(x, 1), round(width, 1), width >= _SIGN_WIDTH)
