"""Codelists: from the table schema's enumerations, the definitions of indicators and the registers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dtts.indicators.definition import definitions
from dtts.indicators.today import FORMER_VERSION, GEO_VERSION
from dtts.sdmx.areas import areas
from dtts.sdmx.artefacts import Code, Codelist, Words
from dtts.sdmx.components import REGISTERED, codelist_of
from dtts.sdmx.declared import declared, observation
from dtts.sdmx.ids import indicator_id
from dtts.units import CURRENT_STARTS, FORMER_ENDS, Gazetteer

# Groups that lie within others: whole before parts, as the checks of totals have it.
_WHOLES = {"ETHNIC_GROUP": "groups-add-up", "SEX": "sexes-add-up", "COMMUNE_REGION": "regions-add-up"}


def codelists(places: Gazetteer) -> dict[str, Codelist]:
    """Every codelist by its id."""
    listed = [*_enumerated(), *_portals(), _geo_versions(), _indicators(), areas(places)]
    return {one.id: one for one in listed}


def _enumerated() -> Iterator[Codelist]:
    for field in observation().fields:
        if field.constraints.get("enum") and field.name not in REGISTERED:
            parents = _parents(field.name)
            codes = [
                Code(str(value), _label(field.enum_labels, str(value)), parents.get(str(value)))
                for value in field.constraints["enum"]
            ]
            yield Codelist(codelist_of(field.name), field.title, codes=tuple(codes))


def _portals() -> Iterator[Codelist]:
    for given in declared()["attributes"]:
        if "codes" in given:
            codes = tuple(Code(code, names) for code, names in given["codes"].items())
            yield Codelist(codelist_of(given["id"]), given["name"], codes=codes)


def _geo_versions() -> Codelist:
    names = declared()["geo_versions"]
    codes = [Code("ASREP", names["ASREP"])]
    for version, kind, on in (
        (GEO_VERSION, "rebased", CURRENT_STARTS),
        (FORMER_VERSION, "former", FORMER_ENDS),
    ):
        day = {"vi": f"{on:%d/%m/%Y}", "en": on.isoformat()}
        codes.append(Code(version, {lang: text.format(day=day[lang]) for lang, text in names[kind].items()}))
    return _named("CL_GEO_VERSION", tuple(codes))


def _indicators() -> Codelist:
    codes = tuple(Code(indicator_id(code), one.name) for code, one in sorted(definitions().items()))
    return _named("CL_INDICATOR", codes)


def _named(name: str, codes: tuple[Code, ...]) -> Codelist:
    return Codelist(name, declared()["codelist_names"][name], codes=codes)


def _label(labels: Mapping[str, Words], value: str) -> Words:
    return labels.get(value, {"vi": value, "en": value})


def _parents(name: str) -> dict[str, str]:
    """The code above each code, by the check that sums parts to their whole."""
    checks = observation().descriptor.get("dtts:checks", [])
    found = (check["wholes"] for check in checks if check["id"] == _WHOLES.get(name))
    return {
        part: given["whole"]
        for wholes in found
        for given in wholes
        for part in (*given["parts"], *given.get("optional", ()))
    }
