"""Where records land: datasets of a catalogue, with their tables or without, or files for a table."""

from __future__ import annotations

from ckanext.dtts.harvest.landing.datasets import Datasets
from ckanext.dtts.harvest.landing.files import Files
from ckanext.dtts.harvest.landing.packages import Packages
from ckanext.dtts.harvest.landing.protocol import Landing
from ckanext.dtts.harvest.leased import Leased
from ckanext.dtts.model import Source
from dtts_harvesters.registry import connector_kinds
from dtts_harvesters.source import Source as Definition
from dtts_harvesters.source.source import ANY_TYPE

__all__ = ["Landing", "landing_for"]


def landing_for(leased: Leased, source: Source, definition: Definition) -> Landing:
    """The landing for what the source's connector gives."""
    if definition.target.table:
        gives = connector_kinds()[definition.connector].gives
        assert gives == "file", gives
        return Files(leased, source, definition)
    if definition.target.dataset_type == ANY_TYPE:
        return Packages(leased, source, definition)
    return Datasets(source, definition)
