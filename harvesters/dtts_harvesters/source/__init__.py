"""A source of data: one YAML file, read strictly."""

from dtts_harvesters.source.fields import FieldFault
from dtts_harvesters.source.read import Checked, check_source, read_source
from dtts_harvesters.source.schedule import Schedule
from dtts_harvesters.source.source import Access, Expected, Geography, Source, Target

__all__ = [
    "Access",
    "Checked",
    "Expected",
    "FieldFault",
    "Geography",
    "Schedule",
    "Source",
    "Target",
    "check_source",
    "read_source",
]
