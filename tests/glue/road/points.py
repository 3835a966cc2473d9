"""Small tables of IT support points, good and bad."""

from __future__ import annotations

import csv
import io

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


def points(*ids: str, **changed: str) -> bytes:
    """One good row for each id."""
    return rows(*({**GOOD, "point_id": number, **changed} for number in ids))


def rows(*values: dict[str, str]) -> bytes:
    """These rows as a CSV."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(values)
    return out.getvalue().encode()


FIVE_FAULTS = rows(
    {**GOOD, "point_id": "07210", "premises": "castle"},
    {**GOOD, "point_id": "07211", "opened_on": "2024-02-30"},
    {**GOOD, "point_id": "07212", "name_vi": ""},
    {**GOOD, "point_id": "07213", "disadvantaged_villages": "bảy"},
    {**GOOD, "point_id": "07214", "broadband_mbps": "-1"},
)
FIVE_CELLS = [
    ("D2", "premises"),
    ("F3", "opened_on"),
    ("B4", "name_vi"),
    ("I5", "disadvantaged_villages"),
    ("K6", "broadband_mbps"),
]
