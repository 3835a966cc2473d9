"""The national registers: units, ethnic groups, programme items, indicators, documents, agencies.

Without a folder the registers in the package are read; a portal names the folder to which it wrote
the published ones. What is returned is cached and must not be changed.
"""

from dtts.registers.diff import Difference, difference
from dtts.registers.labels import label, place_name
from dtts.registers.load import keys, register
from dtts.registers.rows import COUNTRY, register_names, register_schema, register_title, rows

__all__ = [
    "COUNTRY",
    "Difference",
    "difference",
    "keys",
    "label",
    "place_name",
    "register",
    "register_names",
    "register_schema",
    "register_title",
    "rows",
]
