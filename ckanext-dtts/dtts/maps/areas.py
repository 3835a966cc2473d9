"""Areas with their outlines, from the package; `schemas/boundaries/NOTICE.md` says where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from dtts.catalogue import schemas_path
from dtts.errors import UsageError

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Area:
    """An administrative unit of today; `rings` are its outer rings and holes, longitude and latitude."""

    code: str
    name: str
    rings: tuple[Ring, ...]

    def points(self) -> Iterator[Point]:
        """Every corner of its outline."""
        return (point for ring in self.rings for point in ring)


def provinces() -> tuple[Area, ...]:
    """The 34 provinces, Hoàng Sa and Trường Sa with the provinces that they belong to."""
    return _read(schemas_path() / "boundaries" / "provinces_34.geojson")


def communes(province: str) -> tuple[Area, ...]:
    """The communes of a province by its code of today; UsageError when no province has it."""
    path = schemas_path() / "boundaries" / f"communes_{province}.geojson"
    if not (province.isdecimal() and path.is_file()):
        raise UsageError(f"there are no boundaries of a province {province!r}; name it by its code of today")
    return _read(path)


@lru_cache(maxsize=8)
def _read(path: Path) -> tuple[Area, ...]:
    collection = json.loads(path.read_text(encoding="utf-8"))
    return tuple(_area(feature) for feature in collection["features"])


def _area(feature: dict[str, Any]) -> Area:
    shape, known = feature["geometry"], feature["properties"]
    polygons = [shape["coordinates"]] if shape["type"] == "Polygon" else shape["coordinates"]
    return Area(known["code"], known["name_vi"], tuple(_ring(ring) for each in polygons for ring in each))


def _ring(ring: Iterable[Any]) -> Ring:
    return tuple((float(x), float(y)) for x, y in ring)
