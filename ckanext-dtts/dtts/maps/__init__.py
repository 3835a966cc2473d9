"""Maps as geometry: areas with their outlines in a picture's units. Drawing them is a template's work."""

from dtts.maps.areas import Area, communes, provinces
from dtts.maps.draw import AreaMap, Drawn, Inset, Place, area_map
from dtts.maps.frame import Frame

__all__ = ["Area", "AreaMap", "Drawn", "Frame", "Inset", "Place", "area_map", "communes", "provinces"]
