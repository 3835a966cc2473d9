"""Small multiples: one small chart of lines for each part of a question, all over the same time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dtts.charts.line import Line, LineChart, Moment, line_chart
from dtts.errors import UsageError

MOST_PANELS = 12


@dataclass(frozen=True, slots=True)
class Panel:
    """One small chart: what it is called and its lines, each with a value or None by moment."""

    name: str
    lines: Sequence[Line]


def multiples(
    times: Sequence[Moment],
    panels: Sequence[Panel],
    *,
    width: float,
    height: float,
    beside: float,
    one_scale: bool,
) -> list[LineChart | None]:
    """A chart of `width` to `height` for each panel, None for one without a value.

    All have the same time axis; with `one_scale`, which panels in one unit need, also the same axis of
    values, so that the same height means the same. UsageError for more panels than anybody compares.
    """
    if len(panels) > MOST_PANELS:
        raise UsageError(f"{len(panels)} small charts; draw at most {MOST_PANELS}")
    known = [value for panel in panels for line in panel.lines for value in line.values if value is not None]
    span = (min(known), max(known)) if one_scale and known else None
    return [
        line_chart(times, panel.lines, width=width, height=height, beside=beside, span=span)
        for panel in panels
    ]
