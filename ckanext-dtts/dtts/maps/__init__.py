"""Maps as geometry: areas with their outlines in a picture's units. Drawing them is a template's work."""

from dtts.maps.areas import Area, Point, boundary_source, communes, provinces
from dtts.maps.bands import Band, bands
from dtts.maps.choropleth import Choropleth, Known, Tinted, choropleth
from dtts.maps.draw import AreaMap, Drawn, Inset, Place, area_map
from dtts.maps.steps import Step, steps
from dtts.maps.tiles import Tile, TileMap, tile_map
from dtts.maps.words import Said, Value, sentence

__all__ = [
    "Area",
    "AreaMap",
    "Band",
    "Choropleth",
    "Drawn",
    "Inset",
    "Known",
    "Place",
    "Point",
    "Said",
    "Step",
    "Tile",
    "TileMap",
    "Tinted",
    "Value",
    "area_map",
    "bands",
    "boundary_source",
    "choropleth",
    "communes",
    "provinces",
    "sentence",
    "steps",
    "tile_map",
]
