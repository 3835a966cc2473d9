"""The properties of StatDCAT-AP 1.0.1 for datasets that hold observations.

https://joinup.ec.europa.eu/collection/semic-support-centre/solution/statdcat-application-profile
"""

from __future__ import annotations

from typing import Any

from rdflib import Literal, URIRef

from ckanext.dtts.dcat.statistics import SCHEMA, UNIT, attributes, dimensions, measured
from ckanext.dtts.dcat.terms import DCAT, QB, RDFS, SDMX_ATTRIBUTE, SDMX_DIMENSION, SKOS, STAT, XSD
from ckanext.dtts.dcat.writing import Writer
from dtts.catalogue import table_schema

_RESOLUTIONS = {"A": "P1Y", "S": "P6M", "Q": "P3M", "M": "P1M"}
_SDMX = {
    "FREQ": SDMX_DIMENSION.freq,
    "REF_AREA": SDMX_DIMENSION.refArea,
    "SEX": SDMX_DIMENSION.sex,
    "TIME_PERIOD": SDMX_DIMENSION.timePeriod,
    "UNIT_MEASURE": SDMX_ATTRIBUTE.unitMeasure,
    "UNIT_MULT": SDMX_ATTRIBUTE.unitMult,
    "DECIMALS": SDMX_ATTRIBUTE.decimals,
    "OBS_STATUS": SDMX_ATTRIBUTE.obsStatus,
    "CONF_STATUS": SDMX_ATTRIBUTE.confStatus,
}
"""Components that SDMX's own RDF vocabulary has too."""


def statistical(write: Writer, dataset: dict[str, Any], about: URIRef, site: str) -> None:
    """Write what a dataset measures; nothing for one without observations."""
    told = measured(dataset)
    if told is None:
        return
    write.graph.add((about, STAT.numSeries, Literal(told.series, datatype=XSD.integer)))
    for unit in sorted(told.units):
        _unit(write, about, unit, site)
    for name in dimensions():
        _component(write, about, STAT.dimension, QB.DimensionProperty, name, site)
    for name in attributes():
        _component(write, about, STAT.attribute, QB.AttributeProperty, name, site)
    if len(told.frequencies) == 1:
        (frequency,) = told.frequencies
        if frequency in _RESOLUTIONS:
            duration = Literal(_RESOLUTIONS[frequency], datatype=XSD.duration)
            write.graph.add((about, DCAT.temporalResolution, duration))


def component(name: str, site: str) -> URIRef:
    """The address of a column of the observation table."""
    return URIRef(f"{site}/schema/{SCHEMA}.json#{name}")


def _unit(write: Writer, about: URIRef, unit: str, site: str) -> None:
    node = URIRef(f"{site}/schema/{SCHEMA}.json#{UNIT}.{unit}")
    write.thing(about, STAT.statUnitMeasure, SKOS.Concept, node)
    write.literal(node, SKOS.notation, unit)
    write.both(node, SKOS.prefLabel, table_schema(SCHEMA).field(UNIT).enum_labels[unit])


def _component(write: Writer, about: URIRef, said: URIRef, kind: URIRef, name: str, site: str) -> None:
    node = component(name, site)
    write.thing(about, said, kind, node)
    write.both(node, RDFS.label, table_schema(SCHEMA).field(name).title)
    if name in _SDMX:
        write.graph.add((node, RDFS.subPropertyOf, _SDMX[name]))
