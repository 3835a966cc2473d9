"""The closed lists that money is summed over: natures, plan years, items of a programme, places."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from dtts.errors import UsageError
from dtts.finance.axes import CLOSED
from dtts.finance.facts import WHOLE
from dtts.programme import Programmes
from dtts.units import Gazetteer

_COUNTRY = "VN"
Wholes = Mapping[str, tuple[str, ...]]


def wholes_of(
    axis: str, *, programme: str | None = None, on: date | None = None, places: Gazetteer | None = None
) -> Wholes:
    """Which parts make which whole: of NATURE and PLAN_KIND always the same, of ITEM those of a programme,
    of REF_AREA the provinces of the country and the communes of each province on a day, as `places` (the
    package's registers unless others are given) have them.

    UsageError for an axis without a closed list, such as SOURCE, and where programme or day is needed.
    """
    if axis in CLOSED:
        return CLOSED[axis]
    if axis == "ITEM" and programme is not None:
        return _items(Programmes.load(), programme)
    if axis == "REF_AREA" and on is not None:
        return _areas(places or Gazetteer.load(), on)
    raise UsageError(
        f"{axis} cannot be summed: NATURE and PLAN_KIND can, ITEM with a programme, REF_AREA with a day"
    )


def _items(programmes: Programmes, programme: str) -> Wholes:
    found: dict[str, tuple[str, ...]] = {}
    waiting: list[str | None] = [None]
    while waiting:
        code = waiting.pop()
        below = tuple(item.code for item in programmes.children(programme, code))
        if below:
            found[code or WHOLE] = below
        waiting += below
    return found


def _areas(gazetteer: Gazetteer, on: date) -> Wholes:
    provinces = [unit.area_id for unit in gazetteer.in_force(on, "province")]
    below: dict[str, list[str]] = {area: [] for area in provinces}
    for unit in gazetteer.in_force(on, "commune"):
        upper = next((each for each in gazetteer.upwards(unit, on) if each.level == "province"), None)
        if upper is not None:
            below[upper.area_id].append(unit.area_id)
    return {_COUNTRY: tuple(provinces), **{area: tuple(parts) for area, parts in below.items() if parts}}
