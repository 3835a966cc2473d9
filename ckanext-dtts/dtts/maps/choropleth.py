"""A map of measured values: each area with its class as a shade and as a number, and what has no value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dtts.maps.bands import Band, bands
from dtts.maps.draw import AreaMap, Drawn

SUPPRESSED = "Q"
"""OBS_STATUS of a value that is kept back so that nobody can be recognised."""
NORMAL = ("A", SUPPRESSED, "O", "M", "L")
"""Statuses that put no doubt on a value: it is as it should be, or there is none."""
_ROOM = 11


@dataclass(frozen=True, slots=True)
class Known:
    """What is published of an area: its value, None without one, and the OBS_STATUS."""

    value: float | None
    status: str = "A"

    @property
    def uncertain(self) -> bool:
        """Whether the value is provisional, estimated, after a break or the like."""
        return self.value is not None and self.status not in NORMAL


@dataclass(frozen=True, slots=True)
class Tinted:
    """An area and its class: `shade` 1 to 5, 0 without a value. `sign` is the number of the class, with a
    star where the value is uncertain, and empty where there is no room to write it."""

    area: Drawn
    known: Known
    shade: int
    sign: str

    @property
    def suppressed(self) -> bool:
        """Whether there is a value that is kept back."""
        return self.known.value is None and self.known.status == SUPPRESSED


@dataclass(frozen=True, slots=True)
class Choropleth:
    """A map with its classes, the lightest first, and its areas in the order of the picture."""

    picture: AreaMap
    bands: tuple[Band, ...]
    areas: tuple[Tinted, ...]

    @property
    def uncertain(self) -> bool:
        """Whether any value is marked with a star."""
        return any(one.known.uncertain for one in self.areas)

    @property
    def suppressed(self) -> tuple[Tinted, ...]:
        """The areas whose values are kept back."""
        return tuple(one for one in self.areas if one.suppressed)

    @property
    def empty(self) -> tuple[Tinted, ...]:
        """The areas of which nothing is known."""
        return tuple(one for one in self.areas if not one.shade and not one.suppressed)

    def number(self, band: Band) -> int:
        """The number of a class, from 1 on, as it is written on the map."""
        return self.bands.index(band) + 1


def choropleth(picture: AreaMap, known: Mapping[str, Known]) -> Choropleth:
    """The map of these values by area code; an area that is not named has none."""
    found = bands(one.value for one in known.values() if one.value is not None)
    roomy = _roomy(area for area in picture.areas if known.get(area.code, _NONE).value is not None)
    tinted = (_tinted(area, known.get(area.code, _NONE), found, area.code in roomy) for area in picture.areas)
    return Choropleth(picture, found, tuple(tinted))


_NONE = Known(None, "O")


def _tinted(area: Drawn, known: Known, found: Sequence[Band], has_room: bool) -> Tinted:
    at = next(
        (at for at, band in enumerate(found) if known.value is not None and band.holds(known.value)), None
    )
    if at is None:
        return Tinted(area, known, 0, "")
    sign = f"{at + 1}{'*' if known.uncertain else ''}"
    return Tinted(area, known, found[at].shade, sign if has_room else "")


def _roomy(areas: Iterable[Drawn]) -> frozenset[str]:
    """The areas in whose middle a sign can stand without touching one before it."""
    kept: list[Drawn] = []
    for area in areas:
        if all(abs(area.x - other.x) >= _ROOM or abs(area.y - other.y) >= _ROOM for other in kept):
            kept.append(area)
    return frozenset(area.code for area in kept)
