"""Places: one codelist of all that ever were, and the tree of each geography as a hierarchy over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dtts.indicators.rollup import COUNTRY
from dtts.sdmx.artefacts import Code, Codelist, Hierarchy, Node
from dtts.sdmx.declared import declared
from dtts.units import Gazetteer, Unit


def areas(places: Gazetteer) -> Codelist:
    """The country and every unit of the registers by its `area_id`, under the unit that it belonged to."""
    found = {unit.area_id: unit for unit in _lasting(places.units)}
    country = Code(COUNTRY, declared()["country"])
    codes = [Code(area_id, _names(unit), _parent(unit, found)) for area_id, unit in sorted(found.items())]
    return Codelist("CL_AREA", declared()["codelist_names"]["CL_AREA"], codes=(country, *codes))


def hierarchies(places: Gazetteer, codelist: Codelist) -> dict[str, Hierarchy]:
    """The tree of places on the last day of the former geography and on the first of that of today."""
    found = {}
    for given in declared()["hierarchies"]:
        units = places.in_force(given["day"])
        below: dict[str, list[str]] = defaultdict(list)
        known = {unit.area_id: unit for unit in units}
        for unit in units:
            below[_parent(unit, known)].append(unit.area_id)
        tree = Hierarchy(
            given["id"],
            given["name"],
            codelist=codelist,
            roots=(_node(COUNTRY, below),),
        )
        found[tree.id] = tree
    return found


def _lasting(units: Iterable[Unit]) -> Sequence[Unit]:
    """Units so ordered that the last stretch of a place comes last, and so stands."""
    return sorted(units, key=lambda unit: (unit.valid_to is None, unit.valid_to))


def _names(unit: Unit) -> dict[str, str]:
    return {"vi": unit.label("vi"), "en": unit.label("en")}


def _parent(unit: Unit, known: Mapping[str, Unit]) -> str:
    """The place above; the country for a province and where the register has none."""
    return unit.parent_id if unit.parent_id in known else COUNTRY  # type: ignore[return-value]


def _node(area_id: str, below: Mapping[str, Sequence[str]]) -> Node:
    return Node(area_id, tuple(_node(each, below) for each in sorted(below.get(area_id, ()))))
