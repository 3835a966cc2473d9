"""The data structure: the columns of the table of observations, and what the portal adds to them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from dtts.catalogue import Field
from dtts.sdmx.artefacts import Component, ConceptScheme, DataStructure
from dtts.sdmx.declared import declared, observation

TIME, MEASURE = "TIME_PERIOD", "OBS_VALUE"
# Codes that no `enum` lists: registers and definitions have them.
REGISTERED = {
    "INDICATOR": "CL_INDICATOR",
    "REF_AREA": "CL_AREA",
    "GEO_VERSION": "CL_GEO_VERSION",
}
_TEXT_TYPES = {"string": "String", "number": "Double", "integer": "Integer", "boolean": "Boolean"}


@cache
def data_structure() -> DataStructure:
    """The structure of every dataflow of the portal."""
    schema, given = observation(), declared()
    keys = set(schema.primary_key) - {TIME}
    fields = [_of_field(one) for one in schema.fields]
    added = [_of_portal(one) for one in given["attributes"]]
    others = [one for one in fields if one.id not in {*keys, TIME, MEASURE}]
    return DataStructure(
        given["structure"]["id"],
        given["structure"]["name"],
        dimensions=tuple(one for one in fields if one.id in keys),
        time=_named(fields, TIME),
        measure=_named(fields, MEASURE),
        attributes=(*others, *added),
        concepts=ConceptScheme(
            given["concepts"]["id"],
            given["concepts"]["name"],
            concepts=(*fields, *added),
        ),
    )


def codelist_of(name: str) -> str:
    """The id of the codelist of a component."""
    return REGISTERED.get(name, f"CL_{name}")


def _named(components: list[Component], name: str) -> Component:
    return next(one for one in components if one.id == name)


def _of_field(field: Field) -> Component:
    coded = field.name in REGISTERED or bool(field.constraints.get("enum"))
    if field.name == TIME:
        text_type: str | None = "ObservationalTimePeriod"
    else:
        text_type = _TEXT_TYPES[field.type]
    return Component(
        field.name,
        field.title,
        field.description,
        codelist_of(field.name) if coded else None,
        None if coded else text_type,
        mandatory=field.name in declared()["mandatory"],
    )


def _of_portal(given: Mapping[str, Any]) -> Component:
    codelist = codelist_of(given["id"]) if "codes" in given else None
    return Component(given["id"], given["name"], given["description"], codelist, given.get("text_type"))
