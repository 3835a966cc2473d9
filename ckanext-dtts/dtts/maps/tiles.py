"""A map of the 34 provinces as tiles of equal size: on a phone each has room for its name and its value."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from dtts.catalogue import schemas_path
from dtts.maps.choropleth import Choropleth, Tinted

WIDE, HIGH = 58, 44
"""Of a tile with the space to the next one, in units of the picture."""
_SPACE = 3
_FIRST, _LINE = 13, 11


@dataclass(frozen=True, slots=True)
class Tile:
    """A province, or an archipelago with the value of its province: its upper left corner, its name in lines
    with the place of each, and what the map of values says of it."""

    x: int
    y: int
    lines: tuple[tuple[int, str], ...]
    tinted: Tinted


@dataclass(frozen=True, slots=True)
class TileMap:
    """In units of the picture, y downwards; each tile is `side` wide and `tall` high."""

    width: int
    height: int
    side: int
    tall: int
    tiles: tuple[Tile, ...]


def tile_map(drawn: Choropleth) -> TileMap:
    """The provinces of a map of values as tiles, about where they lie, with Hoàng Sa and Trường Sa."""
    areas = {one.area.code: one for one in drawn.areas}
    rows = [row for row in _layout() if row[0] in areas]
    tiles = tuple(
        Tile(column * WIDE, row * HIGH, _lines(name), areas[code]) for code, column, row, name in rows
    )
    return TileMap(
        max((tile.x for tile in tiles), default=0) + WIDE - _SPACE,
        max((tile.y for tile in tiles), default=0) + HIGH - _SPACE,
        WIDE - _SPACE,
        HIGH - _SPACE,
        tiles,
    )


def _lines(name: str) -> tuple[tuple[int, str], ...]:
    """At most two lines: the last word alone in the second, as the names have two or three."""
    first, _, last = name.rpartition(" ")
    return tuple((_FIRST + at * _LINE, line) for at, line in enumerate(filter(None, (first, last))))


@cache
def _layout() -> tuple[tuple[str, int, int, str], ...]:
    with (schemas_path() / "boundaries" / "tiles_34.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            (row["code"], int(row["column"]), int(row["row"]), row["name"]) for row in csv.DictReader(file)
        )
