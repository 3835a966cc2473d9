"""What the visits find, each finding at a site of its visit."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from dtts.demo.monitoring.draw import weighted
from dtts.demo.parameters import Parameters

Row = dict[str, Any]
_SAME = ("visit_id", "site_id", "programme", "item_code", "area_id", "area_name")


def finding_rows(
    parameters: Parameters, visits: Sequence[Row], sites: Sequence[Row], chance: random.Random
) -> list[Row]:
    """So many `findings` over the visits in turn, by the day; with the recommendation that each asks for."""
    by_visit: dict[str, list[Row]] = defaultdict(list)
    for site in sites:
        by_visit[site["visit_id"]].append(site)
    by_id = {visit["visit_id"]: visit for visit in visits}
    wanted = [visits[number % len(visits)] for number in range(parameters["findings"])]
    seen = [chance.choice(by_visit[visit["visit_id"]]) for visit in wanted]
    seen.sort(key=lambda site: (site["seen_on"], site["visit_id"], site["site_id"]))
    return [
        _finding(parameters, site, number, chance) | _shared(parameters, by_id[site["visit_id"]], number)
        for number, site in enumerate(seen, 1)
    ]


def _finding(parameters: Parameters, site: Row, number: int, chance: random.Random) -> Row:
    good = number % parameters["good_practice_every"] == 0
    return {
        "finding_id": f"MH-PH-{number:03d}",
        **{name: site[name] for name in _SAME},
        "found_on": site["seen_on"],
        **(_good(parameters) if good else _issue(parameters, site, chance)),
        "evidence": parameters["evidence"],
    }


def _shared(parameters: Parameters, visit: Row, number: int) -> Row:
    """When the agency got it, which is with the report; some of the findings have its answer."""
    shared: date = visit["report_date"]
    if number % parameters["answered_every"]:
        return {"shared_on": shared}
    answered = shared + timedelta(days=parameters["answered_after_days"])
    return {"shared_on": shared, **parameters["agency_answer"], "agency_responded_on": answered}


def _good(parameters: Parameters) -> Row:
    return {"finding_kind": "good_practice", "severity": "none", **parameters["good_practice"]}


def _issue(parameters: Parameters, site: Row, chance: random.Random) -> Row:
    text: Mapping[str, Any] = chance.choice(parameters["items"][site["item_code"]]["found"])
    share = chance.uniform(0.02, 0.4)
    households = chance.randint(parameters["smallest_cell"], 60)
    return {
        "severity": weighted(parameters["severities"], chance),
        **text,
        "amount_concerned": round(site["planned_amount"] * share) if text["finding_kind"] == "money" else "",
        "households_affected": households if text["finding_kind"] in ("beneficiaries", "upkeep") else "",
    }
