"""IT support points against the lists: eligibility, region and villages are computed again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import polars as pl

from dtts.areas.eligibility import Eligibility, eligible
from dtts.areas.lists import AreaLists
from dtts.report import Fault

_FIRST_ROW = 2
_GONE = {"closed"}


def check_support_points(frame: pl.DataFrame, lists: AreaLists, on: date) -> list[Fault]:
    """Faults of a checked table of the schema `it_support_points`.

    Each point is judged by the lists of the day it opened, or of `on` while it is planned. Errors: a commune
    that is not eligible, a region or number of villages that the lists contradict, a second open point in a
    commune. A warning where the lists that are loaded do not decide.
    """
    faults: list[Fault] = []
    seen: dict[str, str] = {}
    for at, row in enumerate(frame.to_dicts(), _FIRST_ROW):
        answer = eligible(lists, row["area_id"], row["opened_on"] or on)
        faults.extend(_against_lists(at, row, answer))
        if row["status"] not in _GONE:
            first = seen.setdefault(row["area_id"], row["point_id"])
            if first != row["point_id"]:
                faults.append(_second(at, row, first))
    return faults


def _against_lists(at: int, row: Mapping[str, Any], answer: Eligibility) -> Iterator[Fault]:
    standing, reason = answer.standing, answer.reason
    if answer.verdict is False:
        yield _fault(at, "eligible", "area_id", row, reason["vi"], reason["en"])
    elif answer.verdict is None:
        yield _fault(at, "undecided", "area_id", row, reason["vi"], reason["en"], "warning")
    if standing.region is not None and row["commune_region"] != standing.region:
        vi = f"Theo danh sách, xã ở khu vực {standing.region}."
        yield _fault(at, "region", "commune_region", row, vi, f"By the list the region is {standing.region}.")
    if standing.villages is not None and row["disadvantaged_villages"] != len(standing.villages):
        count = len(standing.villages)
        vi = f"Theo danh sách, xã có {count} thôn đặc biệt khó khăn."
        en = f"By the list the commune has {count} extremely disadvantaged villages."
        yield _fault(at, "villages", "disadvantaged_villages", row, vi, en)


def _second(at: int, row: Mapping[str, Any], first: str) -> Fault:
    vi = f"Mỗi xã tối đa một điểm; xã này đã có điểm {first}."
    return _fault(
        at, "one-a-commune", "area_id", row, vi, f"One point a commune; this one has {first} already."
    )


def _fault(
    at: int, rule: str, field: str, row: Mapping[str, Any], vi: str, en: str, severity: str = "error"
) -> Fault:
    message = {
        "vi": f"Dòng {at}, điểm {row['point_id']}: {vi}",
        "en": f"Row {at}, point {row['point_id']}: {en}",
    }
    return Fault(
        f"row-check:support-point-{rule}", severity, None, None, at, None, field, str(row[field]), message
    )
