"""Everything that can be asked for as a structure, from one set of registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dtts.sdmx.areas import hierarchies
from dtts.sdmx.artefacts import Codelist, ConceptScheme, Constraint, Dataflow, DataStructure, Hierarchy
from dtts.sdmx.codelists import codelists
from dtts.sdmx.components import data_structure
from dtts.sdmx.declared import declared
from dtts.units import Gazetteer


@dataclass(frozen=True)
class Structures:
    """A set of structures, each kind by id, in the order in which messages list them."""

    codelists: Mapping[str, Codelist]
    concepts: Mapping[str, ConceptScheme]
    constraints: Mapping[str, Constraint]
    dataflows: Mapping[str, Dataflow]
    structures: Mapping[str, DataStructure]
    hierarchies: Mapping[str, Hierarchy]


# Published registers get a new gazetteer; who began with the one before may still use it.
@lru_cache(maxsize=2)
def structures(places: Gazetteer) -> Structures:
    """All structures of the portal."""
    dsd = data_structure()
    lists = codelists(places)
    flows = {flow.id: flow for flow in map(_dataflow, declared()["dataflows"])}
    return Structures(
        lists,
        {dsd.concepts.id: dsd.concepts},
        {one.id: one for one in map(_allowed, flows.values()) if one.values},
        flows,
        {dsd.id: dsd},
        hierarchies(places, lists["CL_AREA"]),
    )


def _dataflow(given: Mapping[str, Any]) -> Dataflow:
    return Dataflow(
        given["id"],
        given["name"],
        descriptions=given["description"],
        structure=data_structure(),
        values=given["values"],
    )


def _allowed(flow: Dataflow) -> Constraint:
    return Constraint(
        flow.id.replace("DF_", "CR_", 1),
        flow.names,
        dataflow=flow,
        values=flow.values,
    )
