"""Amounts of places under one another, the largest first: bars from zero, with a line to hold them to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dtts.charts.line import Tick
from dtts.charts.scale import Scale, ticks
from dtts.errors import UsageError

MOST_BARS = 16
BAR, ROW, NAMED_ROW, LEFT_OUT = 15.0, 25.0, 41.0, 20.0
_TOP, _HEAD, _BOTTOM, _SIDE = 6.0, 20.0, 26.0, 8.0
_MOST_TICKS = 4


@dataclass(frozen=True, slots=True)
class Amount:
    """What one bar is of; `here` is the one that the page is about, `uncertain` a provisional value or the
    like. `rank` is its place among all that there are, from 1 on: where it jumps, some are left out."""

    name: str
    value: float
    rank: int
    here: bool = False
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its upper edge at `y`, `end` where it stops; its name stands at `name_x`, `name_y`."""

    amount: Amount
    name_x: float
    name_y: float
    x: float
    y: float
    width: float
    end: float


@dataclass(frozen=True, slots=True)
class BarChart:
    """Everything in units of the picture, y downwards; bars begin at `left`, the grid goes from `top` to
    `bottom`. `left_out` are the heights at which some places are not shown, `mark` is where the line is."""

    width: float
    height: float
    left: float
    top: float
    bottom: float
    across: tuple[Tick, ...]
    bars: tuple[DrawnBar, ...]
    left_out: tuple[float, ...]
    mark: Tick | None


def bar_chart(
    amounts: Sequence[Amount], *, width: float, names: float, beside: float, mark: float | None = None
) -> BarChart | None:
    """The chart of these amounts in their order.

    `names` are kept free at the left for what they are called, with 0 the names stand above their bars;
    `beside` at the right for the amounts. `mark` is a value that all are held against. None when there is no
    amount. UsageError for more bars than fit under one another.
    """
    if len(amounts) > MOST_BARS:
        raise UsageError(
            f"{len(amounts)} bars in one chart; draw at most {MOST_BARS}, the highest and the lowest"
        )
    if not amounts:
        return None
    known = [one.value for one in amounts] + ([] if mark is None else [mark])
    values = ticks(min(known), max(known), _MOST_TICKS)
    scale = Scale(values[0], values[-1], names or _SIDE, width - beside)
    top = _TOP if mark is None else _HEAD
    rows, gaps, bottom = _stacked(amounts, top, NAMED_ROW if names == 0 else ROW)
    return BarChart(
        width,
        bottom + _BOTTOM,
        scale.left,
        top,
        bottom,
        tuple(Tick(scale.x(value), value) for value in values),
        tuple(_drawn(one, y, scale, names) for one, y in zip(amounts, rows, strict=True)),
        gaps,
        None if mark is None else Tick(scale.x(mark), mark),
    )


def _stacked(amounts: Sequence[Amount], y: float, row: float) -> tuple[list[float], tuple[float, ...], float]:
    """The upper ends of the rows, the middles of the gaps between them, and the foot of the last row."""
    rows: list[float] = []
    gaps: list[float] = []
    for at, one in enumerate(amounts):
        if at and one.rank > amounts[at - 1].rank + 1:
            gaps.append(round(y + LEFT_OUT / 2, 1))
            y += LEFT_OUT
        rows.append(round(y, 1))
        y += row
    return rows, tuple(gaps), round(y, 1)


def _drawn(one: Amount, top: float, scale: Scale, names: float) -> DrawnBar:
    y = round(top + (ROW - BAR) / 2 + (0 if names else NAMED_ROW - ROW), 1)
    zero, end = scale.x(0.0), scale.x(one.value)
    at = (names - 8, y + BAR - 3) if names else (_SIDE, y - 4)
    return DrawnBar(one, at[0], round(at[1], 1), min(zero, end), y, round(abs(end - zero), 1), end)
