"""Maps as geometry: areas with their outlines in a picture's units. Drawing them is a template's work."""

from dtts.maps.areas import Area, Point, communes, provinces
from dtts.maps.draw import AreaMap, Drawn, Inset, Place, area_map
from dtts.maps.steps import Step, steps

__all__ = [
    "Area",
    "AreaMap",
    "Drawn",
    "Inset",
    "Place",
    "Point",
    "Step",
    "area_map",
    "communes",
    "provinces",
    "steps",
]
