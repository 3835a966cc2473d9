"""Several values of each of a few things on one axis: a place against what it lies in and its target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dtts.charts.line import Tick
from dtts.charts.scale import Scale, ticks
from dtts.errors import UsageError

MOST_ROWS, MOST_KINDS = 12, 4
ROW = 44.0
_TOP, _BOTTOM, _SIDE = 6.0, 26.0, 12.0
_NAME, _LINE = 15.0, 30.0
_MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class DotRow:
    """`values` by kind, in the order of all rows, None where there is none; `uncertain` is of the first."""

    name: str
    values: Sequence[float | None]
    uncertain: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at its place: `kind` says which of the values of the row it is, from 0 on, and its shape."""

    kind: int
    x: float
    value: float


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """The name at `name_y`, its marks on the line at `y` that goes from `first` to `last`."""

    row: DotRow
    name_y: float
    y: float
    first: float
    last: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class DotChart:
    """Everything in units of the picture, y downwards."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    across: tuple[Tick, ...]
    rows: tuple[DrawnRow, ...]


def dot_chart(rows: Sequence[DotRow], *, width: float, beside: float) -> DotChart | None:
    """The chart of rows that are in one unit, in their order; `beside` is kept free at the right for the
    value of the first kind.

    The first kind is drawn last, above the others. None when no row has a value. UsageError for more rows or
    kinds than eyes can tell apart.
    """
    if len(rows) > MOST_ROWS:
        raise UsageError(f"{len(rows)} rows of dots in one chart; draw at most {MOST_ROWS}")
    if max((len(row.values) for row in rows), default=0) > MOST_KINDS:
        raise UsageError(f"more than {MOST_KINDS} kinds of dots cannot be told apart by their shapes")
    known = [value for row in rows for value in row.values if value is not None]
    if not known:
        return None
    values = ticks(min(known), max(known), _MOST_TICKS)
    scale = Scale(values[0], values[-1], _SIDE, width - beside)
    bottom = round(_TOP + ROW * len(rows), 1)
    return DotChart(
        width,
        bottom + _BOTTOM,
        _SIDE,
        width - beside,
        bottom,
        tuple(Tick(scale.x(value), value) for value in values),
        tuple(_drawn(row, round(_TOP + ROW * at, 1), scale) for at, row in enumerate(rows)),
    )


def _drawn(row: DotRow, top: float, scale: Scale) -> DrawnRow:
    marks = [Mark(kind, scale.x(value), value) for kind, value in enumerate(row.values) if value is not None]
    places = [mark.x for mark in marks] or [scale.left]
    return DrawnRow(row, top + _NAME, top + _LINE, min(places), max(places), tuple(reversed(marks)))
