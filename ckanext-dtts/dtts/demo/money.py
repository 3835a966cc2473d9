"""Kind `money`: plan and disbursement of a province whose parts add up.

The smallest parts are drawn (project, source, nature); every total is their sum: over natures, over
sources, and over projects in the row of the whole programme.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from dtts.demo.parameters import Parameters

# (item, source, nature) → (plan, allocated, disbursed), million dong.
_Cells = Mapping[tuple[str, str, str], tuple[int, int, int]]


def money_rows(parameters: Parameters, chance: random.Random) -> Iterator[dict[str, Any]]:
    """One row an area, year, project, source and nature, totals included, in million dong."""
    for year in parameters["years"]:
        for area_id in year["areas"]:
            cells = _with_totals(_drawn(parameters, year, chance))
            for (item, source, nature), amounts in cells.items():
                yield _row(parameters, year, area_id, item, source, nature, amounts)


def _drawn(parameters: Parameters, year: Mapping[str, Any], chance: random.Random) -> _Cells:
    cells = {}
    for item, plan in parameters["items"].items():
        for source, share in parameters["sources"].items():
            for nature in parameters["natures"]:
                planned = round(chance.uniform(0.8, 1.2) * plan[nature] * share)
                allocated = round(planned * chance.uniform(*parameters["allocated"]))
                disbursed = round(allocated * chance.uniform(*year["disbursed"]))
                cells[item, source, nature] = (planned, allocated, disbursed)
    return cells


def _with_totals(cells: _Cells) -> _Cells:
    """The cells and all their totals; an empty item is the whole programme."""
    sums: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    for (item, source, nature), amounts in cells.items():
        for key in ((i, s, n) for i in (item, "") for s in (source, "total") for n in (nature, "all")):
            sums[key] = [total + amount for total, amount in zip(sums[key], amounts, strict=True)]
    return {key: (sums[key][0], sums[key][1], sums[key][2]) for key in sorted(sums)}


def _row(
    parameters: Parameters,
    year: Mapping[str, Any],
    area_id: str,
    item: str,
    source: str,
    nature: str,
    amounts: tuple[int, int, int],
) -> dict[str, Any]:
    planned, allocated, disbursed = amounts
    return {
        "programme": parameters["programme"],
        "item_code": item,
        "area_id": area_id,
        "budget_year": year["year"],
        "plan_kind": "current_year",
        "source_axis": source,
        "nature_axis": nature,
        "money_unit": "VND_MILLION",
        "plan_amount": planned,
        "allocated_amount": allocated,
        "disbursed_amount": disbursed,
        "disbursement_rate": f"{100 * disbursed / planned:.1f}" if planned else "",
        "as_of": str(year["as_of"]),
        "value_status": year["status"],
    }
