"""What there is: the values of each dimension among the observations that a question asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dtts.sdmx.artefacts import Constraint, Dataflow
from dtts.sdmx.layout import Row, ids
from dtts.sdmx.query.moments import of_row
from dtts.sdmx.query.problem import unknown

NAMES = {
    "vi": "Dữ liệu hiện có",
    "en": "Available data",
}


def available(rows: Iterable[Row], flow: Dataflow, component: str = "*") -> Constraint:
    """The region of the cube that `rows` fill, with the number of series and observations."""
    names = ids(flow.structure.dimensions)
    values: dict[str, set[str]] = {name: set() for name in names}
    series, periods, count = set(), set(), 0
    for row in rows:
        key = tuple(row[name] for name in names)
        if key not in series:
            series.add(key)
            for name, value in zip(names, key, strict=True):
                values[name].add(value)
        periods.add(row[flow.structure.time.id])
        count += 1
    return region(flow, component, values, periods, count, len(series))


def region(
    flow: Dataflow,
    component: str,
    values: Mapping[str, Iterable[str]],
    periods: Iterable[str],
    observations: int,
    series: int | None = None,
) -> Constraint:
    """The constraint with these values by dimension and these time periods; of one dimension, or of
    several parted by commas, when `component` names them. Refused for an unknown one."""
    shown = _dimensions(flow, component)
    listed = {name: sorted(values[name]) for name in ids(flow.structure.dimensions) if name in shown}
    return Constraint(
        f"{flow.id}_AVAILABLE",
        NAMES,
        dataflow=flow,
        role="Actual",
        values={name: some for name, some in listed.items() if some},
        periods=_span(periods) if flow.structure.time.id in shown else None,
        observations=observations,
        series=series,
    )


def _dimensions(flow: Dataflow, component: str) -> Sequence[str]:
    known = ids(flow.structure.keys)
    asked = known if component in ("*", "all", "") else component.split(",")
    for name in asked:
        if name not in known:
            raise unknown("componentID", name, known)
    return asked


def _span(texts: Iterable[str]) -> tuple[str, str] | None:
    """The first day and the last of all periods."""
    found = [period for period in map(of_row, texts) if period is not None]
    if not found:
        return None
    first, last = min(one.start for one in found), max(one.end for one in found)
    return first.isoformat(), last.isoformat()
