"""A chart of at most five lines over time, each named at its end; a gap in the data is a gap in the line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dtts.charts.scale import spaced, ticks
from dtts.errors import UsageError

MOST_LINES = 5
_LABEL_HEIGHT = 17.0
_TOP, _BOTTOM = 24.0, 30.0
_LEAST_LEFT, _DIGIT_WIDTH, _GAP = 62.0, 8.8, 12.0
_X_LABEL_WIDTH = 56.0


@dataclass(frozen=True, slots=True)
class Moment:
    """A label of the time axis and where it lies in time, so that two years are twice as long as one."""

    label: str
    at: float


@dataclass(frozen=True, slots=True)
class Line:
    """`values` by moment of the time axis, None where there is none; at `breaks` the line begins anew,
    since the values before it cannot be compared; those at `uncertain`, as provisional ones, are marked."""

    name: str
    values: Sequence[float | None]
    breaks: frozenset[int] = frozenset()
    uncertain: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis: where it stands and the value, or the label, that it names."""

    at: float
    value: float | str


@dataclass(frozen=True, slots=True)
class Dot:
    """A value that no line leads to, the last one of a line, or one that is uncertain, which is `hollow`."""

    x: float
    y: float
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """The name of a line at its end: `y` is moved where two would overlap."""

    x: float
    y: float
    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Drawn:
    """One line: SVG path data, single dots, and the label of its last value; None without any value."""

    path: str
    dots: tuple[Dot, ...]
    label: Label | None


@dataclass(frozen=True, slots=True)
class LineChart:
    """Everything in units of the picture, y downwards; `left` to `right` and `bottom` frame the lines."""

    width: float
    height: float
    left: float
    right: float
    bottom: float
    across: tuple[Tick, ...]
    upward: tuple[Tick, ...]
    lines: tuple[Drawn, ...]


def line_chart(
    times: Sequence[Moment],
    lines: Sequence[Line],
    *,
    width: float,
    height: float,
    beside: float,
    span: tuple[float, float] | None = None,
) -> LineChart | None:
    """The chart of lines over `times`, in their order; `beside` is kept free at the right for their names.

    `span` are a low and a high value that the axis reaches, for charts that share one. None when no line has
    a value. UsageError for more lines than eyes can tell apart, or a line of another length than the axis.
    """
    _check(times, lines)
    known = [value for line in lines for value in line.values if value is not None]
    if not known:
        return None
    low, high = span or (known[0], known[0])
    values = ticks(min(low, *known), max(high, *known))
    frame = _Frame(tuple(time.at for time in times), values, width, height, beside)
    drawn = tuple(_drawn(line, frame) for line in lines)
    places = [frame.x(index) for index in range(len(times))]
    return LineChart(
        width,
        height,
        frame.left,
        frame.right,
        frame.bottom,
        tuple(Tick(places[index], times[index].label) for index in spaced(places, _X_LABEL_WIDTH)),
        tuple(Tick(frame.y(value), value) for value in frame.values),
        _apart(drawn),
    )


@dataclass(frozen=True, slots=True)
class _Frame:
    """From positions and values to places in the picture."""

    moments: tuple[float, ...]
    values: tuple[float, ...]
    width: float
    height: float
    beside: float

    @property
    def left(self) -> float:
        """Where the lines begin: behind the longest number of the axis, as wide as its digits and marks."""
        longest = max(len(f"{value:,.10g}") for value in self.values)
        return max(_LEAST_LEFT, longest * _DIGIT_WIDTH + _GAP)

    @property
    def right(self) -> float:
        return self.width - self.beside

    @property
    def bottom(self) -> float:
        return self.height - _BOTTOM

    def x(self, index: int) -> float:
        first, last = self.moments[0], self.moments[-1]
        passed = (self.moments[index] - first) / (last - first) if last > first else 0.0
        return round(self.left + (self.right - self.left) * passed, 1)

    def y(self, value: float) -> float:
        low, high = self.values[0], self.values[-1]
        return round(self.bottom - (self.bottom - _TOP) * (value - low) / (high - low), 1)


def _check(times: Sequence[Moment], lines: Sequence[Line]) -> None:
    if len(lines) > MOST_LINES:
        raise UsageError(f"{len(lines)} lines in one chart; draw at most {MOST_LINES}, or small multiples")
    odd = next((line.name for line in lines if len(line.values) != len(times)), None)
    if odd is not None:
        raise UsageError(f"the line {odd!r} has another number of values than the axis has labels")


def _drawn(line: Line, frame: _Frame) -> Drawn:
    runs = list(_runs(line))
    if not runs:
        return Drawn("", (), None)
    dots = {
        index: Dot(frame.x(index), frame.y(value), index in line.uncertain)
        for run in runs
        for index, value in run
    }
    last, value = runs[-1][-1]
    marked = {last, *line.uncertain, *(run[0][0] for run in runs if len(run) == 1)}
    return Drawn(
        "".join(_path([dots[index] for index, _ in run]) for run in runs if len(run) > 1),
        tuple(dot for index, dot in dots.items() if index in marked),
        Label(dots[last].x, dots[last].y, line.name, value),
    )


def _runs(line: Line) -> Iterator[list[tuple[int, float]]]:
    """Stretches of values that may be joined by a line."""
    numbered, stretch = [], 0
    for index, value in enumerate(line.values):
        stretch += value is None or index in line.breaks
        if value is not None:
            numbered.append((stretch, index, value))
    for _, group in groupby(numbered, key=lambda item: item[0]):
        yield [(index, value) for _, index, value in group]


def _path(run: Iterable[Dot]) -> str:
    return "M" + "L".join(f"{dot.x:g} {dot.y:g}" for dot in run)


def _apart(lines: Sequence[Drawn]) -> tuple[Drawn, ...]:
    """Labels at least a line of text apart, in their order, each as near to its own line as that allows."""
    labels = sorted((line.label for line in lines if line.label), key=lambda label: label.y)
    placed: dict[Label, float] = {}
    lowest = float("-inf")
    for label in labels:
        lowest = max(label.y, lowest + 2 * _LABEL_HEIGHT)
        placed[label] = lowest
    return tuple(
        Drawn(line.path, line.dots, line.label and _moved(line.label, placed[line.label])) for line in lines
    )


def _moved(label: Label, y: float) -> Label:
    return Label(label.x, y, label.name, label.value)
