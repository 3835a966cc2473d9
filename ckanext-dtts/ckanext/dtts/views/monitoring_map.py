"""The map of the places that were visited: communes of their province, or provinces of the country."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ckanext.dtts import config
from ckanext.dtts.registers import gazetteer
from ckanext.dtts.views import monitoring_places
from dtts.maps import AreaMap, Point, Step, area_map, communes, provinces, steps
from dtts.units import Gazetteer, Unit

WIDTH, HEIGHT = 560, 640


@dataclass(frozen=True)
class Visited:
    """A place of the map and how many visits there were."""

    unit: Unit
    count: int


@dataclass(frozen=True)
class VisitMap:
    """`province` is the one whose communes are drawn; None is the country. `visited` is most visits first;
    `unplaced` visits are of places that lie in none of the areas, such as a whole province."""

    picture: AreaMap
    province: Unit | None
    visited: Sequence[Visited]
    steps: tuple[Step, ...]
    unplaced: int

    def count(self, code: str) -> int:
        """How many visits were in the area of that code."""
        return next((one.count for one in self.visited if one.unit.code == code), 0)

    def shade(self, code: str) -> int:
        """The class of an area, 0 where nobody was."""
        count = self.count(code)
        return next((step.shade for step in self.steps if step.holds(count)), 0)


def of(area_ids: Sequence[str], points: Iterable[tuple[str, Point]] = ()) -> VisitMap | None:
    """The map of visits to these places, one for each visit; None when no map has any of them."""
    places = gazetteer()
    found = {monitoring_places.province(area_id, places) for area_id in area_ids} - {None}
    if not found:
        return None
    province = found.pop() if len(found) == 1 else None
    counts = Counter(_area(area_id, province, places) for area_id in area_ids)
    unplaced = counts.pop(None, 0)
    visited = [Visited(unit, count) for unit, count in counts.items() if unit]
    visited.sort(key=lambda one: (-one.count, one.unit.name))
    picture = _picture(province.code if province else None, tuple(points))
    return VisitMap(picture, province, visited, steps(one.count for one in visited), unplaced)


@lru_cache(maxsize=64)
def _picture(province: str | None, points: tuple[tuple[str, Point], ...]) -> AreaMap:
    folder = config.boundaries()
    areas = communes(province, folder) if province else provinces(folder)
    return area_map(areas, points, width=WIDTH, height=HEIGHT, apart=province is not None)


def _area(area_id: str, province: Unit | None, places: Gazetteer) -> Unit | None:
    """The area of the map in which a place lies: a commune of the province, or a province."""
    unit = monitoring_places.now(area_id, places)
    if unit is None:
        return None
    if province is None:
        return places.province(unit)
    return unit if unit.level == "commune" else None
