"""Units of measure: found by the way people write them, converted exactly within one quantity."""

from dtts.measures.measure import Measure, convert, find, measure, measures

__all__ = ["Measure", "convert", "find", "measure", "measures"]
