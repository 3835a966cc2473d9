"""Two groups back to back for each of a few names, such as women and men by year or age, on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dtts.charts.line import Tick
from dtts.charts.scale import ticks
from dtts.errors import UsageError

MOST_ROWS = 21
BAR, ROW = 18.0, 24.0
_TOP, _BOTTOM, _SIDE = 24.0, 26.0, 12.0
_MOST_TICKS = 3


@dataclass(frozen=True, slots=True)
class BackToBack:
    """The values of the two groups, None where there is none; `uncertain` ones are marked."""

    name: str
    left: float | None
    right: float | None
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Half:
    """A bar from `x` on, `width` long, and where its value is written."""

    x: float
    width: float
    value: float


@dataclass(frozen=True, slots=True)
class DrawnPair:
    """A row with the upper edge of its bars at `y`."""

    row: BackToBack
    y: float
    left: Half | None
    right: Half | None


@dataclass(frozen=True, slots=True)
class Pyramid:
    """Everything in units of the picture, y downwards; the left bars begin at `left` and grow to the left,
    the right ones at `right`; the names stand between, around `middle`. Both axes have the same values."""

    width: float
    height: float
    left: float
    middle: float
    right: float
    bottom: float
    leftward: tuple[Tick, ...]
    rightward: tuple[Tick, ...]
    rows: tuple[DrawnPair, ...]


def pyramid(rows: Sequence[BackToBack], *, width: float, names: float) -> Pyramid | None:
    """The chart of these rows in their order, `names` kept free in the middle for what they are called.

    None when no row has a value. UsageError for more rows than fit under one another and for negative values.
    """
    if len(rows) > MOST_ROWS:
        raise UsageError(f"{len(rows)} rows in a pyramid; draw at most {MOST_ROWS}")
    known = [value for row in rows for value in (row.left, row.right) if value is not None]
    if not known:
        return None
    if min(known) < 0:
        raise UsageError("a negative value has no length in a pyramid; draw pairs of bars")
    values = ticks(0.0, max(known), _MOST_TICKS)
    middle = width / 2
    left, right = middle - names / 2, middle + names / 2
    room = (left - _SIDE) / values[-1]
    bottom = round(_TOP + ROW * len(rows), 1)
    return Pyramid(
        width,
        bottom + _BOTTOM,
        round(left, 1),
        round(middle, 1),
        round(right, 1),
        bottom,
        tuple(Tick(round(left - room * value, 1), value) for value in values),
        tuple(Tick(round(right + room * value, 1), value) for value in values),
        tuple(_drawn(row, round(_TOP + ROW * at, 1), left, right, room) for at, row in enumerate(rows)),
    )


def _drawn(row: BackToBack, top: float, left: float, right: float, room: float) -> DrawnPair:
    first = (
        None
        if row.left is None
        else Half(round(left - row.left * room, 1), round(row.left * room, 1), row.left)
    )
    second = None if row.right is None else Half(round(right, 1), round(row.right * room, 1), row.right)
    return DrawnPair(row, round(top + (ROW - BAR) / 2, 1), first, second)
