"""The XML schema of structure-specific data: what a message of a dataflow may hold, code by code.

Made by the rules of "SDMX-ML: Structure Specific Schemas" (SDMX 3.0, section 3B): the types that the schemas
of SDMX leave abstract, restricted to the components of the data structure.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from dtts.sdmx.artefacts import Codelist, Component
from dtts.sdmx.layout import Layout
from dtts.sdmx.ml.dialect import Dialect
from dtts.sdmx.ml.xml import element, opening

SCHEMAS = "https://registry.sdmx.org/schemas"
"""Where SDMX keeps its own schemas, in folders by version."""

_TYPES = {
    "String": "xs:string",
    "Double": "xs:double",
    "Integer": "xs:integer",
    "Boolean": "xs:boolean",
    "ObservationalTimePeriod": "com:ObservationalTimePeriodType",
}


def specific_schema(
    layout: Layout, lists: Mapping[str, Codelist], dialect: Dialect, base: str
) -> Iterator[str]:
    """The schema in pieces; `base` is the folder of the schemas of SDMX in the dialect's version."""
    spaces = dialect.namespaces()
    target = dialect.data_namespace(layout.dataflow, layout.at)
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    about = {"xmlns:xs": "http://www.w3.org/2001/XMLSchema", "xmlns": target, "targetNamespace": target}
    yield opening("xs:schema", {**about, "xmlns:ss": spaces["xmlns:ss"], "xmlns:com": spaces["xmlns:com"]})
    for space, name in (("xmlns:ss", dialect.data_schema), ("xmlns:com", "SDMXCommon.xsd")):
        yield element("xs:import", {"namespace": spaces[space], "schemaLocation": f"{base}/{name}"})
    for one in layout.columns:
        if one.codelist:
            yield _codes(one, lists[one.codelist])
    yield _data_set(layout)
    if not layout.flat:
        yield _series(layout)
    yield _observation(layout)
    yield "</xs:schema>"


def _codes(one: Component, codelist: Codelist) -> str:
    values = (element("xs:enumeration", {"value": code.id}) for code in codelist.codes)
    return element(
        "xs:simpleType",
        {"name": one.id},
        element("xs:restriction", {"base": "xs:string"}, *values),
    )


def _data_set(layout: Layout) -> str:
    name = "Obs" if layout.flat else "Series"
    content = element("xs:element", {"name": name, "type": f"{name}Type", "maxOccurs": "unbounded"})
    return _restricted("DataSetType", element("xs:choice", {"minOccurs": "0"}, content), ())


def _series(layout: Layout) -> str:
    inner = element("xs:element", {"name": "Obs", "type": "ObsType", "maxOccurs": "unbounded"})
    return _restricted("SeriesType", inner, (_attribute(one, required=True) for one in layout.gathered))


def _observation(layout: Layout) -> str:
    keys = [_attribute(one, required=True) for one in layout.own]
    measures = [_attribute(one, required=True) for one in layout.measures]
    others = [_attribute(one, required=one.mandatory) for one in layout.attributes]
    return _restricted("ObsType", "", (*keys, *measures, *others))


def _restricted(name: str, content: str, attributes: Iterable[str]) -> str:
    """A type of SDMX's schemas with nothing but this content and these attributes of its own."""
    inner = element(
        "xs:restriction",
        {"base": f"ss:{name}"},
        element("xs:sequence", None, content) if content else "",
        *attributes,
    )
    return element("xs:complexType", {"name": name}, element("xs:complexContent", None, inner))


def _attribute(one: Component, *, required: bool) -> str:
    kind = one.id if one.codelist else _TYPES[one.text_type or "String"]
    use = "required" if required else "optional"
    return element("xs:attribute", {"name": one.id, "type": kind, "use": use})
