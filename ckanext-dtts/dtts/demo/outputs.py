"""Kind `outputs`: results by commune and year that agree with each other over the merger of July 2025.

Before it the former communes report, after it the present ones; the cumulative figure of a present
commune is the sum of its predecessors' plus its own year.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from typing import Any

from dtts.demo.areas import Area, area, predecessors
from dtts.demo.parameters import Parameters


def output_rows(parameters: Parameters, chance: random.Random) -> Iterator[dict[str, Any]]:
    """One row an area, year and output; no figure of persons lies between 1 and `smallest_cell` - 1."""
    for area_id in parameters["areas"]:
        present = area(area_id)
        former = predecessors(area_id)
        for output in parameters["outputs"]:
            yield from _history(parameters, output, present, former, chance)


def _history(
    parameters: Parameters,
    output: Mapping[str, Any],
    present: Area,
    former: tuple[Area, ...],
    chance: random.Random,
) -> Iterator[dict[str, Any]]:
    inherited = 0
    for place in former:
        cumulative = 0
        for year in parameters["years_before"]:
            row = _row(parameters, output, place, year, cumulative, chance)
            cumulative = row["cumulative"]
            yield row
        inherited += cumulative
    for year in parameters["years_after"]:
        row = _row(parameters, output, present, year, inherited, chance)
        inherited = row["cumulative"]
        yield row


def _row(
    parameters: Parameters,
    output: Mapping[str, Any],
    place: Area,
    year: int,
    before: int,
    chance: random.Random,
) -> dict[str, Any]:
    planned = chance.randint(*output["planned"])
    actual = min(planned, round(planned * chance.uniform(*parameters["attainment"])))
    final = year in parameters["final_years"]
    return {
        "programme": parameters["programme"],
        "item_code": output["item_code"],
        "area_id": place.area_id,
        "area_name": place.name,
        "year": year,
        "period": "year",
        "output": output["name"],
        "output_en": output["name_en"],
        "unit_vi": output["unit"],
        "planned": planned,
        "actual": actual,
        "cumulative": before + actual,
        "achieved_percent": f"{100 * actual / planned:.1f}",
        **_beneficiaries(parameters, output, actual, chance),
        "value_status": "official" if final else "provisional",
        "reported_on": f"{year + 1}-01-25" if final else f"{year}-09-15",
    }


def _beneficiaries(
    parameters: Parameters, output: Mapping[str, Any], actual: int, chance: random.Random
) -> dict[str, int]:
    """Households and persons, women and minorities among them; nothing where a cell would be too small."""
    households = actual * int(output["households_each"])
    people = round(households * chance.uniform(*parameters["persons_in_household"]))
    women = round(people * chance.uniform(*parameters["share_of_women"]))
    minority = round(people * chance.uniform(*parameters["share_of_minority"]))
    parts = (women, people - women, minority, people - minority)
    if min(parts) < int(parameters["smallest_cell"]):
        return {}
    return {
        "beneficiary_households": households,
        "beneficiary_people": people,
        "beneficiary_women": women,
        "beneficiary_minority": minority,
    }
