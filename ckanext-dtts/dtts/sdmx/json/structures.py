"""A message of structures in SDMX-JSON 2.0.0."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dtts.sdmx.artefacts import (
    Codelist,
    Component,
    ConceptScheme,
    Constraint,
    Dataflow,
    DataStructure,
    Hierarchy,
    Node,
)
from dtts.sdmx.catalogue import Structures
from dtts.sdmx.header import Header
from dtts.sdmx.json.words import dumped, maintained, meta, named


def structure_message(shown: Structures, known: Structures, header: Header) -> Iterator[str]:
    """`shown` as a message; `known` holds what it refers to. One structure at a time."""
    yield f'{{"meta":{dumped(meta(header, "structure"))},"data":{{'
    separator = ""
    for name, listed in _sections(shown, known):
        pieces = list(listed)
        if pieces:
            yield f'{separator}"{name}":[' + ",".join(dumped(piece) for piece in pieces) + "]"
            separator = ","
    yield "}}"


def _sections(shown: Structures, known: Structures) -> list[tuple[str, Iterable[Any]]]:
    return [
        ("codelists", map(_codelist, shown.codelists.values())),
        ("conceptSchemes", map(_concept_scheme, shown.concepts.values())),
        ("dataConstraints", map(_constraint, shown.constraints.values())),
        ("dataflows", map(_dataflow, shown.dataflows.values())),
        ("dataStructures", (_data_structure(one, known) for one in shown.structures.values())),
        ("hierarchies", map(_hierarchy, shown.hierarchies.values())),
    ]


def _codelist(given: Codelist) -> dict[str, Any]:
    codes = [
        {"id": code.id, **named(code.names), **({"parent": code.parent} if code.parent else {})}
        for code in given.codes
    ]
    return {
        **maintained(given),
        **({"isPartial": True} if given.partial else {}),
        **({"codes": codes} if codes else {}),
    }


def _concept_scheme(given: ConceptScheme) -> dict[str, Any]:
    concepts = [{"id": one.id, **named(one.names, one.descriptions)} for one in given.concepts]
    return {**maintained(given), **({"concepts": concepts} if concepts else {})}


def _dataflow(given: Dataflow) -> dict[str, Any]:
    return {**maintained(given), "structure": given.structure.urn("DataStructure")}


def _data_structure(given: DataStructure, known: Structures) -> dict[str, Any]:
    if given.stub:
        return maintained(given)
    return {**maintained(given), "dataStructureComponents": _components(given, known)}


def _components(given: DataStructure, known: Structures) -> dict[str, Any]:
    def component(one: Component) -> dict[str, Any]:
        concept = given.concepts.urn("Concept", one.id)
        return {
            "id": one.id,
            "conceptIdentity": concept,
            "localRepresentation": _representation(one, known),
        }

    dimensions = [{**component(one), "position": at} for at, one in enumerate(given.dimensions)]
    attributes = [
        {
            **component(one),
            "usage": "mandatory" if one.mandatory else "optional",
            "attributeRelationship": {"observation": {}},
        }
        for one in given.attributes
    ]
    return {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": dimensions,
            "timeDimension": component(given.time),
        },
        "measureList": {"id": "MeasureDescriptor", "measures": [component(given.measure)]},
        "attributeList": {"id": "AttributeDescriptor", "attributes": attributes},
    }


def _representation(one: Component, known: Structures) -> dict[str, Any]:
    if one.codelist:
        return {"enumeration": known.codelists[one.codelist].urn("Codelist")}
    return {"format": {"dataType": one.text_type}}


def _constraint(given: Constraint) -> dict[str, Any]:
    keys: list[dict[str, Any]] = [
        {"id": name, "values": [{"value": value} for value in values]}
        for name, values in given.values.items()
    ]
    if given.periods:
        first, last = given.periods
        span = {"startPeriod": _edge(first), "endPeriod": _edge(last)}
        keys.append({"id": given.dataflow.structure.time.id, "timeRange": span})
    counts = {"obs_count": given.observations, "series_count": given.series}
    metrics = [
        {"id": name, "title": str(count), "type": "sdmx_metrics"}
        for name, count in counts.items()
        if count is not None
    ]
    return {
        **maintained(given),
        **({"annotations": metrics} if metrics else {}),
        "role": given.role,
        "constraintAttachment": {"dataflows": [given.dataflow.urn("Dataflow")]},
        "cubeRegions": [{"include": True, **({"keyValues": keys} if keys else {})}],
    }


def _edge(day: str) -> dict[str, Any]:
    return {"period": day, "isInclusive": True}


def _hierarchy(given: Hierarchy) -> dict[str, Any]:
    nodes = [_node(given, node) for node in given.roots]
    return {
        **maintained(given),
        "hasFormalLevels": False,
        **({"hierarchicalCodes": nodes} if nodes else {}),
    }


def _node(owner: Hierarchy, node: Node) -> dict[str, Any]:
    below = [_node(owner, each) for each in node.below]
    return {
        "id": node.code,
        "code": owner.codelist.urn("Code", node.code),
        **({"hierarchicalCodes": below} if below else {}),
    }
