"""What is planned, which visits take place, and what is seen in each."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from dtts.demo.areas import area
from dtts.demo.monitoring.draw import day_between, days_after, weighted
from dtts.demo.parameters import Parameters

Row = dict[str, Any]
_SAME = ("programme", "item_code", "area_id", "area_name")


def plan_rows(parameters: Parameters, chance: random.Random) -> list[Row]:
    """`plans_in_quarter` entries for each quarter."""
    places = [area(area_id) for area_id in parameters["areas"]]
    quarters = [quarter for quarter in parameters["quarters"] for _ in range(parameters["plans_in_quarter"])]
    return [
        {
            "plan_id": f"MH-KH-{number:02d}",
            "agency": weighted(parameters["leads"], chance),
            "programme": parameters["programme"],
            "item_code": chance.choice(list(parameters["items"])),
            "area_id": places[number % len(places)].area_id,
            "area_name": places[number % len(places)].name,
            "visit_kind": weighted(parameters["kinds"], chance),
            "period_start": first,
            "period_end": last,
            "visits_planned": parameters["visits_of_plan"],
            "purpose": parameters["purpose"],
        }
        for number, (first, last) in enumerate(quarters, 1)
    ]


def visit_rows(parameters: Parameters, plans: Sequence[Row], chance: random.Random) -> list[Row]:
    """The visits of every entry, then those that were not planned; `issues_found` and the like come later."""
    planned = [plan for plan in plans for _ in range(plan["visits_planned"])]
    unplanned = [_unplanned(plan) for plan in chance.sample(list(plans), parameters["unplanned_visits"])]
    return [_visit(parameters, plan, number, chance) for number, plan in enumerate([*planned, *unplanned], 1)]


def _unplanned(like: Row) -> Row:
    return {**like, "plan_id": "", "visit_kind": "ad_hoc"}


def _visit(parameters: Parameters, plan: Row, number: int, chance: random.Random) -> Row:
    # A visit within its period ends in it too, so its last days are left for those that are late.
    last = plan["period_end"] - timedelta(days=2)
    outside = bool(plan["plan_id"]) and number % parameters["outside_plan_every"] == 0
    begins = days_after(plan["period_end"], 3, 12, chance)
    began = begins if outside else day_between(plan["period_start"], last, chance)
    return {
        "visit_id": f"MH-DOT-{number:02d}",
        **{name: plan[name] for name in _SAME},
        "visit_date": began,
        "visit_end": days_after(began, 0, 2, chance),
        "visit_kind": plan["visit_kind"],
        "visit_mode": weighted(parameters["modes"], chance),
        "plan_id": plan["plan_id"],
        "outside_plan_reason": parameters["outside_plan_reason"] if outside else "",
        "led_by": plan["agency"],
        "team_agencies": parameters["team"],
        "households_met": chance.randint(8, 45),
        "report_number": f"MH-BC-{number:02d}",
        "report_date": days_after(began, 7, 20, chance),
    }


def site_rows(parameters: Parameters, visits: Sequence[Row], chance: random.Random) -> list[Row]:
    """Two to four sites of the visit's item for each visit."""
    return [
        _site(parameters, visit, number, chance)
        for visit in visits
        for number in range(1, chance.randint(2, 4) + 1)
    ]


def _site(parameters: Parameters, visit: Row, number: int, chance: random.Random) -> Row:
    item: Mapping[str, Any] = parameters["items"][visit["item_code"]]
    kind, name = chance.choice(item["sites"])
    points = chance.randint(8, 15)
    return {
        "visit_id": visit["visit_id"],
        "site_id": f"D{number}",
        "site_name": f"{name} số {number}",
        "site_kind": kind,
        **{name: visit[name] for name in _SAME},
        "seen_on": day_between(visit["visit_date"], visit["visit_end"], chance),
        "planned_amount": chance.randint(*item["planned"]),
        "progress_percent": chance.randint(20, 100),
        "checklist": parameters["checklist"],
        "points_checked": points,
        "points_met": chance.randint(points // 2, points),
    }
