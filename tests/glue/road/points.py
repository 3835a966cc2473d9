"""Small tables of IT support points, good and bad."""

from __future__ import annotations

import csv
import io
import re

from dtts.registers import register

COLUMNS = [
    "point_id",
    "name_vi",
    "area_id",
    "premises",
    "status",
    "opened_on",
    "area_list",
    "commune_region",
    "disadvantaged_villages",
    "permanent_building",
    "broadband_mbps",
    "contact_office",
]
PROVINCE = re.compile(r"\d\d@pre-2025-07")
GOOD = {
    "point_id": "0164A",
    "name_vi": "Nhà văn hóa Xín Cái",
    "area_id": "VN",
    "premises": "commune_office",
    "status": "operating",
    "opened_on": "2024-03-05",
    "area_list": "kv-2021-2025",
    "commune_region": "III",
    "disadvantaged_villages": "7",
    "permanent_building": "true",
    "broadband_mbps": "12.5",
    "contact_office": "UBND xã",
}


# An area has one open point: each row is in another, the country or a province of before July 2025.
AREAS = ("VN", *sorted(each for each in register("places")["area_id"] if PROVINCE.fullmatch(each)))


def good(number: int, point_id: str, **changed: str) -> dict[str, str]:
    """A row without a fault; `number` says in which area."""
    return {**GOOD, "point_id": point_id, "area_id": AREAS[number], **changed}


def points(*ids: str, **changed: str) -> bytes:
    """One good row for each id."""
    return rows(*(good(number, point_id, **changed) for number, point_id in enumerate(ids)))


def rows(*values: dict[str, str]) -> bytes:
    """These rows as a CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(values)
    return out.getvalue().encode()


FIVE_FAULTS = rows(
    good(0, "07210", premises="castle"),
    good(1, "07211", opened_on="2024-02-30"),
    good(2, "07212", name_vi=""),
    good(3, "07213", disadvantaged_villages="bảy"),
    good(4, "07214", broadband_mbps="-1"),
)
FIVE_CELLS = [
    ("D2", "premises"),
    ("F3", "opened_on"),
    ("B4", "name_vi"),
    ("I5", "disadvantaged_villages"),
    ("K6", "broadband_mbps"),
]
