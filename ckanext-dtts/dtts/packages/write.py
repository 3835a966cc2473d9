"""Write a data package as one zip: the same bytes for the same rows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

from dtts.indicators.definition import Definition
from dtts.indicators.outgoing import Outgoing, Row
from dtts.packages.areas import area_rows
from dtts.packages.descriptor import descriptor
from dtts.packages.member import entry, write_member
from dtts.packages.readme import readme
from dtts.units import Gazetteer


def write_package(outgoing: Outgoing, rows: Iterable[Row], places: Gazetteer, target: Path) -> None:
    """Write `target`: the rows, read once as they come, the definitions, the areas that were named, the
    README and last the descriptor, which knows the sizes and hashes of the files."""
    areas: set[str] = set()
    with ZipFile(target, "w") as zipped:
        members = [
            write_member(zipped, "observations", "data/observations.csv", "observations", _seen(rows, areas)),
            write_member(zipped, "indicators", "data/indicators.csv", "indicators", _defined(outgoing)),
            write_member(zipped, "areas", "data/areas.csv", "areas", area_rows(areas, places)),
        ]
        zipped.writestr(entry("README.md"), readme(outgoing))
        said = json.dumps(descriptor(outgoing, members), ensure_ascii=False, indent=1)
        zipped.writestr(entry("datapackage.json"), said + "\n")


def _seen(rows: Iterable[Row], areas: set[str]) -> Iterator[Row]:
    for row in rows:
        areas.add(row["REF_AREA"])
        yield row


def _defined(outgoing: Outgoing) -> list[dict[str, Any]]:
    return [_definition(one, outgoing.release.site) for one in outgoing.definitions]


def _definition(one: Definition, site: str) -> dict[str, Any]:
    return {
        "INDICATOR": one.code,
        "NAME": one.name["vi"],
        "NAME_EN": one.name["en"],
        "DEFINITION": one.definition["vi"],
        "DEFINITION_EN": one.definition["en"],
        "UNIT_MEASURE": one.unit_measure,
        "UNIT_MULT": one.unit_mult,
        "DECIMALS": one.decimals,
        "DIRECTION": one.direction,
        "AGG_METHOD": one.rule.aggregation,
        "URL": f"{site}/chi-tieu/{one.code}",
    }
