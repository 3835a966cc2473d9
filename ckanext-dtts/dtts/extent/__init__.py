"""Which place and which period a file speaks of, as far as it says so itself: proposed, never applied."""

from dtts.extent.child import extent_in_child
from dtts.extent.extent import Extent, Stated
from dtts.extent.read import read_extent

__all__ = ["Extent", "Stated", "extent_in_child", "read_extent"]
