"""From longitude and latitude to places in a picture."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from dtts.errors import UsageError
from dtts.maps.areas import Point


@dataclass(frozen=True, slots=True)
class Frame:
    """An equirectangular projection that is true to scale at the middle latitude: over a country as long as
    ours a degree of longitude is off by less than 7 % at its ends, which a map for finding places bears.

    `west` and `north` are degrees; `across` and `down` units of the picture for one degree.
    """

    west: float
    north: float
    across: float
    down: float
    left: float
    top: float
    width: float
    height: float

    def place(self, point: Point) -> tuple[int, int]:
        """Where a point lies, in whole units, so that neighbours keep sharing their edges."""
        x = self.left + (point[0] - self.west) * self.across
        y = self.top + (self.north - point[1]) * self.down
        return round(x), round(y)


def fit(points: Iterable[Point], width: float, height: float, left: float = 0, top: float = 0) -> Frame:
    """The largest frame of these points in a box; the frame is not wider or higher than they need."""
    listed = tuple(points)
    if not listed:
        raise UsageError("a map needs at least one point")
    west, east = min(x for x, _ in listed), max(x for x, _ in listed)
    south, north = min(y for _, y in listed), max(y for _, y in listed)
    shrink = cos(radians((south + north) / 2))
    wide, high = max((east - west) * shrink, 1e-6), max(north - south, 1e-6)
    scale = min(width / wide, height / high)
    return Frame(west, north, scale * shrink, scale, left, top, wide * scale, high * scale)
