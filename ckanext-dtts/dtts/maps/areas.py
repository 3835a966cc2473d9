"""Areas with their outlines, from the package; `schemas/boundaries/NOTICE.md` says where they come from."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
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


OFFSHORE = 110.0
"""Degrees east: the mainland and its near islands end before it, Hoàng Sa and Trường Sa lie behind it."""
_WITH_ARCHIPELAGOS = ("48", "56")


def provinces(folder: Path | None = None) -> tuple[Area, ...]:
    """The 34 provinces, Hoàng Sa and Trường Sa with the provinces that they belong to.

    `folder` holds files as `schemas/boundaries` does, which are those that are read without it. UsageError
    for a file without the archipelagos.
    """
    areas = _read((folder or _shipped()) / "provinces_34.geojson")
    whole = {area.code for area in areas if any(x > OFFSHORE for x, _ in area.points())}
    if not whole.issuperset(_WITH_ARCHIPELAGOS):
        raise UsageError("the boundaries lack Hoàng Sa (48) or Trường Sa (56): a map of the country has both")
    return areas


def communes(province: str, folder: Path | None = None) -> tuple[Area, ...]:
    """The communes of a province by its code of today; UsageError when no province has it."""
    path = (folder or _shipped()) / f"communes_{province}.geojson"
    if not (province.isdecimal() and path.is_file()):
        raise UsageError(f"there are no boundaries of a province {province!r}; name it by its code of today")
    return _read(path)


@lru_cache(maxsize=4)
def boundary_source(folder: Path | None = None) -> Mapping[str, str]:
    """What stands under every map, `vi` and `en`: where the outlines are from and what they are for."""
    path = (folder or _shipped()) / "source.json"
    if not path.is_file():
        raise UsageError(f"{path} is missing: it says in “vi” and “en” where these boundaries are from")
    return dict(json.loads(path.read_text(encoding="utf-8")))


def _shipped() -> Path:
    return schemas_path() / "boundaries"


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
