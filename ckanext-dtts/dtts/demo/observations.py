"""Kind `observations`: a percentage of every commune of a province by sex, whose sums are the province's.

Children are drawn, of them those who attend; each rate is 100 · attending / all of the same row.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from dtts.demo.parameters import Parameters
from dtts.errors import UsageError
from dtts.registers import register

_SEXES = ("M", "F")
_Counts = Mapping[str, tuple[int, int]]
"""By sex: how many there are, and how many of them attend."""


def observation_rows(parameters: Parameters, chance: random.Random) -> Iterator[dict[str, Any]]:
    """One row a place, year and sex (`_T` is both), the communes and then the province with its target."""
    province = parameters["within"]
    for year in parameters["years"]:
        counted = {area: _drawn(parameters, chance) for area in _communes(province)}
        for area, counts in {**counted, province: _summed(counted.values())}.items():
            for sex, (whole, part) in counts.items():
                yield _row(parameters, area, year, sex) | {
                    "VALUE_TYPE": "ACT",
                    "OBS_VALUE": f"{100 * part / whole:.1f}",
                    "NUMERATOR": part,
                    "DENOMINATOR": whole,
                }
    target = parameters["target"]
    yield _row(parameters, province, target | {"status": "A"}, "_T") | {
        "VALUE_TYPE": "TGT",
        "OBS_VALUE": target["value"],
    }


def _drawn(parameters: Parameters, chance: random.Random) -> _Counts:
    counts = {}
    for sex in _SEXES:
        whole = chance.randint(*parameters["persons"])
        counts[sex] = (whole, round(whole * chance.uniform(*parameters["share"][sex])))
    return _with_both(counts)


def _summed(of_all: Collection[_Counts]) -> _Counts:
    return _with_both({sex: _added(counts[sex] for counts in of_all) for sex in _SEXES})


def _added(pairs: Iterable[tuple[int, int]]) -> tuple[int, int]:
    wholes, parts = zip(*pairs, strict=True)
    return sum(wholes), sum(parts)


def _with_both(counts: _Counts) -> _Counts:
    return {"_T": _added(counts.values()), **counts}


def _communes(province: str) -> list[str]:
    """Ids of the communes of a present province, by code. Raises `UsageError` when there are none."""
    code, _, epoch = province.partition("@")
    units = register("admin_units").filter(epoch=epoch, level="commune", parent_code=code)
    found = sorted(units["area_id"].to_list())
    if not found:
        raise UsageError(f"{province!r} has no communes in the register: correct `within`")
    return found


def _row(parameters: Parameters, area: str, year: Mapping[str, Any], sex: str) -> dict[str, Any]:
    return {
        "FREQ": "A",
        "INDICATOR": parameters["indicator"],
        "REF_AREA": area,
        "GEO_VERSION": "ASREP",
        "SEX": sex,
        "ETHNIC_GROUP": "_T",
        "COMMUNE_REGION": "_T",
        "TIME_PERIOD": year["year"],
        "UNIT_MEASURE": "PT",
        "UNIT_MULT": 0,
        "DECIMALS": 1,
        "OBS_STATUS": year["status"],
        "CONF_STATUS": "F",
    }
